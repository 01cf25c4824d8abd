"""Candidate keys: dispatches that belong together share at least one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from selon.stories.card import Card, Fact
from selon.stories.days import OPEN, number
from selon.stories.facts import is_telling
from selon.stories.minhash import bands_of
from selon.stories.names import is_official, telling_part, weight_of, weight_of_number
from selon.stories.party import Party

#: Days of the windows in which dispatches may meet: a name that no table knows may tie a promise to its end; two known ones only what is near; an act
#: only what is told at once.
_LONG, _SHORT, _NEAR = 240, 28, 8
#: How many names, countries and numbers of a dispatch make keys: the most telling.
_NAMES, _COUNTRIES, _NUMBERS = 6, 3, 4
#: The least weight of a known place that may tie dispatches alone.
_PLACE = 0.9
#: The least weight of a number that makes a key.
_TELLING = 0.6
#: The least weight of one that is looked for over half a year: the sum of a contract that is signed in spring and cancelled in autumn.
_LASTING = 1.0


def keys(card: Card) -> frozenset[str]:
    """Short strings to look candidates up by: bands of the signature, identifiers, and names, numbers and acts with the stretch of days they were told in."""
    return frozenset(_keys(card))


def _keys(card: Card) -> Iterator[str]:
    yield from (f"b{band}" for band in bands_of(card.signature))
    yield from (f"l:{each}" for each in (card.key, card.guid, card.url, *(link.target for link in card.links)) if each)
    if card.days is None:
        return
    ranked = sorted((party for party in card.parties if weight_of(party) >= 0.3), key=lambda party: (-weight_of(party), party.key))
    unknown = [party for party in ranked if weight_of(party) >= 1 or party.kind == "place" and weight_of(party) >= _PLACE][:_NAMES]
    known = [party for party in ranked if weight_of(party) < 1][:_NAMES]
    countries = _countries(card)
    for party in unknown:
        whole = party.kind == "person" and len(party.parts) > 1
        for window in _windows(card.days[0], _LONG):
            yield from (f"n:{telling_part(party)}:{country}:{window}" for country in ([""] if whole else countries))
        if whole or party.kind == "place":  # a minister in hundreds of dispatches still ties those of one month
            yield from (f"n:{telling_part(party)}:{window}" for window in _windows(card.days[0], _SHORT))
    officials = [party for party in ranked if is_official(party)][:_NAMES]
    for mine, other in combinations(sorted(officials, key=lambda party: party.key), 2):
        if mine.country != other.country:  # those of two states meet again over what they owe each other
            yield from (f"p:{mine.key}:{other.key}:{window}" for window in _windows(card.days[0], _LONG))
    tokens = sorted({token for party in known for token in _tokens(party)})[: 2 * _NAMES]
    for window in _windows(card.days[0], _SHORT):
        yield from (f"p:{one}:{other}:{window}" for one, other in combinations(tokens, 2))
    for quantity in [each for each in card.quantities if weight_of_number(each) >= _TELLING][:_NUMBERS]:
        for window in _windows(card.days[0], _LONG if weight_of_number(quantity) >= _LASTING else _SHORT):
            yield from (f"q:{quantity.value:g}:{quantity.of}:{country}:{window}" for country in countries)
    for fact in card.facts:
        if is_telling(fact):
            yield from (f"a:{fact.act}:{country}:{day}" for country in countries[:2] for day in _event_days(fact, card))
    owing = [(owed.act, (*owed.by, *owed.to), 1) for owed in card.owed if owed.act]
    owing += [(fact.act, (*fact.actor, *fact.recipient), 2) for fact in card.facts if is_telling(fact) and not fact.ahead]  # it may be what was promised
    for act, keys, least in owing:
        parties = sorted({country for key in keys if (country := _country_of(key, card))})
        if len(parties) >= least:
            yield from (f"o:{act}:{'+'.join(parties)}:{window}" for window in _windows(card.days[0], _LONG))


def _tokens(party: Party) -> set[str]:
    """What a known name goes by: its key, and for a place its sound too (one dispatch may have found the city that another has not)."""
    return {party.key} | ({telling_part(party)} if party.kind == "place" else set())


def _countries(card: Card) -> list[str]:
    """The countries that a dispatch is about: its own first, then those who act."""
    acting = [country for fact in card.facts for key in (*fact.actor, *fact.recipient) if (country := _country_of(key, card))]
    named = [party.country for party in card.parties if party.kind == "country" and party.country]
    return list(dict.fromkeys(each for each in (card.home, *acting, *named) if each))[:_COUNTRIES]


def _country_of(key: str, card: Card) -> str | None:
    return next((party.country for party in card.parties if party.key == key), None)


def _event_days(fact: Fact, card: Card) -> Iterator[str]:
    """The day an event began, where the claim tells it; else the stretches of days around publication."""
    if fact.days is not None and fact.days[0] not in OPEN:
        yield fact.days[0]
    elif card.days is not None:
        yield from _windows(card.days[0], _NEAR)


def _windows(day: str, length: int) -> tuple[str, str]:
    """The two overlapping stretches of *length* days that *day* lies in: days at most half a stretch apart share one."""
    counted = number(day)
    return f"{length}.{counted // length}", f"{length}+{(counted + length // 2) // length}"
