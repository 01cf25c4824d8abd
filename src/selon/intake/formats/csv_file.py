"""Tables in text: CSV, TSV and their like; a row a dispatch, the first row the names of the columns."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Protocol

from selon.errors import DispatchError, InputError
from selon.intake.decode import Decoded, decode
from selon.intake.formats.columns import item_of, known, mapped
from selon.intake.formats.item import Given, Reading, reading_of, rejected
from selon.intake.formats.stream import peek
from selon.notices import Notice

#: The longest row that is read, in bytes.
ROW_LIMIT = 16 * 1024 * 1024
DELIMITERS = ",;\t|"
#: The line by which a spreadsheet says what parts the cells.
_MARK = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)
_CHUNK = 64 * 1024


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The dispatches of a table, a row at a time. Raises InputError where it has no column of text."""
    head, stream = peek(stream, given.name)
    lines = _Lines(*_as_lines(head, stream))
    rows = csv.reader(lines, delimiter=delimiter_of(head))
    columns: dict[int, str] = {}
    width = 0
    while True:
        lines.begin()
        # The module's own limit of a field (128 KB) is shorter than a long article; it is one for the whole process, and set back at once.
        limit = csv.field_size_limit(ROW_LIMIT)
        try:
            row = next(rows, None)
        except _TooLong:
            yield rejected(
                f"{given.name}:{lines.first}: the row is longer than {ROW_LIMIT // 1024 // 1024} MB; split it, or close the quotation mark", lines.raw
            )
            continue
        except csv.Error as error:
            yield rejected(f"{given.name}:{lines.first}: broken row ({error})", lines.raw)
            continue
        finally:
            csv.field_size_limit(limit)
        if row is None:
            break
        if not any(cell.strip() for cell in row):
            continue
        if not columns and _MARK.fullmatch(lines.text.strip()):
            continue
        if not columns:
            names = [cell.strip().lstrip("\ufeff") for cell in row]
            columns, width = mapped(names, given.fields, given.name), len(names)
            continue
        where = f"{given.name}:{lines.first}"
        if len(row) != width:
            yield rejected(f"{where}: the row has {len(row)} cells, the first row {width}; quote cells that hold the delimiter", lines.raw)
            continue
        item = item_of({ours: row[at] for at, ours in columns.items()}, where, str(lines.first), lines.raw)
        yield item if isinstance(item, DispatchError) else reading_of(replace(item, notices=lines.notices()), given)
    if not columns:
        raise InputError(f"{given.name}: the table is empty; its first row must name the columns")


def delimiter_of(head: bytes) -> str:
    """What parts the cells: of the usual marks the one with which the first row has most columns that are known, then most columns."""
    line = decode(_whole_lines(head)).text.lstrip("\ufeff \n").partition("\n")[0][:_CHUNK]

    said = _MARK.fullmatch(line.strip())
    if said:
        return said.group(1)

    def weight(mark: str) -> tuple[int, int, int]:
        cells = line.split(mark)
        return sum(known(cell.strip(" \"'")) is not None for cell in cells), len(cells), -DELIMITERS.index(mark)

    return max(DELIMITERS, key=weight)


def looks_like(head: bytes) -> bool:
    """Whether the first line names columns that are known, the text among them, and nothing much else."""
    line = decode(_whole_lines(head[: 8 * 1024])).text.lstrip("\ufeff \n").partition("\n")[0]
    cells = [cell.strip(" \"'") for cell in line.split(delimiter_of(head[: 8 * 1024]))]
    fields = {field for cell in cells if (field := known(cell))}
    return len(cells) > 1 and "text" in fields and len(fields) > 1 and max(map(len, cells)) <= 60


def _whole_lines(head: bytes) -> bytes:
    """*head* up to its last line end, so that no character is cut in two."""
    return head[: head.rfind(b"\n") + 1] if b"\n" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else head


def _as_lines(head: bytes, stream: BinaryIO) -> tuple[_Readable, str | None]:
    """The stream with lines that end in a line feed and letters in single bytes or UTF-8, and the codec where it is neither UTF-8 nor told line by line."""
    encoding = decode(_whole_lines(head)).encoding
    if encoding.startswith(("utf-16", "utf-32")):
        return _Recoded(stream, encoding), None
    if b"\n" not in head and b"\r" in head:
        return _Recoded(stream, "latin-1", "latin-1"), None if encoding == "utf-8" else encoding
    return stream, None if encoding == "utf-8" else encoding


class _Readable(Protocol):
    """What lines are read from."""

    def readline(self, size: int, /) -> bytes:
        """The next line, or as much of it as *size* bytes."""


class _Recoded:
    """The lines of a stream whose text is written in another encoding, or ends its lines as old Macs did."""

    def __init__(self, stream: BinaryIO, encoding: str, to: str = "utf-8") -> None:
        self._stream = stream
        self._decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(errors="replace"), translate=True)
        self._to = to
        self._held = b""
        self._over = False

    def readline(self, size: int, /) -> bytes:
        """As in io.RawIOBase."""
        searched = 0
        while (end := self._held.find(b"\n", searched, size)) < 0 and len(self._held) < size and not self._over:
            searched = len(self._held)
            part = self._stream.read(_CHUNK)
            self._over = not part
            self._held += self._decoder.decode(part, final=self._over).encode(self._to, errors="replace")
        cut = end + 1 if end >= 0 else size
        line, self._held = self._held[:cut], self._held[cut:]
        return line


class _TooLong(Exception):
    """A row is longer than ROW_LIMIT."""


class _Lines:
    """The lines of a stream as text, and the bytes of those that the row at hand was read from."""

    def __init__(self, stream: _Readable, codec: str | None) -> None:
        self._stream = stream
        self._codec = codec
        self._parts: list[bytes] = []
        self._size = 0
        self._number = 0
        self._decoded: list[Decoded] = []
        self.first = 1

    def begin(self) -> None:
        """The next line begins a row."""
        self._parts.clear()
        self._decoded.clear()
        self._size = 0
        self.first = self._number + 1

    @property
    def raw(self) -> bytes:
        """The bytes of the row, without the line end."""
        return b"".join(self._parts).rstrip(b"\r\n")

    @property
    def text(self) -> str:
        """The row as text."""
        return "".join(decoded.text for decoded in self._decoded)

    def notices(self) -> tuple[Notice, ...]:
        """What was guessed or replaced in the row, once each."""
        return tuple(dict.fromkeys(replace(notice, span=None) for decoded in self._decoded for notice in decoded.notices))

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(ROW_LIMIT + 1)
        if not line:
            raise StopIteration
        self._number += 1
        self._size += len(line)
        if len(line) > ROW_LIMIT and not line.endswith(b"\n"):
            while (part := self._stream.readline(_CHUNK)) and not part.endswith(b"\n"):
                pass
        if self._size > ROW_LIMIT:
            self._parts.append(line[: 64 * 1024])
            raise _TooLong
        self._parts.append(line)
        decoded = decode(line)
        if self._codec and decoded.encoding != "utf-8":
            decoded = replace(decoded, text=line.decode(self._codec, errors="replace").replace("\r\n", "\n"), encoding=self._codec)
        self._decoded.append(decoded)
        return decoded.text
