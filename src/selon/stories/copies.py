"""Near-duplicates and wire copies: whose text a dispatch carries, and what was cut, added or reworded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selon.model.text import Span
from selon.stories.card import Card


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and what stands in its place: *mine* in the text that was copied, *theirs* in the copy; one of the two None where cut or added."""

    mine: Span | None
    theirs: Span | None


@dataclass(frozen=True, slots=True)
class Copy:
    """That dispatch *by* carries the text of dispatch *of*. *share* is the share of the shorter text's words that both have, in order; spans point into
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
    raise NotImplementedError


def copy_tree(cards: Iterable[Card]) -> tuple[Copy, ...]:
    """Who carried whose text among *cards* (a story): each copy once, with the one text that it is nearest to, sorted by key of the copy."""
    raise NotImplementedError
