"""Stretches of days."""

from __future__ import annotations

import pytest

from selon.stories.days import days_of, gap, overlap, shifted


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2031-02", ("2031-02-01", "2031-02-28")),
        ("2031", ("2031-01-01", "2031-12-31")),
        ("2031-05-05/..", ("2031-05-05", "9999-99-99")),
        ("../2031-05-05", ("0000-00-00", "2031-05-05")),
        ("[2031-05-05,2031-05-12]", ("2031-05-05", "2031-05-12")),
        ("2031-21", ("2031-03-01", "2031-05-31")),
        ("XXXX-03-08", None),
        ("2031-02-31", None),
        (None, None),
    ],
)
def test_what_a_date_may_mean(edtf: str | None, expected: tuple[str, str] | None) -> None:
    assert days_of(edtf) == expected


def test_how_two_stretches_lie() -> None:
    may, june = ("2031-05-01", "2031-05-31"), ("2031-06-02", "2031-06-30")
    assert not overlap(may, june)
    assert gap(may, june) == gap(june, may) == 2
    assert gap(may, None) == 0
    assert overlap(may, ("2031-05-31", "9999-99-99"))
    assert shifted("2031-05-31", 1) == "2031-06-01"
    assert shifted("9999-99-99", 1) == "9999-99-99"
