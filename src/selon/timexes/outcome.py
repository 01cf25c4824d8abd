"""What every action is made of: the fields of a match, the outcome of its reading, and the fields most of them read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from selon.model.timex import TimexType
from selon.timexes.context import Context
from selon.timexes.detect import Candidate

Fields = Mapping[str, str]
#: Units of less than a day, as TIMEX3 writes them after PT.
CLOCK_UNITS = {"H": "H", "MIN": "M", "S": "S"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reading. *pending* marks a time of day that still wants its date; *edtf* overrides what the value says."""

    type: TimexType
    value: str | None
    edtf: str | None = None
    pending: bool = False


def integer(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() else None


def direction_of(fields: Fields, context: Context, candidate: Candidate) -> str:
    """``last``, ``next``, ``this``, else the tense: ``past``, ``future`` or ``open``."""
    told = fields.get("rel")
    if told is not None:
        return {"-1": "last", "1": "next", "0": "this"}.get(told, "open")
    return context.tense(candidate) or "open"


def year_of(fields: Fields, context: Context) -> int | None:
    text = fields.get("year")
    if text is not None:
        year = integer(text)
        if year is None:
            return None
        if "century" in fields:
            return int(fields["century"]) * 100 + year + (integer(fields.get("digit")) or 0)
        if year < 100 and len(text) <= 2:
            pivot = (context.anchor.year or 2026) if not context.anchor.floating else 2026
            century = pivot // 100 * 100
            return century + year if century + year <= pivot + 5 else century - 100 + year
        return year
    if "yrel" in fields and context.anchor.year is not None:
        return context.anchor.year + int(fields["yrel"])
    return None


Action = Callable[[Fields, Context, Candidate], Outcome | None]
