"""Near-duplicates and wire copies: whose text a dispatch carries, and what was cut, added or reworded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from selon.model.text import Span
from selon.stories.card import CARDS, PAIRS, Card
from selon.stories.minhash import likeness
from selon.stories.words import Token, fold, tokens_of

#: The least estimated likeness for which two texts are aligned.
_LIKE = 0.12
#: The least share of the shorter text's words, in passages of at least ``_PASSAGE`` words, that makes a copy.
_SHARE, _PASSAGE = 0.5, 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and what stands in its place: *mine* in the text that was copied, *theirs* in the copy; one of the two None where cut or added."""

    mine: Span | None
    theirs: Span | None


@dataclass(frozen=True, slots=True)
class Copy:
    """That dispatch *by* carries the text of dispatch *of*. *share* is the share of the shorter text's words that stand in passages of both; spans point into
    the texts of the cards."""

    of: str
    by: str
    share: float
    shared: tuple[Passage, ...]
    cut: tuple[Passage, ...]
    added: tuple[Passage, ...]
    reworded: tuple[Passage, ...]


def copy_of(one: Card, other: Card) -> Copy | None:
    """How one of the two carries the text of the other, or None where they share too little. The copied one is the earlier, else the one
    whose agency the other names as its source, else the longer, else the lesser key: independent of the order given."""
    if not may_copy(one, other):
        return None
    first, second = _in_order((one, other))
    return _aligned(first, second)


def may_copy(one: Card, other: Card) -> bool:
    """Whether two texts are so much alike that it is worth aligning them."""
    return one.lang == other.lang and likeness(one.signature, other.signature) >= _LIKE


def copy_tree(cards: Sequence[Card]) -> tuple[Copy, ...]:
    """Who carried whose text among *cards* (a story): each copy once, with the one earlier text that it shares most with, sorted by key of the copy."""
    ordered = _in_order(cards)
    found: list[Copy] = []
    for number, card in enumerate(ordered):
        near = [earlier for earlier in ordered[:number] if may_copy(earlier, card)]
        copies = [copy for earlier in near if (copy := _aligned(earlier, card)) is not None]
        if copies:
            found.append(max(copies, key=lambda copy: copy.share))  # the first of equals: the earliest
    return tuple(sorted(found, key=lambda copy: copy.by))


def _in_order(cards: Sequence[Card]) -> list[Card]:
    """*cards* with those whose text may be copied first: by day, then how many of the others name its publisher, then length, then key."""
    named = Counter(name for card in cards for name in _names(card))
    return sorted(cards, key=lambda card: (card.days or ("9", ""), -named[_publisher(card)], -len(card.text), card.key))


def _publisher(card: Card) -> str:
    return fold(card.outlet or card.provider or "")


def _names(card: Card) -> set[str]:
    """The agencies that a dispatch names besides its publisher."""
    named = {fold(party.name) for party in card.parties if party.kind == "agency"} | ({fold(card.provider)} if card.provider else set())
    return named - {_publisher(card)}


@lru_cache(PAIRS)
def _aligned(first: Card, second: Card) -> Copy | None:
    """The alignment of two texts, word by word, if they share enough."""
    (mine, my_words), (theirs, their_words) = _body(first), _body(second)
    if not mine or not theirs:
        return None
    matcher: SequenceMatcher[Any] = SequenceMatcher(None, my_words, their_words, autojunk=False)
    codes = matcher.get_opcodes()
    same = sum(end - start for tag, start, end, _, _ in codes if tag == "equal" and end - start >= _PASSAGE)
    share = same / min(len(mine), len(theirs))
    if share < _SHARE:
        return None
    kinds: dict[str, list[Passage]] = {"equal": [], "delete": [], "insert": [], "replace": []}
    for tag, start, end, begin, finish in codes:
        kinds[tag].append(Passage(_span(mine, start, end), _span(theirs, begin, finish)))
    shared, cut, added, reworded = (tuple(kinds[kind]) for kind in ("equal", "delete", "insert", "replace"))
    return Copy(first.key, second.key, round(share, 4), shared, cut, added, reworded)


@lru_cache(CARDS)
def _body(card: Card) -> tuple[list[Token], list[str]]:
    """The tokens of a dispatch's paragraphs, and their words."""
    tokens = [
        Token(word, start + paragraph.start, end + paragraph.start) for paragraph in card.paragraphs for word, start, end in tokens_of(paragraph.of(card.text))
    ]
    return tokens, [token.word for token in tokens]


def _span(tokens: list[Token], start: int, end: int) -> Span | None:
    return Span(tokens[start].start, tokens[end - 1].end) if end > start else None
