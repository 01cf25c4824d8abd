"""Credits and closing marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.intake.credits import bare_byline, byline, find_closing

BODY = "The canal reopened on Friday, the port authority said."
CASES: list[tuple[str, list[tuple[str, tuple[str, ...]]]]] = [
    ("(Reporting by Ines Okafor and Tom Reed)", [("reporting", ("Ines Okafor", "Tom Reed"))]),
    (
        "(Reporting by Ines Okafor in Lagos, Tom Reed in New York and Washington; Writing by Ada Moss; Editing by Lee Fox and Jo Hart)",
        [("reporting", ("Ines Okafor", "Tom Reed")), ("writing", ("Ada Moss",)), ("editing", ("Lee Fox", "Jo Hart"))],
    ),
    (
        "(Reporting by Ines Okafor; Additional reporting by Tom Reed; Editing by Lee Fox)",
        [("reporting", ("Ines Okafor", "Tom Reed")), ("editing", ("Lee Fox",))],
    ),
    ("(Reporting by Ines Okafor Editing by Lee Fox)", [("reporting", ("Ines Okafor",)), ("editing", ("Lee Fox",))]),
    ("(Writing and editing by Ada Moss)", [("writing", ("Ada Moss",)), ("editing", ("Ada Moss",))]),
    (
        "(Reportage Ines Okafor, Paul Roy et Léa Sy; version française Anne Lys, édité par Luc Pons)",
        [("reporting", ("Ines Okafor", "Paul Roy", "Léa Sy")), ("translation", ("Anne Lys",)), ("editing", ("Luc Pons",))],
    ),
    ("(Ines Okafor, version française Anne Lys)", [("reporting", ("Ines Okafor",)), ("translation", ("Anne Lys",))]),
    (
        "(Ines Okafor et Paul Roy, Anne Lys pour le service français)",
        [("reporting", ("Ines Okafor", "Paul Roy")), ("translation", ("Anne Lys",))],
    ),
    (
        "(Ines Okafor, avec Paul Roy à Lomé; Anne Lys pour le service français, édité par Luc Pons)",
        [("reporting", ("Ines Okafor", "Paul Roy")), ("translation", ("Anne Lys",)), ("editing", ("Luc Pons",))],
    ),
    ("(Rédigé par Luc Pons; traduit par Anne Lys)", [("writing", ("Luc Pons",)), ("translation", ("Anne Lys",))]),
    ("[Reporting by Ines Okafor]", [("reporting", ("Ines Okafor",))]),
    ("Reporting by Ines Okafor; Editing by Lee Fox", [("reporting", ("Ines Okafor",)), ("editing", ("Lee Fox",))]),
    ("(Reporting by Jean-Luc de la Tour and Anna O'Neil Jr.)", [("reporting", ("Jean-Luc de la Tour", "Anna O'Neil Jr"))]),
    ("Par Jean DUPRÉ", [("reporting", ("Jean DUPRÉ",))]),
    ("(Reporting by the Lagos newsroom)", []),
    ("Associated Press writers Tom Reed in Zagreb and Ana Mar contributed to this report.", [("reporting", ("Tom Reed", "Ana Mar"))]),
    ("Paul Roy à Lomé a contribué à cet article", [("reporting", ("Paul Roy",))]),
    ("abc/de/fg", []),
    ("burs-abc/de", []),
    ("ENDITEM", []),
    ("-0-", []),
    ("(FIN)", []),
    ("(END)", []),
    ("© AFP", []),
    ("(c) Reuters 2014", []),
    ("desk@wire.example", []),
    ("(Reporting by Ines Okafor)\n\n(c) Reuters 2014\n\nENDS", [("reporting", ("Ines Okafor",))]),
]


@pytest.mark.parametrize(("tail", "expected"), CASES)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_closing(tail: str, expected: list[tuple[str, tuple[str, ...]]], gap: str) -> None:
    text = BODY + gap + tail + "\n"
    closing = find_closing(text, 0, len(text))
    assert text[: closing.end].rstrip() == BODY
    assert [(credit.role, tuple(name.rstrip(".") for name in credit.names)) for credit in closing.credits] == expected
    for credit in closing.credits:
        assert all(name.split()[0] in credit.span.of(text) for name in credit.names)


@pytest.mark.parametrize("tail", [" PTI ABC DE", " (Reporting by Ines Okafor)", " Enditem", " (END)", " (FIN)"])
def test_closing_on_the_last_line_of_the_body(tail: str) -> None:
    text = BODY + tail
    assert text[: find_closing(text, 0, len(text)).end].rstrip() == BODY


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "He left (as planned).",
        "Le ministre a parlé (reportage diffusé mardi).",
        "Avec Paul Roy, le ministre a signé un accord.",
        "By Friday the canal had reopened.",
        "The end",
        "The canal (photo) reopened.",
        "Editing by hand takes long, the printers said in a letter to the court.",
    ],
)
def test_prose_is_no_credit(text: str) -> None:
    closing = find_closing(text, 0, len(text))
    assert closing.end == len(text)
    assert closing.credits == ()


def test_house_style_names_the_agency() -> None:
    text = BODY + "\n\n*Writing by Ada Moss"
    closing = find_closing(text, 0, len(text))
    assert closing.agency == "Anadolu"
    assert closing.credits[0].names == ("Ada Moss",)


def test_bylines() -> None:
    for line, names in [
        ("By Ines Okafor and Tom Reed", ("Ines Okafor", "Tom Reed")),
        ("Par Léa SY", ("Léa SY",)),
        ("By ANN PERRY\nAssociated Press Writer", ("ANN PERRY",)),
        ("By Ann Perry, AP Writer", ("Ann Perry",)),
    ]:
        credit = byline(line, 0, len(line))
        assert credit is not None, line
        assert credit.names == names
    for line in ["By Friday the canal had reopened", "Par chance le canal a rouvert", "Canal reopens"]:
        assert byline(line, 0, len(line)) is None, line
    assert bare_byline("Ada Moss", 0, 8) is not None
    assert bare_byline("Canal reopens at last", 0, 21) is None


@given(st.text(max_size=300), st.sampled_from(CASES))
def test_any_text(text: str, case: tuple[str, object]) -> None:
    whole = text + case[0]
    closing = find_closing(whole, 0, len(whole))
    assert 0 <= closing.end <= len(whole)
    for credit in closing.credits:
        assert credit.names
        assert 0 <= credit.span.start < credit.span.end <= len(whole)
