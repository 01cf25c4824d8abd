"""Plain text: an optional line of metadata, then headline, dateline and body."""

from __future__ import annotations

from selon.intake.header import is_header_line


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
