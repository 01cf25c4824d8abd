"""Claims that can't both hold, within and across the dispatches of a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from selon.knowledge.gazetteer import acts
from selon.model.ledger import Ledger
from selon.stories.card import Card, Fact, card_of, sides_of
from selon.stories.circumstances import day_apart, place_apart
from selon.stories.facts import is_telling, likeness_of
from selon.stories.names import shared_quantities
from selon.stories.numbers import unlike_numbers
from selon.stories.origins import Ref
from selon.stories.quantities import BODY, FATES
from selon.stories.words import TOKEN, fold, is_concept, lexicon, stem, term_of, tokens_of, words_for_words

What = Literal["polarity", "denial", "number", "date", "place"]

#: How much of a denial's own words the denied claim must share.
_SHARE = 1 / 2
#: How alike two claims must be, their numbers apart, for these to be set against each other: of one act or fate, and of others;
#: how much a number must tell that one denies and another gives.
_LIKE_NUMBERS, _LIKE_OTHERS, _TELLING_NUMBER = 0.3, 0.6, 0.6
#: How many words besides a word for words a denial may have that says nothing else.
_BARE = 2
#: Acts that say of someone what he did.
_ACCUSING = frozenset({"accuse", "allege", "blame", "charge"})
#: How many claims before it a bare denial ("Phiri denied the charge") answers an accusation.
_BEFORE = 3
#: Standings of a dispatch that takes back what others told.
_CORRECTING = ("correction", "kill")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that can't both hold, the earlier first; *sources* are those who stand behind each (keys; none for an agency's own voice), *why* is one line
    for a person."""

    claims: tuple[Ref, Ref]
    what: What
    sources: tuple[tuple[str, ...], tuple[str, ...]]
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in its dispatch, with its place among all claims of the story."""

    card: Card
    fact: Fact
    number: int
    sides: dict[str, frozenset[str]]

    @property
    def ref(self) -> Ref:
        return self.card.key, self.fact.id

    def parties(self) -> frozenset[str]:
        """Who acts, who undergoes, and the countries they act for; for a denial its speaker too."""
        keys = [*self.fact.actor, *self.fact.recipient]
        if self.fact.polarity == "negative" and self.fact.chain:
            keys += self.fact.chain[0].split("+")
        return self.side_of(*keys)

    def side_of(self, *keys: str) -> frozenset[str]:
        return frozenset(side for key in keys for side in self.sides.get(key, frozenset({key})))

    def content(self) -> frozenset[str]:
        """The terms of its words, without those of the names of its parties."""
        lex = lexicon(self.card.lang)
        named = {party.key: party.name for party in self.card.parties if party.named}
        own = {term_of(fold(word), lex) for key in (*self.fact.actor, *self.fact.recipient) for word in TOKEN.findall(named.get(key, ""))}
        return frozenset(self.fact.terms) - own

    def is_bare(self) -> bool:
        """Whether it has no word of its own for what it is about: none at all, or but a word for words ("the charge", "ces informations")."""
        content = self.content()
        words = words_for_words(self.card.lang)
        return not content if self.fact.denies and not content & words else bool(content & words) and len(content - words) <= _BARE


#: Two claims that can't both hold, the earlier first: in what, and why.
Opposed: TypeAlias = "tuple[Told, Told, What, str]"


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

    Two claims are set against each other where one restates the other's event with opposite polarity; where they have the same act, a party in
    common and opposite polarity at times that may be the same; where a denial shares half of its content with an affirmed claim, and a party too
    (or a country that parties of both act for) unless it shares several words; where one denies the number that the other gives; where someone denies
    right after he is accused, or denies what was just said without a word of his own for it; where they count the same thing of the same event
    differently; where they give one event of the same parties days or towns that exclude
    each other (``selon.stories.circumstances``). What a correction takes back is no contradiction (see ``selon.stories.corrections``).
    """
    return tuple(
        Contradiction((earlier.ref, later.ref), what, (earlier.fact.sources, later.fact.sources), why)
        for earlier, later, what, why in (opposed(cards) if pairs is None else pairs)
        if not corrects(earlier, later)
    )


def corrects(earlier: Told, later: Told) -> bool:
    """Whether the later claim takes back the earlier one: in a correction, in the voice of the agency or of the source that had told it."""
    correcting = later.card.standing in _CORRECTING or any(link.relation in ("corrects", "kills") for link in later.card.links)
    return correcting and earlier.card.key != later.card.key and (not later.fact.sources or bool(set(later.fact.sources) & set(earlier.fact.sources)))


