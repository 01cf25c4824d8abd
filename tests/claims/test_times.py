"""The time of a claim's event: its own words, those of the verb it shares a subject with, or none."""

from __future__ import annotations

import pytest

from tests.reading import read, words

#: language, body, (claim begins with, time in words, EDTF) of each claim; published Tuesday 14 May 2024
CASES = [
    pytest.param("en", "Zambia closed its border on Monday.", [("Zambia", "on Monday", "2024-05-13")], id="en-own"),
    pytest.param("en", "Zambia closed its border.", [("Zambia", None, None)], id="en-never-the-publication-date"),
    pytest.param(
        "en",
        "Rebels attacked Lusaka on Monday and killed two soldiers.",
        [("Rebels", "on Monday", "2024-05-13"), ("killed", "on Monday", "2024-05-13")],
        id="en-shared",
    ),
    pytest.param(
        "en",
        "Rebels attacked Lusaka on Monday and have killed two soldiers.",
        [("Rebels", "on Monday", "2024-05-13"), ("have killed", None, None)],
        id="en-an-auxiliary-of-its-own",
    ),
    pytest.param(
        "en",
        "Rebels attacked Lusaka on Monday and the army killed two of them.",
        [("Rebels", "on Monday", "2024-05-13"), ("the army", None, None)],
        id="en-a-subject-of-its-own",
    ),
    pytest.param("en", "Zambia has now closed its border.", [("Zambia", "now", None)], id="en-now"),
    pytest.param("fr", "La Zambie a fermé sa frontière lundi.", [("La Zambie", "lundi", "2024-05-13")], id="fr-own"),
    pytest.param("fr", "La Zambie a fermé sa frontière.", [("La Zambie", None, None)], id="fr-never-the-publication-date"),
    pytest.param(
        "fr", "Lundi, des rebelles ont attaqué Lusaka et tué deux soldats.", [("Lundi", "Lundi", "2024-05-13"), ("tué", "Lundi", "2024-05-13")], id="fr-shared"
    ),
    pytest.param("fr", "La Zambie tentera lundi de fermer sa frontière.", [("La Zambie", "lundi", "2024-05-20")], id="fr-to-come"),
]


@pytest.mark.parametrize(("lang", "body", "expected"), CASES)
def test_time_of_the_event(lang: str, body: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    ledger = read(body, lang)
    text = ledger.dispatch.text
    told = [(claim, claim.event.time) for claim in ledger.claims]
    assert [(when.span.of(text), when.edtf) if when else (None, None) for _, when in told] == [row[1:] for row in expected]
    assert all(words(claim, ledger).startswith(row[0]) for (claim, _), row in zip(told, expected, strict=True))
