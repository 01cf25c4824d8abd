"""Archives (zip, tar, packed or not): every member that is of a format is read as a file by itself.

Nothing is ever written to disk, so that no name of a member leads anywhere. Names that climb (``..``), begin at a root or hold control characters are
refused all the same, a line each: ids and labels carry them on, and no database writes such an archive. Links are not followed. What is unpacked is
counted, in members and in bytes; archives within archives are read two deep.
"""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import BinaryIO

from selon.errors import DispatchError, InputError, SelonError
from selon.intake.formats.item import Given, Reading
from selon.intake.formats.stream import peek
from selon.intake.formats.zipped import open_zip, refusal

#: Archives within archives: the file given is the first.
DEPTH = 2
#: Members of one file given, with those of archives in it, and the bytes that they unpack to.
MEMBERS = 200_000
BYTES = 16 * 1024 * 1024 * 1024
#: How many times its packed size a member may have once it is larger than so many bytes. Text packs to a tenth, repeated text to a fiftieth.
RATIO = 200
RATIO_FROM = 8 * 1024 * 1024
#: What may stand between two members of a tar: long names and records of extensions, which are read whole.
_TAR_HEADERS = 1024 * 1024
_TAR_BLOCK = 512
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_SHOWN = 120


class _Over(InputError):
    """A bound of the whole archive is reached: nothing more of it is read."""


@dataclass(slots=True)
class _Budget:
    """What one file given has unpacked to so far."""

    members: int = 0
    size: int = 0

    def member(self, name: str) -> None:
        self.members += 1
        if self.members > MEMBERS:
            raise _Over(f"{name}: the archive holds more than {MEMBERS} members; the rest was not read, split it")

    def unpacked(self, size: int, name: str) -> None:
        self.size += size
        if self.size > BYTES:
            raise _Over(f"{name}: the archive unpacks to more than {BYTES // 1024**3} GB; the rest was not read, split it")


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The dispatches of all members of an archive, in its order. Raises InputError where it is broken as a whole, or beyond the members read so far."""
    yield from _archive(stream, given, _Budget(), 1)


def _archive(stream: BinaryIO, given: Given, budget: _Budget, depth: int) -> Iterator[Reading | DispatchError]:
    head, stream = peek(stream, given.name)
    members = _zip(stream, given, budget, depth) if head.startswith(b"PK") else _tar(stream, given, budget, depth)
    found = False
    for member in members:
        found = True
        yield member
    if not found:
        raise InputError(f"{given.name}: no member of the archive is of a format that is read")


def _zip(stream: BinaryIO, given: Given, budget: _Budget, depth: int) -> Iterator[Reading | DispatchError]:
    with open_zip(stream, given.name) as archive:
        for entry in archive.infolist():
            budget.member(given.name)
            if entry.is_dir():
                continue
            label = f"{given.name}!{_shown(entry.filename)}"
            if (entry.external_attr >> 16) & 0o170000 == 0o120000:
                yield DispatchError(f"{label}: a link, which is not followed")
                continue
            refused = _refused(entry.orig_filename)
            if refused:
                yield DispatchError(f"{label}: {refused}")
                continue
            if not _wanted(entry.filename):
                continue
            locked = refusal(entry)
            if locked:
                yield DispatchError(f"{label}: the member {locked}")
                continue
            try:
                unpacked = archive.open(entry)
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as error:
                yield DispatchError(f"{label}: the member cannot be unpacked ({_reason(error)})")
                continue
            with unpacked:
                yield from _member(_Counted(unpacked, label, budget, entry.compress_size), entry.filename, label, given, budget, depth)


def _tar(stream: BinaryIO, given: Given, budget: _Budget, depth: int) -> Iterator[Reading | DispatchError]:
    metered = _Metered(stream, given.name)
    try:
        metered.allow(_TAR_HEADERS)
        with tarfile.open(fileobj=metered, mode="r|", errorlevel=0, encoding="utf-8", errors="replace") as archive:  # type: ignore[call-overload]
            while (entry := archive.next()) is not None:
                archive.members.clear()  # it would keep all of them
                budget.member(given.name)
                budget.unpacked(_TAR_BLOCK, given.name)
                metered.allow(entry.size + _TAR_HEADERS)
                if entry.isdir():
                    continue
                label = f"{given.name}!{_shown(entry.name)}"
                refused = _refused(entry.name)
                if refused is None and not entry.isreg():
                    refused = "a link, which is not followed" if entry.issym() or entry.islnk() else "neither a file nor a folder; it is not read"
                if refused is None and entry.issparse():
                    refused = "a file with holes, which is not read; pack it anew"
                if refused:
                    yield DispatchError(f"{label}: {refused}")
                    continue
                if not _wanted(entry.name):
                    continue
                unpacked = archive.extractfile(entry)
                if unpacked is not None:
                    yield from _member(_Counted(unpacked, label, budget, None), entry.name, label, given, budget, depth)
    except (tarfile.TarError, ValueError, OverflowError, EOFError, OSError) as error:
        raise InputError(f"{given.name}: broken tar archive ({_reason(error)}); what follows was not read") from error


def _member(stream: io.RawIOBase, name: str, label: str, given: Given, budget: _Budget, depth: int) -> Iterator[Reading | DispatchError]:
    """The dispatches of one member. What makes it unreadable is one error; what ends the whole archive is raised."""
    from selon.intake.formats.registry import format_of

    path = PurePosixPath(name.replace("\\", "/"))
    inner = replace(given, name=label, id=path.with_suffix("").as_posix(), url=None)
    try:
        head, opened = peek(io.BufferedReader(stream, 64 * 1024), label)
        format = format_of(head, name=path.name)
        if format.module != "archive":
            yield from format.read(opened, inner)
        elif depth >= DEPTH:
            yield DispatchError(f"{label}: archives are read {DEPTH} deep; unpack this one by itself")
        else:
            yield from _archive(opened, inner, budget, depth + 1)
    except _Over:
        raise
    except SelonError as error:
        yield error if isinstance(error, DispatchError) else DispatchError(str(error) if str(error).startswith(label) else f"{label}: {error}")


class _Counted(io.RawIOBase):
    """The bytes of a member, counted: a member that unpacks to far more than it was packed to is an InputError, as is a broken one."""

    def __init__(self, stream: object, label: str, budget: _Budget, packed: int | None) -> None:
        super().__init__()
        self._stream = stream
        self._label = label
        self._budget = budget
        self._limit = None if packed is None else max(RATIO_FROM, packed * RATIO)
        self._size = 0

    def readable(self) -> bool:
        """True: it is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """As in io.RawIOBase."""
        try:
            part: bytes = self._stream.read(min(len(buffer), 256 * 1024))  # type: ignore[attr-defined]
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, tarfile.TarError, OSError) as error:
            raise InputError(f"{self._label}: the member cannot be unpacked ({_reason(error)})") from error
        self._size += len(part)
        self._budget.unpacked(len(part), self._label)
        if self._limit is not None and self._size > self._limit:
            raise InputError(f"{self._label}: the member unpacks to more than {RATIO} times its size; unpack it by itself if it is meant to")
        buffer[: len(part)] = part
        return len(part)


