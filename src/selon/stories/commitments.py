"""Commitments over dispatches: invitation, accepted, date set, fulfilled, cancelled or lapsed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from selon.stories.card import CARDS, Card, Fact, Owed, sides_of
from selon.stories.days import OPEN, Days, gap, number, overlap
from selon.stories.facts import PLAIN
from selon.stories.names import named, shared_quantities, telling_part
from selon.stories.senses import MARK, sensed
from selon.stories.told import ACCUSING
from selon.stories.words import fold, is_concept, word_class

Stage = Literal["invited", "promised", "accepted", "dated", "repeated", "fulfilled", "cancelled", "lapsed"]
State = Literal["open", "fulfilled", "cancelled", "lapsed"]

#: The act of whoever invites, and the act that an accepted invitation leaves owed.
_HOST, VISIT = "host", "visit"
#: Acts by which a visit comes about.
_COMES = dict.fromkeys((VISIT, _HOST), frozenset({"visit", "arrive", "receive", "host", "travel", "meet", "hold_talks"}))
#: Acts that invite, in dispatches whose ledger takes up no commitment for them.
_INVITING = frozenset({"invite", "deliver_invitation"})
#: Acts that give up or put off what is owed.
_GIVES_UP = frozenset({"yield", "cancel_visit", "cancel_agreement", "postpone_visit", "suspend_cooperation", "cut_aid"})
#: Acts that break what was agreed, by the act that it left owed.
_BREAKS = dict.fromkeys(("truce", "ceasefire", "extend_ceasefire"), frozenset({"violate_truce", "violate_ceasefire"}))
_BREAKS |= dict.fromkeys(("agree", "sign_agreement"), frozenset({"breach_agreement", "withdraw_from_agreement", "cancel_agreement"}))
#: PLOVER types of what is threatened and demanded, of giving way to it, and acts by which who was asked does as he was asked.
_THREAT, _DEMAND, _CONCEDES = "THREATEN", "REQUEST", "CONCEDE"
_COMPLIES = frozenset({"accept", "accept_plan", "agree"})
#: Days within which a dispatch that tells no date repeats a promise rather than its fulfilment.
_AT_ONCE = 1
#: PLOVER types of acts of words: that somebody speaks of what is owed does not fulfil it.
_WORDS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"})
_PLAIN = PLAIN | {"confirm", "inform", "announce"}
#: The least evidence that a claim or another commitment is about the same thing owed.
_LEAST = 2.9
#: The least weight of a name that tells what it is about, and the evidence by which a demand is taken for a reminder of it.
_NAME, _REMINDED = 0.5, 4.0
#: How much it tells that whoever owes something gives up what he does for the same; half of it, that somebody is accused of breaking what was agreed.
_SAME_SIDES = 2.0
_BROKEN = f"{MARK}broken"
#: Days between what was due and what is told, beyond which it is something else.
_LATE = 14
#: A due date that leaves more days than this open tells nothing by itself.
_TELLING_DUE = 62


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a commitment, as *dispatch* tells it: *owed* is the id of its commitment there (None where only claims tell it), *claims* those that tell it,
    *day* the first day the dispatch may be of, *chain* who says so (from the innermost out, without AGENCY)."""

    stage: Stage
    dispatch: str
    owed: str | None
    claims: tuple[str, ...]
    day: str | None
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """One thing owed through all dispatches. *id* is ``dispatch:m1`` of the first step."""

    id: str
    act: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    due: str | None
    days: Days | None
    state: State
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Matter:
    """What something owed is about, gathered from the claims that tell it. *sides* are those of all parties; *actors* and *recipients* with the countries that
    they are of."""

    facts: tuple[Fact, ...]
    terms: frozenset[str]
    names: frozenset[str]
    sides: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]


