"""Claims that can't both hold, within and across the dispatches of a story; and what a correction changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from selon.knowledge.gazetteer import acts
from selon.model.ledger import Ledger
from selon.stories.card import Card, Fact, card_of
from selon.stories.days import overlap
from selon.stories.facts import likeness_of
from selon.stories.numbers import unlike_numbers
from selon.stories.origins import Ref
from selon.stories.words import TOKEN, fold, stem

What = Literal["polarity", "denial", "number", "date"]

#: How much of a denial's own words the denied claim must share.
_SHARE = 1 / 2
#: How alike two claims must be, their numbers or dates apart, for these to be set against each other.
_LIKE_NUMBERS, _LIKE_DATES = 0.3, 0.85
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
class Correction:
    """Claim *corrects* is withdrawn or changed by claims *by* of a later dispatch; *what*: ``withdrawn``, ``number``, ``date``."""

    corrects: Ref
    by: tuple[Ref, ...]
    what: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Told:
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
        """The stems of its words, without those of its parties."""
        named = {party.key: party.name for party in self.card.parties}
        own = {stem(fold(word)) for key in (*self.fact.actor, *self.fact.recipient) for word in TOKEN.findall(named.get(key, ""))}
        return frozenset(self.fact.stems) - own


def contested(ledger: Ledger) -> tuple[Contradiction, ...]:
    """The contradictions inside one dispatch; *claims* are (id of the dispatch, id of the claim)."""
    return contradictions((card_of(ledger, ledger.dispatch.id),))


def contradictions(cards: Sequence[Card]) -> tuple[Contradiction, ...]:
    """The contradictions in a story, in order of their later claim.

    Two claims are set against each other where one restates the other's event with opposite polarity; where they have the same act, a party in
    common and opposite polarity at times that may be the same; where a denial shares half of its content with an affirmed claim, and a party too
    (or a country that parties of both act for) unless it shares several words; where someone denies right after he is accused; where they count the same thing
    of the same event differently; where they date one event differently. A claim that restates another of its dispatch stands for it. What a
    correction takes back is no contradiction (see ``corrections``).
    """
    found: dict[tuple[Ref, Ref], Contradiction] = {}
    for earlier, later, what, why in _opposed(cards):
        if _corrects(earlier, later):
            continue
        first, second = sorted((_first(earlier), _first(later)), key=lambda told: told.number)
        made = Contradiction((first.ref, second.ref), what, (first.fact.sources, second.fact.sources), why)
        if first.ref != second.ref:
            found.setdefault(made.claims, made)
    return tuple(found.values())


def corrections(cards: Sequence[Card]) -> tuple[Correction, ...]:
    """What corrections in a story withdraw or change, in order of the claims corrected."""
    found: dict[Ref, tuple[_Told, list[tuple[_Told, str, str]]]] = {}
    for earlier, later, what, why in _opposed(cards):
        if _corrects(earlier, later):
            found.setdefault(earlier.ref, (earlier, []))[1].append((later, "withdrawn" if what in ("polarity", "denial") else what, why))
    ranked = sorted(found.values(), key=lambda each: each[0].number)
    return tuple(
        Correction(told.ref, tuple(later.ref for later, _, _ in by), tuple(dict.fromkeys(what for _, what, _ in by)), "; ".join(why for _, _, why in by))
        for told, by in ranked
    )


def _corrects(earlier: _Told, later: _Told) -> bool:
    """Whether the later claim takes back the earlier one: in a correction, in the voice of the agency or of the source that had told it."""
    if (
        earlier.card.key == later.card.key
        or later.card.standing not in _CORRECTING
        and not any(link.relation in ("corrects", "kills") for link in later.card.links)
    ):
        return False
    return not later.fact.sources or bool(set(later.fact.sources) & set(earlier.fact.sources))


def _opposed(cards: Sequence[Card]) -> Iterator[tuple[_Told, _Told, What, str]]:
    """Each two claims that can't both hold, the earlier first, in order of the later."""
    ordered = sorted(cards, key=lambda card: (card.days or ("9", ""), card.key))
    told: list[_Told] = []
    for card in ordered:
        sides = {party.key: party.sides for party in card.parties}
        told += [_Told(card, fact, len(told) + number, sides) for number, fact in enumerate(card.facts)]
    for number, later in enumerate(told):
        for earlier in told[:number]:
            what = _set_against(earlier, later)
            if what is not None:
                yield earlier, later, *what


