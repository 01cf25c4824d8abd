"""The header: a line of metadata that came with the dispatch and is no part of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selon.intake.dates import Day, find_dates, from_edtf
from selon.intake.words import date_words

_LABEL = re.compile(r"\s{0,9}(?:[A-Za-zÀ-ÿ]{2,12}\s?:\s?)?")
_TIME = re.compile(
    r"\b\d{1,2}\s?[:hH.]\s?\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?(?:[ap]\.?m\.?))?"
    r"|[+-]\d{2}:?\d{2}\b|T(?=\d)|\b\d{4}(?=\s?(?:GMT|UTC|Z)\b)|\bZ\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.)?", re.UNICODE)
_YEAR = re.compile(r"(?:date\s*:?\s*)?((?:19|20)\d\d)", re.IGNORECASE)
#: The first line of an agency's transmission: service and number, priority, category, words, then country and agency:
#: "FRA0123 4 I 0234 GBR /AFP-XY12"; "a0412 ----- r i bc-..." ; "ZCZC XNA012".
_WIRE = re.compile(r"(?:ZCZC\s.{1,120}|[A-Z]{2,4}\s?\d{3,5}\s+\d\s+[A-Z]{1,3}\s+\d{2,5}\b.{0,120}|[a-zA-Z]\d{3,5}\s+-{3,}.{0,120}|\d{4}\s?(?:GMT|UTC))\s*")


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """What a header line says: *day* its date as far as told, None where it tells none."""

    day: Day | None

    @property
    def date(self) -> str | None:
        """The date as EDTF."""
        return self.day.edtf() if self.day else None


def parse_header(header: str) -> HeaderReading:
    """The date of a header line.

    In: the line as it stood (``date 2023-09``, ``mardi 22 novembre 2022``, ``Thursday June 17, 2021``,
    ``FRA0123 4 I 0234 GBR /AFP 141230 SEP 23``). Out: the fullest date found in it.
    """
    line = " ".join(header[:400].split())
    for prefix in ("date:", "date "):
        if line.casefold().startswith(prefix):
            exact = from_edtf(line[len(prefix) :])
            if exact:
                return HeaderReading(exact)
    exact = from_edtf(line)
    if exact:
        return HeaderReading(exact)
    found = next(find_dates(line), None)
    if found:
        return HeaderReading(found.day)
    year = _YEAR.fullmatch(line)
    return HeaderReading(Day(int(year.group(1)), None, None) if year else None)


def is_header_line(line: str) -> bool:
    """Whether a line is nothing but metadata: a date with its weekday, time and label, or an agency's transmission line.

    In: one line of text. Out: True for ``date 2023-09``, ``Date: 2023-09-14 09:30 GMT``, ``Thursday June 17, 2021``.
    """
    line = line.strip()
    if not line or len(line) > 160:
        return False
    if _WIRE.fullmatch(line) or (_YEAR.fullmatch(line) and line.casefold().startswith("date")):
        return True
    dates = list(find_dates(line))
    if not dates:
        return False
    rest = list(line)
    for found in dates:
        rest[found.start : found.end] = " " * (found.end - found.start)
    left = _TIME.sub(lambda m: " " * len(m.group()), "".join(rest))
    label = _LABEL.match(left)
    words = [word.casefold() for word in _WORD.findall(left)]
    if label and label.group().strip().endswith(":"):
        name = label.group().strip(" :").casefold()
        if name not in date_words():
            return False
    if re.search(r"\d", left):
        return False
    return all(word in date_words() for word in words)


def split_header(text: str) -> tuple[str | None, str]:
    """The metadata line that opens a plain-text file, and the text below it.

    In: the decoded text of a file. Out: (the line as it stood, without white space at its edges; the text from the next line
    that is not blank), or (None, the text unchanged) where the first line is no metadata or nothing stands below it.
    """
    at = 0
    while at < len(text) and text[at] in " \t\n":
        at += 1
    stop = text.find("\n", at, at + 400)
    if stop < 0:
        return None, text
    line = text[at:stop].strip()
    if not is_header_line(line):
        return None, text
    rest = stop
    while rest < len(text) and text[rest] == "\n":
        rest += 1
    return (line, text[rest:]) if text[rest:].strip() else (None, text)
