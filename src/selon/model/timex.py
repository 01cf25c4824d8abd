"""Temporal expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from selon.model.text import Span

#: TIMEX3 ``mod``, as far as it is used.
Modifier = Literal["START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression (TIMEX3; TimeML 1.2.1).

    *value* is the TIMEX3 value ("2023-09-13", "P3D", "PAST_REF", "XXXX-WXX-2"), or None where the text and
    the anchor do not settle it. *edtf* is the same as EDTF (ISO 8601-2) of day precision or coarser, keeping what is open:
    a set "[2023-09-06,2023-09-13]", an interval "2025-03-03/2025-04-30", or None for what is no date
    (a duration, a set of times, "now"). *mod* is the TIMEX3 modifier: START in "early March", MORE_THAN in "more than two years".
    """

    span: Span
    type: TimexType
    value: str | None
    edtf: str | None
    mod: Modifier | None = None
