"""Groups from edges."""

from __future__ import annotations

from selon.stories.group import group
from selon.stories.same import Edge


def edge(one: str, other: str, score: float) -> Edge:
    return Edge(one, other, "facts", score, (), "")


def test_edges_make_groups() -> None:
    edges = [edge("a", "b", 0.9), edge("c", "d", 0.5)]
    assert group("abcde", edges) == (("a", "b"), ("c", "d"), ("e",))
    assert group("edcba", reversed(edges)) == group("abcde", edges)


def test_a_single_weak_edge_joins_no_two_large_groups() -> None:
    one = [edge(a, b, 0.9) for a in "abcd" for b in "abcd" if a < b]
    other = [edge(a, b, 0.9) for a in "wxyz" for b in "wxyz" if a < b]
    bridge = edge("d", "w", 0.4)
    assert len(group("abcdwxyz", [*one, *other, bridge])) == 2
    assert len(group("abcdwxyz", [*one, *other, edge("d", "w", 0.95)])) == 1


def test_a_component_alone_gives_the_same_groups() -> None:
    edges = [edge("a", "b", 0.6), edge("b", "c", 0.5), edge("x", "y", 0.7)]
    assert set(group("abc", edges)) | set(group("xy", edges)) == set(group("abcxy", edges))
