"""Actions for times of day and parts of the day."""

from __future__ import annotations

from selon.timexes.context import Context
from selon.timexes.days import date_, weekday
from selon.timexes.detect import Candidate
from selon.timexes.outcome import Fields, Outcome, integer
from selon.timexes.relative import day


def clock(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A time of day; its date comes from its own words or stays pending."""
    if "hhmm" in fields:
        hour, minute = int(fields["hhmm"][:2]), int(fields["hhmm"][2:])
    else:
        found, minutes = integer(fields.get("hour")), integer(fields.get("minute", "0"))
        if found is None or minutes is None:
            return None
        hour, minute = found, minutes
    half = fields.get("half")
    if half in ("a", "p"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    shown = f"T{hour:02d}:{minute:02d}" + ("Z" if fields.get("zone") == "Z" else "")
    return _with_date(shown, fields, context, candidate)


def part(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A part of the day (or noon, midnight) without a word that places it."""
    return _with_date(fields.get("part", ""), fields, context, candidate)


def _with_date(shown: str, fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    base: Outcome | None = None
    if "weekday" in fields and "month" not in fields:
        base = weekday({k: v for k, v in fields.items() if k != "part"}, context, candidate)
    elif "month" in fields:
        base = date_(fields, context, candidate)
    elif "dayrel" in fields:
        base = day({"rel": fields["dayrel"]}, context, candidate)
    if base is None:
        return Outcome("TIME", shown, None, True)
    value = base.value + shown if base.value else None
    return Outcome("TIME", value, base.edtf)
