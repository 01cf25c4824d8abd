"""Notices: what was set aside, repaired or left open, as data that travels with the reading."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.text import Span

#: Every notice code, with what it means; ``docs/reference/notices.md`` is made from it and a test holds the two together.
CODES: dict[str, str] = {
    "encoding-guessed": "the bytes were no valid UTF-8; the encoding was guessed",
    "bytes-replaced": "some bytes stand for no character in the encoding and were replaced by U+FFFD",
    "control-characters": "control characters were replaced by spaces",
    "date-missing": "no publication date was given or found; relative dates stay open",
    "date-conflict": "the header and the dateline disagree on the date; the header was kept",
    "knowledge-own": "the user's own tables of people and bodies were read with; the detail has their fingerprint",
    "language-guessed": "the language was detected, not given",
    "language-uncertain": "too little text to tell the language; the first of those that fit was taken",
    "no-body": "there is no text beyond the headline, or no text at all",
    "text-cut": "the text is longer than the reading limit; what lies beyond was not read",
    "quotation-open": "a quotation mark has no partner",
    "timex-open": "a temporal expression whose date neither the text nor the anchor settles",
    "slot-empty": "an event is named, but neither who does it nor whom it concerns",
    "slot-refused": "an actor, recipient, place or time that another clause tells was not given to the event",
    "source-unresolved": "the source of an attribution could not be tied to an entity",
    "sentence-too-long": "a stretch of text without sentence bounds was cut to be parsed",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing set aside: *code* is a key of CODES, *stage* the folder that set it aside,
    *span* the place in the text (None for the whole dispatch), *detail* one line for a person."""

    code: str
    stage: str
    span: Span | None
    detail: str

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"unknown notice code {self.code!r}")
