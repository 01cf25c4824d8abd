"""Long texts in windows that overlap: each word is judged in the window where it stands farthest from a cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Most pieces of one window, and how many the next one shares with it. Longer windows than those of training (256) read worse.
LENGTH, OVERLAP = 224, 64


@dataclass(frozen=True, slots=True)
class Window:
    """Words [*start*, *end*) are read together; those in [*first*, *last*) are judged here."""

    start: int
    end: int
    first: int
    last: int


def windows(pieces: Sequence[int], lines: Sequence[bool], length: int = LENGTH, overlap: int = OVERLAP) -> list[Window]:
    """Windows over words of *pieces* pieces each, in order; every word is judged in one. A window begins with a line where it can."""
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(pieces):
        end, used = start, 0
        while end < len(pieces) and (used + pieces[end] <= length or end == start):
            used += pieces[end]
            end += 1
        spans.append((start, end))
        if end == len(pieces):
            break
        again, shared = end, 0
        while again > start + 1 and shared + pieces[again - 1] <= overlap:
            again -= 1
            shared += pieces[again]
        half = (again + end) // 2
        start = next((i for i in range(again, half) if lines[i]), again)
    found: list[Window] = []
    first = 0
    for number, (a, b) in enumerate(spans):
        last = len(pieces) if number + 1 == len(spans) else (spans[number + 1][0] + b) // 2
        found.append(Window(a, b, first, max(first, last)))
        first = max(first, last)
    return found
