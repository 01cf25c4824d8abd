"""Every kind of input as dispatches: from files, folders, standard input and addresses, in any format of the registry."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from selon.errors import DispatchError, InputError, SelonError
from selon.intake.assemble import check_date
from selon.intake.formats.item import Given, Reading
from selon.intake.formats.registry import BY_NAME, SUFFIXES, Format, format_of, unpacked
from selon.intake.formats.stream import peek

__all__ = ["SUFFIXES", "Given", "Reading", "is_url", "read_bytes", "read_input"]


def read_input(
    name: str,
    *,
    lang: str | None = None,
    date: str | None = None,
    stdin: BinaryIO | None = None,
    format: str | None = None,
    fields: Mapping[str, str] | None = None,
    allow_private: bool = False,
) -> Iterator[Reading | DispatchError]:
    """The dispatches of one input, in order, lazily.

    In: the name of a file, a folder (read in sorted order, with the folders in it), ``-`` for standard input, or an http(s) address;
    *lang* and *date* hold for dispatches that give none themselves; *format* is a name of the registry, told by the bytes where None; *fields* maps
    the keys or columns of a table to those of an item; *allow_private* lets an address lead to this machine or a private network (see ``fetch``).
    Out: for each dispatch the pair that ``build_dispatch`` gives, or
    the error that says which one cannot be read and why. Raises AnchorError at once when *date* is no date, and nothing later.
    """
    if date is not None:
        check_date(date)
    return _read(Given(name, name, lang, date, fields=fields or {}), stdin, BY_NAME[format] if format else None, allow_private)


def read_bytes(
    data: bytes,
    name: str,
    *,
    id: str,
    kind: str | None = None,
    lang: str | None = None,
    date: str | None = None,
    url: str | None = None,
    fields: Mapping[str, str] | None = None,
) -> Iterator[Reading | DispatchError]:
    """The dispatches that bytes hold.

    In: the bytes, the name for errors, the *id* of a text or page, the *kind* (a format of the registry; None looks at the
    bytes), and what ``read_input`` takes. Out: as there.
    """
    return _stream(io.BytesIO(data), Given(name, id, lang, date, url, fields or {}), BY_NAME[kind] if kind else None, "", "")


def is_url(name: str) -> bool:
    """Whether a name given as input is an http or https address."""
    return name[:8].lower().startswith(("http://", "https://"))


def _read(given: Given, stdin: BinaryIO | None, format: Format | None, allow_private: bool) -> Iterator[Reading | DispatchError]:
    name = given.name
    try:
        if name == "-":
            yield from _stream(stdin or sys.stdin.buffer, replace(given, name="standard input", id="stdin"), format, "", "")
        elif is_url(name):
            from selon.intake.formats.fetch import fetch  # loads the network library

            got = fetch(name, allow_private=allow_private)
            yield from _stream(io.BytesIO(got.data), replace(given, url=got.url), format, "", got.kind)
        elif Path(name).is_dir():
            yield from _folder(Path(name), given, format)
        else:
            yield from _file(Path(name), replace(given, id=Path(name).stem), format)
    except InputError as error:
        yield DispatchError(str(error))
    except (OSError, ValueError) as error:
        yield DispatchError(f"{name}: {_why(error)}")


def _folder(folder: Path, given: Given, format: Format | None) -> Iterator[Reading | DispatchError]:
    found = False
    for top, folders, files in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in sorted(files):
            path = Path(top, name)
            if not unpacked(name).lower().endswith(SUFFIXES) or name.startswith("."):
                continue
            found = True
            key = path.relative_to(folder).with_suffix("").as_posix()
            try:
                yield from _file(path, replace(given, name=str(path), id=key), format)
            except OSError as error:
                yield DispatchError(f"{path}: {_why(error)}")
    if not found:
        yield DispatchError(f"{folder}: no file in the folder has the ending of a known format")


def _file(path: Path, given: Given, format: Format | None) -> Iterator[Reading | DispatchError]:
    with path.open("rb") as stream:
        yield from _stream(stream, given, format, path.name, "")


def _stream(stream: BinaryIO, given: Given, format: Format | None, name: str, media: str) -> Iterator[Reading | DispatchError]:
    """The dispatches of a stream. What makes it as a whole unreadable is one error in their place."""
    try:
        head, stream = peek(stream, given.name)
        yield from (format or format_of(head, name=name, media=media)).read(stream, given)
    except SelonError as error:
        yield error if isinstance(error, DispatchError) else DispatchError(str(error) if str(error).startswith(given.name) else f"{given.name}: {error}")


def _why(error: Exception) -> str:
    """The reason of an operating system's error in a few words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "reading it is not permitted"
    return " ".join(str(getattr(error, "strerror", None) or error).split()) or error.__class__.__name__
