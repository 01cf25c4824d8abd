"""From edges to stories."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from selon.stories.same import Edge


def group(keys: Collection[str], edges: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    """The stories among the dispatches *keys*: each a sorted tuple of keys, the whole sorted; every key stands in exactly one.

    Connected components, cut where only a chain of weak edges holds them together. The result for one component depends on its own keys and edges
    alone: the store may pass just the components that a new dispatch touches.
    """
    raise NotImplementedError
