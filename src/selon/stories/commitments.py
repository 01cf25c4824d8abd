"""Commitments over dispatches: invitation, accepted, date set, fulfilled, cancelled or lapsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from selon.stories.card import Card, Days

Stage = Literal["invited", "promised", "accepted", "dated", "repeated", "fulfilled", "cancelled", "lapsed"]
State = Literal["open", "fulfilled", "cancelled", "lapsed"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a commitment, as dispatch *dispatch* tells it: *owed* is the id of its commitment there (None where only a claim tells it), *claims* those that tell it,
    *day* the publication day, *chain* who says so (from the innermost out, without AGENCY)."""

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


def threads(cards: Sequence[Card], asof: str | None = None) -> tuple[Thread, ...]:
    """What is owed in the story of *cards*, in order of the first step. *asof* (ISO day): what was due before it and is still open has lapsed."""
    raise NotImplementedError