def threads(cards: Sequence[Card], asof: str | None = None) -> tuple[Thread, ...]:
    """What is owed in the story of *cards*, in order of the first step. *asof* (ISO day): what was due before it and is still open has lapsed."""
    found: list[tuple[Thread, _Matter]] = []
    for card in sorted(cards, key=in_time):
        told_before = len(found)
        used: set[str] = set()
        for owed in card.owed:
            matter = _matter(card, owed)
            if any(fact.id in owed.claims and _told_off(found[:told_before], fact, card) for fact in card.facts):
                continue  # "was suspending its deliveries": told below, of what it gives up
            at = _best([_alike(thread, known, owed, matter) for thread, known in found[:told_before]])
            step = Step(_stage(owed), card.key, owed.id, owed.claims, card.days[0] if card.days else None, _chain(card, owed.claims))
            used.update(owed.claims)
            if at is None:
                found.append((Thread(f"{card.key}:{owed.id}", owed.act, owed.by, owed.to, owed.due, owed.days, owed.status, (step,)), matter))
            else:
                thread, known = found[at]
                found[at] = _continued(thread, step, owed), _joined(known, matter)
        for place, fact in enumerate(card.facts):
            if fact.id in used:
                continue
            if _invites(fact) and not any(owed.act in _COMES for owed in card.owed):
                invited = Owed(fact.id, _HOST, fact.actor, fact.recipient, fact.time if fact.ahead else None, None, "open", (fact.id,), ())
                matter = _matter(card, invited)
                if _best([_alike(thread, known, invited, matter) for thread, known in found]) is None:
                    step = Step("invited", card.key, None, (fact.id,), card.days[0] if card.days else None, fact.chain)
                    found.append((Thread(f"{card.key}:{fact.id}", _HOST, fact.actor, fact.recipient, invited.due, None, "open", (step,)), matter))
                    continue
            if not told_before:
                continue
            matter = _matter_in(card, place)
            for at, (thread, known) in enumerate(found[:told_before]):
                told = _told_by(thread, known, fact, matter, card)
                if told is not None:
                    found[at] = _stepped(thread, told), known
    return tuple(_lapsed(thread, asof) for thread, _ in found)


def in_time(card: Card) -> tuple[Days, str]:
    """What dispatches are put in order of time by."""
    return card.days or ("9", ""), card.key


@lru_cache(CARDS)
def owes(card: Card) -> bool:
    """Whether a thread could begin with *card*."""
    return bool(card.owed) or any(_invites(fact) for fact in card.facts)


def _invites(fact: Fact) -> bool:
    return fact.act in _INVITING and bool(fact.recipient) and fact.polarity == "positive"


def _told_off(found: Sequence[tuple[Thread, _Matter]], fact: Fact, card: Card) -> bool:
    """Whether a claim gives up what an earlier dispatch told to be owed."""
    if fact.act not in _GIVES_UP:
        return False
    matter = _matter_of(card, (fact,))
    return any((step := _told_by(thread, known, fact, matter, card)) is not None and step.stage == "cancelled" for thread, known in found)


def _stage(owed: Owed) -> Stage:
    if owed.status == "fulfilled":
        return "fulfilled"
    if owed.status == "cancelled":
        return "cancelled"
    return "invited" if owed.act == _HOST else "accepted" if owed.act == VISIT else "promised"


def _continued(thread: Thread, step: Step, owed: Owed) -> Thread:
    """*thread* with what another dispatch's commitment adds."""
    if step.stage not in ("fulfilled", "cancelled"):
        stage: Stage = "accepted" if thread.act == _HOST and owed.act == VISIT else "dated" if owed.due and not thread.due else "repeated"
        step = replace(step, stage=stage)
    act = VISIT if step.stage == "accepted" else thread.act
    by, to = (owed.by or thread.to, owed.to or thread.by) if step.stage == "accepted" else (thread.by or owed.by, thread.to or owed.to)
    due, days = (owed.due, owed.days) if owed.due and not thread.due else (thread.due, thread.days)
    return _stepped(replace(thread, act=act, by=by, to=to, due=due, days=days), step)


def _stepped(thread: Thread, step: Step) -> Thread:
    """*thread* with one more step; steps of one dispatch at one stage are one."""
    last = thread.steps[-1]
    if last.dispatch == step.dispatch and last.stage == step.stage:
        steps = (*thread.steps[:-1], replace(last, claims=tuple(dict.fromkeys((*last.claims, *step.claims)))))
    else:
        steps = (*thread.steps, step)
    state: State = "fulfilled" if step.stage == "fulfilled" else "cancelled" if step.stage == "cancelled" else thread.state
    return replace(thread, steps=steps, state=state)


def _lapsed(thread: Thread, asof: str | None) -> Thread:
    if asof is None or thread.state != "open" or thread.days is None or thread.days[1] in OPEN or thread.days[1] >= asof:
        return thread
    return replace(thread, state="lapsed", steps=(*thread.steps, Step("lapsed", thread.steps[-1].dispatch, None, (), asof, ())))


