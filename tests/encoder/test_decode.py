"""Log-odds to relations."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.encoder.decode import probability, relations, smooth

ODDS = st.lists(st.floats(-4, 4), min_size=1, max_size=7)


def worth(odds: list[float], chosen: tuple[bool, ...], switch: float) -> float:
    changes = sum(a != b for a, b in itertools.pairwise(chosen))
    return sum(o for o, c in zip(odds, chosen, strict=True) if c) - switch * changes


@settings(max_examples=60)
@given(ODDS, st.floats(0.1, 3))
def test_smoothing_finds_the_likeliest_run(odds: list[float], switch: float) -> None:
    (found,) = smooth(np.array([odds]), switch)
    best = max(worth(odds, each, switch) for each in itertools.product((False, True), repeat=len(odds)))
    assert worth(odds, tuple(found), switch) == pytest.approx(best)


def test_a_doubtful_word_does_not_part_a_span() -> None:
    (found,) = smooth(np.array([[-3.0, 3.0, -0.5, 3.0, -3.0]]), 1.0)
    assert found.tolist() == [False, True, True, True, False]


def odds_of(words: int, source: list[int], cue: list[int], content: list[int]) -> list[list[float]]:
    return [[4.0 if word in role else -4.0 for role in (source, cue, content)] for word in range(words)]


def test_roles_of_several_anchors_may_overlap() -> None:
    # KCNA said that Kim told Putin that rain fell
    odds = np.array([odds_of(9, [0], [1], [2, 3, 4, 5, 6, 7, 8]), odds_of(9, [3], [4], [6, 7, 8])])
    outer, inner = relations(np.array([0.9, 0.8]), np.array([1, 4]), odds, 10)
    assert (outer.source, outer.cue, outer.content) == ((10,), (11,), (12, 13, 14, 15, 16, 17, 18))
    assert (inner.source, inner.content) == ((13,), (16, 17, 18))
    assert all(0 <= sure <= 1 for each in (outer, inner) for sure in each.sure)


def test_an_anchor_without_content_tells_nothing_and_a_source_may_be_missing() -> None:
    odds = np.array([odds_of(4, [0], [1], []), odds_of(4, [], [2], [3])])
    (only,) = relations(np.array([0.9, 0.9]), np.array([1, 2]), odds, 0)
    assert only.source == ()
    assert only.sure[0] > 0.9  # sure that there is none


def test_two_anchors_of_one_cue_are_one_relation() -> None:
    odds = np.array([odds_of(6, [0], [1, 2], [3, 4, 5]), odds_of(6, [0], [1, 2], [3, 4, 5])])
    (only,) = relations(np.array([0.6, 0.9]), np.array([1, 2]), odds, 0)
    assert only.anchor == 2


def test_probability() -> None:
    assert probability(np.array([0.0])).tolist() == [0.5]
