"""Actions for parts of the year and more: quarters, halves, seasons, decades, centuries."""

from __future__ import annotations

from selon.timexes.context import Context
from selon.timexes.detect import Candidate
from selon.timexes.outcome import Fields, Outcome, direction_of, integer, year_of

_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def decade(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``the 1990s``, ``les années 60``."""
    text = fields.get("decade", "")
    if not text.isdecimal():
        return None
    if len(text) == 2:
        text = ("19" if int(text) >= 20 else "20") + text
    return Outcome("DATE", text[:3])


def century(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``the 20th century``, ``le XIXe siècle``: the hundreds of its years."""
    number = integer(fields.get("n"))
    if number is None or not 1 <= number <= 30:
        return None
    return Outcome("DATE", f"{'BC' if 'BC' in fields else ''}{number - 1:02d}")


def quarter(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A numbered quarter or half (*kind* Q or H) of a year named, or of the nearest."""
    number, kind = integer(fields.get("n")), fields.get("kind", "Q")
    months = 3 if kind == "Q" else 6
    if number is None or not 1 <= number <= 12 // months:
        return None
    year = year_of(fields, context)
    if year is None and "year" not in fields:
        anchor = context.anchor
        if anchor.year is None or anchor.month is None:
            return Outcome("DATE", None)
        first = (number - 1) * months + 1
        year = anchor.year
        if first > anchor.month and context.tense(candidate) != "future":
            year -= 1
    if kind == "Q" and year is not None and _reported(year, number, context, candidate):
        context.quarter = f"{year:04d}-Q{number}"
    return Outcome("DATE", f"{year:04d}-{kind}{number}" if year is not None else None)


def _reported(year: int, number: int, context: Context, candidate: Candidate) -> bool:
    """Whether the quarter can be the one that a report is about: figures of one to come are forecasts, not what "a year earlier" is set against."""
    anchor = context.anchor
    if anchor.year is None or anchor.month is None:
        return True
    running = (anchor.year, (anchor.month + 2) // 3)
    return (year, number) < running or ((year, number) == running and context.tense(candidate) != "future")


def season(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A season of a year named, or of the nearest; *generic* where it is any year's."""
    name = fields.get("season", "")
    if name not in _SEASON_STARTS:
        return None
    if fields.get("generic"):
        return Outcome("DATE", f"XXXX-{name}")
    year = year_of(fields, context)
    if year is None and "year" not in fields:
        anchor = context.anchor
        if anchor.year is None or anchor.month is None:
            return Outcome("DATE", f"XXXX-{name}" if anchor.year is None else None)
        year = _season_year(anchor.year, anchor.month, _SEASON_STARTS[name], direction_of(fields, context, candidate))
    return Outcome("DATE", f"{year:04d}-{name}" if year is not None else None)


def _season_year(year: int, month: int, start: int, direction: str) -> int:
    """The year in which the season meant begins."""
    latest = year if start <= month else year - 1
    running = (year * 12 + month) - (latest * 12 + start) < 3
    if direction == "last":
        return latest - 1 if running else latest
    if direction == "next":
        return latest + 1
    if direction == "future":
        return latest if running else latest + 1
    if direction == "this":
        return latest if running else year
    return latest
