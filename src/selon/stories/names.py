"""What two dispatches name and count in common, and how much that tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from selon.stories.card import CARDS, Card, Quantity
from selon.stories.party import Party

#: How much it tells that two dispatches name the same: by the kind of its key, then of a name that no table knows.
_KNOWN = {"person": 0.8, "organization": 0.5, "group": 0.8, "seat": 0.3, "city": 0.9, "region": 0.9, "capital": 0.2, "agency": 0.3, "country": 0.15}
_UNKNOWN = {"person": 2.0, "organization": 1.2, "place": 1.4, "agency": 1.0}
#: The same of people who hold or seek office in a state, and of those who speak for another body: they are in the news all year.
_OFFICIAL, _SPEAKER = 0.6, 1.2
#: What is as far apart in every story.
_DISTANCES = frozenset({"kilometre", "mile"})
#: The least weight of a name that is looked for in other forms.
_ALMOST = 0.5
#: Digits, zeros at the end aside, of a number that no chance gives twice.
_DIGITS = 3
#: What is left of a name's weight where one dispatch has only a part of it.
_IN_PART = 0.7
#: Letters of the shortest part of a name that tells who it is.
_TELLING = 3


class Shared(NamedTuple):
    """Something in common, its weight, and words for a person."""

    key: str
    weight: float
    words: str


class Named(NamedTuple):
    """A party with what is asked of it for each other dispatch."""

    party: Party
    weight: float
    parts: frozenset[str]


def weight_of(party: Party) -> float:
    """How much it tells that two dispatches name *party*: nothing for who is only described."""
    kind = party.key.split(":")[0]
    if is_unknown(party):
        if party.kind == "person":
            most = _OFFICIAL if is_official(party) else _SPEAKER if party.source != party.key else _UNKNOWN["person"]
            return most * (1.0 if "-" in party.key else 0.6)
        return _KNOWN["organization"] if kind == "organization" and party.sector == "NGO" else _UNKNOWN.get(kind, 0.0)  # it speaks of many happenings
    return _KNOWN.get(kind, 0.0) if party.named else 0.0


def is_unknown(party: Party) -> bool:
    """Whether *party* has a name that no table knows."""
    return ":~" in party.key


def is_official(party: Party) -> bool:
    """Whether *party* is someone who holds office in a state, speaks for one, or leads its opposition."""
    return party.kind == "person" and (party.sector == "OPP" or party.source.split(":")[0] in ("gov", "mil"))


def telling_part(party: Party) -> str:
    """What a name that no table knows goes by where candidates are looked up: a person's key, the longest part of any other name."""
    return party.key if party.kind == "person" and len(party.parts) > 1 else max(party.parts, key=len, default=party.key)


def shared_names(a: Card, b: Card) -> tuple[Shared, ...]:
    """Who and what both name, each once, the most telling first."""
    mine, theirs = named(a), named(b)
    found = {key: Shared(key, min(mine[key].weight, theirs[key].weight), mine[key].party.name) for key in mine.keys() & theirs.keys()}
    if a.home is not None and a.home == b.home:
        found.setdefault(f"country:{a.home}", Shared(f"country:{a.home}", _KNOWN["country"], f"both at home in {a.home}"))
    almost, parts = _almost(b)
    for key, one in _almost(a)[0].items():
        if key not in found and not parts.isdisjoint(one.parts):
            rest = (each for other_key, each in almost.items() if not one.parts.isdisjoint(each.parts) and other_key not in found)
            other = next((each for each in rest if same_name(one.party, each.party)), None)
            if other is not None:
                whole = one.parts == other.parts and one.party.kind == other.party.kind  # one dispatch found the city that the other did not
                share = 1.0 if whole else _IN_PART
                found[key] = Shared(key, share * min(one.weight, other.weight), f"{one.party.name} / {other.party.name}")
    return tuple(sorted((each for each in found.values() if each.weight > 0), key=lambda each: (-each.weight, each.key)))


@lru_cache(CARDS)
def named(card: Card) -> dict[str, Named]:
    """The parties of *card* by key."""
    return {party.key: Named(party, weight_of(party), frozenset(party.parts)) for party in card.parties}


@lru_cache(CARDS)
def _almost(card: Card) -> tuple[dict[str, Named], frozenset[str]]:
    """Those whose names are looked for in other forms, and all parts of these names."""
    found = {key: each for key, each in named(card).items() if each.weight >= _ALMOST}
    return found, frozenset(part for each in found.values() for part in each.parts)


def same_name(one: Party, other: Party) -> bool:
    """Whether the name of one is part of the other's ("Tsushima", "Tsushima Island"; "Radkov", "Plamen Radkov") and nothing speaks against it. One name
    that a dispatch takes for a person's and another for a place's is still one."""
    mine, theirs = Counter(one.parts), Counter(other.parts)
    if (one.kind == "person") != (other.kind == "person") and mine != theirs or one.country and other.country and one.country != other.country:
        return False
    lesser = min(mine, theirs, key=Counter.total)
    return (mine <= theirs or theirs <= mine) and any(len(part) >= _TELLING for part in lesser)


def shared_quantities(mine: Iterable[Quantity], theirs: Sequence[Quantity]) -> tuple[Shared, ...]:
    """The numbers that both have of the same thing, each once."""
    found: dict[str, Shared] = {}
    if not theirs:
        return ()
    for one in mine:
        for other in theirs:
            if one.value == other.value and same_count(one, other):
                found.setdefault(f"{one.value:g} {one.of}", Shared(f"{one.value:g} {one.of}", weight_of_number(one), f"{one.words} / {other.words}"))
    return tuple(sorted(found.values(), key=lambda each: (-each.weight, each.key)))


def same_count(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers count the same thing: the same noun, or the same fate."""
    return one.of == other.of or bool(one.who) and one.who in (other.of, other.who) or bool(other.who) and other.who == one.of


def is_precise(number: Shared) -> bool:
    """Whether a number has so many digits that no chance gives it twice: 1,437, not 15 billion."""
    return len(number.key.split(" ")[0].partition("e")[0].replace(".", "").strip("0")) >= _DIGITS


@lru_cache(65536)
def weight_of_number(quantity: Quantity) -> float:
    """How much it tells that two dispatches give this number: the less round and the larger, the more."""
    if quantity.of in ("year", "month", "week", "day", "hour"):
        return 0.1
    value = quantity.value
    if value <= 3 or quantity.of in _DISTANCES:
        return 0.2
    if value <= 12:
        return 0.4
    digits = f"{value:g}".partition("e")[0].replace(".", "").rstrip("0")
    return 0.6 if len(digits) == 1 else 1.0
