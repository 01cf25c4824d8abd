"""Word documents (.docx): their paragraphs, one after the other; exports of Nexis hold many dispatches, others one.

Only ``word/document.xml`` is read, as a stream: pictures, styles and relations are never opened, and no tree of the document is held.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.parsers import expat

from selon.errors import DispatchError, InputError
from selon.intake.formats import nexis
from selon.intake.formats.item import Given, Reading
from selon.intake.formats.zipped import open_zip, refusal

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
#: What stands here stands elsewhere too, for programs that know less.
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_MAIN = "word/document.xml"
#: The longest document and the longest paragraph that are read: bytes of XML, characters.
_XML_LIMIT = 512 * 1024 * 1024
_PARAGRAPH_LIMIT = nexis.LIMIT
_DEPTH = 200
#: Text that was deleted, and codes of fields, stand in elements of other names; these alone hold what a reader sees.
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The dispatches of a Word document. Raises InputError where it is none, or is broken beyond its first paragraphs."""
    yield from nexis.read_lines(_paragraphs(stream, given.name), given)


def _paragraphs(stream: BinaryIO, name: str) -> Iterator[str]:
    with open_zip(stream, name) as archive:
        try:
            entry = archive.getinfo(_MAIN)
        except KeyError:
            table = any(part.startswith("xl/") for part in archive.namelist())
            todo = "it is a spreadsheet: save it as CSV" if table else "save it as .docx or as text"
            raise InputError(f"{name}: no Word document ({_MAIN} is missing); {todo}") from None
        locked = refusal(entry)
        if locked:
            raise InputError(f"{name}: the document {locked}")
        if entry.file_size > _XML_LIMIT:
            raise InputError(f"{name}: the document unpacks to more than {_XML_LIMIT // 1024 // 1024} MB; split it")
        gathered = _Gathered(name)
        try:
            with archive.open(entry) as xml:
                while part := xml.read(64 * 1024):
                    gathered.feed(part)
                    yield from gathered.taken()
            gathered.feed(b"", last=True)
        except expat.ExpatError as error:
            raise InputError(f"{name}: broken XML in {_MAIN} ({' '.join(str(error).split())}); open it in Word and save it anew") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise InputError(f"{name}: broken archive ({' '.join(str(error).split())[:120]}); open it in Word and save it anew") from error
        yield from gathered.taken()


class _Gathered:
    """The paragraphs of a stream of XML, as far as they have come. A declaration of entities or of a DTD ends the reading: Word writes none."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._done: list[str] = []
        self._parts: list[str] = []
        self._size = 0
        self._depth = 0
        self._text = False
        self._fallback = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = self._doctype
        self._parser = parser

    def feed(self, data: bytes, last: bool = False) -> None:
        self._parser.Parse(data, last)

    def taken(self) -> list[str]:
        done, self._done = self._done, []
        return done

    def _doctype(self, *_: Any) -> None:
        raise InputError(f"{self._name}: {_MAIN} declares a DTD, which Word never writes; it was not read")

    def _start(self, tag: str, _: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEPTH:
            raise InputError(f"{self._name}: {_MAIN} is nested deeper than {_DEPTH} elements; it was not read")
        if self._fallback or tag == _FALLBACK:
            self._fallback += 1
            return
        name = _local(tag)
        if name in _MARKS:
            self._add(_MARKS[name])
        self._text = name == "t"

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._fallback:
            self._fallback -= 1
            return
        name = _local(tag)
        if name == "t":
            self._text = False
        elif name == "p":
            line = "".join(self._parts).strip()
            self._parts.clear()
            self._size = 0
            if line:
                self._done.append(line)

    def _data(self, data: str) -> None:
        if self._text and not self._fallback:
            self._add(data)

    def _add(self, words: str) -> None:
        self._size += len(words)
        if self._size > _PARAGRAPH_LIMIT:
            raise InputError(f"{self._name}: a paragraph is longer than {_PARAGRAPH_LIMIT // 1024 // 1024} million characters; split it")
        self._parts.append(words)


def _local(tag: str) -> str:
    """The name of an element of a Word document's text; empty for any other (drawings have a "t" of their own)."""
    return tag.removeprefix(_W).removeprefix(_STRICT) if tag.startswith((_W, _STRICT)) else ""
