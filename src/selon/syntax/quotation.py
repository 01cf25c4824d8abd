"""Quotation marks, paired by direction: « », “ ”, „ “, " ", '' '' and dialogue dashes.

Straight marks pair by position: one that follows a space, a bracket or the start of a line opens, one that
precedes a space or punctuation closes. A mark without a partner is left open to the end of its paragraph
and reported. A mark of the same kind that opens while one is open continues the quotation (agencies open
every paragraph of a long quotation again).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selon.model.text import Span
from selon.notices import Notice

_MARK = re.compile(r"[«»“”„‟\"]|''|``")
_OPENERS = {"«": "»", "“": "”", "„": "“”", "‟": "”", "``": "''"}
_CLOSERS = frozenset("»”")


@dataclass(frozen=True, slots=True)
class Quotation:
    """*outer* with its marks, *inner* without; *closed* is False where the closing mark is missing."""

    outer: Span
    inner: Span
    closed: bool


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[tuple[Quotation, ...], tuple[Notice, ...]]:
    """The outermost quotations of *text*, in order, and a notice for each mark without a partner."""
    quotations: list[Quotation] = []
    notices: list[Notice] = []
    for paragraph in paragraphs:
        start: tuple[int, int] | None = None
        depth_mark = ""
        for match in _MARK.finditer(text, paragraph.start, paragraph.end):
            mark = match[0]
            if start is None:
                if mark in _CLOSERS or (mark in ('"', "''") and not _opens(text, match.start(), match.end(), paragraph)):
                    notices.append(Notice("quotation-open", "syntax", Span(*match.span()), "a closing quotation mark without an opening one"))
                    continue
                start, depth_mark = match.span(), mark
            elif _closes(mark, depth_mark):
                quotations.append(_quotation(text, start, match.span(), True))
                start = None
        if start is not None:
            notices.append(Notice("quotation-open", "syntax", Span(*start), "a quotation mark without a closing one"))
            quotations.append(_quotation(text, start, (paragraph.end, paragraph.end), False))
    return tuple(quotations), tuple(notices)


def _quotation(text: str, opening: tuple[int, int], closing: tuple[int, int], closed: bool) -> Quotation:
    left, right = opening[1], closing[0]
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return Quotation(Span(opening[0], closing[1]), Span(left, right), closed)


def _closes(mark: str, opening: str) -> bool:
    if opening in _OPENERS:
        return mark in _OPENERS[opening] or (opening == "“" and mark == '"')
    return mark == opening or (opening == '"' and mark == "”")


def _opens(text: str, start: int, end: int, paragraph: Span) -> bool:
    """Whether a straight mark can open: something to quote follows, and no word touches it from the left."""
    if end >= paragraph.end or (start > paragraph.start and text[start - 1].isalnum()):
        return False
    after = text[end]
    return not after.isspace() or start == paragraph.start or text[start - 1].isspace()
