"""Terms of office: whether one is in force on a date, as far as the two are known."""

from __future__ import annotations

import re

from selon.timexes.edtf import last_day

#: The end of a term that is over, nobody says since when.
UNKNOWN = "XXXX"
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
#: A one-of set or an interval of dates; a single date.
_DATES = re.compile(rf"\[{_DATE.pattern}(?:,{_DATE.pattern})*\]|{_DATE.pattern}(?:/{_DATE.pattern})?")


def reach_of(edtf: str | None) -> tuple[str, str] | None:
    """The first and the last day (ISO) that a date may mean: of a month, a year, a one-of set or an interval; None for what is open."""
    if not edtf or not _DATES.fullmatch(edtf):
        return None
    dates: list[str] = _DATE.findall(edtf)
    days = [day for date in dates if (day := _reach(date)) is not None]
    return (min(first for first, _ in days), max(last for _, last in days)) if len(days) == len(dates) else None


def _reach(date: str) -> tuple[str, str] | None:
    from datetime import date as calendar

    first, last = date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date, last_day(date)
    try:
        calendar.fromisoformat(first)
        calendar.fromisoformat(last)
    except ValueError:
        return None
    return first, last


def in_force(start: str, end: str, date: str | None) -> bool | None:
    """Whether a term from *start* to *end* holds on *date* (all EDTF; *end* empty while it lasts): None where that stays open.

    Both the first and the last day belong to the term, so that on a day of handover two hold an office.
    """
    day, begin = reach_of(date), reach_of(start)
    if day is None:
        return None
    over = reach_of(end)
    if begin is not None and begin[0] > day[1] or over is not None and over[1] < day[0]:
        return False
    begun = begin is not None and begin[1] <= day[0]
    lasts = not end or over is not None and over[0] >= day[1]
    return True if begun and lasts else None
