"""What a correction changes, and what a kill withdraws."""

from __future__ import annotations

from functools import cache

from selon.intake.assemble import build_dispatch
from selon.pipeline import read_dispatch
from selon.stories.card import Card, card_of
from selon.stories.contradictions import contradictions
from selon.stories.corrections import corrections
from selon.stories.link import link

BODY = "LIMA, May {day} (Reuters) - Peru will send {number} tonnes of rice to {place} by the end of June, Foreign Minister Rosa Tello said on Tuesday.\n"


@cache
def card(key: str, headline: str, number: int = 40, place: str = "Bolivia", day: int = 6) -> Card:
    text = f"{headline}\n\n" + BODY.format(number=number, place=place, day=day)
    dispatch, notices = build_dispatch(text, id=key, lang="en", date=f"2031-05-{day:02}")
    return card_of(read_dispatch(dispatch, notices), key)


def test_a_correction_changes_a_number() -> None:
    first, second = card("a", "Peru to send rice to Bolivia"), card("b", "CORRECTION: Peru to send rice to Bolivia", number=14, day=7)
    assert second.standing == "correction"
    (story,) = link([second, first])
    (found,) = story.corrections
    assert (found.corrects[0], found.dispatch, found.what) == ("a", "b", ("number",))
    assert found.by[0][0] == "b"
    assert contradictions([first, second]) == ()
    assert corrections([first]) == ()


def test_what_stays_is_not_corrected() -> None:
    assert corrections([card("a", "Peru to send rice to Bolivia"), card("c", "CORRECTION: Peru to send rice to Bolivia", day=7)]) == ()


def test_a_kill_withdraws_all() -> None:
    first, second = card("a", "Peru to send rice to Bolivia"), card("d", "KILL: Peru to send rice to Bolivia", day=7)
    assert second.standing == "kill"
    found = corrections([first, second])
    assert [each.corrects for each in found] == [("a", fact.id) for fact in first.facts]
    assert all(each.what == ("withdrawn",) for each in found)
