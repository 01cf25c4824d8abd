"""A dispatch brought together from its text."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selon.errors import AnchorError
from selon.intake.assemble import build_dispatch
from selon.model.dispatch import Dispatch
from selon.model.text import Span

WIRE = """Lagos dockers end week-long strike

LAGOS, May 4 (Reuters) - Dock workers in Lagos ended a strike on Wednesday, their union said.

"We got what we asked for," its secretary told reporters.

(Reporting by Ines Okafor; Editing by Lee Fox)
"""
DEPECHE = """Les dockers de Lomé reprennent le travail

LOME, 4 mai (AFP) - Les dockers ont repris le travail mercredi, a annoncé leur syndicat.

Le port n'a pas précisé combien de navires attendaient.

abc/de/fg
"""


def words(dispatch: Dispatch) -> list[str]:
    return [span.of(dispatch.text) for span in dispatch.paragraphs]


def check(dispatch: Dispatch) -> None:
    """Every span slices, paragraphs are in order, disjoint, trimmed, and clear of headline, dateline and credits."""
    size = len(dispatch.text)
    outside: list[Span] = [credit.span for credit in dispatch.credits]
    outside += [span for span in (dispatch.headline, dispatch.dateline.span if dispatch.dateline else None) if span]
    for span in (*outside, *dispatch.paragraphs):
        assert 0 <= span.start < span.end <= size
    last = 0
    for span in dispatch.paragraphs:
        assert span.start >= last
        last = span.end
        assert span.of(dispatch.text) == span.of(dispatch.text).strip()
        assert not any(span.overlaps(other) for other in outside)


def test_english_wire() -> None:
    dispatch, notices = build_dispatch(WIRE, id="a", header="2016-05-04")
    check(dispatch)
    assert dispatch.lang == "en"
    assert dispatch.headline is not None
    assert dispatch.headline.of(WIRE) == "Lagos dockers end week-long strike"
    assert dispatch.provider == "Reuters"
    assert dispatch.dateline is not None
    assert dispatch.dateline.place == "LAGOS"
    assert dispatch.date == "2016-05-04"
    assert [(c.role, c.names) for c in dispatch.credits] == [("reporting", ("Ines Okafor",)), ("editing", ("Lee Fox",))]
    assert len(words(dispatch)) == 2
    assert words(dispatch)[0].startswith("Dock workers")
    assert [n.code for n in notices] == ["language-guessed"]
    assert dispatch.status == "new"


def test_french_wire() -> None:
    dispatch, _ = build_dispatch(DEPECHE, id="a", lang="fr")
    check(dispatch)
    assert (dispatch.lang, dispatch.provider, dispatch.date) == ("fr", "AFP", "XXXX-05-04")
    assert words(dispatch)[-1].endswith("attendaient.")


@pytest.mark.parametrize(
    ("date", "header", "expected", "conflict"),
    [
        (None, None, "XXXX-05-04", False),
        (None, "date 2016", "2016-05-04", False),
        (None, "date 2016-05", "2016-05-04", False),
        (None, "date 2016-06", "2016-06", True),
        (None, "mercredi 4 mai 2016", "2016-05-04", False),
        (None, "jeudi 5 mai 2016", "2016-05-05", True),
        ("2016-05", None, "2016-05-04", False),
        ("2015-01-02", "2016-05-04", "2015-01-02", True),
        ("2016-05-04/2016-05-06", None, "2016-05-04/2016-05-06", False),
        ("4 mai 2016", None, "2016-05-04", False),
    ],
)
def test_dates_meet(date: str | None, header: str | None, expected: str, conflict: bool) -> None:
    dispatch, notices = build_dispatch(DEPECHE, id="a", lang="fr", date=date, header=header)
    assert dispatch.date == expected
    assert ("date-conflict" in {n.code for n in notices}) is conflict


def test_no_date() -> None:
    dispatch, notices = build_dispatch("Nothing stirred.", id="a", lang="en")
    assert dispatch.date is None
    assert "date-missing" in {n.code for n in notices}


def test_a_date_that_is_none() -> None:
    with pytest.raises(AnchorError, match="someday"):
        build_dispatch(WIRE, id="a", date="someday")


def test_one_paragraph_after_the_headline() -> None:
    text = "Lomé rouvre son port\n\nLOME (Reuters) - Le port a rouvert. Il était fermé. (Reportage Léa Sy; version française Anne Lys)"
    dispatch, _ = build_dispatch(text, id="a", lang="fr")
    check(dispatch)
    assert words(dispatch) == ["Le port a rouvert. Il était fermé."]
    assert {c.role for c in dispatch.credits} == {"reporting", "translation"}


def test_all_on_one_line() -> None:
    text = "Lomé rouvre son port LOME (Reuters) - Le port a rouvert. Il était fermé."
    dispatch, _ = build_dispatch(text, id="a", lang="fr")
    check(dispatch)
    assert dispatch.headline is not None
    assert dispatch.headline.of(text) == "Lomé rouvre son port"
    assert words(dispatch) == ["Le port a rouvert. Il était fermé."]


def test_no_headline() -> None:
    text = "   SPLIT, Croatia (AP) _ Ferries ran again\non Monday.\n   Crews had struck\nfor a week.\n"
    dispatch, _ = build_dispatch(text, id="a", lang="en")
    check(dispatch)
    assert dispatch.headline is None
    assert words(dispatch) == ["Ferries ran again\non Monday.", "Crews had struck\nfor a week."]


def test_prose_without_dateline_has_no_headline() -> None:
    text = "The ferry sank on Monday.\n\nNobody was hurt."
    dispatch, _ = build_dispatch(text, id="a", lang="en")
    assert dispatch.headline is None
    assert words(dispatch) == ["The ferry sank on Monday.", "Nobody was hurt."]


def test_headline_without_dateline() -> None:
    dispatch, _ = build_dispatch("Ferry sinks off Split\n\nA ferry sank on Monday.", id="a", lang="en")
    assert dispatch.headline == Span(0, 21)
    assert words(dispatch) == ["A ferry sank on Monday."]


def test_headline_right_above_the_dateline() -> None:
    text = "Ferry sinks off Split\nSPLIT, Croatia (AP) — A ferry sank on Monday."
    dispatch, _ = build_dispatch(text, id="a", lang="en")
    check(dispatch)
    assert dispatch.headline == Span(0, 21)
    assert words(dispatch) == ["A ferry sank on Monday."]


def test_headline_given() -> None:
    body = "SPLIT, Croatia (AP) — A ferry sank on Monday."
    dispatch, _ = build_dispatch(body, id="a", lang="en", headline="Ferry  sinks")
    assert dispatch.text == "Ferry sinks\n\n" + body
    assert dispatch.headline == Span(0, 11)
    inside, _ = build_dispatch("Ferry\nsinks\n\n" + body, id="a", lang="en", headline="Ferry sinks")
    assert inside.text == "Ferry\nsinks\n\n" + body
    assert inside.headline == Span(0, 11)
    check(inside)


def test_lines_above_the_dateline() -> None:
    text = (
        "CORRECTED-Ferry sinks off Split\n\n* Nobody hurt\n\n(Corrects day in first paragraph)\n\nBy Ann Perry\n\n"
        "SPLIT, Croatia, July 3 (Reuters) - A ferry sank on Monday."
    )
    dispatch, _ = build_dispatch(text, id="a", lang="en")
    check(dispatch)
    assert dispatch.headline is not None
    assert dispatch.headline.of(text) == "CORRECTED-Ferry sinks off Split"
    assert dispatch.status == "correction"
    assert dispatch.credits[0].names == ("Ann Perry",)
    assert words(dispatch) == ["A ferry sank on Monday."]


def test_name_and_place_on_lines_of_their_own() -> None:
    text = "Ferry sinks off Adana\n\nAda Moss\n\nADANA\n\nA ferry sank on Monday.\n\n*Writing by Lee Fox"
    dispatch, _ = build_dispatch(text, id="a", lang="en")
    check(dispatch)
    assert dispatch.dateline is not None
    assert dispatch.dateline.place == "ADANA"
    assert [(c.role, c.names) for c in dispatch.credits] == [("reporting", ("Ada Moss",)), ("writing", ("Lee Fox",))]
    assert dispatch.provider == "Anadolu"
    assert words(dispatch) == ["A ferry sank on Monday."]


def test_provider_given() -> None:
    dispatch, _ = build_dispatch(WIRE, id="a", provider="Harbour News")
    assert dispatch.provider == "Harbour News"
    assert dispatch.dateline is not None
    assert dispatch.dateline.agency == "Reuters"


@pytest.mark.parametrize(
    ("headline", "status"),
    [
        ("CORRECTION - Le ferry a coulé mardi", "correction"),
        ("Correctif: le ferry a coulé mardi", "correction"),
        ("ANNULE ET REMPLACE - Le ferry a coulé", "correction"),
        ("CORRECTED-Ferry sank on Tuesday", "correction"),
        ("REFILE-Ferry sinks", "refile"),
        ("RPT-UPDATE 2-Ferry sinks", "refile"),
        ("UPDATE 1-Ferry sinks", "update"),
        ("WRAPUP 3-Ferries sink", "update"),
        ("(2nd LD) Ferry sinks", "update"),
        ("ACTUALISATION - Le ferry coule", "update"),
        ("URGENT - Le ferry coule", "new"),
        ("ALERTE - Le ferry coule", "new"),
        ("KILL - Ferry sinks", "kill"),
        ("MANDATORY KILL: Ferry", "kill"),
        ("ANNULATION - Le ferry coule", "kill"),
        ("EMBARGO 0600 GMT - Ferry report", "embargo"),
        ("Embargo on ferries extended", "new"),
        ("Correction of borders sought", "new"),
        ("Update on ferries due", "new"),
        ("Alerte aux tempêtes", "new"),
    ],
)
def test_status(headline: str, status: str) -> None:
    dispatch, _ = build_dispatch(f"{headline}\n\nSPLIT, July 3 (Reuters) - A ferry sank.", id="a", lang="en")
    assert dispatch.status == status
    assert dispatch.headline is not None
    assert dispatch.headline.of(dispatch.text) == headline


def test_header_line_inside_the_text() -> None:
    text = "date 2017-07\nFerry sinks off Split\n\nSPLIT, July 3 (Reuters) - A ferry sank."
    dispatch, _ = build_dispatch(text, id="a", lang="en")
    check(dispatch)
    assert (dispatch.text, dispatch.header, dispatch.date) == (text, "date 2017-07", "2017-07-03")
    assert dispatch.headline is not None
    assert dispatch.headline.of(text) == "Ferry sinks off Split"


def test_prose_above_the_dateline_is_kept() -> None:
    text = "Ferry sinks off Split\n\nTwo trawlers helped.\n\nSPLIT, July 3 (Reuters) - A ferry sank."
    dispatch, _ = build_dispatch(text, id="a", lang="en")
    check(dispatch)
    assert words(dispatch) == ["Two trawlers helped.", "A ferry sank."]


def test_capitals_before_a_dash_far_down_are_no_dateline() -> None:
    text = "Ferry sinks off Split\n\nA ferry sank on Monday.\n\nNATO - which had a ship near - sent help."
    dispatch, _ = build_dispatch(text, id="a", lang="en")
    assert dispatch.dateline is None
    assert len(words(dispatch)) == 2


def test_lines_above_the_dateline_without_blank_lines() -> None:
    text = (
        "(LEAD) Seoul to send rice to Mongolia\n(ATTN: RECASTS headline; ADDS details)\nBy Kim Bora\n"
        "SEOUL, March 3 (Yonhap) -- South Korea would send rice.\n    The ministry gave no date.\nborakim@wire.example\n(END)\n"
    )
    dispatch, _ = build_dispatch(text, id="a", lang="en")
    check(dispatch)
    assert dispatch.headline is not None
    assert dispatch.headline.of(text) == "(LEAD) Seoul to send rice to Mongolia"
    assert (dispatch.status, dispatch.credits[0].names) == ("update", ("Kim Bora",))
    assert words(dispatch) == ["South Korea would send rice.", "The ministry gave no date."]


def test_slug_on_its_own_line() -> None:
    dispatch, _ = build_dispatch("CORRECTION\n\nLe ferry a coulé\n\nPARIS, 3 juil (AFP) - Un ferry a coulé.", id="a", lang="fr")
    assert dispatch.status == "correction"
    assert dispatch.headline is not None
    assert dispatch.headline.of(dispatch.text) == "Le ferry a coulé"


@pytest.mark.parametrize("text", ["", "   \n\n ", "\x00\x01", "…", "\u202eعاجل"])
def test_nothing_to_read(text: str) -> None:
    dispatch, notices = build_dispatch(text, id="a")
    check(dispatch)
    assert len(dispatch.text) == len(text)
    if not any(char.isalnum() for char in text):
        assert "no-body" in {n.code for n in notices}


def test_right_to_left_and_emoji() -> None:
    text = "عاجل: عودة العبارات\n\nBEYROUTH (AFP) - Le ferry \U0001f6a2 «الأمل» a coulé \U0001f30a."
    dispatch, _ = build_dispatch(text, id="a", lang="fr")
    check(dispatch)
    assert words(dispatch) == ["Le ferry \U0001f6a2 «الأمل» a coulé \U0001f30a."]


PIECES = st.sampled_from(
    [
        WIRE,
        DEPECHE,
        "\n",
        "\n\n",
        "   ",
        "LAGOS, May 4 (Reuters) - ",
        "CORRECTION ",
        "(Reporting by A B)",
        "ENDITEM",
        "By Ann Perry\n",
        "abc/de",
        "ADANA",
        "(",
        ")",
        "/",
        "--",
        "é",
        "\x00",
        "\r\n",
        "\u2028",
        "2016-05-04\n",
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=12).map("".join))
def test_any_text(text: str) -> None:
    one = build_dispatch(text, id="x", lang="en")
    assert one == build_dispatch(text, id="x", lang="en")
    check(one[0])
    assert len(one[0].text) == len(text)


@pytest.mark.parametrize("unit", ["a", "(", "A ", "word ", "\n", " \n", "(a", "-- ", "A, ", "x.\n", "2016-05-04 ", "(Reporting by ", "É", "SEOUL, "])
def test_two_megabytes(unit: str) -> None:
    text = unit * (2_000_000 // len(unit))
    start = time.perf_counter()
    dispatch, _ = build_dispatch(text, id="x")
    assert time.perf_counter() - start < 6
    check(dispatch)
