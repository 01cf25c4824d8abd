"""What the templates mean: one function for each action of ``timex_patterns.csv``.

A function takes the template's fields (strings) and the context and gives type, value and, where the value alone does not
say it, the EDTF. It returns None where the stretch is no temporal expression after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from selon.model.timex import TimexType
from selon.timexes.context import Context
from selon.timexes.detect import Candidate
from selon.timexes.edtf import easter, month_end, one_of, shift_date, shift_months, week_value

Fields = Mapping[str, str]
_CLOCK_UNITS = {"H": "H", "MIN": "M", "S": "S"}
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: A date this many days off is meant even against the tense: nobody writes "Nov. 16" of last year on Nov. 2.
_NEAR, _NEAR_OPEN = 60, 120


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reading. *pending* marks a time of day that still wants its date; *edtf* overrides what the value says."""

    type: TimexType
    value: str | None
    edtf: str | None = None
    pending: bool = False


Action = Callable[[Fields, Context, Candidate], Outcome | None]


def _integer(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() else None


def _direction(fields: Fields, context: Context, candidate: Candidate) -> str:
    """``last``, ``next``, ``this``, else the tense: ``past``, ``future`` or ``open``."""
    told = fields.get("rel")
    if told is not None:
        return {"-1": "last", "1": "next", "0": "this"}.get(told, "open")
    return context.tense(candidate) or "open"


def _year_of(fields: Fields, context: Context) -> int | None:
    text = fields.get("year")
    if text is not None:
        year = _integer(text)
        if year is None:
            return None
        if "century" in fields:
            return int(fields["century"]) * 100 + year + (_integer(fields.get("digit")) or 0)
        if year < 100 and len(text) <= 2:
            pivot = (context.anchor.year or 2026) if not context.anchor.floating else 2026
            century = pivot // 100 * 100
            return century + year if century + year <= pivot + 5 else century - 100 + year
        return year
    if "yrel" in fields and context.anchor.year is not None:
        return context.anchor.year + int(fields["yrel"])
    return None


def date_(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A day, a month or a year, with or without its weekday."""
    if "plural" in fields and _counts(fields["plural"], context, candidate):
        return None
    if "BC" in fields:
        return _before_christ(fields)
    month, day = _integer(fields.get("month")), _integer(fields.get("day"))
    if "year" in fields or "yrel" in fields:
        year = _year_of(fields, context)
        if year is None:
            return Outcome("DATE", None)
        return Outcome("DATE", _calendar(year, month, day))
    if month is None and day is not None:
        return _day_of_month(day, fields, context, candidate)
    if month is not None:
        return _month(month, day, fields, context, candidate)
    return weekday(fields, context, candidate) if "weekday" in fields else None


def _counts(endings: str, context: Context, candidate: Candidate) -> bool:
    """Whether the number counts the plural noun after it (``1990 voters``)."""
    following = context.tokens.word(candidate.last) if candidate.last < len(context.tokens.code) else ""
    return len(following) > 3 and following.islower() and following[-1] in endings


def _calendar(year: int, month: int | None, day: int | None) -> str | None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def _before_christ(fields: Fields) -> Outcome:
    year = _integer(fields.get("year"))
    if year is None or year > 9999:
        return Outcome("DATE", None)
    month, day = _integer(fields.get("month")), _integer(fields.get("day"))
    return Outcome("DATE", f"BC{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else ""))


def _month(month: int, day: int | None, fields: Fields, context: Context, candidate: Candidate) -> Outcome:
    year = _year_near(month, day, _direction(fields, context, candidate), _integer(fields.get("weekday")), context)
    if year is None:
        value = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
        return Outcome("DATE", value if not day or _calendar(2000, month, day) else None)
    return Outcome("DATE", _calendar(year, month, day))


def _year_near(month: int, day: int | None, direction: str, weekday_: int | None, context: Context) -> int | None:
    """The year of a month (and day) without one: the nearest in the direction of the tense."""
    year, now, today = context.anchor.year, context.anchor.month, context.anchor.day
    if year is None or now is None:
        return None
    here, there = (now, today or 0), (month, day or 0)
    if not day or not today:
        here, there = (now, 0), (month, 0)
    if weekday_ is not None and day and not context.anchor.floating:
        for candidate in (year, year - 1, year + 1):
            text = _calendar(candidate, month, day)
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
    direction = _direction(fields, context, candidate)
    year, month = today.year, today.month
    if direction in ("past", "last", "open") and day > today.day:
        year, month = shift_months(year, month, -1)
    elif direction in ("future", "next") and day < today.day:
        year, month = shift_months(year, month, 1)
    return Outcome("DATE", _calendar(year, month, day))


def weekday(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A weekday, or ``weekday + part of the day``."""
    number = _integer(fields.get("weekday"))
    if number is None:
        return None
    part = fields.get("part", "")
    kind: TimexType = "TIME" if part else "DATE"
    direction = _direction(fields, context, candidate)
    today = context.anchor.date
    if today is None or not context.anchor.settled:
        days = context.month_days(number) if direction != "next" else []
        return Outcome(kind, None, one_of(days))
    day = weekday_near(today, number, direction)
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
    number = _integer(count)
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
    number = _integer(fields.get("n", "1"))
    if number is None or context.last is None or what in _CLOCK_UNITS:
        return Outcome("DURATION", _period(fields.get("n", "1"), what))
    last = context.last.split("T")[0]
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
    base = context.last_day or context.anchor.date
    part = fields.get("part", "")
    kind: TimexType = "TIME" if part else "DATE"
    if base is None:
        return Outcome(kind, None)
    return Outcome(kind, (base + timedelta(int(fields.get("rel", "0")))).isoformat() + part)


def same(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``that year``, ``le même jour``: the last date, cut to the unit."""
    last, what = (context.last or "").split("T")[0], fields.get("unit", "")
    part = fields.get("part", "")
    if what == "Q":
        if context.quarter is None:
            return None
        return Outcome("DATE", context.quarter)
    size = {"Y": 4, "M": 7, "D": 10}.get(what)
    if size is None:
        return Outcome("DATE", None)
    if what == "D" and "fallback" in fields:
        base = context.last_day or context.anchor.date
        return Outcome("DATE", base.isoformat() if base else None)
    if what == "D" and len(last) == 7:
        return Outcome("TIME" if part else "DATE", None, last if re.fullmatch(r"\d{4}-\d\d", last) else None)
    value = last[:size] if re.match(r"\d{4}(-\d\d){0,2}$", last) and len(last) >= size else None
    return Outcome("TIME" if part else "DATE", value + part if value else None)


def _period(count: str, what: str) -> str | None:
    factor, code = {"DE": (10, "Y"), "CE": (100, "Y"), "ML": (1000, "Y"), "Q": (3, "M"), "H6": (6, "M"), "FN": (14, "D"), "WE": (2, "D"), "NI": (1, "D")}.get(
        what, (1, what)
    )
    if count == "X" or not count:
        return f"PT{'X'}{_CLOCK_UNITS[code]}" if code in _CLOCK_UNITS else f"PX{code}"
    try:
        amount = float(count)
    except ValueError:
        return None
    if amount > 1e9:
        return None
    shown = f"{amount * factor:g}" if amount * factor < 1e5 else str(int(amount * factor))
    return f"PT{shown}{_CLOCK_UNITS[code]}" if code in _CLOCK_UNITS else f"P{shown}{code}"


def duration(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``three years``, ``several weeks``."""
    if "half" in fields:
        return _half_more(fields)
    return Outcome("DURATION", _period(fields.get("n", "1"), fields["unit"])) if "unit" in fields else None


def _half_more(fields: Fields) -> Outcome:
    """``two and a half years`` is P30M; ``an hour and a half`` is PT1H30M."""
    number, what = _integer(fields.get("n", "1")), fields.get("unit", "")
    finer = {"Y": ("M", 12, 6), "H": ("H", 1, 30), "MIN": ("M", 1, 30), "D": ("H", 24, 12)}.get(what)
    if number is None or number > 10**6:
        return Outcome("DURATION", _period("X", what))
    if what == "H":
        return Outcome("DURATION", f"PT{number}H30M")
    if what == "MIN":
        return Outcome("DURATION", f"PT{number}M30S")
    if finer is None:
        return Outcome("DURATION", f"P{number}.5{what}" if len(what) == 1 else None)
    code, times, more = finer
    return Outcome("DURATION", f"P{'T' if code == 'H' else ''}{number * times + more}{code}")


def set_(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``every day``, ``chaque mardi``, ``twice a year``."""
    if "value" in fields:
        return Outcome("SET", fields["value"])
    if "weekday" in fields:
        return Outcome("SET", f"XXXX-WXX-{fields['weekday']}{fields.get('part', '')}")
    if "day" in fields:
        number = _integer(fields["day"])
        return Outcome("SET", f"XXXX-XX-{number:02d}" if number else None)
    if "month" in fields:
        return Outcome("SET", f"XXXX-{int(fields['month']):02d}")
    if "season" in fields:
        return Outcome("SET", f"XXXX-{fields['season']}")
    if "part" in fields:
        return Outcome("SET", f"XXXX-XX-XX{fields['part']}")
    return Outcome("SET", _period(fields.get("n", "1"), fields["unit"])) if "unit" in fields else None


def reference(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``now``, ``recently``: no date, but past, present or future."""
    return Outcome("DATE", fields["value"]) if "value" in fields else None


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
    number = _integer(fields.get("n"))
    if number is None or not 1 <= number <= 30:
        return None
    return Outcome("DATE", f"{'BC' if 'BC' in fields else ''}{number - 1:02d}")


def quarter(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A numbered quarter or half (*kind* Q or H) of a year named, or of the nearest."""
    number, kind = _integer(fields.get("n")), fields.get("kind", "Q")
    months = 3 if kind == "Q" else 6
    if number is None or not 1 <= number <= 12 // months:
        return None
    year = _year_of(fields, context)
    if year is None and "year" not in fields:
        anchor = context.anchor
        if anchor.year is None or anchor.month is None:
            return Outcome("DATE", None)
        first = (number - 1) * months + 1
        year = anchor.year
        if first > anchor.month and context.tense(candidate) != "future":
            year -= 1
    if kind == "Q" and year is not None:
        context.quarter = f"{year:04d}-Q{number}"
    return Outcome("DATE", f"{year:04d}-{kind}{number}" if year is not None else None)


def season(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A season of a year named, or of the nearest; *generic* where it is any year's."""
    name = fields.get("season", "")
    if name not in _SEASON_STARTS:
        return None
    if fields.get("generic"):
        return Outcome("DATE", f"XXXX-{name}")
    year = _year_of(fields, context)
    if year is None and "year" not in fields:
        anchor = context.anchor
        if anchor.year is None or anchor.month is None:
            return Outcome("DATE", f"XXXX-{name}" if anchor.year is None else None)
        year = _season_year(anchor.year, anchor.month, _SEASON_STARTS[name], _direction(fields, context, candidate))
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


def weekend(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A weekend without a word that places it: the nearest in the tense's direction."""
    today = context.anchor.date
    if today is None or not context.anchor.settled or context.anchor.floating:
        return Outcome("DATE", None)
    rel = 0 if today.weekday() >= 5 or context.tense(candidate) == "future" else -1
    return Outcome("DATE", week_value(today + timedelta(7 * rel)) + "-WE")


def holiday(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A feast with a fixed, an Easter-bound or an nth-weekday date: ``12-25``, ``e+39``, ``11:4:4``."""
    rule = fields.get("holiday", "")
    year = _year_of(fields, context)
    if year is not None:
        found = holiday_date(rule, year)
        return Outcome("DATE", found.isoformat() if found else None)
    today = context.anchor.date
    direction = _direction(fields, context, candidate)
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
            month, nth, number = (int(part) for part in rule.split(":"))
            return nth_weekday(year, month, nth, number)
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
    month, number, nth = _integer(fields.get("month")), _integer(fields.get("weekday")), int(fields.get("n", "0"))
    if month is None or number is None or not (nth == -1 or 1 <= nth <= 5):
        return None
    year = _year_of(fields, context)
    if year is None:
        year = _year_near(month, None, _direction(fields, context, candidate), None, context)
    found = nth_weekday(year, month, nth, number) if year else None
    return Outcome("DATE", found.isoformat() if found else None)


def clock(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A time of day; its date comes from its own words or stays pending."""
    if "hhmm" in fields:
        hour, minute = int(fields["hhmm"][:2]), int(fields["hhmm"][2:])
    else:
        found, minutes = _integer(fields.get("hour")), _integer(fields.get("minute", "0"))
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


def nothing(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A trap: a name, an age, a title; no temporal expression."""
    return None


ACTIONS: Final[dict[str, Action]] = {
    "date": date_,
    "weekday": weekday,
    "unit": unit,
    "day": day,
    "today": today,
    "ago": ago,
    "shift": shift,
    "neighbour": neighbour,
    "same": same,
    "duration": duration,
    "set": set_,
    "ref": reference,
    "decade": decade,
    "century": century,
    "quarter": quarter,
    "season": season,
    "weekend": weekend,
    "holiday": holiday,
    "ordinal_weekday": ordinal_weekday,
    "clock": clock,
    "part": part,
    "none": nothing,
}