def _told_by(thread: Thread, known: _Matter, fact: Fact, matter: _Matter, card: Card) -> Step | None:
    """The step that a claim of a later dispatch is, if it tells of what is owed."""
    if thread.state != "open" or fact.certainty not in ("certain", "probable"):
        return None
    if (mine := _countries(known)) and (theirs := _countries(matter)) and mine.isdisjoint(theirs):
        return None
    evidence = _evidence(thread, known, matter, fact)
    if fact.act in _GIVES_UP and known.actors & matter.actors and known.recipients & matter.recipients:
        evidence += _SAME_SIDES  # who owes it to somebody gives up what he does for him
    if fact.act in ACCUSING and _breaks(thread, fact, card.lang):
        evidence += _SAME_SIDES / 2
    answer = _answers(known, matter, fact)
    if evidence < _LEAST and answer is None:
        return None
    day = card.days[0] if card.days else None
    if is_near(fact.days) and is_near(thread.days) and gap(fact.days, thread.days) > _LATE:
        return None
    if answer is not None and not fact.ahead:
        stage: Stage = answer
    elif fact.polarity == "negative" and fact.ahead or fact.act in _GIVES_UP or _breaks(thread, fact, card.lang):
        stage = "cancelled"
    elif fact.polarity == "negative" or fact.denies:
        return None
    elif fact.ahead or _is_to_come(fact, card) or fact.type == "AGREE" or fact.type == "REQUEST" and evidence >= _REMINDED:
        stage = "repeated"
    elif fact.act == thread.act and thread.act in _BREAKS:
        stage = "repeated"  # that a truce was agreed is not that it holds
    elif fact.type in _WORDS or _is_plain(fact, card.lang) or fact.days is not None and _before(fact.days, thread):
        return None
    elif fact.days is None and _at_once(card, thread):
        stage = "repeated"
    else:
        stage = "fulfilled"
    return Step(stage, card.key, None, (fact.id,), day, fact.chain)


def _is_plain(fact: Fact, lang: str) -> bool:
    """Whether a claim's act says nothing of what happened: "a truce is made by both"."""
    return fact.act in _PLAIN or fold(fact.act) in word_class(lang, "plain-verb")


def _answers(known: _Matter, matter: _Matter, fact: Fact) -> Stage | None:
    """What becomes of a threat or a demand where whom it is put to gives way: a threat is called off, a demand fulfilled. Both sides must be in both."""
    first = known.facts[0] if known.facts else None
    if first is None or fact.polarity != "positive" or len(known.recipients & matter.actors) == 0 or len(known.actors & matter.recipients) == 0:
        return None
    if first.type == _THREAT and fact.type == _CONCEDES:
        return "cancelled"
    if first.type == _DEMAND and (fact.type == _CONCEDES or fact.act in _COMPLIES):
        return "fulfilled"
    return None


def _breaks(thread: Thread, fact: Fact, lang: str) -> bool:
    """Whether a claim tells that what was agreed is broken, or accuses somebody of it."""
    if fact.polarity != "positive" or fact.denies or thread.act not in _BREAKS:
        return False
    return fact.act in _BREAKS[thread.act] or fact.act in ACCUSING and _BROKEN in sensed(lang, fact.words, False).senses


def _is_to_come(fact: Fact, card: Card) -> bool:
    """Whether the days of a claim reach beyond the day of its dispatch: "by the end of December"."""
    return fact.days is not None and card.days is not None and fact.days[1] > card.days[1] and fact.days[1] != OPEN[1]


def _at_once(card: Card, thread: Thread) -> bool:
    """Whether *card* is of the days on which the commitment was first told: its undated claims tell it again."""
    first = thread.steps[0].day
    return first is not None and card.days is not None and number(card.days[0]) - number(first) <= _AT_ONCE


def _before(days: Days, thread: Thread) -> bool:
    """Whether something lies before the day the commitment was first told."""
    return thread.steps[0].day is not None and days[1] < thread.steps[0].day


def _evidence(thread: Thread, known: _Matter, matter: _Matter, fact: Fact | None) -> float:
    """How much speaks for it that a claim is about what *thread* owes."""
    evidence = 0.0
    if fact is not None and (
        fact.act == thread.act or fact.act in _COMES.get(thread.act, ()) or thread.act in fact.hints or fact.act in _BREAKS.get(thread.act, ())
    ):
        evidence += 2.0
    evidence += min(2.0, sum(1.0 if is_concept(term) else 0.6 for term in known.terms & matter.terms))
    evidence += min(
        1.5, sum(each.weight for each in shared_quantities([q for f in known.facts for q in f.quantities], [q for f in matter.facts for q in f.quantities]))
    )
    evidence += 1.0 * bool((known.names & matter.names) - known.sides)
    sides = known.sides & matter.sides
    evidence += 1.0 if sides else -1.0 if known.sides and matter.sides else 0.0
    if fact is not None and fact.days is not None and is_near(thread.days) and thread.days is not None and overlap(fact.days, thread.days):
        evidence += 1.0
    return evidence


