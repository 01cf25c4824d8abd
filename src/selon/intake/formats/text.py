"""Plain text: an optional line of metadata, then headline, dateline and body."""

from __future__ import annotations

from dataclasses import replace

from selon.intake.assemble import build_dispatch
from selon.intake.decode import decode
from selon.intake.header import split_header
from selon.model.dispatch import Dispatch
from selon.notices import Notice


def read_text(
    data: bytes, *, id: str, lang: str | None = None, date: str | None = None, url: str | None = None, digest: str = ""
) -> tuple[Dispatch, tuple[Notice, ...]]:
    """The dispatch that the bytes of a plain-text file hold.

    In: the bytes and what is known besides (see ``build_dispatch``). Out: the dispatch and notices. A first line of
    nothing but metadata (``date 2023-09``) becomes the header and is no part of the dispatch's text.
    """
    decoded = decode(data)
    header, text = split_header(decoded.text)
    cut = len(decoded.text) - len(text)
    dispatch, notices = build_dispatch(text, id=id, lang=lang, date=date, header=header, url=url, digest=digest)
    return dispatch, (*(_shifted(notice, cut) for notice in decoded.notices), *notices)


def _shifted(notice: Notice, by: int) -> Notice:
    """A notice on the whole file's text for the text below its header line."""
    if notice.span is None or by == 0:
        return notice
    if notice.span.start < by:
        return replace(notice, span=None)
    return replace(notice, span=notice.span._replace(start=notice.span.start - by, end=notice.span.end - by))
