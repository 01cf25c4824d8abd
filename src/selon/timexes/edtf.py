"""Calendar sums on TIMEX3 values and EDTF dates, as strings; nothing here knows a language."""

from __future__ import annotations

import re
from datetime import date, timedelta

_SEASONS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_QUARTERS = {"1": "33", "2": "34", "3": "35", "4": "36"}
_HALVES = {"1": "40", "2": "41"}
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_YEARS = re.compile(r"(?<![\d])24[0-3]\d(?!\d)")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    return following - timedelta(1)


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    """(year, month) *by* months on."""
    months = year * 12 + month - 1 + by
    return months // 12, months % 12 + 1


def shift_date(day: date, unit: str, by: int) -> date | None:
    """*day* moved by whole units (Y M W D); None beyond the calendar."""
    try:
        if unit == "D":
            return day + timedelta(by)
        if unit == "W":
            return day + timedelta(7 * by)
        year, month = shift_months(day.year, day.month, by * (12 if unit == "Y" else 1))
        return date(year, month, min(day.day, month_end(year, month).day))
    except (ValueError, OverflowError):
        return None


def week_value(day: date) -> str:
    """The ISO week that holds *day*: ``2023-W37``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def week_start(value: str) -> date | None:
    """Monday of ``2023-W37`` (Saturday of ``2023-W37-WE``)."""
    found = _WEEK.match(value)
    if not found:
        return None
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 6 if found[3] else 1)
    except ValueError:
        return None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def edtf_of(value: str | None) -> str | None:
    """The EDTF date, day precision or coarser, of a TIMEX3 value; None for what is no calendar date."""
    if not value or value.startswith("P") or value.endswith("_REF"):
        return None
    if value.startswith("BC"):
        return _before_christ(value[2:])
    value = value.split("T")[0]
    if re.fullmatch(r"(\d{4}|XXXX)-\d\d-\d\d|(\d{4}|XXXX)-\d\d|\d{4}", value):
        return None if value.startswith("XXXX") and len(value) < 7 else value
    week = _WEEK.match(value)
    if week:
        start = week_start(value)
        if start is None:
            return None
        return f"{start.isoformat()}/{(start + timedelta(1 if week[3] else 6)).isoformat()}"
    found = re.fullmatch(r"(\d{4})-(?:(SP|SU|FA|WI)|Q([1-4])|H([12]))", value)
    if found:
        code = _SEASONS.get(found[2] or "") or _QUARTERS.get(found[3] or "") or _HALVES.get(found[4] or "")
        return f"{found[1]}-{code}"
    if re.fullmatch(r"\d{3}", value):
        return value + "X"
    if re.fullmatch(r"\d{2}", value):
        return value + "XX"
    return None


def _before_christ(rest: str) -> str | None:
    """``0049-01-01`` BC is the astronomical year -48."""
    if not re.fullmatch(r"\d{4}(-\d\d)?(-\d\d)?", rest):
        return None
    year = 1 - int(rest[:4])
    return ("-" if year < 0 else "") + f"{abs(year):04d}" + rest[4:]


def first_day(edtf: str) -> str:
    """Where the date begins, as finely as the date itself says."""
    return edtf.split("/")[0]


def last_day(edtf: str) -> str:
    """The last day of a month, a year or an interval; seasons, decades and open dates stay as they are."""
    edtf = edtf.split("/")[-1]
    if re.fullmatch(r"\d{4}", edtf):
        return edtf + "-12-31"
    found = re.fullmatch(r"(\d{4})-(\d\d)", edtf)
    if not found:
        return edtf
    code = int(found[2])
    if 33 <= code <= 36:
        code = 3 * (code - 32)
    elif 40 <= code <= 41:
        code = 6 * (code - 39)
    if 1 <= code <= 12:
        return month_end(int(found[1]), code).isoformat()
    return edtf


def as_day(edtf: str | None) -> date | None:
    """A ``date`` where the EDTF is one day of a known year."""
    if edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", edtf):
        try:
            return date.fromisoformat(edtf)
        except ValueError:
            return None
    return None


def one_of(days: list[date]) -> str | None:
    """A one-of set ``[2023-09-06,2023-09-13]``; a single day stays bare."""
    if not days:
        return None
    if len(days) == 1:
        return days[0].isoformat()
    return "[" + ",".join(day.isoformat() for day in days) + "]"


def float_years(text: str | None) -> str | None:
    """Years of the stand-in cycle 2400-2439 (used while the year is unknown) become ``XXXX``."""
    return None if text is None else _YEARS.sub("XXXX", text)