def _set_against(earlier: _Told, later: _Told) -> tuple[What, str] | None:
    if earlier.fact.polarity == later.fact.polarity:
        return _unlike(earlier, later)
    denying, affirming = (later, earlier) if later.fact.polarity == "negative" else (earlier, later)
    if earlier.card.key == later.card.key and (denying.fact.restates == affirming.fact.id or affirming.fact.restates == denying.fact.id):
        return "polarity", "one event, affirmed and denied"
    shared = _shared(denying, affirming)
    own = _own(denying, affirming)
    same_act = denying.fact.act == affirming.fact.act
    if same_act and _same_parties(denying, affirming) and _may_be_simultaneous(denying.fact, affirming.fact):
        if denying.fact.act in acts() or 2 * len(shared) >= len(own) > 0:
            return "polarity", "same act and party, affirmed and denied"
    if not denying.fact.denies:
        return None
    common = denying.parties() & affirming.parties()
    if shared and len(shared) >= _SHARE * len(own) and (len(shared) > 1 or common):
        return "denial", f"a denial of what another claim affirms ({', '.join(_words(denying.fact, shared))})"
    if _answers(denying, affirming):
        return "denial", "who is accused denies"
    return None


def _answers(denying: _Told, affirming: _Told) -> bool:
    """Whether a denial answers an accusation shortly before it in the same dispatch: by who was accused, or against who accused."""
    if affirming.card.key != denying.card.key or not 0 < denying.number - affirming.number <= _BEFORE or affirming.fact.type != "ACCUSE":
        return False
    accused, accuser = affirming.side_of(*affirming.fact.recipient), affirming.side_of(*affirming.fact.actor)
    denier = denying.side_of(*denying.fact.actor) | set(denying.fact.sources)
    return bool(accused & denier or accuser & denying.side_of(*denying.fact.recipient)) and not accuser & denier


def _own(denying: _Told, affirming: _Told) -> frozenset[str]:
    """What a denial is about: its words, or in another language than the other's what they stand for."""
    return denying.content() if denying.card.lang == affirming.card.lang else frozenset(denying.fact.concepts) - _acts_of_words(denying.fact)


def _shared(denying: _Told, affirming: _Told) -> frozenset[str]:
    other = affirming.content() if denying.card.lang == affirming.card.lang else frozenset(affirming.fact.concepts)
    return _own(denying, affirming) & other


def _acts_of_words(fact: Fact) -> frozenset[str]:
    return frozenset(concept for concept in fact.concepts if concept.startswith("act:"))


def _unlike(earlier: _Told, later: _Told) -> tuple[What, str] | None:
    """Two affirmed claims on one event whose numbers or dates can't both be right."""
    mine, theirs = earlier.fact, later.fact
    if mine.polarity == "negative" or mine.restates == theirs.id or theirs.restates == mine.id and earlier.card.key == later.card.key:
        return None
    if mine.sources and mine.sources == theirs.sources and not _corrects(earlier, later):
        return None  # one source that counts anew is no contradiction
    one_language = earlier.card.lang == later.card.lang
    numbers = unlike_numbers(mine.quantities, theirs.quantities)
    if numbers:
        alike, _ = likeness_of(mine, theirs, earlier.sides, later.sides, one_language)
        if alike >= _LIKE_NUMBERS:
            return "number", f"{numbers[0].words} / {numbers[1].words}"
    return None


def _first(told: _Told) -> _Told:
    """The earliest claim of the same dispatch and polarity that it restates."""
    by_id = {fact.id: number for number, fact in enumerate(told.card.facts)}
    start = told.number - by_id[told.fact.id]
    fact, seen = told.fact, {told.fact.id}
    while fact.restates in by_id and fact.restates not in seen and told.card.facts[by_id[fact.restates]].polarity == fact.polarity:
        fact = told.card.facts[by_id[fact.restates]]
        seen.add(fact.id)
    return _Told(told.card, fact, start + by_id[fact.id], told.sides)


def _same_parties(one: _Told, other: _Told) -> bool:
    """Whether actors meet (or recipients, where a claim names no actor) and named recipients don't part."""
    actors = one.side_of(*one.fact.actor) & other.side_of(*other.fact.actor)
    recipients = one.side_of(*one.fact.recipient) & other.side_of(*other.fact.recipient)
    if one.fact.actor and other.fact.actor:
        return bool(actors) and (bool(recipients) or not (one.fact.recipient and other.fact.recipient))
    return bool(recipients)


def _may_be_simultaneous(one: Fact, other: Fact) -> bool:
    return one.days is None or other.days is None or overlap(one.days, other.days)


def _words(fact: Fact, stems: frozenset[str]) -> list[str]:
    """The words of a claim that *stems* are of (concepts as they are)."""
    words = {stem(fold(word)): word for word in reversed(TOKEN.findall(fact.words))}
    return [words.get(each, each) for each in sorted(stems)]
