"""What a format could not say of what it was given, counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

#: Reason -> what it means, as it is told at the end of an export.
REASONS: dict[str, str] = {
    "open-date": "the date is no single known day; it is left empty and marked, never filled in",
    "left-out-open-date": "left out, as asked: the date is no single known day",
    "no-date": "the text gives no date of the event",
    "certainty": "less than certain; the format has no field for how sure a source is",
    "polarity": "denied; the format has no field for that",
    "not-an-event": "denied, supposed or long past: no event for this format; left out",
    "no-code": "the act has no code in the format's scheme; left out",
    "chain": "the chain of sources has more links than the format can hold; only the ends are kept",
    "spans": "the words stand in several pieces of text; the format has one string",
    "assumed-actor": "a country that is only likely the actor's is left out",
    "sector": "a sector that the format's scheme has no code for is left out",
    "direction": "who does it and to whom are told alike",
    "unnamed": "people whom the text only describes; kept as mentions, not as entities",
    "attribution": "an attribution that no claim rests on has no place in the format",
    "omission": "what a source leaves unsaid has no place in the format",
    "commitment": "what is owed has no place in the format",
    "time-of-day": "the format wants a time of day, which is not known",
    "scale": "the format's scale of intensity is left empty: selon has no table of it",
    "place": "the format's codes of places are left empty: selon has no table of them",
    "control-characters": "control characters were replaced by spaces",
    "formula-cell": "a cell that a spreadsheet would take for a formula begins with an added apostrophe",
    "not-pending": "done or given up; not listed",
    "not-a-visit": "owed, but no visit or meeting; not listed",
    "rejected": "a person has rejected the claim; left out",
    "judgement": "a person's judgement of a claim has no place in the format",
    "relation": "a link to another dispatch has no place in the format",
    "event-detail": "type, mode, contexts or codes of the event have no place in the format",
}


class Losses:
    """Counts of what *format* could not say, by reason (``REASONS``)."""

    def __init__(self, format: str) -> None:
        self.format = format
        self.counts: Counter[str] = Counter()

    def note(self, reason: str, number: int = 1) -> None:
        """Count *number* losses; raises KeyError for a reason that is not listed."""
        REASONS[reason]
        if number:
            self.counts[reason] += number

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """(reason, count), the most frequent first."""
        return iter(sorted(self.counts.items(), key=lambda item: (-item[1], item[0])))

    def lines(self) -> list[str]:
        """One line for each reason, for a person."""
        return [f"{self.format}: {reason}: {count} ({REASONS[reason]})" for reason, count in self]

    def to_list(self) -> list[dict[str, str | int]]:
        """The same as data, to be kept in the export."""
        return [{"reason": reason, "count": count, "meaning": REASONS[reason]} for reason, count in self]

    def keep_beside(self, out: object) -> None:
        """Write ``NAME.losses.json`` beside the file *out*, for a format that has no room inside; a stream has no place beside it."""
        if isinstance(out, Path):
            content = json.dumps({"format": self.format, "losses": self.to_list()}, ensure_ascii=False, indent=2)
            out.with_name(out.name + ".losses.json").write_text(content + "\n", encoding="utf-8", newline="\n")
