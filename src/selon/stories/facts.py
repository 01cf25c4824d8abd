"""Which claims of two dispatches tell the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from selon.knowledge.gazetteer import acts
from selon.stories.card import CARDS, PAIRS, Card, Fact, sides_of
from selon.stories.days import overlap
from selon.stories.names import shared_quantities
from selon.stories.numbers import unlike_numbers

#: Acts that say nothing of what happened.
PLAIN = frozenset({"state", "be", "have", "say"})
#: PLOVER types of acts of words: that two dispatches tell one says little of which.
_WORDS = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


#: The least likeness of claims that count as equal.
LEAST = 0.5


@dataclass(frozen=True, slots=True)
class FactPair:
    """Claims *mine* (of the edge's *one*) and *theirs* (of *other*) that tell the same, and what speaks for it."""

    mine: str
    theirs: str
    score: float
    why: str


class _View(NamedTuple):
    """A claim with what is compared, as sets."""

    fact: Fact
    terms: frozenset[str]
    names: frozenset[str]
    hints: frozenset[str]
    actor: frozenset[str]
    recipient: frozenset[str]
    telling: bool


@lru_cache(PAIRS)
def equal_facts(a: Card, b: Card) -> tuple[FactPair, ...]:
    """The claims that *a* and *b* have in common, one to one, in order of *a*."""
    mine, theirs = _views(a), _views(b)
    one_language = a.lang == b.lang
    candidates: list[tuple[float, int, int]] = []
    for left, right in _sharing(a, b):
        score = _likeness(mine[left], theirs[right], one_language)
        if score >= LEAST:
            candidates.append((-score, left, right))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs: list[tuple[int, FactPair]] = []
    for score, left, right in sorted(candidates):
        if left not in taken_a and right not in taken_b:
            taken_a.add(left)
            taken_b.add(right)
            pairs.append((left, FactPair(a.facts[left].id, b.facts[right].id, round(-score, 3), _why(mine[left], theirs[right]))))
    return tuple(pair for _, pair in sorted(pairs))


def likeness_of(mine: Fact, theirs: Fact, sides_a: Mapping[str, frozenset[str]], sides_b: Mapping[str, frozenset[str]], one_language: bool) -> float:
    """How much two claims are alike but for their numbers, from 0 to 1; *sides_a* and *sides_b* are those of the parties of their dispatches."""
    one, other = (fact._replace(quantities=()) for fact in (mine, theirs))
    return _likeness(_view(one, sides_a), _view(other, sides_b), one_language)


def is_telling(fact: Fact) -> bool:
    """Whether a claim's act alone tells something of what happened: a known act that is more than words."""
    return fact.act in acts() and fact.type is not None and fact.type not in _WORDS


@lru_cache(CARDS)
def _views(card: Card) -> list[_View]:
    return [_view(fact, sides_of(card)) for fact in card.facts]


def _sharing(a: Card, b: Card) -> set[tuple[int, int]]:
    """The places of each two claims that share a trait: others are not worth comparing."""
    mine, theirs = _by_trait(a), _by_trait(b)
    return {pair for trait in mine.keys() & theirs.keys() for pair in product(mine[trait], theirs[trait])}


@lru_cache(CARDS)
def _by_trait(card: Card) -> dict[str, list[int]]:
    """What claims must share one of to be compared at all -> the places of those that have it."""
    found: dict[str, list[int]] = {}
    for at, fact in enumerate(card.facts):
        for trait in fact.terms if fact.act in PLAIN else (*fact.terms, f"act {fact.act}"):
            found.setdefault(trait, []).append(at)
    return found


def _view(fact: Fact, sides: Mapping[str, frozenset[str]]) -> _View:
    actor, recipient = (frozenset().union(*[sides.get(key, (key,)) for key in keys]) for keys in (fact.actor, fact.recipient))
    return _View(fact, frozenset(fact.terms), frozenset(fact.names), frozenset(fact.hints), actor, recipient, is_telling(fact))


def _likeness(one: _View, other: _View, one_language: bool) -> float:
    """How much two claims are alike; 0 for what can't be the same (other polarity, days apart, other numbers)."""
    mine, theirs = one.fact, other.fact
    if mine.polarity != theirs.polarity or mine.days and theirs.days and not overlap(mine.days, theirs.days):
        return 0.0
    score = 0.0
    if mine.act == theirs.act and mine.act not in PLAIN:
        score += 0.35 if one.telling else 0.25
    elif mine.type is not None and mine.type == theirs.type:
        score += 0.15
    elif mine.type and theirs.type:
        score -= 0.15
    for sides, others in ((one.actor, other.actor), (one.recipient, other.recipient)):
        if sides and others:
            score += -0.1 if sides.isdisjoint(others) else 0.15
    score += (0.7 if one_language else 0.9) * _share(one.terms, other.terms)
    if not one_language:
        score += 0.1 * bool(one.hints & other.hints)
    score += 0.15 * _share(one.names, other.names)
    if mine.quantities and theirs.quantities:
        if shared_quantities(mine.quantities, theirs.quantities):
            score += 0.3
        elif unlike_numbers(mine.quantities, theirs.quantities):
            return 0.0
    if mine.ahead != theirs.ahead:
        score -= 0.3
    if mine.days and theirs.days:
        score += 0.2 if mine.days[0] == theirs.days[0] else 0.05
    return max(0.0, min(1.0, score))


def _why(one: _View, other: _View) -> str:
    """What two claims that are alike have in common."""
    mine, theirs = one.fact, other.fact
    why: list[str] = []
    if mine.act == theirs.act and mine.act not in PLAIN:
        why.append(mine.act)
    elif mine.type is not None and mine.type == theirs.type:
        why.append(mine.type)
    for role, sides in (("actor", one.actor & other.actor), ("recipient", one.recipient & other.recipient)):
        if sides:
            why.append(f"{role} {', '.join(sorted(sides))}")
    common = one.terms & other.terms
    if common:
        why.append("words " + ", ".join(sorted(common)))
    numbers = shared_quantities(mine.quantities, theirs.quantities)
    if numbers:
        why.append("numbers " + ", ".join(each.key for each in numbers))
    return "; ".join(why)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that both have; less where it is of one or two."""
    least = min(len(one), len(other))
    return len(one & other) / max(least, 3) if least else 0.0
