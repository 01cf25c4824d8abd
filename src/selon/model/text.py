"""Positions in the text of a dispatch."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of Unicode code points of ``Dispatch.text``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of *text* that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether *other* lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


#: Ordered, disjoint pieces of text; more than one where the thing is discontinuous.
Spans: TypeAlias = tuple[Span, ...]
