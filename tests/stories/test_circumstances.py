"""Days and towns of one event that exclude each other, and what is but told less exactly."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from selon.intake.assemble import build_dispatch
from selon.pipeline import read_dispatch
from selon.stories.card import Card, Fact, card_of
from selon.stories.circumstances import day_apart, place_apart
from selon.stories.contradictions import contradictions
from tests.stories.wire import card as wire

FIRST = (
    "Zambian troops detain Malawian trader\n\n"
    "LUSAKA, April 9 (Reuters) - Zambian troops arrested Malawian trader Gift Banda in Kitwe on Monday, Zambian Defence Minister Peter Mwale said.\n"
)


@cache
def card(key: str, text: str) -> Card:
    return card_of(read_dispatch(*build_dispatch(text, id=key, lang="en", date="2031-04-09")), key)


def told(old: str, new: str) -> list[str]:
    """What is set against what where another dispatch, by another source, has *new* for *old*."""
    other = FIRST.replace("Zambian Defence Minister Peter Mwale", "Malawian Foreign Minister Grace Phiri").replace("(Reuters)", "(AFP)").replace(old, new)
    return [each.what for each in contradictions([card("one", FIRST), card("other", other)])]


def test_two_days_and_two_towns_of_one_arrest() -> None:
    assert told("on Monday", "on Tuesday") == ["date"]
    assert told("Kitwe", "Ndola") == ["place"]


def test_what_is_told_less_exactly_is_no_contradiction() -> None:
    assert told("on Monday", "in April") == []
    assert told("on Monday, ", ", ") == []
    assert told("in Kitwe on", "in Zambia on") == []


def test_another_day_and_another_town_are_another_event() -> None:
    assert told("in Kitwe on Monday", "in Ndola on Tuesday") == []


def fact(days: tuple[str, str] | None, place: str | None, ahead: bool = False) -> tuple[Card, Fact]:
    base = wire("clash-en")
    made = base.facts[0]._replace(id="c1", days=days, time=days[0] if days else None, place=place, ahead=ahead, names=())
    return replace(base, facts=(made,)), made


def test_days_exclude_each_other_only_where_both_are_exact_and_near() -> None:
    monday, tuesday = ("2031-04-07", "2031-04-07"), ("2031-04-08", "2031-04-08")
    assert day_apart(*fact(monday, None), *fact(tuesday, None)) == "2031-04-07 / 2031-04-08"
    assert day_apart(*fact(monday, None), *fact(("2031-04-01", "2031-04-30"), None)) is None
    assert day_apart(*fact(monday, None), *fact(("2031-04-23", "2031-04-23"), None)) is None
    assert day_apart(*fact(monday, None, ahead=True), *fact(tuesday, None)) is None


def test_only_towns_exclude_each_other() -> None:
    assert place_apart(*fact(None, "city:1"), *fact(None, "city:2")) == "city:1 / city:2"
    assert place_apart(*fact(None, "city:1"), *fact(None, "region:north")) is None
    assert place_apart(*fact(None, "city:1"), *fact(None, "place:~klmb")) is None
