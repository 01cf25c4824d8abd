"""Days and places of one event that can't both be right."""

from __future__ import annotations

from collections.abc import Iterator

from selon.stories.card import Card, Fact
from selon.stories.days import OPEN, Days, gap, number, overlap

#: Kinds of keys of places so exact that one is not inside another.
_TOWNS = ("city:", "capital:")
#: Days of the widest stretch that still tells a day: "overnight".
_WIDEST = 1
#: Days apart from which it is rather another event.
_APART = 4


def day_apart(one: Card, mine: Fact, other: Card, theirs: Fact) -> str | None:
    """The two days (as one line) that claims on one event give it and that can't both be right; None where they may: a day lies in its month, and
    what a dispatch tells of both days may be two events."""
    if not mine.days or not theirs.days or not (_is_day(mine.days) and _is_day(theirs.days)) or overlap(mine.days, theirs.days):
        return None
    if mine.ahead or theirs.ahead or gap(mine.days, theirs.days) >= _APART:
        return None  # plans change, and it happens again
    if any(days and overlap(days, theirs.days) for days in _days(one, mine)) or any(days and overlap(days, mine.days) for days in _days(other, theirs)):
        return None
    return f"{mine.time} / {theirs.time}"


def place_apart(one: Card, mine: Fact, other: Card, theirs: Fact) -> str | None:
    """The two towns (as one line) that claims on one event give it; None where both may be right: a village near a town, a town in its region, and what a
    dispatch tells of both towns may be two events."""
    if not mine.place or not theirs.place or mine.place == theirs.place or not (mine.place.startswith(_TOWNS) and theirs.place.startswith(_TOWNS)):
        return None
    if theirs.place in mine.names or mine.place in theirs.names:
        return None
    if theirs.place in _places(one, mine) or mine.place in _places(other, theirs):
        return None
    return f"{_name(one, mine.place)} / {_name(other, theirs.place)}"


def _is_day(days: Days) -> bool:
    return days[0] not in OPEN and days[1] not in OPEN and number(days[1]) - number(days[0]) <= _WIDEST


def _days(card: Card, but: Fact) -> Iterator[Days | None]:
    """The days of the other claims of *card* on acts of the kind, in the voice of the same source."""
    return (fact.days for fact in card.facts if fact.act == but.act and fact.id != but.id and fact.sources == but.sources)


def _places(card: Card, but: Fact) -> set[str | None]:
    return {fact.place for fact in card.facts if fact.act == but.act and fact.id != but.id and fact.sources == but.sources}


def _name(card: Card, key: str) -> str:
    return next((party.name for party in card.parties if party.key == key), key)
