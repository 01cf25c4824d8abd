"""Modifiers: which part of a date an expression means, or how closely a number is meant, and what that leaves open in EDTF."""

from __future__ import annotations

import re
from typing import Final

from selon.model.text import Span
from selon.model.timex import Modifier
from selon.timexes.detect import plain, words_of
from selon.timexes.tables import TimexTables

_LEFT, _WORDS = 24, 6
_PARTS: Final[dict[str, Modifier]] = {"start": "START", "mid": "MID", "end": "END"}
_DEGREES: Final[dict[str, Modifier]] = {
    "approx": "APPROX",
    "less_than": "LESS_THAN",
    "more_than": "MORE_THAN",
    "equal_or_less": "EQUAL_OR_LESS",
    "equal_or_more": "EQUAL_OR_MORE",
}
#: What can carry a mark: one date, no interval or set.
_SINGLE = re.compile(r"-?[\dX]{4}(-\d\d){0,2}")


def modifier_of(text: str, span: Span, tables: TimexTables) -> tuple[Modifier | None, str]:
    """The TIMEX3 modifier of the expression at *span*, and the EDTF mark (``~``, ``?`` or none) that its date takes.

    ``early March`` is START, ``more than two years`` MORE_THAN; ``around 1850`` is APPROX and so ``1850~``, ``perhaps in 1850`` is ``1850?``.
    """
    near = tables.near.search(text[max(0, span.start - _LEFT) : span.start])
    if near:
        relation = tables.relations[f"near:{plain(near[1])}"]
        return _DEGREES.get(relation), "?" if relation == "uncertain" else "~"
    inside = tables.inside.search(text, span.start, span.end)
    if inside:
        return _DEGREES[tables.relations[f"inside:{plain(inside[1])}"]], "~"
    for word in words_of(span.of(text))[:_WORDS]:
        known = tables.payloads.get(word, {})
        if "mod" in known:
            return _PARTS[known["mod"]], ""
        if "month" in known:
            break
    return None, ""


def marked(edtf: str | None, mark: str) -> str | None:
    """*edtf* with the mark, where it is one date."""
    return edtf + mark if edtf and mark and _SINGLE.fullmatch(edtf) else edtf
