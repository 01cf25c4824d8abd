"""Files that hold texts in a form that is not read: one line that says what they are and what to do, rather than their bytes as a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from selon.errors import DispatchError, InputError
from selon.intake.formats.item import Given, Reading
from selon.intake.formats.stream import peek

#: How such files begin, what they are, and what can be done.
KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "export the texts as .docx, .rtf or a web page, or convert it to text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old Office or encrypted", "save it as .docx without a password, a table as CSV"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it, or pack it as .zip or .tar.gz"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it, or pack it as .zip or .tar.gz"),
    (b"\xfd7zXZ\x00", "packed by xz", "unpack it, or pack it by gzip"),
    (b"BZh91AY&SY", "packed by bzip2", "unpack it, or pack it by gzip"),
    (b"\x28\xb5\x2f\xfd", "packed by zstd", "unpack it, or pack it by gzip"),
    (b"SQLite format 3\x00", "a SQLite database", "export the table as CSV"),
    (b"RDX", "a file of R", "write the table as CSV or Parquet"),
)


def looks_like(head: bytes) -> bool:
    """Whether a file begins as one that is not read."""
    return head.startswith(tuple(start for start, _, _ in KINDS))


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """Nothing. Raises InputError, which says what the file is."""
    head, _ = peek(stream, given.name)
    what, todo = next(((what, todo) for start, what, todo in KINDS if head.startswith(start)), ("of a kind unknown", "convert it to text"))
    raise InputError(f"{given.name}: the file is {what}, which is not read; {todo}")
