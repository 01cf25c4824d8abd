"""Whether two dispatches tell the same story, and which of their claims are equal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from selon.stories.card import Card
from selon.stories.commitments import is_near, threads
from selon.stories.copies import copy_of
from selon.stories.days import OPEN, Days, gap, number, overlap
from selon.stories.facts import FactPair, equal_facts
from selon.stories.names import Shared, shared_names, shared_quantities
from selon.stories.unlike import conflicts
from selon.stories.words import is_concept

EdgeKind = Literal["copy", "correction", "follow-up", "facts"]


@dataclass(frozen=True, slots=True)
class Edge:
    """That dispatches *one* and *other* (keys, the lesser first) tell the same story: evidence. *score* runs from 0 to 1; *why* is for a person."""

    one: str
    other: str
    kind: EdgeKind
    score: float
    facts: tuple[FactPair, ...]
    why: str


#: The least evidence for a story by the days between two dispatches: what is told at once needs less than what is told weeks later.
_NEEDED = ((3, 1.9), (10, 2.4), (45, 3.0), (130, 3.6), (200, 4.2))
#: The least weight of a number and of a name that tie what is told days apart; the likeness in words from which it is rather a formula.
_NUMBER, _NAME, _FORMULA = 1.0, 0.9, 0.55
#: The share of a text that is copied even where the copy tells another place: it may correct it.
_WHOLE = 0.8
#: Days within which dispatches tell the same without more, and copy each other; later ones need a tie.
_AT_ONCE = 3
#: Evidence at which an edge has score 1; claims in common count up to this much.
_FULL, _MOST_FACTS = 8.0, 3.0
#: How much it tells that two texts use the same words, in one language and over two.
_SAME_WORDS, _SAME_CONCEPTS = 4.0, 4.0
#: Evidence from which it is asked whether one tells what became of a commitment of the other, and how much that tells.
_FOLLOWED, _KEPT = 1.2, 1.5
#: How much each kind of difference speaks against one story, and how much less likeness in words and claims then tells: it may be one of kind.
_AGAINST, _OF_KIND = 1.2, 0.5
#: How much a topic in common tells, and all of them at most.
_TOPIC, _MOST_TOPICS = 0.25, 1.25


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two dispatches have in common; *words* is the cosine of their words (of their concepts, if in two languages), *against* what
    speaks against one story (``unlike.conflicts``)."""

    names: tuple[Shared, ...]
    quantities: tuple[Shared, ...]
    words: float
    facts: tuple[FactPair, ...]
    days: int
    against: tuple[str, ...]
    score: float


def edge(a: Card, b: Card) -> Edge | None:
    """The evidence that *a* and *b* tell the same story, None where there is too little. The order of the two does not matter."""
    one, other = sorted((a, b), key=lambda card: card.key)
    link = _link(one, other)
    found = evidence(one, other)
    copy = copy_of(one, other) if link is None and found.days <= _AT_ONCE else None
    if copy is not None and copy.share < _WHOLE and "places" in found.against:
        copy = None  # the same formulas, told of another place
    if link is None and copy is None and len(_particulars(found)) < len(found.against):
        return None
    tie = _tie(one, other, found) if found.days > _AT_ONCE and found.score >= _FOLLOWED and found.names else ""
    if link is None and (_elsewhere(one, other) or found.days > _AT_ONCE and (not tie or one.lang == other.lang and found.words >= _FORMULA)):
        found = replace(found, score=0.0)
    elif tie:
        found = replace(found, score=found.score + _KEPT)
    if link is None and copy is None and not _enough(found):
        return None
    score = 1.0 if link else max(copy.share if copy else 0.0, min(1.0, found.score / _FULL))
    kind: EdgeKind = "correction" if link else "copy" if copy else "follow-up" if found.days > _NEEDED[0][0] else "facts"
    why = [each for each in (link, tie) if each]
    why += [f"{copy.share:.0%} of the words of the shorter text"] if copy else []
    why += [each.words for each in (*found.names, *found.quantities) if each.weight >= _TELLING] + [pair.why for pair in found.facts]
    return Edge(one.key, other.key, kind, round(score, 4), found.facts, "; ".join(why[:_REASONS]))


