"""EDTF dates as days."""

from __future__ import annotations

import pytest

from selon.exports.dates import bounds, day_of, iso, prefix_of


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2031-05-12", "2031-05-12", "2031-05-12"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("203X", "2030-01-01", "2039-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2031-34", "2031-04-01", "2031-06-30"),
        ("2031-41", "2031-07-01", "2031-12-31"),
        ("[2031-05-12,2031-05-05]", "2031-05-05", "2031-05-12"),
        ("{2031-05,2031-07}", "2031-05-01", "2031-07-31"),
        ("[..2031-05-12]", "", "2031-05-12"),
        ("[2031-05-12..]", "2031-05-12", ""),
        ("[2031-05-05,XXXX-05-12]", "", ""),
        ("2031-05-03/2031-06", "2031-05-03", "2031-06-30"),
        ("../2031", "", "2031-12-31"),
        ("2031/..", "2031-01-01", ""),
        ("/2031", "", "2031-12-31"),
        ("2031-21", "", ""),
        ("2031-05-12?", "", ""),
        ("2031-05~", "", ""),
        ("XXXX-05-12", "", ""),
        ("-0048-03", "", ""),
        ("0000", "", ""),
        ("9999-12", "", ""),
        ("2031-02-30", "", ""),
        ("2031-13", "", ""),
        ("no date", "", ""),
        ("", "", ""),
        (None, "", ""),
        ("[]", "", ""),
        ("/", "", ""),
        ("..", "", ""),
    ],
)
def test_bounds(edtf: str | None, first: str, last: str) -> None:
    assert tuple(map(iso, bounds(edtf))) == (first, last)


def test_a_day_is_sure_only_as_such() -> None:
    assert iso(day_of("2031-05-12")) == "2031-05-12"
    assert day_of("[2031-05-12]") is day_of("2031-05") is day_of("2031-05-12~") is day_of(None) is None


@pytest.mark.parametrize("edtf", ["2031", "2031-05", "2031-05-12"])
def test_prefixes(edtf: str) -> None:
    assert prefix_of(edtf) == edtf


@pytest.mark.parametrize("edtf", [None, "", "2031-21", "2031-34", "203X", "XXXX-05-12", "2031-05-03/2031-05-10", "2031-02-30", "evil"])
def test_what_is_no_prefix(edtf: str | None) -> None:
    assert prefix_of(edtf) is None