def opposed(cards: Sequence[Card]) -> Iterator[Opposed]:
    """Each two claims that can't both hold, the earlier first, in order of the later; of a claim and its copies word for word only the first."""
    told: list[Told] = []
    known: set[tuple[str, ...]] = set()
    for card in sorted(cards, key=lambda card: (card.days or ("9", ""), card.key)):
        sides = sides_of(card)
        fresh = [fact for fact in sorted(card.facts, key=lambda fact: fact.at) if _wording(card, fact) not in known]
        known.update(_wording(card, fact) for fact in fresh)
        told += [Told(card, fact, len(told) + number, sides) for number, fact in enumerate(fresh)]
    answered = {each.number: number for each in told if (number := _answered(each, told)) is not None}
    for number, later in enumerate(told):
        for earlier in told[:number]:
            what = _set_against(earlier, later, answered.get(later.number) == earlier.number)
            if what is not None:
                yield earlier, later, *what


def _wording(card: Card, fact: Fact) -> tuple[str, ...]:
    return (card.lang, *fact.chain, *_words_in(fact.words))


@lru_cache(65536)
def _words_in(words: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens_of(words))


def _set_against(earlier: Told, later: Told, answers: bool) -> tuple[What, str] | None:
    if earlier.fact.polarity == later.fact.polarity:
        return _unlike(earlier, later)
    denying, affirming = (later, earlier) if later.fact.polarity == "negative" else (earlier, later)
    near = earlier.card.key == later.card.key
    if near and (denying.fact.restates == affirming.fact.id or affirming.fact.restates == denying.fact.id):
        return "polarity", "one event, affirmed and denied"
    if (
        not near
        and not denying.fact.sources
        and not affirming.fact.sources
        or denying.fact.sources
        and denying.fact.chain == affirming.fact.chain
        and not corrects(earlier, later)
    ):
        return None
    own, shared = denying.content(), denying.content() & affirming.content()
    if denying.card.lang != affirming.card.lang:
        own = frozenset(term for term in own if is_concept(term)) | shared
    common = denying.parties() & affirming.parties()
    if denying.fact.act == affirming.fact.act and _same_parties(denying, affirming) and _may_be_simultaneous(denying.fact, affirming.fact):
        if denying.fact.act in acts() or 2 * len(shared) >= len(own) > 0:
            return "polarity", "same act and party, affirmed and denied"
    numbers = [each for each in shared_quantities(denying.fact.quantities, affirming.fact.quantities) if each.weight >= _TELLING_NUMBER]
    if numbers and denying.fact.chain != affirming.fact.chain:
        return "denial", f"a denial of the number that another claim gives ({numbers[0].key})"
    half = bool(shared) and len(shared) >= _SHARE * len(own) and (shared == denying.content() or not shared <= _headcounts(denying.card.lang))
    if denying.fact.denies and half and (len(shared) > 1 or common):
        return "denial", f"a denial of what another claim affirms ({', '.join(_words(denying.fact, shared))})"
    if answers:
        return "denial", "a denial that answers it"
    if (
        half
        and (len(shared) > 1 or shared == own)
        and set(denying.fact.actor) & set(affirming.fact.names)
        and _may_be_simultaneous(denying.fact, affirming.fact)
    ):
        return "polarity", f"said not to be, and to be ({', '.join(_words(denying.fact, shared))})"
    return None


def _answered(denying: Told, told: Sequence[Told]) -> int | None:
    """The number of the claim shortly before in the same dispatch that a denial answers: the nearest accusation of whoever denies, or by whom he denies it
    of; for a denial without a word of its own ("the charge", "these reports") else the nearest claim of someone else."""
    if denying.fact.polarity != "negative":
        return None
    bare = denying.is_bare()
    if not denying.fact.denies and (not bare or denying.fact.actor):
        return None  # a spokesman who gives no further information denies nothing
    denier = denying.side_of(*denying.fact.actor) | set(denying.fact.sources)
    before = [each for each in reversed(told[max(0, denying.number - _BEFORE) : denying.number]) if each.card.key == denying.card.key]
    for each in before:
        accused, accuser = each.side_of(*each.fact.recipient), each.side_of(*each.fact.actor)
        if each.fact.act in _ACCUSING and not accuser & denier and (accused & denier or accuser & denying.side_of(*denying.fact.recipient)):
            return each.number
    if bare:
        return next((each.number for each in before if each.fact.polarity == "positive" and each.fact.chain and each.fact.chain != denying.fact.chain), None)
    return None


