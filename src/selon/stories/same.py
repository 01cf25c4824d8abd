"""Whether two dispatches tell the same story, and which of their claims are equal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from selon.knowledge.gazetteer import acts
from selon.stories.card import CARDS, Card, Quantity
from selon.stories.commitments import VISIT, in_time, is_near, owes, threads
from selon.stories.copies import may_copy, share_of
from selon.stories.days import OPEN, Days, gap, number, overlap
from selon.stories.facts import LEAST, FactPair, equal_facts
from selon.stories.names import Shared, is_precise, named, shared_names, shared_quantities, weight_of_number
from selon.stories.unlike import abroad, conflicts
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


#: The least evidence for a story by the days between two dispatches: what is told at once needs least; after days there is a tie besides, which tells much.
_NEEDED = ((1, 1.9), (3, 3.5), (10, 2.4), (45, 3.0), (130, 3.6), (200, 4.2))
#: The least weight of a number and of a name that tie what is told days apart; the likeness in words from which it is rather a formula.
_NUMBER, _NAME, _FORMULA = 1.0, 0.9, 0.55
#: The likeness in words below which two dispatches are of different matters: one name or number in common is then chance.
_ALIKE = 0.2
#: The share of a text that is copied even where the copy tells another place: it may correct it.
_WHOLE = 0.8
#: Days within which dispatches tell the same without more, and copy each other; later ones need a tie. Officials and formulas alone tell it for a day.
_AT_ONCE, _FRESH = 3, 1
#: Evidence with which any two names or numbers tie what is told days apart.
_MUCH = 5.0
#: Days within which less ties: a telling name and another one or a count, or someone unknown and two officials; and the evidence that the two need.
_NEAR, _SOME, _MORE = 21, 4.0, 6.0
#: The least weight of a count that ties beside a name, of an official, and of someone whom no table and no office knows.
_COUNT, _KNOWN, _UNKNOWN = 0.4, 0.6, 2.0
#: Evidence at which an edge has score 1; claims in common count up to this much.
_FULL, _MOST_FACTS = 8.0, 3.0
#: How much it tells that two texts use the same words, or over two languages the same concepts.
_SAME = 4.0
#: Evidence from which it is asked whether one tells what became of a commitment of the other, and how much that tells.
_FOLLOWED, _KEPT = 1.2, 1.5
#: How much each kind of difference speaks against one story, and how much less likeness in words and claims then tells: it may be one of kind.
_AGAINST, _OF_KIND = 1.2, 0.5
#: How much a topic in common tells, and all of them at most.
_TOPIC, _MOST_TOPICS = 0.25, 1.25


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two dispatches have in common but for their claims; *words* is the cosine of their words (of their concepts, if in two languages), *topics* what
    topics in common tell, *days* those between the two, *against* what speaks against one story (``unlike.conflicts``)."""

    names: tuple[Shared, ...]
    quantities: tuple[Shared, ...]
    words: float
    topics: float
    days: int
    against: tuple[str, ...]

    def score(self, facts: float) -> float:
        """How much all of it tells, with claims in common that tell *facts*."""
        likeness = _SAME * self.words + (min(_MOST_FACTS, facts) + self.topics)
        told = sum(each.weight for each in (*self.names, *self.quantities)) + likeness * _OF_KIND ** len(self.against) - _AGAINST * len(self.against)
        return round(max(0.0, told), 4)


def edge(a: Card, b: Card) -> Edge | None:
    """The evidence that *a* and *b* tell the same story, None where there is too little. The order of the two does not matter."""
    one, other = (a, b) if a.key <= b.key else (b, a)
    link = _link(one, other)
    if link is None and _apart(one, other):
        return None
    found = evidence(one, other)
    copied = share_of(one, other) if link is None and found.days <= _AT_ONCE else 0.0
    if copied < _WHOLE and (not found.names or "places" in found.against or "numbers" in found.against or len(found.against) > 1):
        copied = 0.0  # the same formulas, told of another place or another month
    alone = link is None and not copied
    if alone and not _may_be_enough(one, other, found):
        return None
    facts = equal_facts(one, other) if found.days <= _NEEDED[-1][0] else ()
    told = sum(pair.score for pair in facts)
    score = found.score(told)
    if alone and not (_enough(found, score + (_KEPT if found.days > _AT_ONCE else 0.0)) and _of_one_matter(found, told)):
        return None
    tie = _tie(one, other, found, facts, score) if found.days > _AT_ONCE and score >= _FOLLOWED and found.names else ""
    if tie:
        score += _KEPT
    if alone and (not _enough(found, score) or found.days > _AT_ONCE and not tie):
        return None
    if copied and _elsewhere(one, other):
        score = 0.0
    score = 1.0 if link else max(copied, min(1.0, score / _FULL))
    kind: EdgeKind = "correction" if link else "copy" if copied else "follow-up" if found.days > _NEEDED[0][0] else "facts"
    why = [each for each in (link, tie) if each]
    why += [f"{copied:.0%} of the words of the shorter text"] if copied else []
    why += [each.words for each in (*found.names, *found.quantities) if each.weight >= _TELLING] + [pair.why for pair in facts]
    return Edge(one.key, other.key, kind, round(score, 4), facts, "; ".join(why[:_REASONS]))


