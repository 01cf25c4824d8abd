"""A claim as it is set against others of its story: with its parties' sides, its words' senses, and whether it denies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from selon.stories.card import CARDS, Card, Fact, sides_of
from selon.stories.origins import Ref
from selon.stories.senses import MARK, sensed, senses_of_act
from selon.stories.words import TOKEN, fold, is_concept, lexicon, pack_of, stem, term_of, words_for_words, words_in, words_to_reject

What = Literal["polarity", "denial", "number", "date", "place", "opposite"]

#: How many words besides a word for words a denial may have that says nothing else.
_BARE = 2
#: Acts that say of someone what he did.
ACCUSING = frozenset({"accuse", "allege", "blame", "charge"})
#: What is called untrue.
_UNTRUE = f"{MARK}untrue"
#: The PLOVER type of acts that turn down.
_REJECT = "REJECT"
#: Standings of a dispatch that takes back what others told.
_CORRECTING = ("correction", "kill")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A claim in its dispatch, with its place among all claims of the story. *negative*: it says that something is not so; *denies*: against somebody who said
    it, by denying it, by rejecting his words or calling them untrue. *bare*: it has no word of its own for what it is about: none at all, or but a word for
    words ("the charge", "ces informations"). *parties* are who acts, who undergoes, and the countries they act for, for a denial its speaker too;
    *content* the senses and terms of its words, without those of the names of its parties; *senses* those of its words and of its act."""

    card: Card
    fact: Fact
    number: int
    sides: dict[str, frozenset[str]]
    negative: bool
    denies: bool
    bare: bool
    parties: frozenset[str]
    content: frozenset[str]
    senses: frozenset[str]

    @property
    def ref(self) -> Ref:
        return self.card.key, self.fact.id

    @property
    def voice(self) -> tuple[str, ...]:
        """Who stands behind it: its primary sources, else whoever says it; nobody for an agency's own voice."""
        return self.fact.sources or self.fact.chain[-1:]

    @property
    def actors(self) -> frozenset[str]:
        return side_of(self.sides, self.fact.actor)

    @property
    def recipients(self) -> frozenset[str]:
        return side_of(self.sides, self.fact.recipient)


#: Two claims that can't both hold, the earlier first: in what, and why.
Opposed: TypeAlias = "tuple[Told, Told, What, str]"


@lru_cache(16 * CARDS)
def told(card: Card, at: int) -> Told:
    """The claim of *card* in place *at*, as if it were the first of the story."""
    fact, sides = card.facts[at], sides_of(card)
    lex = lexicon(card.lang)
    own = {term_of(word, lex) for key in (*fact.actor, *fact.recipient) for word in words_in(_names(card).get(key, ""))}
    raw = frozenset(words_in(fact.words))
    called = _UNTRUE in sensed(card.lang, fact.words, True).senses
    denies = fact.denies or (fact.type == _REJECT or called) and bool(raw & words_to_reject(card.lang))
    negative = denies or fact.polarity == "negative"
    found = sensed(card.lang, fact.words, negative)
    content = (frozenset(fact.terms) - own - found.terms - nothing(card.lang)) | found.senses
    keys = [*fact.actor, *fact.recipient, *(fact.chain[0].split("+") if negative and fact.chain else ())]
    said = raw & words_for_words(card.lang)
    bare = len(content - {term_of(word, lex) for word in said}) <= _BARE if said else denies and not content
    return Told(card, fact, 0, sides, negative, denies, bare, side_of(sides, keys), content, found.senses | senses_of_act(card.lang, fact.act))


def side_of(sides: dict[str, frozenset[str]], keys: Sequence[str]) -> frozenset[str]:
    return frozenset(side for key in keys for side in sides.get(key, frozenset({key})))


def in_order(cards: Sequence[Card]) -> list[Told]:
    """The claims of *cards*, the earliest dispatch first; of a claim and its copies word for word only the first."""
    found: list[Told] = []
    known: set[tuple[str, ...]] = set()
    for card in sorted(cards, key=lambda card: (card.days or ("9", ""), card.key)):
        fresh = [(wording, at) for wording, at in _wordings(card) if wording not in known]
        known.update(wording for wording, _ in fresh)
        found += [replace(told(card, at), number=number) for number, (_, at) in enumerate(fresh, len(found))]
    return found


def corrects(earlier: Told, later: Told) -> bool:
    """Whether the later claim takes back the earlier one: in a correction, in the voice of the agency or of the source that had told it."""
    correcting = later.card.standing in _CORRECTING or any(link.relation in ("corrects", "kills") for link in later.card.links)
    return correcting and earlier.card.key != later.card.key and (not later.fact.sources or bool(set(later.fact.sources) & set(earlier.fact.sources)))


def words_for(fact: Fact, terms: frozenset[str]) -> str:
    """Words for *terms*: as the claim has them, a concept or sense by its name."""
    words = {stem(fold(word)): word for word in reversed(TOKEN.findall(fact.words))}
    return ", ".join(words.get(term, term.lstrip(f"#%{MARK}")) for term in sorted(terms))


def in_every_language(terms: frozenset[str]) -> frozenset[str]:
    """Those of *terms* that are the same in every language: concepts and senses."""
    return frozenset(term for term in terms if is_concept(term) or term.startswith(MARK))


@cache
def nothing(lang: str) -> frozenset[str]:
    """The terms of a language's words that say no more than that there is none: "none", "aucun"."""
    pack = pack_of(lang)
    lex = lexicon(lang)
    return frozenset(term_of(fold(word), lex) for word in (pack.negative_determiners | pack.negative_pronouns if pack else ()))


@lru_cache(CARDS)
def _wordings(card: Card) -> list[tuple[tuple[str, ...], int]]:
    """What makes claims of two dispatches the same word for word, and the places of the claims in *card*, in order of their text."""
    ordered = sorted(range(len(card.facts)), key=lambda at: card.facts[at].at)
    return [((card.lang, *card.facts[at].chain, *words_in(card.facts[at].words)), at) for at in ordered]


@lru_cache(CARDS)
def _names(card: Card) -> dict[str, str]:
    return {party.key: party.name for party in card.parties if party.named}
