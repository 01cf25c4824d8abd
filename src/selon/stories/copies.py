"""Near-duplicates and wire copies: whose text a dispatch carries, and what was cut, added or reworded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
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


#: A passage of both texts: where it begins in the one and in the other, and how many words it has.
Block = tuple[int, int, int]


@lru_cache(PAIRS)
def _aligned(first: Card, second: Card) -> tuple[float, tuple[Block, ...]]:
    """The share of the shorter of two texts that stands in passages of both, 0 where it is too little for a copy, and these passages, in order.

    They are those that ``difflib`` finds, which takes the longest first and goes on before and behind it; but it is looked for by each ``_PASSAGE`` words in a
    row, of which hardly two are the same, rather than by each word.
    """
    rows, places = _rows(first), _places(second)
    found: list[Block] = []
    open_ = [(0, len(_words(first)), 0, len(_words(second)))]
    while open_:
        start, end, begin, finish = open_.pop()
        at, to, size = _longest(rows, places, start, end, begin, finish)
        if size:
            found.append((at, to, size))
            open_ += (start, at, begin, to), (at + size, end, to + size, finish)
    return _enough(sum(size for _, _, size in found), min(len(_words(first)), len(_words(second)))), tuple(sorted(found))


def _longest(rows: list[int], places: dict[int, list[int]], start: int, end: int, begin: int, finish: int) -> Block:
    """The longest passage of both texts between these words, of equals the first; of no words where none has ``_PASSAGE``."""
    best = (start, begin, 0)
    most, last = 0, finish - _PASSAGE
    before: dict[int, int] = {}
    for at in range(start, end - _PASSAGE + 1):
        running: dict[int, int] = {}
        for to in places.get(rows[at], ()):
            if begin <= to <= last:
                length = running[to] = before.get(to - 1, 0) + 1
                if length > most:
                    most = length
                    best = (at - length + 1, to - length + 1, length + _PASSAGE - 1)
        before = running
    return best


@lru_cache(PAIRS)
def _bound(first: Card, second: Card) -> float:
    """What the share of two texts is at most: that of the shorter text's words that stand in some passage of the other's, in whatever order."""
    lesser, other = sorted((first, second), key=lambda card: len(_words(card)))
    passages = _places(other)
    covered = reached = 0
    for at, passage in enumerate(_rows(lesser)):
        if passage in passages:
            covered += at + _PASSAGE - max(at, reached)
            reached = at + _PASSAGE
    return _enough(covered, len(_words(lesser)))


def _enough(same: int, words: int) -> float:
    return round(same / words, 4) if words and same / words >= _SHARE else 0.0


@lru_cache(PAIRS)
def _copy(first: Card, second: Card) -> Copy:
    share, passages = _aligned(first, second)
    mine, theirs = _body(first), _body(second)
    shared: list[Passage] = []
    cut: list[Passage] = []
    added: list[Passage] = []
    reworded: list[Passage] = []
    start = begin = 0
    for at, to, size in (*_with_lesser(_words(first), _words(second), passages), (len(mine), len(theirs), 0)):
        between = Passage(_span(mine, start, at), _span(theirs, begin, to))
        if between.mine or between.theirs:
            (added if not between.mine else cut if not between.theirs else reworded).append(between)
        start, begin = at + size, to + size
        if size:
            shared.append(Passage(_span(mine, at, start), _span(theirs, to, begin)))
    return Copy(first.key, second.key, share, tuple(shared), tuple(cut), tuple(added), tuple(reworded))


def _with_lesser(mine: list[str], theirs: list[str], passages: Sequence[Block]) -> Iterator[Block]:
    """*passages*, and what two texts have in common between them."""
    start = begin = 0
    for at, to, size in (*passages, (len(mine), len(theirs), 0)):
        if start < at and begin < to:
            *lesser, _ = SequenceMatcher(None, mine[start:at], theirs[begin:to], autojunk=False).get_matching_blocks()
            yield from ((start + each.a, begin + each.b, each.size) for each in lesser)
        start, begin = at + size, to + size
        if size:
            yield at, to, size


@lru_cache(CARDS)
def _words(card: Card) -> list[str]:
    """The words of a dispatch's paragraphs, folded."""
    return [word for paragraph in card.paragraphs for word in map(fold, TOKEN.findall(paragraph.of(card.text)))]


@lru_cache(CARDS)
def _rows(card: Card) -> list[int]:
    """A number for each ``_PASSAGE`` words in a row."""
    words = _words(card)
    return list(map(hash, zip(*(words[at:] for at in range(_PASSAGE)), strict=False)))


@lru_cache(CARDS)
def _places(card: Card) -> dict[int, list[int]]:
    """Where each of them stands."""
    found: dict[int, list[int]] = {}
    for at, row in enumerate(_rows(card)):
        found.setdefault(row, []).append(at)
    return found


@lru_cache(CARDS)
def _body(card: Card) -> list[Span]:
    """Where these words stand."""
    return [Span._make(found.span()) for paragraph in card.paragraphs for found in TOKEN.finditer(card.text, *paragraph)]


def _span(tokens: list[Span], start: int, end: int) -> Span | None:
    return Span(tokens[start].start, tokens[end - 1].end) if end > start else None
