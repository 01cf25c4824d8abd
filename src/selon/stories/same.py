"""Whether two dispatches tell the same story, and which of their claims are equal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from selon.stories.card import Card

EdgeKind = Literal["copy", "correction", "follow-up", "facts"]


@dataclass(frozen=True, slots=True)
class FactPair:
    """Claims *mine* (of the edge's *one*) and *theirs* (of *other*) that tell the same, and what speaks for it."""

    mine: str
    theirs: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Edge:
    """That dispatches *one* and *other* (keys, the lesser first) tell the same story: evidence. *score* runs from 0 to 1; *why* is for a person."""

    one: str
    other: str
    kind: EdgeKind
    score: float
    facts: tuple[FactPair, ...]
    why: str


def edge(a: Card, b: Card) -> Edge | None:
    """The evidence that *a* and *b* tell the same story, None where there is too little. The order of the two does not matter."""
    raise NotImplementedError


def equal_facts(a: Card, b: Card) -> tuple[FactPair, ...]:
    """The claims that *a* and *b* have in common, one to one, in order of *a*."""
    raise NotImplementedError
