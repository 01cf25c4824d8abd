"""Zip files that anybody may have made: their list of members is bounded before it is loaded."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import BinaryIO

from selon.errors import InputError
from selon.intake.formats.item import whole

#: The longest list of members that is loaded, in bytes: some 200,000 of them.
_DIRECTORY_LIMIT = 16 * 1024 * 1024
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
_END, _END64, _LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"


def open_zip(stream: BinaryIO, name: str) -> zipfile.ZipFile:
    """The zip archive of *stream*, which is read whole where it cannot be searched. Raises InputError where it is none, or lists too much."""
    if not stream.seekable():
        stream = io.BytesIO(whole(stream, name))
    try:
        if _directory(stream) > _DIRECTORY_LIMIT:
            raise InputError(f"{name}: the archive lists more members than are read; split it")
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, OSError, EOFError) as error:
        raise InputError(f"{name}: broken zip archive ({' '.join(str(error).split())[:120]})") from error


def refusal(entry: zipfile.ZipInfo) -> str | None:
    """Why a member is not unpacked: it is encrypted, or packed by a method whose memory is the packer's to choose. None where nothing speaks against it."""
    if entry.flag_bits & 1:
        return "is encrypted; unpack it with its password"
    if entry.compress_type not in _METHODS:
        return f"is packed by a method that is not read (number {entry.compress_type}); pack it anew"
    return None


def _directory(stream: BinaryIO) -> int:
    """How many bytes the list of members has, by the record at the end; 0 where there is no such record."""
    size = stream.seek(0, io.SEEK_END)
    start = max(0, size - 65536 - 22 - 20)
    stream.seek(start)
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return 0
    (length,) = struct.unpack_from("<L", tail, at + 12)
    if at >= 20 and tail[at - 20 : at - 16] == _LOCATOR:
        (where,) = struct.unpack_from("<Q", tail, at - 12)
        stream.seek(min(where, size))
        record = stream.read(56)
        stream.seek(0)
        if record.startswith(_END64) and len(record) == 56:
            (length,) = struct.unpack_from("<Q", record, 40)
    return int(length)
