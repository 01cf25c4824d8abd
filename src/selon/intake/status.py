"""The standing of an item: new, an update, a correction, a refiling, a withdrawal, under embargo."""

from __future__ import annotations

import re
from functools import cache

from selon.intake.words import either, standings
from selon.model.dispatch import Status

#: When several words tell a standing, the graver one holds.
_GRAVITY: tuple[Status, ...] = ("new", "update", "refile", "correction", "embargo", "kill")
_OPENER = r"[\s*(\[<«\"/-]{0,4}"


@cache
def _head_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    phrases = frozenset((*standings("headline"), *standings("capitals")))
    ordinal = r"(?:\d{1,2}(?:st|nd|rd|th|er|ère|e|eme|ème)\s)?"
    number = r"(?:\s?\d{1,2}(?!\w))?"
    return (
        re.compile(rf"{_OPENER}{ordinal}(?P<phrase>{either(phrases)})(?!\w){number}[\])>»\"]?\s{{0,2}}(?P<mark>[-:–—/]*)\s{{0,3}}", re.IGNORECASE),
        re.compile(rf"\s{{0,3}}[(\[]\s?(?P<phrase>{either(frozenset(standings('note')))})(?!\w)", re.IGNORECASE),
    )


def status_of_headline(headline: str) -> Status | None:
    """The standing that the first words of a headline tell (``CORRECTION ...``, ``UPDATE 2-...``), or None.

    In: the headline or a slug line as printed. A phrase counts in capitals, and some also before a colon or dash.
    """
    pattern = _head_patterns()[0]
    found: list[Status] = []
    at = 0
    for _ in range(4):
        match = pattern.match(headline, at)
        if not match or match.end() == at:
            break
        printed = match.group("phrase")
        key = printed.casefold()
        capitals = printed.isupper()
        marked = bool(match.group("mark")) or not headline[match.end() :].strip()
        if key in standings("headline") and (capitals or marked):
            found.append(standings("headline")[key])
        elif key in standings("capitals") and capitals:
            found.append(standings("capitals")[key])
        else:
            break
        at = match.end()
    return max(found, key=_GRAVITY.index) if found else None


def status_of_note(note: str) -> Status | None:
    """The standing that a note in parentheses above the body tells (``(Corrects number of ...)``), or None."""
    match = _head_patterns()[1].match(note)
    return standings("note")[match.group("phrase").casefold()] if match else None


def graver(*tellings: Status | None) -> Status:
    """The gravest of several standings; ``new`` where none is told."""
    told = [status for status in tellings if status]
    return max(told, key=_GRAVITY.index) if told else "new"