#: What is worth telling a person, and how much of it.
_TELLING, _REASONS = 0.3, 8


def _apart(one: Card, other: Card) -> bool:
    """Whether two dispatches can't tell one story by what costs next to nothing to ask: each is of other countries, or they are days apart and there is
    nothing that could tie them (``_tie``). So it is with most candidates."""
    days = gap(one.days, other.days)
    if days > _NEEDED[-1][0]:
        return True
    if _elsewhere(one, other) or abroad(one, other):
        return days > _AT_ONCE or not may_copy(one, other)
    if days <= _AT_ONCE:
        return False
    if one.lang == other.lang and _words(one, other) >= _FORMULA:
        return True
    return not (
        days <= _NEAR
        and not _telling(one).isdisjoint(_telling(other))
        or owes(min(one, other, key=in_time))
        or not _private(one).isdisjoint(_telling(other))
        or any(overlap(mine, theirs) for mine in _dated(one) for theirs in _dated(other))
        or shared_quantities(_numbers(one), other.quantities)
    )


@lru_cache(CARDS)
def _numbers(card: Card) -> list[Quantity]:
    """The numbers that tell."""
    return [each for each in card.quantities if weight_of_number(each) >= _NUMBER]


@lru_cache(CARDS)
def _private(card: Card) -> frozenset[str]:
    """The keys of those who speak for themselves, and the parts of their names."""
    people = (party for party in card.parties if party.source == party.key and party.key.startswith("person:~"))
    return frozenset(word for party in people for word in (party.key, *party.parts))


@lru_cache(CARDS)
def _telling(card: Card) -> frozenset[str]:
    """The keys of those whose names tell, and the parts of their names."""
    return frozenset(word for key, each in named(card).items() if each.weight >= _NAME for word in (key, *each.parts))


def _particulars(found: Evidence) -> list[Shared]:
    """What both tell that belongs to one happening rather than to a country or a kind of event."""
    return [each for each in found.names if each.weight >= _NAME] + [each for each in found.quantities if each.weight >= _NUMBER]


def _elsewhere(one: Card, other: Card) -> bool:
    """Whether each of the two is about a country that the other does not name."""
    return one.home is not None and other.home is not None and one.home not in _countries(other) and other.home not in _countries(one)


@lru_cache(CARDS)
def _countries(card: Card) -> frozenset[str | None]:
    return frozenset(party.country for party in card.parties)


def _may_be_enough(one: Card, other: Card, found: Evidence) -> bool:
    """Whether claims in common, which are costly to look for, could still make a story of what is *found*."""
    particulars = len(_particulars(found))
    if "countries" in found.against or len(found.against) > min(1, particulars) or _elsewhere(one, other):
        return False
    if _FRESH < found.days <= _AT_ONCE and not particulars:
        return False
    return _enough(found, found.score(_MOST_FACTS) + (_KEPT if found.days > _AT_ONCE else 0.0))


def _of_one_matter(found: Evidence, told: float) -> bool:
    """Whether what is told at once is more than one name or number in texts about different things; *told* is how much claims in common tell."""
    return found.days > _AT_ONCE or found.words >= _ALIKE or told >= LEAST or len(_particulars(found)) > 1


