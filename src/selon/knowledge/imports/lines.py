"""Lines of a file of any size, one after the other: an overlong or ill-encoded one is set aside, the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from selon.errors import InputError

#: The longest line that is read, in bytes.
LINE_LIMIT = 8 * 1024 * 1024
_ROUGH = (b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b", b"PK\x03\x04", b"SQLite format 3\x00")


def read_lines(stream: BinaryIO, name: str) -> Iterator[tuple[int, str | None, str]]:
    """(number, line, "") or (number, None, reason); the line end stays on, a byte order mark goes.

    Raises InputError for a file that is no UTF-8 text at all: UTF-16, or compressed.
    """
    number = 0
    while line := stream.readline(LINE_LIMIT + 1):
        number += 1
        if number == 1:
            if line.startswith(_ROUGH):
                raise InputError(f"{name}: is no UTF-8 text (UTF-16, or compressed?); save or unpack it as UTF-8")
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > LINE_LIMIT:
            while not line.endswith(b"\n") and (line := stream.readline(1024 * 1024)):
                pass
            yield number, None, f"the line is longer than {LINE_LIMIT // 1024 // 1024} MB"
            continue
        try:
            yield number, line.decode("utf-8"), ""
        except UnicodeDecodeError as error:
            yield number, None, f"no UTF-8 (byte {error.start + 1})"
