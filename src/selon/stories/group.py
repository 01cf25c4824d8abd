"""From edges to stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from selon.stories.same import Edge

#: An edge this strong joins two groups alone.
_STRONG = 0.75
#: Else the edges between two groups must add up to this share of what they could be; those of a single dispatch to half of it.
_DENSE = 0.2


def group(keys: Collection[str], edges: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    """The stories among the dispatches *keys*: each a sorted tuple of keys, the whole sorted; every key stands in exactly one.

    Groups grow along the edges, strongest first; a weak edge joins two groups only where enough others run beside it, so that a chain of likenesses
    makes no story. The result for one component depends on its own keys and edges alone: the store may pass just the components that a new
    dispatch touches.
    """
    of = {key: key for key in keys}
    members = {key: [key] for key in keys}
    near: dict[str, dict[str, float]] = defaultdict(dict)
    ranked = sorted({edge for edge in edges if edge.one in of and edge.other in of}, key=lambda edge: (-edge.score, edge.one, edge.other))
    for edge in ranked:
        near[edge.one][edge.other] = near[edge.other][edge.one] = edge.score
    for edge in ranked:
        one, other = of[edge.one], of[edge.other]
        if one == other:
            continue
        if edge.score < _STRONG:
            between = sum(near[mine].get(theirs, 0.0) for mine in members[one] for theirs in members[other])
            pairs = len(members[one]) * len(members[other])
            if between < _DENSE * (pairs if min(len(members[one]), len(members[other])) > 1 else pairs / 2):
                continue
        if len(members[one]) < len(members[other]):
            one, other = other, one
        for key in members[other]:
            of[key] = one
        members[one] += members.pop(other)
    return tuple(sorted(tuple(sorted(each)) for each in members.values()))
