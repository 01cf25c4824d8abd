"""Plain text: an optional line of metadata, then headline, dateline and body."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from selon.errors import DispatchError
from selon.intake.assemble import build_dispatch
from selon.intake.decode import decode
from selon.intake.formats.item import Given, Reading, head_of
from selon.intake.header import split_header
from selon.notices import Notice


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The dispatch that a plain-text file holds. A first line of nothing but metadata (``date 2023-09``) becomes the header and is no part of
    the dispatch's text."""
    data, cut_notices = head_of(stream)
    decoded = decode(data)
    header, text = split_header(decoded.text)
    cut = len(decoded.text) - len(text)
    digest = hashlib.sha256(data).hexdigest()
    dispatch, notices = build_dispatch(text, id=given.id, lang=given.lang, date=given.date, header=header, url=given.url, digest=digest)
    yield dispatch, (*cut_notices, *(_shifted(notice, cut) for notice in decoded.notices), *notices)


def _shifted(notice: Notice, by: int) -> Notice:
    """A notice on the whole file's text for the text below its header line."""
    if notice.span is None or by == 0:
        return notice
    if notice.span.start < by:
        return replace(notice, span=None)
    return replace(notice, span=notice.span._replace(start=notice.span.start - by, end=notice.span.end - by))
