"""Claims that can't both hold, within and across the dispatches of a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from selon.model.ledger import Ledger
from selon.stories.card import Card, Fact, card_of
from selon.stories.circumstances import day_apart, place_apart
from selon.stories.days import gap, overlap
from selon.stories.denials import denied, does_harm, may_be_simultaneous, same_parties
from selon.stories.facts import is_telling, likeness_of
from selon.stories.names import shared_names, shared_quantities
from selon.stories.numbers import unlike_numbers
from selon.stories.origins import Ref
from selon.stories.quantities import BODY, FATES
from selon.stories.senses import excluded
from selon.stories.told import Opposed, Told, What, corrects, in_order
from selon.stories.unlike import conflicts

#: How alike two claims must be, their numbers apart, for these to be set against each other: of one act or fate, and of others;
#: how much a number must tell that ties two claims to one event.
_LIKE_NUMBERS, _LIKE_OTHERS, _TELLING_NUMBER = 0.3, 0.6, 0.6
#: PLOVER types of what is but wanted or threatened.
_WISHED = frozenset({"REQUEST", "THREATEN"})
#: Days between dispatches within which what one says is so and the other says is otherwise is told of one time.
_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that can't both hold, the earlier first; *sources* are those who stand behind each (keys; none for an agency's own voice), *why* is one line
    for a person."""

    claims: tuple[Ref, Ref]
    what: What
    sources: tuple[tuple[str, ...], tuple[str, ...]]
    why: str


def contested(ledger: Ledger) -> tuple[Contradiction, ...]:
    """The contradictions inside one dispatch; *claims* are (id of the dispatch, id of the claim). A claim that restates another stands for it: a pair is given
    once, for the earliest claims that hold it."""
    card = card_of(ledger, ledger.dispatch.id)
    found: dict[tuple[Ref, Ref], Contradiction] = {}
    for each in contradictions((card,)):
        first, second = sorted({_first(card, id) for _, id in each.claims}, key=lambda fact: card.facts.index(fact))[:2]
        made = replace(each, claims=((card.key, first.id), (card.key, second.id)), sources=(first.sources, second.sources))
        found.setdefault(made.claims, made)
    return tuple(found.values())


def contradictions(cards: Sequence[Card], pairs: Iterable[Opposed] | None = None) -> tuple[Contradiction, ...]:
    """The contradictions in a story, in order of their later claim; *pairs* are those of ``opposed``, where they are at hand.

    Two claims are set against each other where one says that something is so and the other that it is not (``selon.stories.denials``); where they say of one
    party, or of what the story tells, what can't be said of it at once ("in good health", "ill": ``selon.stories.senses``); where they count the same thing of
    the same event differently; where they give one event of the same parties days or towns that exclude each other (``selon.stories.circumstances``). What a
    correction takes back is no contradiction (see ``selon.stories.corrections``).
    """
    return tuple(
        Contradiction((earlier.ref, later.ref), what, (earlier.fact.sources, later.fact.sources), why)
        for earlier, later, what, why in (opposed(cards) if pairs is None else pairs)
        if not corrects(earlier, later)
    )


def opposed(cards: Sequence[Card]) -> Iterator[Opposed]:
    """Each two claims that can't both hold, the earlier first, in order of the later; of a claim and its copies word for word only the first."""
    told = in_order(cards)
    found: dict[tuple[int, int], Opposed] = {}
    for one, other, what, why in denied(told):
        earlier, later = sorted((one, other), key=lambda each: each.number)
        found.setdefault((later.number, earlier.number), (earlier, later, what, why))
    elsewhere: dict[tuple[str, str], bool] = {}
    for number, later in enumerate(told):
        for earlier in told[:number]:
            if earlier.negative == later.negative and (number, earlier.number) not in found:
                unlike = _unlike(earlier, later) or _excluding(earlier, later)
                if unlike is None:
                    continue
                dispatches = earlier.card.key, later.card.key
                if dispatches not in elsewhere:
                    elsewhere[dispatches] = _is_elsewhere(earlier.card, later.card)
                if unlike[0] in ("date", "place") or not elsewhere[dispatches] or corrects(earlier, later):
                    found[number, earlier.number] = (earlier, later, *unlike)
    yield from (found[at] for at in sorted(found))


def _is_elsewhere(one: Card, other: Card) -> bool:
    """Whether two dispatches of a story name other towns or other people, and so may tell of two happenings: then what each says of its own is no
    contradiction."""
    if one.key == other.key:
        return False
    return not {"places", "people"}.isdisjoint(conflicts(one, other, shared_names(one, other), shared_quantities(one.quantities, other.quantities)))