def is_near(days: Days | None) -> bool:
    """Whether a due date leaves so few days open that it tells one thing owed from another."""
    return days is not None and days[0] not in OPEN and days[1] not in OPEN and number(days[1]) - number(days[0]) <= _TELLING_DUE


def _alike(thread: Thread, known: _Matter, owed: Owed, matter: _Matter) -> float:
    """How much speaks for it that a commitment of a later dispatch is that of *thread*; 0 where too little does."""
    mine, theirs = _countries(known), _countries(matter)
    if thread.state != "open" or mine and theirs and not (mine <= theirs or theirs <= mine):
        return 0.0  # what one country owes another is none of a third's
    evidence = _evidence(thread, known, matter, None)
    if owed.act == thread.act or {owed.act, thread.act} == {_HOST, VISIT}:
        evidence += 2.0
    if is_near(owed.days) and is_near(thread.days) and owed.days is not None and thread.days is not None:
        if not overlap(owed.days, thread.days):
            return 0.0
        evidence += 1.0
    return evidence if evidence >= _LEAST else 0.0


def _countries(matter: _Matter) -> frozenset[str]:
    return frozenset(side for side in matter.sides if side.startswith("country:"))


def _best(alike: Sequence[float]) -> int | None:
    """The number of the thread that is most alike, the first of equals; None where none is."""
    best = max(range(len(alike)), key=lambda at: alike[at], default=None)
    return best if best is not None and alike[best] > 0 else None


def _matter(card: Card, owed: Owed) -> _Matter:
    made = _matter_of(card, tuple(fact for fact in card.facts if fact.id in owed.claims))
    sides = sides_of(card)
    by, to = (frozenset(side for key in keys for side in sides.get(key, frozenset({key}))) for keys in (owed.by, owed.to))
    return replace(made, sides=by | to)


@lru_cache(16 * CARDS)
def _matter_in(card: Card, place: int) -> _Matter:
    """What the claim of *card* in place *place* is about."""
    return _matter_of(card, (card.facts[place],))


def _matter_of(card: Card, facts: tuple[Fact, ...]) -> _Matter:
    telling, described, sides, own = _telling(card), _described(card), sides_of(card), _own(card)
    return _Matter(
        facts,
        frozenset(term for fact in facts for term in fact.terms),
        frozenset(telling[name] for fact in facts for name in _names(fact) if name in telling),
        frozenset(side for fact in facts for key in (*fact.actor, *fact.recipient) if key not in described for side in sides.get(key, frozenset({key}))),
        frozenset(side for fact in facts for key in fact.actor for side in own.get(key, frozenset({key}))),
        frozenset(side for fact in facts for key in fact.recipient for side in own.get(key, frozenset({key}))),
    )


@lru_cache(CARDS)
def _telling(card: Card) -> dict[str, str]:
    """Key of a party whose name tells what a commitment is about -> what it goes by."""
    return {key: telling_part(each.party) for key, each in named(card).items() if each.weight >= _NAME}


@lru_cache(CARDS)
def _own(card: Card) -> dict[str, frozenset[str]]:
    """Key of a party -> the keys it is known by when it acts, that of its country among them."""
    return {party.key: sides_of(card)[party.key] | ({f"country:{party.country}"} if party.country else frozenset()) for party in card.parties}


@lru_cache(CARDS)
def _described(card: Card) -> frozenset[str]:
    return frozenset(party.key for party in card.parties if not party.named and party.source == party.key)


def _names(fact: Fact) -> Iterator[str]:
    yield from fact.names
    if fact.place is not None:
        yield fact.place


def _joined(one: _Matter, other: _Matter) -> _Matter:
    return _Matter(
        (*one.facts, *other.facts),
        one.terms | other.terms,
        one.names | other.names,
        one.sides | other.sides,
        one.actors | other.actors,
        one.recipients | other.recipients,
    )


def _chain(card: Card, claims: Sequence[str]) -> tuple[str, ...]:
    return next((fact.chain for fact in card.facts if fact.id in claims), ())
