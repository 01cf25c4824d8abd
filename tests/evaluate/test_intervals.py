"""Confidence intervals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.evaluate.intervals import intervals, shown

SHARE = {"share": ("part", "whole")}


def test_no_interval_without_two_documents() -> None:
    assert intervals([], SHARE) == {"share": None}
    assert intervals([{"part": 1, "whole": 2}], SHARE) == {"share": None}
    assert shown(None) == ""


def test_the_same_counts_give_the_same_interval() -> None:
    counts = [{"part": number % 3, "whole": 3} for number in range(20)]
    assert intervals(counts, SHARE) == intervals(counts, SHARE)


def test_the_interval_is_about_as_wide_as_the_normal_one() -> None:
    # 400 documents with one thing each, half of them right: 0.5 and 1.96 standard errors of 0.025 either way.
    found = intervals([{"part": number % 2, "whole": 1} for number in range(400)], SHARE)["share"]
    assert found == pytest.approx((0.451, 0.549), abs=0.01)
    assert shown(found, 2) == " [0.45, 0.55]"


def test_more_documents_make_it_narrower() -> None:
    few, many = ([{"part": number % 2, "whole": 1} for number in range(size)] for size in (20, 2000))
    (low, high), (least, greatest) = intervals(few, SHARE)["share"] or (0, 0), intervals(many, SHARE)["share"] or (0, 0)
    assert low < least < 0.5 < greatest < high


def test_f1_is_told_from_two_shares_and_a_share_of_nothing_is_none() -> None:
    counts = [{"right": 1, "predicted": 2, "gold": 1}, {"right": 1, "predicted": 2, "gold": 1}]
    found = intervals(counts, {"f1": ("right", "predicted", "right", "gold"), "empty": ("lacks", "lacks too")})
    assert found["f1"] == pytest.approx((2 / 3, 2 / 3))
    assert found["empty"] == (0.0, 0.0)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), min_size=8, max_size=30))
def test_the_figure_lies_in_its_interval(pairs: list[tuple[int, int]]) -> None:
    counts = [{"part": min(part, whole), "whole": whole} for part, whole in pairs]
    point = sum(each["part"] for each in counts) / sum(each["whole"] for each in counts)
    low, high = intervals(counts, SHARE)["share"] or (0.0, 0.0)
    assert 0.0 <= low <= point + 1e-9 and point - 1e-9 <= high <= 1.0