def _unlike(earlier: Told, later: Told) -> tuple[What, str] | None:
    """Two affirmed claims on one event whose numbers can't both be right."""
    mine, theirs = earlier.fact, later.fact
    if earlier.negative or earlier.card.key == later.card.key and (mine.restates == theirs.id or theirs.restates == mine.id):
        return None
    if earlier.card.key == later.card.key and not earlier.voice and not later.voice:
        return None  # what an agency counts in one dispatch, it counts of several things
    if _is_one_source(mine.sources, theirs.sources) and not corrects(earlier, later):
        return None  # one source that counts anew is no contradiction
    numbers = unlike_numbers(mine.quantities, theirs.quantities)
    if numbers is None:
        return _apart(earlier, later)
    if numbers[0].of in FATES | {BODY} and earlier.voice and later.voice and _may_be_one(mine, theirs):
        return "number", f"{numbers[0].words} / {numbers[1].words}"  # tolls of one story, by two who count
    of_one_event = mine.act == theirs.act or numbers[0].of in FATES | {BODY} or corrects(earlier, later)
    alike = likeness_of(mine, theirs, earlier.sides, later.sides, earlier.card.lang == later.card.lang)
    if alike >= (_LIKE_NUMBERS if of_one_event else _LIKE_OTHERS):
        return "number", f"{numbers[0].words} / {numbers[1].words}"
    return None


def _may_be_one(mine: Fact, theirs: Fact) -> bool:
    """Whether the times and places of two claims leave it open that they are of one event."""
    days = not mine.days or not theirs.days or overlap(mine.days, theirs.days)
    return days and (not mine.place or not theirs.place or mine.place == theirs.place or mine.place.split(":")[0] != theirs.place.split(":")[0])


def _is_one_source(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether both claims are of one source: the same, or one described alike of which a dispatch doesn't tell the country ("the statistics office")."""
    if len(mine) != 1 or len(theirs) != 1:
        return bool(mine) and mine == theirs
    described = [key.rpartition(":") for key in (mine[0], theirs[0])]
    alike = described[0][0] == described[1][0] and ":" in described[0][0] and not all(country for _, _, country in described)
    return mine == theirs or alike


def _apart(earlier: Told, later: Told) -> tuple[What, str] | None:
    """Two affirmed claims on one event that give it days or towns that can't both be right: one known act of the same parties, told much alike, and no other
    count of it. Only one of the two may differ: what has another day and another town is another event."""
    mine, theirs = earlier.fact, later.fact
    if mine.act != theirs.act or not is_telling(mine) or mine.ahead != theirs.ahead or not _same_event(earlier, later):
        return None
    day = day_apart(earlier.card, mine, later.card, theirs)
    place = place_apart(earlier.card, mine, later.card, theirs)
    if (day is None) == (place is None) or place is not None and not may_be_simultaneous(mine, theirs) and not may_be_simultaneous(theirs, mine):
        return None
    undated = mine._replace(days=None), theirs._replace(days=None)
    if likeness_of(*undated, earlier.sides, later.sides, earlier.card.lang == later.card.lang) < _LIKE_OTHERS:
        return None
    return ("date", day) if day is not None else ("place", place or "")


def _excluding(earlier: Told, later: Told) -> tuple[What, str] | None:
    """Two affirmed claims of two sources that say at about one time what can't be said of the same at once."""
    mine, theirs = earlier.fact, later.fact
    if earlier.negative or not earlier.senses or not later.senses or not earlier.voice or not later.voice or {mine.type, theirs.type} & _WISHED:
        return None
    if _is_one_source(earlier.voice, later.voice):
        return None
    for one in sorted(earlier.senses):
        for other in sorted(later.senses):
            of = excluded().get((one, other))
            if of is None or one in later.senses or other in earlier.senses or gap(earlier.card.days, later.card.days) > _AT_ONCE:
                continue
            if of == "story" or of == "harm" and (does_harm(mine) or does_harm(theirs)) or of == "party" and _said_of(earlier) & _said_of(later):
                return "opposite", f"{one[1:]} / {other[1:]}"
    return None


def _said_of(told: Told) -> frozenset[str]:
    """Whom a claim is about: who acts or undergoes, and who else is named in it, but not who says it and no country."""
    keys = {*told.fact.actor, *told.fact.recipient, *told.fact.names} - {link for each in told.fact.chain for link in each.split("+")}
    return frozenset(key for key in keys if not key.startswith("country:"))


def _same_event(one: Told, other: Told) -> bool:
    """Whether the claims share a party on each side that both name, or a number that tells, where a claim names no party."""
    if one.fact.actor and other.fact.actor and not one.actors & other.actors:
        return False
    if one.fact.recipient and other.fact.recipient and not one.recipients & other.recipients:
        return False
    numbers = shared_quantities(one.fact.quantities, other.fact.quantities)
    return same_parties(one, other) or any(each.weight >= _TELLING_NUMBER for each in numbers)


def _first(card: Card, id: str) -> Fact:
    """The earliest claim of the same polarity that claim *id* restates."""
    by_id = {fact.id: fact for fact in card.facts}
    fact, seen = by_id[id], {id}
    while fact.restates in by_id and fact.restates not in seen and by_id[fact.restates].polarity == fact.polarity:
        fact = by_id[fact.restates]
        seen.add(fact.id)
    return fact
