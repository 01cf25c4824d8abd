"""Every kind of input as dispatches: text, JSON lines, web pages; from files, folders, standard input and addresses."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TypeAlias

from selon.errors import DispatchError, InputError, SelonError
from selon.intake.assemble import build_dispatch, check_date
from selon.intake.dateline import agency_as_named
from selon.intake.decode import STAGE, decode
from selon.intake.formats.html import looks_like_html, read_page
from selon.intake.formats.jsonl import Record, read_records, record_of
from selon.intake.formats.text import read_text
from selon.intake.words import agency_key, agency_names
from selon.model.dispatch import Dispatch
from selon.notices import Notice

Reading: TypeAlias = "tuple[Dispatch, tuple[Notice, ...]]"

#: Files of a folder that are read.
SUFFIXES = (".html", ".htm", ".json", ".jsonl", ".txt")
#: The longest text file or page that is read whole, in bytes.
FILE_LIMIT = 64 * 1024 * 1024


def read_input(name: str, *, lang: str | None = None, date: str | None = None, stdin: BinaryIO | None = None) -> Iterator[Reading | DispatchError]:
    """The dispatches of one input, in order, lazily.

    In: the name of a file, a folder (read in sorted order, with the folders in it), ``-`` for standard input, or an http(s) address;
    *lang* and *date* hold for dispatches that give none themselves. Out: for each dispatch the pair that ``build_dispatch`` gives, or
    the error that says which one cannot be read and why. Raises AnchorError at once when *date* is no date, and nothing later.
    """
    if date is not None:
        check_date(date)
    return _read(name, lang, date, stdin)


def read_bytes(
    data: bytes, name: str, *, id: str, kind: str | None = None, lang: str | None = None, date: str | None = None, url: str | None = None
) -> Iterator[Reading | DispatchError]:
    """The dispatches that bytes hold.

    In: the bytes, the name for errors, the *id* of a text or page, and the *kind* (text, html, json, jsonl; None looks at the
    bytes). Out: as ``read_input``.
    """
    try:
        yield from _of_kind(kind or _kind(data), data, name, id, lang, date, url)
    except SelonError as error:
        yield error if isinstance(error, DispatchError) else DispatchError(f"{name}: {error}")


def is_url(name: str) -> bool:
    """Whether a name given as input is an http or https address."""
    return name[:8].lower().startswith(("http://", "https://"))


def _read(name: str, lang: str | None, date: str | None, stdin: BinaryIO | None) -> Iterator[Reading | DispatchError]:
    try:
        if name == "-":
            yield from _stream(stdin or sys.stdin.buffer, "standard input", "stdin", None, lang, date)
        elif is_url(name):
            from selon.intake.formats.fetch import fetch  # loads the network library

            got = fetch(name)
            yield from read_bytes(got.data, name, id=name, kind=_KINDS.get(got.kind), lang=lang, date=date, url=got.url)
        elif Path(name).is_dir():
            yield from _folder(Path(name), lang, date)
        else:
            yield from _file(Path(name), name, Path(name).stem, lang, date)
    except InputError as error:
        yield DispatchError(str(error))
    except (OSError, ValueError) as error:
        yield DispatchError(f"{name}: {_why(error)}")


#: Media types to kinds; any other is told by the bytes.
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}
_BY_SUFFIX = {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".txt": "text"}


def _folder(folder: Path, lang: str | None, date: str | None) -> Iterator[Reading | DispatchError]:
    found = False
    for top, folders, files in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in sorted(files):
            path = Path(top, name)
            if path.suffix.lower() not in SUFFIXES or name.startswith("."):
                continue
            found = True
            key = path.relative_to(folder).with_suffix("").as_posix()
            try:
                yield from _file(path, str(path), key, lang, date)
            except OSError as error:
                yield DispatchError(f"{path}: {_why(error)}")
    if not found:
        yield DispatchError(f"{folder}: no file in the folder ends in {', '.join(SUFFIXES)}")


def _file(path: Path, name: str, id: str, lang: str | None, date: str | None) -> Iterator[Reading | DispatchError]:
    with path.open("rb") as stream:
        yield from _stream(stream, name, id, _BY_SUFFIX.get(path.suffix.lower()), lang, date)


def _stream(stream: BinaryIO, name: str, id: str, kind: str | None, lang: str | None, date: str | None) -> Iterator[Reading | DispatchError]:
    if kind == "jsonl":
        yield from _records(read_records(stream, name), lang, date)
        return
    first = b""
    if kind is None:
        first = stream.readline(FILE_LIMIT + 1)
        while first and not first.strip(b" \t\r\n\xef\xbb\xbf") and len(first) <= FILE_LIMIT:
            more = stream.readline(FILE_LIMIT + 1)
            if not more:
                break
            first += more
        if _is_record(first):
            yield from _records(read_records(_Joined(first, stream), name), lang, date)
            return
    data = first + stream.read(max(0, FILE_LIMIT + 1 - len(first)))
    yield from read_bytes(data, name, id=id, kind=kind, lang=lang, date=date)


class _Joined(io.BytesIO):
    """Lines already read, then those of the stream."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        super().__init__(first)
        self._stream = stream

    def readline(self, size: int | None = -1, /) -> bytes:
        return super().readline(size) or self._stream.readline(-1 if size is None else size)


