"""EDTF dates for formats that know days only: a day, the first and last day, or nothing where the date is open."""

from __future__ import annotations

import re
from datetime import date

from selon.timexes.edtf import as_day, first_day, last_day, month_end

_MONTH = re.compile(r"(\d{4})-(\d\d)")
#: EDTF's codes above 12 in the place of the month, with their first and last month (ISO 8601-2: quarters, halves). Seasons have no settled days.
_PARTS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}


def bounds(edtf: str | None) -> tuple[date | None, date | None]:
    """The first and the last day that *edtf* may mean, inclusive; None on a side that is open.

    ``2023-09`` is the first and the last of September; a one-of set its earliest and latest day, since the day is among them; a date without a year,
    an uncertain or approximate one and a season have neither.
    """
    if not edtf:
        return None, None
    if edtf[0] in "[{" and edtf[-1] in "]}":
        days = [bounds(part.strip()) for part in edtf[1:-1].split(",")]
        firsts, lasts = [first for first, _ in days], [last for _, last in days]
        return min(_all(firsts), default=None), max(_all(lasts), default=None)
    if edtf.startswith("..") and "/" not in edtf:
        return None, bounds(edtf[2:])[1]
    if edtf.endswith("..") and "/" not in edtf:
        return bounds(edtf[:-2])[0], None
    begin, slash, end = edtf.partition("/")
    if slash:
        return bounds(begin.strip("."))[0], bounds(end.strip("."))[1]
    if re.fullmatch(r"\d{3}X|\d\dXX", edtf):
        return _year(edtf.replace("X", "0"), False), _year(edtf.replace("X", "9"), True)
    if re.fullmatch(r"\d{4}", edtf):
        return _year(edtf, False), _year(edtf, True)
    found = _MONTH.fullmatch(edtf)
    if found:
        year, month = int(found[1]), int(found[2])
        first, last = _PARTS.get(month, (month, month))
        return (date(year, first, 1), month_end(year, last)) if year and 1 <= first <= 12 and year < 9999 else (None, None)
    return as_day(edtf), as_day(edtf)


def day_of(edtf: str | None) -> date | None:
    """The one day that *edtf* surely is, or None."""
    return as_day(edtf)


def prefix_of(edtf: str | None) -> str | None:
    """*edtf* where it is a plain year, month or day (``2023``, ``2023-09``, ``2023-09-14``), which most formats can say, else None."""
    if not edtf or not re.fullmatch(r"\d{4}(-\d\d){0,2}", edtf):
        return None
    return edtf if all(bounds(edtf)) and not (len(edtf) == 7 and int(edtf[5:]) > 12) else None


def iso(day: date | None) -> str:
    """``2023-09-14``, or nothing."""
    return day.isoformat() if day is not None else ""


def _year(year: str, end: bool) -> date | None:
    return as_day(last_day(year) if end else first_day(year) + "-01-01")


def _all(days: list[date | None]) -> list[date]:
    """The days, or none at all where one is open."""
    return [] if None in days else [day for day in days if day is not None]
