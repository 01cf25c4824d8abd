"""Dates of header lines and datelines, as EDTF (ISO 8601-2) of day, month or year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from selon.intake.words import either, months

#: Years that a news wire may bear.
_FIRST, _LAST = 1800, 2199
#: A year of two digits from here on is of the twentieth century.
_PIVOT = 60


class Day(NamedTuple):
    """A date as far as it is told; a part not told is None."""

    year: int | None
    month: int | None
    day: int | None

    def edtf(self) -> str | None:
        """EDTF: 2023, 2023-09, 2023-09-14, XXXX-09-14, XXXX-09; None for nothing told."""
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.month is None:
            return None if self.year is None else year
        if self.day is None:
            return f"{year}-{self.month:02d}"
        return f"{year}-{self.month:02d}-{self.day:02d}"

    def valid(self) -> bool:
        """Whether the calendar has such a date."""
        if self.year is not None and not _FIRST <= self.year <= _LAST:
            return False
        if self.month is None:
            return self.day is None and self.year is not None
        if not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        return 1 <= self.day <= calendar.monthrange(self.year or 2000, self.month)[1]

    def fits(self, other: Day) -> bool:
        """Whether the two can be the same date: no part that both tell differs, and the whole is a date."""
        agree = all(a is None or b is None or a == b for a, b in zip(self, other, strict=True))
        return agree and self.with_(other).valid()

    def with_(self, other: Day) -> Day:
        """The parts told here, and for those left open the other's."""
        return Day(*(b if a is None else a for a, b in zip(self, other, strict=True)))


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line: where it stands and what it says."""

    start: int
    end: int
    day: Day


_EDTF = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")


def from_edtf(text: str) -> Day | None:
    """The date that an EDTF string of day, month or year names; None for any other (a set, an interval, no EDTF)."""
    match = _EDTF.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = match.groups()
    found = Day(None if year == "XXXX" else int(year), int(month) if month else None, int(day) if day else None)
    return found if found.valid() else None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The forms of dates, the more telling first."""
    month = f"(?P<month>{either(frozenset(months()))})"
    day = r"(?P<day>\d{1,2})"
    order = r"(?:st|nd|rd|th|er|ère|°)?"
    year = r"(?P<year>\d{4})"
    gap = r"(?:\s{1,3}|\s?[-/]\s?)"
    tail = r"(?![\w])"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"(?<![\w-]){year}-(?P<nmonth>\d\d)-(?P<day>\d\d)(?=T\d|\b)(?![-\d])",
            rf"(?<!\w){year}[./](?P<nmonth>\d\d?)[./](?P<day>\d\d?)(?![\d./])",
            rf"(?<![\w./-]){day}(?P<sep>[./-])(?P<nmonth>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d{{2}})(?![\d/-]|\.\d)",
            r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<nmonth>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)",
            rf"(?<!\d)(?P<day>\d\d)\d{{4}}\s?(?:gmt|utc|z)?\s?{month}\.?\s?(?P<year>\d{{4}}|\d{{2}}){tail}",
            rf"(?<!\w){day}{order}\.?{gap}(?:de |of )?{month}\.?,?(?:\s{{1,3}}(?:de )?|\s?[-/]\s?){year}{tail}",
            rf"(?<!\w){month}\.?{gap}{day}{order},?(?:\s{{1,3}}|\s?[-/]\s?){year}{tail}",
            rf"(?<!\w){day}[- ]?{month}[- ]?(?P<year>\d\d){tail}",
            rf"(?<!\w){month}\.?,?\s{{1,3}}(?:of |de )?{year}{tail}",
            rf"(?<![\w-]){year}-(?P<nmonth>\d\d)(?![-\d]|\w)",
            r"(?<![\w-])XXXX-(?P<nmonth>\d\d)-(?P<day>\d\d)(?![-\d])",
            rf"(?<!\w){day}{order}\.?{gap}(?:de |of )?{month}{tail}",
            rf"(?<!\w){month}\.?{gap}{day}{order}{tail}",
            rf"(?<![\w./-]){day}(?P<sep>[./])(?P<nmonth>\d\d)(?![\d./-]*\d|\w)",
        )
    )


def find_dates(line: str) -> Iterator[Found]:
    """The dates of one line, the fullest form first; none of them overlaps one before it.

    In: a line (only its first 400 characters are looked at). Out: where each date stands and what it says. A day and month
    in figures are read day first; where that gives no date, month first; where a month-first country's slashes leave both
    open (``03/04/2021``), only the year is taken.
    """
    line = line[:400]
    taken: list[tuple[int, int]] = []
    for pattern in _patterns():
        for match in pattern.finditer(line):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            day = _day(match)
            if day is None:
                continue
            taken.append(match.span())
            yield Found(match.start(), match.end(), day)


def first_date(line: str) -> Day | None:
    """The fullest date of a line, or None."""
    found = next(find_dates(line), None)
    return found.day if found else None


def _day(match: re.Match[str]) -> Day | None:
    groups = match.groupdict()
    year = _year(groups.get("year"))
    day = int(groups["day"]) if groups.get("day") else None
    if groups.get("nmonth"):
        month = int(groups["nmonth"])
        if not Day(year, month, day).valid() and day is not None and groups.get("sep") == "/":
            month, day = day, month
    else:
        month = months()[groups["month"].casefold()]
    found = Day(year, month, day)
    return found if found.valid() else None


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    if len(text) == 2:
        return int(text) + (1900 if int(text) >= _PIVOT else 2000)
    return int(text)
