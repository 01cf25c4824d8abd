"""Which claims of two dispatches tell the same."""

from __future__ import annotations

from dataclasses import dataclass

from selon.knowledge.gazetteer import acts
from selon.stories.card import Card, Fact
from selon.stories.days import overlap
from selon.stories.names import shared_quantities
from selon.stories.numbers import unlike_numbers

#: Acts that say nothing of what happened.
_PLAIN = frozenset({"state", "be", "have", "say"})
#: PLOVER types of acts of words: that two dispatches tell one says little of which.
_WORDS = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


@dataclass(frozen=True, slots=True)
class FactPair:
    """Claims *mine* (of the edge's *one*) and *theirs* (of *other*) that tell the same, and what speaks for it."""

    mine: str
    theirs: str
    score: float
    why: str


def equal_facts(a: Card, b: Card) -> tuple[FactPair, ...]:
    """The claims that *a* and *b* have in common, one to one, in order of *a*."""
    sides_a, sides_b = ({party.key: party.sides for party in card.parties} for card in (a, b))
    candidates: list[tuple[float, int, int, str]] = []
    for left, mine in enumerate(a.facts):
        for right, theirs in enumerate(b.facts):
            score, why = likeness_of(mine, theirs, sides_a, sides_b, a.lang == b.lang)
            if score >= LEAST:
                candidates.append((-score, left, right, why))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs: list[tuple[int, FactPair]] = []
    for score, left, right, why in sorted(candidates):
        if left not in taken_a and right not in taken_b:
            taken_a.add(left)
            taken_b.add(right)
            pairs.append((left, FactPair(a.facts[left].id, b.facts[right].id, round(-score, 3), why)))
    return tuple(pair for _, pair in sorted(pairs))


#: The least likeness of claims that count as equal.
LEAST = 0.5


def likeness_of(mine: Fact, theirs: Fact, sides_a: dict[str, frozenset[str]], sides_b: dict[str, frozenset[str]], one_language: bool) -> tuple[float, str]:
    """How much two claims are alike, from 0 to 1, and why; 0 for what can't be the same (other polarity, days apart)."""
    if mine.polarity != theirs.polarity or mine.days and theirs.days and not overlap(mine.days, theirs.days):
        return 0.0, ""
    why: list[str] = []
    score = 0.0
    if mine.act == theirs.act and mine.act not in _PLAIN:
        score += 0.35 if is_telling(mine) else 0.25
        why.append(mine.act)
    elif mine.type is not None and mine.type == theirs.type:
        score += 0.15
        why.append(mine.type)
    elif mine.type and theirs.type:
        score -= 0.15
    for role in ("actor", "recipient"):
        one, other = _sides(getattr(mine, role), sides_a), _sides(getattr(theirs, role), sides_b)
        if one & other:
            score += 0.15
            why.append(f"{role} {', '.join(sorted(one & other))}")
        elif one and other:
            score -= 0.1
    common = sorted(set(mine.terms) & set(theirs.terms))
    score += (0.7 if one_language else 0.9) * _share(set(mine.terms), set(theirs.terms))
    if not one_language:
        score += 0.1 * bool(set(mine.hints) & set(theirs.hints))
    if common:
        why.append("words " + ", ".join(common))
    names = [name for name in mine.names if name in theirs.names]
    if names:
        score += 0.15 * _share(set(mine.names), set(theirs.names))
    numbers = shared_quantities(mine.quantities, theirs.quantities)
    if numbers:
        score += 0.3
        why.append("numbers " + ", ".join(each.key for each in numbers))
    elif unlike_numbers(mine.quantities, theirs.quantities):
        score -= 0.3
    if mine.ahead != theirs.ahead:
        score -= 0.3
    if mine.days and theirs.days:
        score += 0.2 if mine.days[0] == theirs.days[0] else 0.05
    return max(0.0, min(1.0, score)), "; ".join(why)


def is_telling(fact: Fact) -> bool:
    """Whether a claim's act alone tells something of what happened: a known act that is more than words."""
    return fact.act in acts() and fact.type is not None and fact.type not in _WORDS


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / min(len(one), len(other)) * min(1.0, min(len(one), len(other)) / 3) if one and other else 0.0


def _sides(keys: tuple[str, ...], sides: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(side for key in keys for side in sides.get(key, frozenset({key})))
