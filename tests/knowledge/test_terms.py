"""Whether a term of office is in force on a date."""

from __future__ import annotations

import pytest

from selon.knowledge.terms import UNKNOWN, in_force, reach_of


@pytest.mark.parametrize(
    ("edtf", "reach"),
    [
        ("2012", ("2012-01-01", "2012-12-31")),
        ("2012-02", ("2012-02-01", "2012-02-29")),
        ("2012-05-07", ("2012-05-07", "2012-05-07")),
        ("[2023-09-06,2023-09-13]", ("2023-09-06", "2023-09-13")),
        ("2012-05/2012-07", ("2012-05-01", "2012-07-31")),
        ("", None),
        (None, None),
        ("XXXX-09", None),
        ("2012-13", None),
        ("2011-02-30", None),
        ("2023-21", None),
        ("2012~", None),
    ],
)
def test_first_and_last_day(edtf: str | None, reach: tuple[str, str] | None) -> None:
    assert reach_of(edtf) == reach


@pytest.mark.parametrize(
    ("start", "end", "date", "holds"),
    [
        ("2012-05-07", "", "2023-09", True),
        ("2012-05-07", "2018", "2015", True),
        ("2012-05-07", "2014", "2017", False),
        ("2012-05-07", "", "2012-05-06", False),
        ("2012", "", "2012-05-07", None),  # begun or not
        ("2012", "2018", "2018-03", None),  # over or not
        ("2012", "2018", "2018-03", None),
        ("2012", "2018", None, None),
        ("2012", "2018", "XXXX-05-07", None),
        ("", "2018", "2015", None),  # nobody says since when
        ("", "2018", "2020", False),
        ("2012", UNKNOWN, "2015", None),
        ("", "", "2015", None),
        ("2008-05-07", "2012-05-07", "2012-05-07", True),  # the last day belongs to the term
        ("2012-05-07", "", "2012-05-07", True),
    ],
)
def test_in_force(start: str, end: str, date: str | None, holds: bool | None) -> None:
    assert in_force(start, end, date) is holds
