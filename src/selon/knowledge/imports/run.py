"""``selon knowledge import``: files into the user's tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from selon.errors import InputError
from selon.knowledge.imports.facts import Fact
from selon.knowledge.imports.ftm import read_ftm
from selon.knowledge.imports.store import Store
from selon.knowledge.imports.wikidata import read_wikidata

READERS: dict[str, Callable[[BinaryIO, str], Iterator[Fact]]] = {"ftm": read_ftm, "wikidata": read_wikidata}


def import_files(names: Iterable[str], folder: Path, format: str | None, tell: Callable[[str], None]) -> Store:
    """Read the files (``-`` is standard input) into the tables of *folder*; *format* is told by the content where None.

    A file that cannot be read is told and counted among the faults; the others go on. Out: the store, closed, for its counts.
    Raises TableError for a table in the folder that is none, InputError where the folder cannot be written.
    """
    with Store(folder, tell) as store:
        for name in names:
            try:
                with _opened(name) as stream:
                    store.add(READERS[format or _format(stream, name)](stream, "standard input" if name == "-" else name))
            except InputError as error:
                store.faults += 1
                tell(str(error))
        store.write()
    return store


@contextmanager
def _opened(name: str) -> Iterator[BufferedReader]:
    if name == "-":
        yield cast("BufferedReader", sys.stdin.buffer)
        return
    try:
        with open(name, "rb") as stream:
            yield stream
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror or error})") from error


def _format(stream: BufferedReader, name: str) -> str:
    """The format by the first sign that is no space."""
    start = stream.peek(4096)[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return "ftm"
    if start.startswith((b"[", b"<")):
        raise InputError(f"{name}: neither JSON lines (one entity a line) nor CSV; see selon knowledge import --help")
    return "wikidata"


def summary(store: Store) -> list[str]:
    """What was done, in lines for a person."""
    lines = [f"{store.read:,} read, {store.faults:,} set aside" + _unused(store)]
    for name, count in store.counts.items():
        if count.total():
            lines.append(f"{name}: " + ", ".join(f"{count[what]:,} {what}" for what in ("new", "changed", "unchanged")))
    return lines


def _unused(store: Store) -> str:
    kinds = sorted(store.unused.items(), key=lambda item: (-item[1], item[0]))
    told = ", ".join(f"{number:,} {kind[:40]}" for kind, number in kinds[:5]) + (" ..." if len(kinds) > 5 else "")
    return f"; of other kinds: {told}" if kinds else ""
