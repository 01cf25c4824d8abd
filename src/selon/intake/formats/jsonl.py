"""JSON lines: one dispatch a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from selon.errors import DispatchError
from selon.intake.decode import decode
from selon.notices import Notice

#: The longest line that is read, in bytes.
LINE_LIMIT = 32 * 1024 * 1024
_TEXTS = ("lang", "date", "header", "headline", "provider", "url")
_ROUGH = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Record:
    """One line: *id* (the line's number where it gives none), the *text* and what else it gives.

    *where* names file and line, *raw* is the line's bytes.
    """

    id: str
    where: str
    text: str
    lang: str | None
    date: str | None
    header: str | None
    headline: str | None
    provider: str | None
    url: str | None
    raw: bytes
    notices: tuple[Notice, ...]


def read_records(stream: BinaryIO, name: str) -> Iterator[Record | DispatchError]:
    """The records of a stream of JSON lines, one after the other; no more than one line is held.

    In: a stream of bytes and the name to call it by. Out: for each line that is not blank a record, or an error
    that names the stream, the line's number and the reason; the lines after it are read all the same.
    """
    number = 0
    while True:
        line = stream.readline(LINE_LIMIT + 1)
        if not line:
            return
        number += 1
        if len(line) > LINE_LIMIT and not line.endswith(b"\n"):
            _skip(stream)
            yield DispatchError(f"{name}:{number}: the line is longer than {LINE_LIMIT // 1024 // 1024} MB; split it into dispatches")
            continue
        if not line.strip(b" \t\r\n\x00") or (number == 1 and line.strip() == b"\xef\xbb\xbf"):
            continue
        yield _record(line, name, number)


def _skip(stream: BinaryIO) -> None:
    """Read on to the end of an overlong line."""
    while True:
        part = stream.readline(1024 * 1024)
        if not part or part.endswith(b"\n"):
            return


def _record(line: bytes, name: str, number: int) -> Record | DispatchError:
    where = f"{name}:{number}"
    if line.startswith(_ROUGH):
        return DispatchError(f"{where}: the file is UTF-16; JSON lines must be UTF-8")
    raw = line.rstrip(b"\r\n")
    decoded = decode(raw)
    try:
        loaded: Any = json.loads(decoded.text, strict=False)
    except (ValueError, RecursionError) as error:
        return DispatchError(f"{where}: no JSON ({_reason(error)})")
    record = record_of(loaded, where, str(number), raw)
    return record if isinstance(record, DispatchError) else replace(record, notices=tuple(replace(n, span=None) for n in decoded.notices))


def record_of(loaded: object, where: str, key: str, raw: bytes) -> Record | DispatchError:
    """The record that a JSON value is, or the error that says what is wrong with it.

    In: the value, the words that say where it stood, the id it has where it gives none, and the bytes it was read from.
    """
    if not isinstance(loaded, dict):
        return DispatchError(f'{where}: not an object; write {{"id": ..., "text": ...}}')
    text = loaded.get("text")
    if not isinstance(text, str):
        return DispatchError(f'{where}: "text" is {"missing" if text is None else "no string"}')
    given = loaded.get("id")
    if given is None or given == "":
        pass
    elif isinstance(given, str) or (isinstance(given, int) and not isinstance(given, bool)):
        key = str(given)
    else:
        return DispatchError(f'{where}: "id" is neither a string nor a whole number')
    other: dict[str, str | None] = {}
    for field in _TEXTS:
        value = loaded.get(field)
        if value is not None and not isinstance(value, str):
            return DispatchError(f'{where}: "{field}" is no string')
        other[field] = value or None
    return Record(id=key, where=where, text=text, raw=raw, notices=(), **other)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    if isinstance(error, RecursionError):
        return "nested too deep"
    return " ".join(str(error).split())[:120]
