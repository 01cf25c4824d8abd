"""Actions for days, months and years: full dates, months, weekdays, days of the month, ordinal weekdays, feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta

from selon.model.timex import TimexType
from selon.timexes.context import Context
from selon.timexes.detect import Candidate
from selon.timexes.edtf import as_day, easter, month_end, one_of, shift_months
from selon.timexes.outcome import Fields, Outcome, direction_of, integer, year_of

#: A date this many days off is meant even against the tense: nobody writes "Nov. 16" of last year on Nov. 2.
_NEAR, _NEAR_OPEN = 60, 120


def date_(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A day, a month or a year, with or without its weekday."""
    if "plural" in fields and _counts(fields["plural"], context, candidate):
        return None
    if "BC" in fields:
        return _before_christ(fields)
    month, day = integer(fields.get("month")), integer(fields.get("day"))
    if "year" in fields or "yrel" in fields:
        year = year_of(fields, context)
        if year is None:
            return Outcome("DATE", None)
        span = _years(year, fields["until"]) if "until" in fields else None
        return Outcome("DATE", calendar_value(year, month, day), span)
    if month is None and day is not None:
        return _day_of_month(day, fields, context, candidate)
    if month is not None:
        return _month(month, day, fields, context, candidate)
    return weekday(fields, context, candidate) if "weekday" in fields else None


def _years(first: int, ending: str) -> str | None:
    """``2017-18``: the years from *first* to the one that ends like this."""
    last = first - first % 100 + int(ending)
    return f"{first:04d}/{last:04d}" if last > first else None


def _counts(endings: str, context: Context, candidate: Candidate) -> bool:
    """Whether the number counts the plural noun after it (``1990 voters``)."""
    following = context.tokens.word(candidate.last) if candidate.last < len(context.tokens.code) else ""
    return len(following) > 3 and following.islower() and following[-1] in endings


