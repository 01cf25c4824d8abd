"""Claims that can't both hold, within and across the dispatches of a story; and what a correction changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from selon.stories.card import Card
from selon.stories.origins import Ref

What = Literal["polarity", "denial", "number", "date", "place", "actor"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that can't both hold, the earlier first; *sources* are who stands behind each (keys; None: the agency's own voice)."""

    claims: tuple[Ref, Ref]
    what: What
    sources: tuple[str | None, str | None]
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """Claim *corrects* is withdrawn or changed by claims *by* of a later dispatch; *what*: ``withdrawn`` and the fields that change."""

    corrects: Ref
    by: tuple[Ref, ...]
    what: tuple[str, ...]
    why: str


def contradictions(cards: Sequence[Card]) -> tuple[Contradiction, ...]:
    """The contradictions in a story, in order of the later claim."""
    raise NotImplementedError


def corrections(cards: Sequence[Card]) -> tuple[Correction, ...]:
    """What the corrections in a story change."""
    raise NotImplementedError
