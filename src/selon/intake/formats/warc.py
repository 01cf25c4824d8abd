"""WARC (web archives, as Common Crawl News publishes them): every page that was answered with 200 is a dispatch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from typing import Any, BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed

from selon.errors import DispatchError, InputError, SelonError
from selon.intake.formats.html import page_reading, read_page
from selon.intake.formats.item import Given, Reading, rejected

#: The longest page that is read, unpacked, in bytes.
PAGE_LIMIT = 16 * 1024 * 1024
#: The longest head of a record (its own fields and those of the answer), in bytes.
_HEAD_LIMIT = 1024 * 1024
_PAGES = ("text/html", "application/xhtml+xml")


class _Lines(DecompressingBufferedReader):  # type: ignore[misc]
    """Lines of a record's head: bounded, where the library takes whatever comes before a line's end."""

    left = _HEAD_LIMIT

    def readline(self, length: int | None = None) -> bytes:
        bound = self.left if not length else min(length, self.left)
        line: bytes = super().readline(bound)
        self.left -= len(line)
        if self.left <= 0:
            raise ArchiveLoadFailed(f"the head of a record is longer than {_HEAD_LIMIT // 1024 // 1024} MB")
        return line


class _Records(WARCIterator):  # type: ignore[misc]
    """The records of an archive."""

    INC_RECORD = ""  # the library writes it to standard error

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(stream)
        self.reader = _Lines(self.fh)

    def _next_record(self, next_line: Any) -> Any:
        self.reader.left = _HEAD_LIMIT
        return super()._next_record(next_line)


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The pages of an archive, in its order; no more than one is held. What is no page (pictures, redirections, errors, requests) is passed over.

    Raises DispatchError where the archive is broken, after the pages before; or where it holds no page.
    """
    records = _Records(stream)
    number, pages = 0, 0
    try:
        for record in records:
            number += 1
            kind = _page_type(record)
            if kind is None:
                continue
            pages += 1
            yield _page(record, kind, f"{given.name}:{number}", given)
    except InputError:
        raise
    except (ArchiveLoadFailed, OSError, ValueError, KeyError, TypeError, AttributeError, EOFError) as error:
        reason = " ".join(str(error).split())[:160] or error.__class__.__name__
        raise DispatchError(f"{given.name}: the archive is broken after record {number} ({reason}); what follows is not read") from None
    if records.err_count:
        yield DispatchError(f"{given.name}: {records.err_count} records are longer or shorter than they say; what stood between them was not read")
    if not pages:
        raise DispatchError(f"{given.name}: the archive holds no web page among {number} records")


def _page_type(record: Any) -> Message | None:
    """The media type of the page that a record holds, None where it holds none."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return None
    kind = Message()
    kind["Content-Type"] = headers.get_header("Content-Type") or ""
    return kind if kind.get_content_type() in _PAGES else None


def _page(record: Any, kind: Message, where: str, given: Given) -> Reading | DispatchError:
    """The dispatch of a page."""
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    named = address[:200]
    coding = (record.http_headers.get_header("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "deflate"):
        return rejected(f"{where}: a page packed by {coding[:20]}, which is not read ({named})")
    data = record.content_stream().read(PAGE_LIMIT + 1)
    if len(data) > PAGE_LIMIT:
        return rejected(f"{where}: a page longer than {PAGE_LIMIT // 1024 // 1024} MB ({named})", data)
    try:
        dispatch, notices = page_reading(read_page(data, where, kind.get_content_charset()), data, replace(given, id=address or where, url=address or None))
    except SelonError as error:
        return rejected(str(error), data)
    version = record.rec_headers.get_header("WARC-Date")
    return replace(dispatch, carriage=replace(dispatch.carriage, guid=address or None, version=version)), notices