def calendar_value(year: int, month: int | None, day: int | None) -> str | None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def _before_christ(fields: Fields) -> Outcome:
    year = integer(fields.get("year"))
    if year is None or year > 9999:
        return Outcome("DATE", None)
    month, day = integer(fields.get("month")), integer(fields.get("day"))
    return Outcome("DATE", f"BC{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else ""))


def _month(month: int, day: int | None, fields: Fields, context: Context, candidate: Candidate) -> Outcome:
    year = year_near(month, day, direction_of(fields, context, candidate), integer(fields.get("weekday")), context)
    if year is None:
        value = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
        return Outcome("DATE", value if not day or calendar_value(2000, month, day) else None)
    begin = context.opened(candidate)
    if begin is not None and begin[:4].isdecimal() and (calendar_value(year, month, day) or begin) < begin:
        year = int(begin[:4])
        if (calendar_value(year, month, day) or begin) < begin:
            year += 1
    return Outcome("DATE", calendar_value(year, month, day))


def year_near(month: int, day: int | None, direction: str, weekday_: int | None, context: Context) -> int | None:
    """The year of a month (and day) without one: the nearest in the direction of the tense."""
    year, now, today = context.anchor.year, context.anchor.month, context.anchor.day
    if year is None or now is None:
        return None
    here, there = (now, today or 0), (month, day or 0)
    if not day or not today:
        here, there = (now, 0), (month, 0)
    if weekday_ is not None and day and not context.anchor.floating:
        for candidate in (year, year - 1, year + 1):
            text = calendar_value(candidate, month, day)
            if text and date.fromisoformat(text).isoweekday() == weekday_:
                return candidate
    if direction == "this":
        return year
    if direction == "last":
        return year if there < here else year - 1
    if direction == "next":
        return year if there > here else year + 1
    ahead = (month - now) % 12 * 30 + ((day or 15) - (today or 15))
    ahead = ahead % 360
    backward = 360 - ahead if ahead else 0
    if direction == "past":
        forward = backward > 0 and ahead <= _NEAR
    elif direction == "future":
        forward = not 0 < backward <= _NEAR
    else:
        forward = backward > 0 and ahead <= _NEAR_OPEN
    if forward:
        return year if there >= here else year + 1
    return year if there <= here else year - 1


def _day_of_month(day: int, fields: Fields, context: Context, candidate: Candidate) -> Outcome:
    """``le 15``: the nearest such day in the tense's direction, in the month just named if there is one."""
    today = context.anchor.date
    if today is None or not 1 <= day <= 31:
        return Outcome("DATE", None)
    if "weekday" in fields:
        months = [shift_months(today.year, today.month, by) for by in (0, -1, 1)]
        days = [date(y, m, day) for y, m in months if day <= month_end(y, m).day]
        fitting = [d for d in days if str(d.isoweekday()) == fields["weekday"]] if context.anchor.settled else []
        return Outcome("DATE", fitting[0].isoformat() if fitting else None)
    direction = direction_of(fields, context, candidate)
    year, month = today.year, today.month
    if direction in ("past", "last", "open") and day > today.day:
        year, month = shift_months(year, month, -1)
    elif direction in ("future", "next") and day < today.day:
        year, month = shift_months(year, month, 1)
    return Outcome("DATE", calendar_value(year, month, day))


def weekday(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A weekday, or ``weekday + part of the day``."""
    number = integer(fields.get("weekday"))
    if number is None:
        return None
    part = fields.get("part", "")
    kind: TimexType = "TIME" if part else "DATE"
    direction = direction_of(fields, context, candidate)
    before = context.previous
    if before is not None and before.pattern.action == "weekday" and candidate.first - before.last <= 2 and "rel" not in fields:
        direction = context.direction
    context.direction = direction
    today = context.anchor.date
    if today is None or not context.anchor.settled:
        days = context.month_days(number) if direction != "next" else []
        return Outcome(kind, None, one_of(days))
    day = weekday_near(today, number, direction)
    if "prev" in fields:
        back = int(fields["prev"]) < 0
        day = weekday_near(context.last_day or today, number, "last" if back else "next")
    begin = as_day(context.opened(candidate))
    if begin is not None and day < begin:
        day = weekday_near(begin, number, "future")
    if fields.get("week"):
        monday = today - timedelta(today.weekday()) + timedelta(7 * int(fields["week"]))
        day = monday + timedelta(number - 1)
    return Outcome(kind, day.isoformat() + part)


def weekday_near(today: date, number: int, direction: str) -> date:
    """The day with that weekday nearest to *today* in a direction."""
    back = (today.isoweekday() - number) % 7
    if direction == "last":
        return today - timedelta(back or 7)
    if direction == "next":
        return today + timedelta(7 - back)
    if direction == "future":
        return today + timedelta((7 - back) % 7)
    return today - timedelta(back)


def holiday(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A feast with a fixed, an Easter-bound or an nth-weekday date: ``12-25``, ``e+39``, ``11:4:4``; ``11:1:1:1`` is the day after."""
    rule = fields.get("holiday", "")
    year = year_of(fields, context)
    if year is not None:
        found = holiday_date(rule, year)
        return Outcome("DATE", found.isoformat() if found else None)
    today = context.anchor.date
    direction = direction_of(fields, context, candidate)
    if today is None:
        return Outcome("DATE", f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else None)
    days = [d for d in (holiday_date(rule, today.year + n) for n in (-1, 0, 1)) if d is not None]
    before, after = [d for d in days if d <= today], [d for d in days if d >= today]
    if direction in ("future", "next"):
        chosen = after[0] if after else None
    elif direction in ("past", "last"):
        chosen = before[-1] if before else None
    else:
        chosen = min(days, key=lambda d: abs((d - today).days), default=None)
    return Outcome("DATE", chosen.isoformat() if chosen else None)


def holiday_date(rule: str, year: int) -> date | None:
    """The day of a feast in a year."""
    try:
        if rule.startswith("e"):
            return easter(year) + timedelta(int(rule[1:]))
        if ":" in rule:
            month, nth, number, *after = (int(part) for part in rule.split(":"))
            found = nth_weekday(year, month, nth, number)
            return found + timedelta(sum(after)) if found else None
        return date(year, int(rule[:2]), int(rule[3:]))
    except (ValueError, OverflowError):
        return None


def nth_weekday(year: int, month: int, nth: int, number: int) -> date | None:
    """The *nth* weekday of a month; -1 is the last."""
    if nth < 0:
        end = month_end(year, month)
        return end - timedelta((end.isoweekday() - number) % 7)
    first = date(year, month, 1)
    found = first + timedelta((number - first.isoweekday()) % 7 + 7 * (nth - 1))
    return found if found.month == month else None


def ordinal_weekday(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``the first Sunday of June``."""
    month, number, nth = integer(fields.get("month")), integer(fields.get("weekday")), int(fields.get("n", "0"))
    if month is None or number is None or not (nth == -1 or 1 <= nth <= 5):
        return None
    year = year_of(fields, context)
    if year is None:
        year = year_near(month, None, direction_of(fields, context, candidate), None, context)
    found = nth_weekday(year, month, nth, number) if year else None
    return Outcome("DATE", found.isoformat() if found else None)