def _tie(one: Card, other: Card, found: Evidence, facts: tuple[FactPair, ...], score: float) -> str:
    """What ties a later dispatch to one of days before: a number that no chance gives twice, someone who holds no office with some other name, what became of a
    commitment, or an event on the day that the earlier one gives it. Officials alone tie nothing: they are in the news every week. Nor do one name and
    one number, or two names, in texts that are about different things or different towns."""
    names = [each for each in found.names if each.weight >= _NAME]
    known = [each for each in found.names if each.weight >= _KNOWN]
    one_matter = found.words >= _ALIKE and "places" not in found.against
    states = sum(each.key.startswith("country:") for each in found.names)
    between = states > 1 and one_matter and not found.against and score >= _MUCH  # what two states signed or sold
    numbers = [each for each in found.quantities if each.weight >= _NUMBER and (names or between or is_precise(each))]
    if numbers and (one_matter or len(names) > 1 or len(numbers) > 1):
        return f"the same number: {numbers[0].words}"
    if (len(names) > 2 or len(names) > 1 and one_matter) and any(each.key in _private(one) for each in names):
        return f"the same people: {', '.join(each.words for each in names)}"
    for thread in threads((one, other)):
        if (
            len(thread.steps) < 2
            or thread.state == "open"
            and not (is_near(thread.days) and (names or numbers) and thread.act in acts() or thread.act == VISIT)
        ):
            continue
        if thread.state == "cancelled" or not found.against:  # what is kept is kept as it was promised
            return f"{thread.steps[-1].stage}: {thread.act}"
    for pair in facts:
        mine, theirs = (next(fact for fact in card.facts if fact.id == id) for card, id in ((one, pair.mine), (other, pair.theirs)))
        if mine.days and theirs.days and _is_dated(mine.days) and _is_dated(theirs.days) and overlap(mine.days, theirs.days):
            return f"the same day: {pair.why}"
    if not one_matter or found.against:
        return ""
    if score >= _MUCH and len(names) + len(numbers) > 1:
        return f"much in common: {', '.join(each.words for each in (*names, *numbers))}"
    counts = [each for each in found.quantities if each.weight >= _COUNT]
    if found.days <= _NEAR and names and (score >= _SOME and len(names) + len(counts) > 1 or score >= _MORE and names[0].weight >= _UNKNOWN and len(known) > 2):
        return f"much in common within days: {', '.join(each.words for each in (*names, *counts))}"
    return ""


@lru_cache(CARDS)
def _dated(card: Card) -> frozenset[Days]:
    return frozenset(fact.days for fact in card.facts if fact.days and _is_dated(fact.days))


def _is_dated(days: Days) -> bool:
    return days[0] not in OPEN and days[1] not in OPEN and number(days[1]) - number(days[0]) <= _AT_ONCE


def evidence(a: Card, b: Card) -> Evidence:
    """What *a* and *b* have in common."""
    names = shared_names(a, b)
    quantities = shared_quantities(a.quantities, b.quantities)
    topics = min(_MOST_TOPICS, _TOPIC * len(_topics(a) & _topics(b)))
    return Evidence(names, quantities, _words(a, b), topics, gap(a.days, b.days), conflicts(a, b, names, quantities))


def _enough(found: Evidence, score: float) -> bool:
    return bool(found.names) and any(found.days <= days and score >= needed for days, needed in _NEEDED)


def _link(a: Card, b: Card) -> str | None:
    """What one says it does to the other, by an identifier."""
    for mine, theirs in ((a, b), (b, a)):
        for link in mine.links:
            if link.target in (theirs.key, theirs.guid, theirs.url):
                return f"{link.relation} ({link.evidence})"
    return None


def _words(a: Card, b: Card) -> float:
    return _cosine(_terms(a), _terms(b)) if a.lang == b.lang else _cosine(_concepts(a), _concepts(b))


@lru_cache(CARDS)
def _terms(card: Card) -> frozenset[str]:
    return frozenset(card.terms)


@lru_cache(CARDS)
def _topics(card: Card) -> frozenset[str]:
    return frozenset(term for term in card.terms if term[0] == "#")


@lru_cache(CARDS)
def _concepts(card: Card) -> frozenset[str]:
    """What the words of a card stand for in any language."""
    return frozenset([*(term for term in card.terms if is_concept(term)), *(f"act:{act}" for act in card.hints)])


def _cosine(one: frozenset[str], other: frozenset[str]) -> float:
    return round(len(one & other) / (len(one) * len(other)) ** 0.5, 4) if one and other else 0.0
