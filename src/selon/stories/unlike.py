"""What speaks against it that two dispatches tell the same happening."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from selon.stories.card import CARDS, Card, Quantity
from selon.stories.days import OPEN, Days, overlap
from selon.stories.facts import is_telling
from selon.stories.names import Shared, is_official, is_unknown, named, weight_of_number
from selon.stories.numbers import compatible, of_one_thing
from selon.stories.party import SECTORS

#: The least weight of a name that is of the happening itself, of one that ties numbers to it, and of a number that tells.
_NAME, _TIED, _NUMBER = 0.9, 0.8, 0.6
#: Standings of a dispatch that takes back another.
_TAKES_BACK = ("correction", "kill")
#: The weight of numbers of days and years, which count nothing that happened.
_PERIOD = 0.1
#: Claims in which a country acts that is one of those a dispatch is about.
_SEVERAL = 2


def conflicts(a: Card, b: Card, names: tuple[Shared, ...], quantities: tuple[Shared, ...]) -> tuple[str, ...]:
    """In what *a* and *b* differ though both tell it: ``places``, ``people``, ``numbers``, ``days``, ``countries`` (in each one acts that the other never
    names). *names* and *quantities* are what they share.

    An agency that takes back its own dispatch must differ. Numbers count only where no town, witness or other number is shared, nor the day of the very act:
    tolls rise, and sources count differently.
    """
    if _takes_back(a, b):
        return ()
    shared = {each.key for each in names}
    found = []
    if _part(_places(a), _places(b), shared):
        found.append("places")
    if _part(_people(a), _people(b), shared):
        found.append("people")
    tied = any(each.weight >= _TIED for each in names) or any(each.weight >= _NUMBER for each in quantities)
    if not tied and not _same_day(a, b) and _other_numbers(a, b) or _other_terms(a, b):
        found.append("numbers")
    if _other_days(a, b):
        found.append("days")
    if abroad(a, b):
        found.append("countries")
    return tuple(found)


def abroad(a: Card, b: Card) -> bool:
    """Whether in each of the two a country acts that the other never names: the last of what ``conflicts`` tells, and the cheapest to ask."""
    return not _takes_back(a, b) and not _acting(a) <= _named(b) and not _acting(b) <= _named(a)


def _takes_back(a: Card, b: Card) -> bool:
    return a.provider == b.provider and (a.standing in _TAKES_BACK or b.standing in _TAKES_BACK)


def _part(mine: set[str], theirs: set[str], shared: set[str]) -> bool:
    return bool(mine) and bool(theirs) and not (mine | theirs) & shared


@lru_cache(CARDS)
def _places(card: Card) -> set[str]:
    """The towns that *card* names, and other places where something happens in it."""
    happened = {fact.place for fact in card.facts}
    places = (each.party for each in named(card).values() if each.party.kind == "place" and each.weight >= _NAME)
    return {party.key for party in places if not is_unknown(party) or party.key in happened}


@lru_cache(CARDS)
def _people(card: Card) -> set[str]:
    """Those whom *card* names beside the officials."""
    people = (each.party for each in named(card).values() if each.party.kind == "person" and each.weight >= _NAME)
    return {party.key for party in people if not is_official(party)}


@lru_cache(CARDS)
def _acting(card: Card) -> frozenset[str]:
    """The countries (ISO alpha-3) that act, or to which something is done, in several claims of *card*."""
    countries = {party.key: party.country for party in card.parties if party.country and (party.kind == "country" or party.sector in SECTORS)}
    told = Counter(country for fact in card.facts for country in {countries.get(key) for key in (*fact.actor, *fact.recipient)} if country)
    return frozenset(country for country, times in told.items() if times >= _SEVERAL)


@lru_cache(CARDS)
def _named(card: Card) -> frozenset[str]:
    """The countries that *card* names, or to which those belong whom it names."""
    return frozenset(party.country for party in card.parties if party.country) | ({card.home} if card.home else set())


def _other_numbers(a: Card, b: Card) -> bool:
    """Whether both count something and never agree in any of it."""
    pairs = [(one, other) for one in a.quantities for other in b.quantities if of_one_thing(one, other) and weight_of_number(one) > _PERIOD]
    return bool(pairs) and not any(compatible(one, other) for one, other in pairs)


def _other_terms(a: Card, b: Card) -> bool:
    """Whether both tell an act of one kind that is to last for so long, and each another time: a truce of five days is not the one of nine."""
    pairs = [(one, other) for act, one in _lasting(a) for also, other in _lasting(b) if act == also and one.of == other.of]
    return bool(pairs) and not any(compatible(one, other) for one, other in pairs)


@lru_cache(CARDS)
def _lasting(card: Card) -> list[tuple[str, Quantity]]:
    """The known acts of *card* and how long they are to last."""
    return [(fact.act, each) for fact in card.facts if fact.type is not None for each in fact.quantities if weight_of_number(each) <= _PERIOD]


def _other_days(a: Card, b: Card) -> bool:
    """Whether both tell acts of one kind and days for them, and never the same."""
    pairs = _days_of_acts(a, b)
    return bool(pairs) and not any(overlap(one, other) for one, other in pairs)


def _same_day(a: Card, b: Card) -> bool:
    """Whether both, at home in one country, tell an act of one kind on one day."""
    return a.home is not None and a.home == b.home and any(one == other for one, other in _days_of_acts(a, b))


def _days_of_acts(a: Card, b: Card) -> list[tuple[Days, Days]]:
    """The days of each two acts of one kind, of which both are told."""
    return [(mine, theirs) for act, mine in _dated(a) for other, theirs in _dated(b) if act == other]


@lru_cache(CARDS)
def _dated(card: Card) -> list[tuple[str, Days]]:
    """The telling acts of *card* that have a day, and the day."""
    return [(fact.act, fact.days) for fact in card.facts if fact.days and _is_dated(fact.days) and is_telling(fact)]


def _is_dated(days: Days) -> bool:
    return days[0] == days[1] and days[0] not in OPEN