#: What is worth telling a person, and how much of it.
_TELLING, _REASONS = 0.3, 8


def _particulars(found: Evidence) -> list[Shared]:
    """What both tell that belongs to one happening rather than to a country or a kind of event."""
    return [each for each in found.names if each.weight >= _NAME] + [each for each in found.quantities if each.weight >= _NUMBER]


def _elsewhere(one: Card, other: Card) -> bool:
    """Whether each of the two is about a country that the other does not name."""
    named = [{party.country for party in card.parties} for card in (one, other)]
    return one.home is not None and other.home is not None and one.home not in named[1] and other.home not in named[0]


def _tie(one: Card, other: Card, found: Evidence) -> str:
    """What ties a later dispatch to one of days before: a number that no chance gives twice, someone who holds no office with some other name, what became of a
    commitment, or an event on the day that the earlier one gives it. Officials alone tie nothing: they are in the news every week."""
    numbers = [each for each in found.quantities if each.weight >= _NUMBER]
    if numbers:
        return f"the same number: {numbers[0].words}"
    private = {party.key for party in one.parties if party.source == party.key}
    names = [each for each in found.names if each.weight >= _NAME]
    if len(names) > 1 and any(each.key in private and each.key.startswith("person:~") for each in names):
        return f"the same people: {', '.join(each.words for each in names)}"
    for thread in threads((one, other)):
        if len(thread.steps) > 1 and (thread.state != "open" or is_near(thread.days)):
            return f"{thread.steps[-1].stage}: {thread.act}"
    for pair in found.facts:
        mine, theirs = (next(fact for fact in card.facts if fact.id == id) for card, id in ((one, pair.mine), (other, pair.theirs)))
        if mine.days and theirs.days and _is_dated(mine.days) and _is_dated(theirs.days) and overlap(mine.days, theirs.days):
            return f"the same day: {pair.why}"
    return ""


def _is_dated(days: Days) -> bool:
    return days[0] not in OPEN and days[1] not in OPEN and number(days[1]) - number(days[0]) <= _AT_ONCE


def evidence(a: Card, b: Card) -> Evidence:
    """What *a* and *b* have in common."""
    names = shared_names(a, b)
    quantities = shared_quantities(a.quantities, b.quantities)
    words = _cosine(set(a.terms), set(b.terms)) if a.lang == b.lang else _cosine(_concepts(a), _concepts(b))
    days = gap(a.days, b.days)
    facts = equal_facts(a, b) if days <= _NEEDED[-1][0] else ()
    told = min(_MOST_FACTS, sum(pair.score for pair in facts))
    told += min(_MOST_TOPICS, sum(_TOPIC for term in set(a.terms) & set(b.terms) if term[0] == "#"))
    against = conflicts(a, b, names, quantities)
    likeness = (_SAME_WORDS if a.lang == b.lang else _SAME_CONCEPTS) * words + told
    score = sum(each.weight for each in (*names, *quantities)) + likeness * _OF_KIND ** len(against) - _AGAINST * len(against)
    return Evidence(names, quantities, words, facts, days, against, round(max(0.0, score), 4))


def _enough(found: Evidence) -> bool:
    return bool(found.names) and any(found.days <= days and found.score >= needed for days, needed in _NEEDED)


def _link(a: Card, b: Card) -> str | None:
    """What one says it does to the other, by an identifier."""
    for mine, theirs in ((a, b), (b, a)):
        for link in mine.links:
            if link.target in (theirs.key, theirs.guid, theirs.url):
                return f"{link.relation} ({link.evidence})"
    return None


def _concepts(card: Card) -> set[str]:
    """What the words of a card stand for in any language."""
    return {term for term in card.terms if is_concept(term)} | {f"act:{act}" for act in card.hints}


def _cosine(one: set[str], other: set[str]) -> float:
    return round(len(one & other) / (len(one) * len(other)) ** 0.5, 4) if one and other else 0.0
