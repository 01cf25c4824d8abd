"""How many independent sources stand behind a story, and behind each of its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selon.stories.card import Card

#: A claim of a dispatch: (key of the dispatch, id of the claim).
Ref = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two names are taken for one source."""

    names: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """An independent primary source. *ownership* is that of an agency (agencies.csv: state, public, private ...), else None; *claims* those that stand on it."""

    key: str
    name: str
    names: tuple[str, ...]
    country: str | None
    ownership: str | None
    claims: tuple[Ref, ...]
    merges: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """What stands behind a story or a cluster of equal claims: *reports* are the dispatches, *outlets* who published them (outlet, else provider),
    *agency* the claims told in an agency's own voice (they count as no source)."""

    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    sources: tuple[Source, ...]
    agency: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ClaimCluster:
    """Claims of the dispatches of a story that tell the same, and their origins."""

    claims: tuple[Ref, ...]
    origins: Origins


def origins(cards: Sequence[Card]) -> Origins:
    """The origins of the story that *cards* tell."""
    raise NotImplementedError


def claim_clusters(cards: Sequence[Card]) -> tuple[ClaimCluster, ...]:
    """All claims of the story, equal ones together, sorted by their first claim."""
    raise NotImplementedError
