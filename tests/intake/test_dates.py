"""Dates of headers and datelines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.intake.dates import Day, find_dates, first_date, from_edtf
from selon.intake.header import is_header_line, parse_header


@pytest.mark.parametrize(
    ("header", "date"),
    [
        ("date 2023-09", "2023-09"),
        ("Date: 2019-02-28", "2019-02-28"),
        ("date 2011", "2011"),
        ("2016-05-12", "2016-05-12"),
        ("mercredi 1er avril 2009", "2009-04-01"),
        ("jeudi 6 février 2014", "2014-02-06"),
        ("Tuesday March 2, 2004", "2004-03-02"),
        ("Tuesday, March 2nd, 2004", "2004-03-02"),
        ("Sat, Jan 7 2006", "2006-01-07"),
        ("7 January 2006", "2006-01-07"),
        ("juillet 2018", "2018-07"),
        ("09.11.2013", "2013-11-09"),
        ("09/11/2013", "2013-11-09"),
        ("11/29/2013", "2013-11-29"),
        ("2013/11/09", "2013-11-09"),
        ("20131109", "2013-11-09"),
        ("2020-06-30T21:15:00Z", "2020-06-30"),
        ("Published 14:05 GMT, 30 June 2020", "2020-06-30"),
        ("FRA0456 4 I 0311 ITA /AFP-QT52 171845 NOV 03", "2003-11-17"),
        ("17-NOV-2003", "2003-11-17"),
        ("17NOV03", "2003-11-17"),
        ("XXXX-11-17", "XXXX-11-17"),
        ("0930 GMT", None),
        ("31 février 2014", "2014-02"),
        ("", None),
        ("la crise du lait", None),
    ],
)
def test_header(header: str, date: str | None) -> None:
    assert parse_header(header).date == date


@pytest.mark.parametrize(
    "line",
    [
        "date 2023-09",
        "2021-01-31",
        "dimanche 31 janvier 2021",
        "Sunday January 31, 2021",
        "Date: 2021-01-31",
        "Publié le 31 janvier 2021 à 18h05",
        "31.01.2021",
        "January 31, 2021 10:15 GMT",
        "janvier 2021",
    ],
)
def test_header_lines(line: str) -> None:
    assert is_header_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Talks resume on March 2, 2004",
        "RIGA, March 2, 2004 (AFP) - The port",
        "Élections du 6 février 2014",
        "2021",
        "Treaty of 1999",
        "Sources: 2 May 2020",
        "The",
    ],
)
def test_other_lines(line: str) -> None:
    assert not is_header_line(line)


def test_two_dates_in_a_line_the_fuller_first() -> None:
    found = list(find_dates("March 3; sent 4 March 2001"))
    assert [item.day for item in found] == [Day(2001, 3, 4), Day(None, 3, 3)]


def test_days_meet() -> None:
    assert Day(2023, 9, None).fits(Day(None, 9, 14))
    assert not Day(2023, 9, None).fits(Day(None, 10, 1))
    assert not Day(2023, None, None).fits(Day(None, 2, 29))
    assert Day(2024, None, None).with_(Day(None, 2, 29)).edtf() == "2024-02-29"


@given(st.dates())
def test_iso_dates(day: object) -> None:
    text = str(day)
    found = from_edtf(text)
    assert (found.edtf() if found else None) == (text if "1800" <= text[:4] <= "2199" else None)


@given(st.text(max_size=200))
def test_any_line(line: str) -> None:
    day = first_date(line)
    assert day is None or day.valid()
    is_header_line(line)
    parse_header(line)