class _Metered:
    """A stream for tarfile, which reads names and extensions whole: no more is given out than is allowed for."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name
        self._left = 0

    def allow(self, size: int) -> None:
        self._left = max(0, size) + _TAR_HEADERS

    def read(self, size: int) -> bytes:
        part = self._stream.read(size)
        self._left -= len(part)
        if self._left < 0:
            raise tarfile.ReadError("names or extensions of a member without end")
        return part


def _wanted(name: str) -> bool:
    """Whether a member is looked at: as in folders, files with an ending that is known and no dot in front."""
    from selon.intake.formats.registry import SUFFIXES

    path = PurePosixPath(name.replace("\\", "/"))
    plain = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return plain.lower().endswith(SUFFIXES) and not any(part.startswith((".", "__MACOSX")) for part in path.parts)


def _refused(name: str) -> str | None:
    """Why a member of this name is not read; None where nothing speaks against it."""
    path = name.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path):
        return "the name begins at a root; pack it under a name within the archive"
    if ".." in path.split("/"):
        return "the name climbs out of the archive (..); pack it under a name within it"
    if _CONTROL.search(name):
        return "the name holds control characters; pack it under another"
    return None


def _shown(name: str) -> str:
    """A member's name on one line."""
    return _CONTROL.sub("?", name)[:_SHOWN]


def _reason(error: Exception) -> str:
    return _CONTROL.sub("?", " ".join(str(error).split()))[:120] or error.__class__.__name__
