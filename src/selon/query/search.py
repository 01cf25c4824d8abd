"""Text search in the words of claims, worded alike for FTS5 and for PostgreSQL."""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Connection, bindparam, text

from selon.errors import SettingError
from selon.store import tables as t
from selon.store.guards import words_of

#: Bytes of the longest word (PostgreSQL takes 2046).
_LONGEST = 2000
_PART = re.compile(r'"([^"]*)"|(\S+)')


def parts_of(wanted: str) -> list[tuple[list[str], bool]]:
    """The parts of a search, all of which must be there: (words that follow each other, whether the last is only a beginning).

    Raises SettingError where there is no word in it, or one that no database would look for.
    """
    parts = []
    for phrase, word in _PART.findall(wanted):
        given = phrase or word
        words = words_of(given)
        if words:
            parts.append((words, given.rstrip().endswith("*")))
    if any(len(word.encode()) > _LONGEST for words, _ in parts for word in words):
        raise SettingError(f"text: a word is longer than {_LONGEST} bytes")
    if not parts:
        raise SettingError(f"text: there is no word in {wanted!r}")
    return parts


def in_words(text: str, wanted: str) -> bool:
    """Whether *text* has the words *wanted*, as ``matches`` asks the database."""
    has = words_of(text)

    def at(place: int, words: list[str], beginning: bool) -> bool:
        found = has[place : place + len(words)]
        return len(found) == len(words) and found[:-1] == words[:-1] and (found[-1].startswith(words[-1]) if beginning else found[-1] == words[-1])

    return all(any(at(place, words, beginning) for place in range(len(has))) for words, beginning in parts_of(wanted))


def matches(connection: Connection, wanted: str) -> ColumnElement[bool]:
    """That a claim has the words *wanted*."""
    parts = parts_of(wanted)
    if connection.dialect.name == "sqlite":
        query = " AND ".join('"' + " ".join(words) + '"' + ("*" if beginning else "") for words, beginning in parts)
        return t.claim.c.id.in_(text("SELECT rowid FROM claim_words WHERE claim_words MATCH :words").bindparams(bindparam("words", query)))
    query = " & ".join("(" + " <-> ".join(words) + (":*" if beginning else "") + ")" for words, beginning in parts)
    return text("selon_words(claim.text) @@ cast(:words AS tsquery)").bindparams(bindparam("words", query))  # type: ignore[return-value]
