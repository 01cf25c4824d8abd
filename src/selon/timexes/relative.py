"""Actions for what is counted from publication or from the last date: last week, three years ago, two days later, that year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from selon.model.timex import TimexType
from selon.timexes.context import Context
from selon.timexes.days import date_, year_near
from selon.timexes.detect import Candidate
from selon.timexes.edtf import as_day, shift_date, shift_months, week_value
from selon.timexes.outcome import CLOCK_UNITS, Fields, Outcome, integer, year_of
from selon.timexes.periods import period


def unit(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``last week``, ``this month``, ``next year``; *rel* counts the units."""
    rel, what = int(fields.get("rel", "0")), fields.get("unit")
    part = fields.get("part", "")
    anchor = context.anchor
    if anchor.year is None:
        return Outcome("DATE", None)
    if what == "Y":
        return Outcome("DATE", f"{anchor.year + rel:04d}")
    if what == "DE":
        return Outcome("DATE", f"{anchor.year // 10 + rel:03d}")
    if what == "CE":
        return Outcome("DATE", f"{anchor.year // 100 + rel:02d}")
    if anchor.month is None:
        return Outcome("DATE", None)
    if what == "M":
        year, month = shift_months(anchor.year, anchor.month, rel)
        return Outcome("DATE", f"{year:04d}-{month:02d}")
    if what in ("Q", "H6"):
        length = 3 if what == "Q" else 6
        number = (anchor.year * 12 + anchor.month - 1) // length + rel
        per_year = 12 // length
        return Outcome("DATE", f"{number // per_year:04d}-{'Q' if what == 'Q' else 'H'}{number % per_year + 1}")
    today = anchor.date
    if today is None:
        return Outcome("DATE", None)
    if what in ("W", "WE"):
        if not anchor.settled:
            return Outcome("DATE", None)
        if what == "WE" and rel == 0 and today.weekday() < 4 and context.tense(candidate) != "future":
            rel = -1
        week = week_value(today + timedelta(7 * rel))
        if anchor.floating:
            monday = today - timedelta(today.weekday()) + timedelta(7 * rel)
            first, last = (monday + timedelta(5), monday + timedelta(6)) if what == "WE" else (monday, monday + timedelta(6))
            return Outcome("DATE", None, f"{first.isoformat()}/{last.isoformat()}")
        return Outcome("DATE", week + ("-WE" if what == "WE" else ""))
    if what == "D":
        day = (today + timedelta(rel)).isoformat()
        return Outcome("TIME" if part else "DATE", day + part)
    return None