def _unlike(earlier: Told, later: Told) -> tuple[What, str] | None:
    """Two affirmed claims on one event whose numbers can't both be right."""
    mine, theirs = earlier.fact, later.fact
    if mine.polarity == "negative" or earlier.card.key == later.card.key and (mine.restates == theirs.id or theirs.restates == mine.id):
        return None
    if mine.sources and mine.sources == theirs.sources and not corrects(earlier, later):
        return None  # one source that counts anew is no contradiction
    numbers = unlike_numbers(mine.quantities, theirs.quantities)
    if numbers is None:
        return _apart(earlier, later)
    of_one_event = mine.act == theirs.act or numbers[0].of in FATES | {BODY} or corrects(earlier, later)
    alike = likeness_of(mine, theirs, earlier.sides, later.sides, earlier.card.lang == later.card.lang)
    if alike >= (_LIKE_NUMBERS if of_one_event else _LIKE_OTHERS):
        return "number", f"{numbers[0].words} / {numbers[1].words}"
    return None


def _apart(earlier: Told, later: Told) -> tuple[What, str] | None:
    """Two affirmed claims on one event that give it days or towns that can't both be right: one known act of the same parties, told much alike, and no other
    count of it. Only one of the two may differ: what has another day and another town is another event."""
    mine, theirs = earlier.fact, later.fact
    if mine.act != theirs.act or not is_telling(mine) or mine.ahead != theirs.ahead or not _same_event(earlier, later):
        return None
    day = day_apart(earlier.card, mine, later.card, theirs)
    place = place_apart(earlier.card, mine, later.card, theirs)
    if (day is None) == (place is None) or place is not None and not _may_be_simultaneous(mine, theirs) and not _may_be_simultaneous(theirs, mine):
        return None
    undated = replace(mine, days=None), replace(theirs, days=None)
    if likeness_of(*undated, earlier.sides, later.sides, earlier.card.lang == later.card.lang) < _LIKE_OTHERS:
        return None
    return ("date", day) if day is not None else ("place", place or "")


def _same_event(one: Told, other: Told) -> bool:
    """Whether the claims share a party on each side that both name, or a number that tells, where a claim names no party."""
    if one.fact.actor and other.fact.actor and not one.side_of(*one.fact.actor) & other.side_of(*other.fact.actor):
        return False
    if one.fact.recipient and other.fact.recipient and not one.side_of(*one.fact.recipient) & other.side_of(*other.fact.recipient):
        return False
    numbers = shared_quantities(one.fact.quantities, other.fact.quantities)
    return _same_parties(one, other) or any(each.weight >= _TELLING_NUMBER for each in numbers)


def _first(card: Card, id: str) -> Fact:
    """The earliest claim of the same polarity that claim *id* restates."""
    by_id = {fact.id: fact for fact in card.facts}
    fact, seen = by_id[id], {id}
    while fact.restates in by_id and fact.restates not in seen and by_id[fact.restates].polarity == fact.polarity:
        fact = by_id[fact.restates]
        seen.add(fact.id)
    return fact


def _same_parties(one: Told, other: Told) -> bool:
    """Whether actors meet (or recipients, where a claim names no actor) and named recipients don't part."""
    actors = one.side_of(*one.fact.actor) & other.side_of(*other.fact.actor)
    recipients = one.side_of(*one.fact.recipient) & other.side_of(*other.fact.recipient)
    if one.fact.actor and other.fact.actor:
        return bool(actors) and (bool(recipients) or not (one.fact.recipient and other.fact.recipient))
    return bool(recipients)


def _may_be_simultaneous(denying: Fact, affirming: Fact) -> bool:
    """Whether what is affirmed lies in the time that is denied, as far as both are dated."""
    if denying.days is None or affirming.days is None:
        return True
    return denying.days[0] <= affirming.days[0] and affirming.days[1] <= denying.days[1]


@cache
def _headcounts(lang: str) -> frozenset[str]:
    """The terms that only tell who is spoken of: soldiers, civilians."""
    lex = lexicon(lang)
    return frozenset(term_of(word, lex) for word, (concept, kind) in lex.concepts.items() if kind == "headcount" and concept not in FATES)


def _words(fact: Fact, terms: frozenset[str]) -> list[str]:
    """Words for *terms*: as the claim has them, a concept by its name."""
    words = {stem(fold(word)): word for word in reversed(TOKEN.findall(fact.words))}
    return [words.get(term, term.lstrip("#%")) for term in sorted(terms)]
