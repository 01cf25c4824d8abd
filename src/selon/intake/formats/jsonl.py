"""JSON lines: one dispatch a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO, TypeAlias, get_args

from selon.errors import DispatchError
from selon.intake.decode import decode
from selon.intake.formats.item import Given, Item, Reading, reading_of, rejected
from selon.model.dispatch import Carriage, Link, Relation

#: The longest line that is read, in bytes.
LINE_LIMIT = 32 * 1024 * 1024
#: Fields of text that a line may give besides "id" and "text".
TEXTS = ("lang", "date", "header", "headline", "provider", "url")
#: And those that say how the dispatch came.
CARRIED = ("outlet", "guid", "version", "named_source")
#: Makes an item of a JSON value, the words that say where it stood, the id it has where it gives none, and its bytes.
Maker: TypeAlias = "Callable[[object, str, str, bytes], Item | DispatchError]"
_ROUGH = (b"\xff\xfe", b"\xfe\xff")


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The dispatches of a stream of JSON lines (see ``read_items``)."""
    for item in read_items(stream, given.name, given.fields):
        yield item if isinstance(item, DispatchError) else reading_of(item, given)


def read_items(stream: BinaryIO, name: str, fields: Mapping[str, str] | None = None, make: Maker | None = None) -> Iterator[Item | DispatchError]:
    """The items of a stream of JSON lines, one after the other; no more than one line is held.

    In: a stream of bytes, the name to call it by, and the map of the lines' own keys to those of an item; *make* where the objects are of another
    format. Out: for each line that is not blank an item, or an error that names the stream, the line's number and the reason; the lines after it are
    read all the same.
    """
    make = make or partial(item_of, fields=fields)
    number = 0
    while True:
        line = stream.readline(LINE_LIMIT + 1)
        if not line:
            return
        number += 1
        if len(line) > LINE_LIMIT and not line.endswith(b"\n"):
            _skip(stream)
            yield rejected(f"{name}:{number}: the line is longer than {LINE_LIMIT // 1024 // 1024} MB; split it into dispatches", line, "jsonl")
            continue
        if not line.strip(b" \t\r\n\x00") or (number == 1 and line.strip() == b"\xef\xbb\xbf"):
            continue
        yield _item(line, name, number, make)


def _skip(stream: BinaryIO) -> None:
    """Read on to the end of an overlong line."""
    while True:
        part = stream.readline(1024 * 1024)
        if not part or part.endswith(b"\n"):
            return


def _item(line: bytes, name: str, number: int, make: Maker) -> Item | DispatchError:
    where = f"{name}:{number}"
    if line.startswith(_ROUGH):
        return rejected(f"{where}: the file is UTF-16; JSON lines must be UTF-8", line, "jsonl")
    raw = line.rstrip(b"\r\n")
    decoded = decode(raw)
    try:
        loaded: Any = json.loads(decoded.text, strict=False)
    except (ValueError, RecursionError) as error:
        return rejected(f"{where}: no JSON ({_reason(error)})", raw, "jsonl")
    item = make(loaded, where, str(number), raw)
    return item if isinstance(item, DispatchError) else replace(item, notices=tuple(replace(n, span=None) for n in decoded.notices))


def item_of(loaded: object, where: str, key: str, raw: bytes, fields: Mapping[str, str] | None = None) -> Item | DispatchError:
    """The item that a JSON value is, or the error that says what is wrong with it.

    In: the value, the words that say where it stood, the id it has where it gives none, the bytes it was read from, and the map of its own keys.
    """
    if not isinstance(loaded, dict):
        return rejected(f'{where}: not an object; write {{"id": ..., "text": ...}}', raw, "jsonl")
    if fields:
        loaded = {**loaded, **{ours: loaded[theirs] for theirs, ours in fields.items() if theirs in loaded}}
    text = loaded.get("text")
    if not isinstance(text, str):
        return rejected(f'{where}: "text" is {"missing" if text is None else "no string"}', raw, "jsonl")
    given = loaded.get("id")
    if given is None or given == "":
        pass
    elif isinstance(given, str) or (isinstance(given, int) and not isinstance(given, bool)):
        key = str(given)
    else:
        return rejected(f'{where}: "id" is neither a string nor a whole number', raw, "jsonl")
    said: dict[str, str | None] = {}
    for field in (*TEXTS, *CARRIED):
        value = loaded.get(field)
        if value is not None and not isinstance(value, str):
            return rejected(f'{where}: "{field}" is no string', raw, "jsonl")
        said[field] = value or None
    links = _links(loaded.get("links"))
    if links is None:
        return rejected(f'{where}: "links" is no list of {{"relation": one of {", ".join(get_args(Relation))}, "target": ..., "evidence": ...}}', raw, "jsonl")
    carriage = Carriage(said["outlet"], said["guid"], said["version"], said["named_source"], links)
    lang, date, header, headline, provider, url = (said[field] for field in TEXTS)
    return Item(key, where, text, raw, lang, date, header, headline, provider, url, carriage)


def _links(value: object) -> tuple[Link, ...] | None:
    """The links that a line gives; None where they are none."""
    links: list[Link] = []
    for each in value if isinstance(value, list) else [] if value is None else [value]:
        if not isinstance(each, dict) or each.get("relation") not in get_args(Relation) or not isinstance(each.get("target"), str):
            return None
        links.append(Link(each["relation"], each["target"], str(each.get("evidence") or "links")))
    return tuple(links)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    if isinstance(error, RecursionError):
        return "nested too deep"
    return " ".join(str(error).split())[:120]
