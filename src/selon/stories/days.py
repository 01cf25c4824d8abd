"""Stretches of days: what EDTF dates leave open, and how two lie to each other."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from selon.timexes.edtf import last_day

#: First and last day (ISO), both within.
Days = tuple[str, str]
#: The ends of a stretch that is open.
OPEN = ("0000-00-00", "9999-99-99")
_DATE = re.compile(r"(?<![\dX-])\d{4}(?:-\d\d){0,2}(?![\dX])")
_SEASONS = {"21": ("03-01", "05-31"), "22": ("06-01", "08-31"), "23": ("09-01", "11-30"), "24": ("12-01", "12-31")}


@lru_cache(maxsize=65536)
def days_of(edtf: str | None) -> Days | None:
    """The first and the last day that *edtf* (a date, set or interval) may mean; None for what is no date or has no year."""
    if not edtf:
        return None
    reach = [each for found in _DATE.findall(edtf) if (each := _reach(found)) is not None]
    if not reach:
        return None
    first, last = min(begin for begin, _ in reach), max(end for _, end in reach)
    return OPEN[0] if edtf.startswith("..") else first, OPEN[1] if edtf.endswith("..") else last


def _reach(found: str) -> Days | None:
    if len(found) == 7 and found[5:] in _SEASONS:
        begin, end = _SEASONS[found[5:]]
        return f"{found[:4]}-{begin}", f"{found[:4]}-{end}"
    first = {4: found + "-01-01", 7: found + "-01", 10: found}[len(found)]
    last = last_day(found)
    try:
        date.fromisoformat(first)
        date.fromisoformat(last)
    except ValueError:
        return None
    return first, last


def overlap(one: Days, other: Days) -> bool:
    """Whether the two stretches have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def gap(one: Days | None, other: Days | None) -> int:
    """The days that lie between the two stretches; 0 where they meet or one is unknown."""
    if one is None or other is None or overlap(one, other):
        return 0
    earlier, later = sorted((one, other))
    return number(later[0]) - number(earlier[1])


@lru_cache(maxsize=65536)
def number(day: str) -> int:
    """A day (ISO) as a number that counts days; 0 for an open beginning, far off for an open end."""
    if day in OPEN:
        return 0 if day == OPEN[0] else date.max.toordinal()
    return date.fromisoformat(day).toordinal()


def shifted(day: str, by: int) -> str:
    """The day (ISO) *by* days on; an open end stays open."""
    return day if day in OPEN else (date.fromisoformat(day) + timedelta(by)).isoformat()
