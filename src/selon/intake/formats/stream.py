"""A stream of bytes whose beginning can be looked at before it is read, packed or not."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from selon.errors import InputError

#: How many bytes are looked at to tell a format.
HEAD = 64 * 1024
_GZIP = b"\x1f\x8b"


class Peeked(io.RawIOBase):
    """The bytes looked at already, then those of the stream; an error in unpacking is an InputError."""

    def __init__(self, head: bytes, stream: BinaryIO, name: str) -> None:
        super().__init__()
        self._head = head
        self._stream = stream
        self._name = name

    def readable(self) -> bool:
        """True: it is for reading."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """As in io.RawIOBase."""
        if self._head:
            part, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            part = _read(self._stream, len(buffer), self._name)
        buffer[: len(part)] = part
        return len(part)


def peek(stream: BinaryIO, name: str, *, unpack: bool = True) -> tuple[bytes, BinaryIO]:
    """The first bytes of *stream* (HEAD at most), and a stream that still begins with them; gzip is unpacked.

    A file that can be searched and is not packed comes back as it is, at its start. Raises InputError for a broken archive.
    """
    at = stream.tell() if stream.seekable() else None
    head = _fill(stream, name)
    if unpack and head.startswith(_GZIP):
        packed = gzip.GzipFile(fileobj=io.BufferedReader(Peeked(head, stream, name)))
        return peek(packed, name, unpack=False)  # type: ignore[arg-type]
    if at is not None and unpack:  # going back in a packed file means unpacking it again
        stream.seek(at)
        return head, stream
    return head, io.BufferedReader(Peeked(head, stream, name), 64 * 1024)


def _fill(stream: BinaryIO, name: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size < HEAD and (part := _read(stream, HEAD - size, name)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _read(stream: BinaryIO, size: int, name: str) -> bytes:
    try:
        return stream.read(size) or b""
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"{name}: broken gzip ({' '.join(str(error).split())})") from error
