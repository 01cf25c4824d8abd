"""Near-duplicates and wire copies: whose text a dispatch carries, and what was cut, added or reworded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from selon.model.text import Span
from selon.stories.card import CARDS, PAIRS, Card
from selon.stories.minhash import likeness
from selon.stories.words import TOKEN, fold

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
    first, second = _in_order((one, other))
    return _copy(first, second) if share_of(first, second) else None


def share_of(one: Card, other: Card) -> float:
    """The share of a copy (see ``Copy``); 0 where neither of the two is a copy of the other. The order of the two does not matter."""
    if not may_copy(one, other):
        return 0.0
    first, second = _in_order((one, other))
    return _aligned(first, second)[0] if _bound(first, second) else 0.0


def may_copy(one: Card, other: Card) -> bool:
    """Whether two texts are so much alike that it is worth aligning them."""
    return one.lang == other.lang and likeness(one.signature, other.signature) >= _LIKE


def copy_tree(cards: Sequence[Card]) -> tuple[Copy, ...]:
    """Who carried whose text among *cards* (a story): each copy once, with the one earlier text that it shares most with, sorted by key of the copy."""
    ordered = _in_order(cards)
    found: list[Copy] = []
    for number, card in enumerate(ordered):
        # Those that may share most are aligned first: what can't share more than the best so far is passed over.
        near = sorted((-bound, at) for at, each in enumerate(ordered[:number]) if may_copy(each, card) and (bound := _bound(each, card)))
        best, of = -_SHARE, number
        for bound, at in near:
            if (bound, at) < (best, of):
                best, of = min((best, of), (-_aligned(ordered[at], card)[0], at))
        if of < number:
            found.append(_copy(ordered[of], card))
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


#: Steps that make one text of another: what is done, the places in the one, and in the other (as ``difflib`` tells them).
Steps = Sequence[tuple[str, int, int, int, int]]


@lru_cache(PAIRS)
def _aligned(first: Card, second: Card) -> tuple[float, Steps]:
    """The share of the shorter of two texts that stands in passages of both, 0 where it is too little for a copy, and their alignment word by word."""
    mine, theirs = _words(first), _words(second)
    steps = _cut(mine, theirs) or SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    same = sum(end - start for tag, start, end, _, _ in steps if tag == "equal" and end - start >= _PASSAGE)
    return _enough(same, min(len(mine), len(theirs))), steps


def _cut(mine: list[str], theirs: list[str]) -> Steps:
    """The steps where one text is the beginning of the other, or the whole, which is quickly told; else none."""
    least = min(len(mine), len(theirs))
    if mine[:least] != theirs[:least]:
        return ()
    rest = ("delete" if len(mine) > least else "insert", least, len(mine), least, len(theirs))
    return [("equal", 0, least, 0, least), *([rest] if len(mine) != len(theirs) else ())]


@lru_cache(PAIRS)
def _bound(first: Card, second: Card) -> float:
    """What the share of two texts is at most: that of the shorter text's words that stand in some passage of the other's, in whatever order."""
    lesser, other = sorted((first, second), key=lambda card: len(_words(card)))
    passages = _passages(other)
    covered = reached = 0
    for at, passage in enumerate(_in_row(_words(lesser))):
        if passage in passages:
            covered += at + _PASSAGE - max(at, reached)
            reached = at + _PASSAGE
    return _enough(covered, len(_words(lesser)))


def _enough(same: int, words: int) -> float:
    return round(same / words, 4) if words and same / words >= _SHARE else 0.0


def _copy(first: Card, second: Card) -> Copy:
    share, steps = _aligned(first, second)
    mine, theirs = _body(first), _body(second)
    kinds: dict[str, list[Passage]] = {"equal": [], "delete": [], "insert": [], "replace": []}
    for tag, start, end, begin, finish in steps:
        kinds[tag].append(Passage(_span(mine, start, end), _span(theirs, begin, finish)))
    shared, cut, added, reworded = (tuple(kinds[kind]) for kind in ("equal", "delete", "insert", "replace"))
    return Copy(first.key, second.key, share, shared, cut, added, reworded)


@lru_cache(CARDS)
def _words(card: Card) -> list[str]:
    """The words of a dispatch's paragraphs, folded."""
    return [fold(word) for paragraph in card.paragraphs for word in TOKEN.findall(paragraph.of(card.text))]


@lru_cache(CARDS)
def _passages(card: Card) -> frozenset[int]:
    return frozenset(_in_row(_words(card)))


def _in_row(words: list[str]) -> list[int]:
    """A number for each ``_PASSAGE`` words in a row."""
    return list(map(hash, zip(*(words[at:] for at in range(_PASSAGE)), strict=False)))


@lru_cache(CARDS)
def _body(card: Card) -> list[Span]:
    """Where these words stand."""
    return [Span(*found.span()) for paragraph in card.paragraphs for found in TOKEN.finditer(card.text, *paragraph)]


def _span(tokens: list[Span], start: int, end: int) -> Span | None:
    return Span(tokens[start].start, tokens[end - 1].end) if end > start else None
