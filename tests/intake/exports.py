"""Exports of databases as the tests need them, built from texts of our own."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from selon.errors import DispatchError
from selon.intake.formats import Given, Reading
from selon.intake.formats.registry import format_of
from selon.intake.formats.stream import peek
from selon.model.dispatch import Dispatch

FERRY = "SPLIT, Croatia, June 3 (Reuters) - A ferry sank off Split on Monday, the harbour office said."
MORE = "All sixty passengers were saved by two trawlers, said a spokeswoman for the coast guard."
BAC = "Split, 3 juin 2019 (AFP) - Un bac a coulé lundi au large de Split, a annoncé la capitainerie du port."
SUITE = "Les soixante passagers ont été recueillis par deux chalutiers, a déclaré une porte-parole des garde-côtes."


def read(data: bytes | BinaryIO, name: str = "export", *, lang: str | None = None, fields: dict[str, str] | None = None) -> Iterator[Reading | DispatchError]:
    """What ``selon`` reads from *data*: the format told by its bytes and name, as for a file."""
    from selon.errors import SelonError

    given = Given(name, "export", lang, fields=fields or {})
    try:
        head, stream = peek(io.BytesIO(data) if isinstance(data, bytes) else data, name)
        yield from format_of(head, name=name).read(stream, given)
    except SelonError as error:
        yield error if isinstance(error, DispatchError) else DispatchError(str(error))


def dispatches(data: bytes | BinaryIO, name: str = "export", **given: object) -> list[Dispatch]:
    """The dispatches of *data*, none of them an error."""
    found = list(read(data, name, **given))  # type: ignore[arg-type]
    assert not [str(item) for item in found if isinstance(item, DispatchError)]
    return [item[0] for item in found if not isinstance(item, DispatchError)]


def parted(data: bytes | BinaryIO, name: str = "export", **given: object) -> tuple[list[Dispatch], list[str]]:
    """The dispatches of *data*, and the lines of its errors; each is one line, and ends in no traceback."""
    found = list(read(data, name, **given))  # type: ignore[arg-type]
    errors = [str(item) for item in found if isinstance(item, DispatchError)]
    assert all(line and "\n" not in line and len(line) < 400 and name in line for line in errors), errors
    return [item[0] for item in found if not isinstance(item, DispatchError)], errors


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return out.getvalue()


def tarred(*members: tuple[str, bytes] | tarfile.TarInfo, mode: str = "w") -> bytes:
    """A tar archive; a member that is only described (a link, a device) has no bytes."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            entry = tarfile.TarInfo(member[0])
            entry.size = len(member[1])
            archive.addfile(entry, io.BytesIO(member[1]))
    return out.getvalue()


def document_xml(*paragraphs: str, before: str = "") -> bytes:
    """The main part of a Word document."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paragraphs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode()


def raw_docx(xml: bytes) -> bytes:
    """A Word document with this main part and nothing else."""
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml))


def rtf(*lines: str) -> bytes:
    """A rich text file of lines, as a word processor writes it."""
    out = []
    for line in lines:
        words = line.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        out.append("".join(c if ord(c) < 128 else f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in words) + "\\par")
    fonts = "{\\fonttbl{\\f0\\froman\\fcharset0 Times New Roman;}}"
    return ("{\\rtf1\\ansi\\ansicpg1252" + fonts + "\\f0\n" + "\n".join(out) + "}").encode("ascii")
