"""The actions that ``timex_patterns.csv`` may name.

An action takes the fields of a match and the context and gives type, value and, where the value alone does not say it,
the EDTF; None where the stretch is no temporal expression after all.
"""

from __future__ import annotations

from typing import Final

from selon.timexes import clocks, days, periods, relative, stretches
from selon.timexes.context import Context
from selon.timexes.detect import Candidate
from selon.timexes.outcome import Action, Fields, Outcome


def nothing(fields: Fields, context: Context, candidate: Candidate) -> Outcome | None:
    """A trap: a name, an age, a title; no temporal expression."""
    return None


ACTIONS: Final[dict[str, Action]] = {
    "date": days.date_,
    "weekday": days.weekday,
    "unit": relative.unit,
    "day": relative.day,
    "today": relative.today,
    "ago": relative.ago,
    "shift": relative.shift,
    "neighbour": relative.neighbour,
    "same": relative.same,
    "duration": periods.duration,
    "set": periods.set_,
    "ref": periods.reference,
    "decade": stretches.decade,
    "century": stretches.century,
    "quarter": stretches.quarter,
    "season": stretches.season,
    "weekend": relative.weekend,
    "holiday": days.holiday,
    "ordinal_weekday": days.ordinal_weekday,
    "clock": clocks.clock,
    "part": clocks.part,
    "none": nothing,
}