def _is_record(line: bytes) -> bool:
    """Whether a first line is a JSON object by itself."""
    line = line.strip(b" \t\r\n\xef\xbb\xbf")
    if not line.startswith(b"{") or not line.endswith(b"}"):
        return False
    try:
        return isinstance(json.loads(decode(line).text, strict=False), dict)
    except (ValueError, RecursionError):
        return False


def _kind(data: bytes) -> str:
    if looks_like_html(data):
        return "html"
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        first, _, _ = data.lstrip().partition(b"\n")
        return "jsonl" if _is_record(first) else "json"
    return "json" if start.startswith((b"[{", b"[\n")) else "text"


def _of_kind(kind: str, data: bytes, name: str, id: str, lang: str | None, date: str | None, url: str | None) -> Iterator[Reading | DispatchError]:
    cut: tuple[Notice, ...] = ()
    if len(data) > FILE_LIMIT:
        data = data[:FILE_LIMIT]
        cut = (Notice("text-cut", STAGE, None, f"only the first {FILE_LIMIT // 1024 // 1024} MB were read"),)
    digest = hashlib.sha256(data).hexdigest()
    if kind == "jsonl":
        yield from _records(read_records(io.BytesIO(data), name), lang, date)
    elif kind == "json":
        yield from _json(data, name, id, lang, date)
    elif kind == "html":
        page = read_page(data, name)
        dispatch, notices = build_dispatch(page.text, id=id, lang=lang, date=date, header=page.date, headline=page.headline, url=url or page.url, digest=digest)
        if dispatch.provider is None:
            agency = next((author for author in page.authors if agency_key(author) in agency_names()), None)
            named = agency or page.publisher
            dispatch = replace(dispatch, provider=agency_as_named(named) if named else None)
        yield dispatch, (*cut, *page.notices, *notices)
    else:
        dispatch, notices = read_text(data, id=id, lang=lang, date=date, url=url, digest=digest)
        yield dispatch, (*cut, *notices)


def _json(data: bytes, name: str, id: str, lang: str | None, date: str | None) -> Iterator[Reading | DispatchError]:
    """A JSON file: one object, a list of them, or lines after all."""
    try:
        loaded = json.loads(decode(data).text, strict=False)
    except (ValueError, RecursionError):
        yield from _records(read_records(io.BytesIO(data), name), lang, date)
        return
    things = loaded if isinstance(loaded, list) else [loaded]
    for number, thing in enumerate(things, 1):
        raw = json.dumps(thing, ensure_ascii=False, sort_keys=True).encode("utf-8", errors="replace") if isinstance(loaded, list) else data
        key = str(number) if isinstance(loaded, list) else id
        yield from _records(iter((record_of(thing, f"{name}:{number}" if isinstance(loaded, list) else name, key, raw),)), lang, date)


def _records(records: Iterator[Record | DispatchError], lang: str | None, date: str | None) -> Iterator[Reading | DispatchError]:
    for record in records:
        if isinstance(record, DispatchError):
            yield record
            continue
        try:
            dispatch, notices = build_dispatch(
                record.text,
                id=record.id,
                lang=record.lang or lang,
                date=record.date or (None if record.header else date),
                header=record.header,
                headline=record.headline,
                provider=record.provider,
                url=record.url,
                digest=hashlib.sha256(record.raw).hexdigest(),
            )
        except SelonError as error:
            yield DispatchError(f"{record.where}: {error}")
            continue
        if dispatch.date is None and date is not None:
            dispatch = replace(dispatch, date=date)
            notices = tuple(notice for notice in notices if notice.code != "date-missing")
        yield dispatch, (*record.notices, *notices)


def _why(error: Exception) -> str:
    """The reason of an operating system's error in a few words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "reading it is not permitted"
    return " ".join(str(getattr(error, "strerror", None) or error).split()) or error.__class__.__name__
