"""What all measures share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from selon.evaluate.measures import jaccard, pair_off, rates


def test_rates_are_shares_and_their_harmonic_mean() -> None:
    assert rates(2, 4, 5) == {"precision": 0.5, "recall": 0.4, "f1": 2 * 0.5 * 0.4 / 0.9, "right": 2, "predicted": 4, "gold": 5}


def test_rates_of_nothing() -> None:
    assert rates(0, 0, 0)["f1"] == 0.0
    assert rates(0, 0, 0, when_empty=1.0)["f1"] == 1.0
    assert rates(0, 3, 0, when_empty=1.0)["f1"] == 0.0


def test_jaccard() -> None:
    assert jaccard({1, 2}, {2, 3}) == 1 / 3
    assert jaccard(set(), set()) == 0.0
    assert jaccard(set(), set(), when_empty=1.0) == 1.0


def test_the_better_pair_goes_first_and_each_side_once() -> None:
    assert pair_off([((0.6,), 0, 0), ((0.9,), 1, 0), ((0.5,), 0, 1)]) == [(0, 1), (1, 0)]


def test_a_tie_goes_by_the_second_merit_then_by_order() -> None:
    assert pair_off([((0.5, 0.0), 0, 0), ((0.5, 1.0), 0, 1)]) == [(0, 1)]
    assert pair_off([((0.5,), 0, 1), ((0.5,), 0, 0)]) == [(0, 0)]


@given(st.lists(st.tuples(st.tuples(st.floats(0, 1)), st.integers(0, 5), st.integers(0, 5))))
def test_pairs_are_one_to_one(candidates: list[tuple[tuple[float, ...], int, int]]) -> None:
    pairs = pair_off(candidates)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