def day(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``yesterday``, ``this morning``: *rel* days from publication."""
    today = context.anchor.date
    part = fields.get("part", "")
    kind: TimexType = "TIME" if part else "DATE"
    if today is None:
        return Outcome(kind, None)
    then = today + timedelta(int(fields.get("rel", "0")))
    return Outcome(kind, then.isoformat() + part, f"{then.isoformat()}/{today.isoformat()}" if "through" in fields else None)


def today(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``today``: the day, or the present where the clause speaks of no single day."""
    generic = fields.get("generic")
    if generic and context.tense(candidate) is None:
        return Outcome("DATE", "PRESENT_REF")
    return day(fields, context, candidate)


def ago(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``three years ago``, ``in two weeks``: as coarse as its unit; *sign* is -1 or 1."""
    sign = int(fields.get("sign", "-1"))
    count, what = fields.get("n", "1"), fields.get("unit", "")
    number = integer(count)
    if number is None:
        return Outcome("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    anchor = context.anchor
    factor = {"DE": 10, "CE": 100}.get(what, 1)
    if what == "Y" and number == 1 and context.quarter is not None:
        return Outcome("DATE", f"{int(context.quarter[:4]) + sign:04d}{context.quarter[4:]}")
    if what in ("Y", "DE", "CE"):
        year = anchor.year + sign * number * factor if anchor.year is not None else None
        return Outcome("DATE", f"{year:04d}" if year is not None and 0 < year < 10000 else None)
    if what in ("M", "Q"):
        if anchor.year is None or anchor.month is None:
            return Outcome("DATE", None)
        year, month = shift_months(anchor.year, anchor.month, sign * number * (3 if what == "Q" else 1))
        return Outcome("DATE", f"{year:04d}-{month:02d}" if 0 < year < 10000 else None)
    if anchor.date is None:
        return Outcome("DATE" if what in "WD" else "TIME", None)
    if what in ("W", "D"):
        then = shift_date(anchor.date, what, sign * number)
        if then is None:
            return Outcome("DATE", None)
        if what == "D" or fields.get("days"):
            return Outcome("DATE", then.isoformat())
        return Outcome("DATE", week_value(then) if not anchor.floating else None, then.isoformat() if number == 1 or anchor.floating else None)
    return Outcome("TIME", None)


def shift(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``two years later``, ``a day earlier``: from the last date of the text."""
    sign, what = int(fields.get("sign", "1")), fields.get("unit", "")
    number = integer(fields.get("n", "1"))
    last = context.last or (context.anchor.edtf if sign < 0 and not context.anchor.floating else None)
    if last is None and "dated" in fields:
        return Outcome("DATE", None)
    if number is None or last is None or what in CLOCK_UNITS:
        return Outcome("DURATION", period(fields.get("n", "1"), what))
    last = last.split("T")[0]
    if what == "Y" and number == 1 and context.quarter is not None:
        last = context.quarter
    found = re.match(r"(\d{4})(?:-(\d\d)(?!\d)|-(Q\d|H\d|SP|SU|FA|WI))?(?:-(\d\d))?$", last)
    if not found:
        return Outcome("DATE", None)
    year = int(found[1])
    factor = {"DE": 10, "CE": 100}.get(what, 1)
    if what in ("Y", "DE", "CE"):
        year += sign * number * factor
        if not 0 < year < 10000:
            return Outcome("DATE", None)
        return Outcome("DATE", f"{year:04d}" + (f"-{found[3]}" if found[3] else ""))
    if found[2] is None:
        return Outcome("DATE", None)
    month = int(found[2])
    if what == "M":
        year, month = shift_months(year, month, sign * number)
        return Outcome("DATE", f"{year:04d}-{month:02d}" if 0 < year < 10000 else None)
    if found[4] is None or what not in ("W", "D"):
        return Outcome("DATE", None)
    then = shift_date(date(year, month, int(found[4])), what, sign * number)
    if then is None:
        return Outcome("DATE", None)
    return Outcome("DATE", then.isoformat() if what == "D" else week_value(then))


def neighbour(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``la veille``, ``the next day``: one day from the last day of the text, else from publication."""
    rel = int(fields.get("rel", "0"))
    base = context.near_day(candidate) or (context.anchor.date if rel < 0 else context.last_day)
    part = fields.get("part", "")
    kind: TimexType = "TIME" if part else "DATE"
    if base is None:
        return Outcome(kind, None)
    return Outcome(kind, (base + timedelta(rel)).isoformat() + part)


def same(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``that year``, ``le même jour``: the last date, cut to the unit."""
    last, what = (context.last or "").split("T")[0], fields.get("unit", "")
    part = fields.get("part", "")
    if what == "Q":
        return _same_quarter(fields, context, candidate)
    size = {"Y": 4, "M": 7, "D": 10}.get(what)
    if size is None:
        return Outcome("DATE", None)
    if what == "D" and "fallback" in fields:
        base = context.near_day(candidate) or context.anchor.date
        return Outcome("DATE", base.isoformat() if base else None)
    if what == "D" and len(last) == 7:
        return Outcome("TIME" if part else "DATE", None, last if re.fullmatch(r"\d{4}-\d\d", last) else None)
    if what == "M" and "fallback" in fields and re.fullmatch(r"\d{4}", last) and context.anchor.month:
        return Outcome("DATE", f"{last}-{context.anchor.month:02d}")
    value = last[:size] if re.match(r"\d{4}(-\d\d){0,2}$", last) and len(last) >= size else None
    return Outcome("TIME" if part else "DATE", value + part if value else None)


def _same_quarter(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``the quarter``, ``the 1988 quarter``, ``the same period last year``: the one that the report is about, or a year's like it."""
    month = integer(fields.get("month"))
    if month is not None and context.quarter is None:
        year = year_near(month, None, "past", None, context)
        if year is not None:
            context.quarter = f"{year:04d}-Q{(month + 2) // 3}"
        return Outcome("DATE", context.quarter)
    year = year_of(fields, context)
    if context.quarter is None:
        if "fallback" in fields:
            return unit({"rel": fields["fallback"], "unit": "Q"}, context, candidate)
        return Outcome("DATE", f"{year:04d}") if year is not None else None
    return Outcome("DATE", context.quarter if year is None else f"{year:04d}{context.quarter[4:]}")


def weekend(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A weekend without a word that places it: the nearest in the tense's direction; with a day, the one that this is in."""
    today = context.anchor.date
    if "day" in fields:
        dated = date_(fields, context, candidate)
        day = as_day(dated.value) if dated else None
        return Outcome("DATE", week_value(day) + "-WE" if day else None)
    if today is None or not context.anchor.settled or context.anchor.floating:
        return Outcome("DATE", None)
    rel = 0 if today.weekday() >= 5 or context.tense(candidate) == "future" else -1
    return Outcome("DATE", week_value(today + timedelta(7 * rel)) + "-WE")
