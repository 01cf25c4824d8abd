"""Actions for what is no single date: durations, sets, and the vague past, present and future."""

from __future__ import annotations

from selon.timexes.context import Context
from selon.timexes.detect import Candidate
from selon.timexes.outcome import CLOCK_UNITS, Fields, Outcome, integer

#: Units that TIMEX3 lacks or writes as multiples of another.
_MULTIPLES = {
    "DE": (10, "Y"),
    "CE": (100, "Y"),
    "ML": (1000, "Y"),
    "Q": (3, "M"),
    "H6": (6, "M"),
    "FN": (14, "D"),
    "WE": (2, "D"),
    "NI": (1, "D"),
}


def period(count: str, what: str) -> str | None:
    factor, code = _MULTIPLES.get(what, (1, what))
    if count == "X" or not count:
        return f"PTX{CLOCK_UNITS[code]}" if code in CLOCK_UNITS else f"PX{code}"
    try:
        amount = float(count)
    except ValueError:
        return None
    if amount > 1e9:
        return None
    shown = f"{amount * factor:g}" if amount * factor < 1e5 else str(int(amount * factor))
    return f"PT{shown}{CLOCK_UNITS[code]}" if code in CLOCK_UNITS else f"P{shown}{code}"


def duration(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``three years``, ``several weeks``."""
    if "half" in fields:
        return _half_more(fields)
    return Outcome("DURATION", period(fields.get("n", "1"), fields["unit"])) if "unit" in fields else None


def _half_more(fields: Fields) -> Outcome:
    """``two and a half years`` is P30M; ``an hour and a half`` is PT1H30M."""
    number, what = integer(fields.get("n", "1")), fields.get("unit", "")
    finer = {"Y": ("M", 12, 6), "H": ("H", 1, 30), "MIN": ("M", 1, 30), "D": ("H", 24, 12)}.get(what)
    if number is None or number > 10**6:
        return Outcome("DURATION", period("X", what))
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
        number = integer(fields["day"])
        return Outcome("SET", f"XXXX-XX-{number:02d}" if number else None)
    if "month" in fields:
        return Outcome("SET", f"XXXX-{int(fields['month']):02d}")
    if "season" in fields:
        return Outcome("SET", f"XXXX-{fields['season']}")
    if "part" in fields:
        return Outcome("SET", f"XXXX-XX-XX{fields['part']}")
    return Outcome("SET", period(fields.get("n", "1"), fields["unit"])) if "unit" in fields else None


def reference(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """``now``, ``recently``: no date, but past, present or future."""
    return Outcome("DATE", fields["value"]) if "value" in fields else None
