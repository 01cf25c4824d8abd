"""What every reader of a format is given and gives back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import BinaryIO, TypeAlias

from selon.errors import DispatchError, InputError, SelonError
from selon.intake.assemble import build_dispatch
from selon.intake.dateline import agency_as_named
from selon.intake.decode import STAGE, clean
from selon.intake.status import graver
from selon.model.dispatch import Carriage, Dispatch, Link, Status
from selon.notices import Notice

Reading: TypeAlias = "tuple[Dispatch, tuple[Notice, ...]]"

#: The longest file, page or item that is read whole, in bytes.
FILE_LIMIT = 64 * 1024 * 1024
#: How much of an item that was rejected travels with the error, in bytes.
RAW_LIMIT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of an input before it is read.

    *name* is what errors call it, *id* the id of the dispatch where the input holds but one and says none. *lang* and *date* hold for dispatches that
    give none themselves. *fields* maps the columns or keys of a table to the fields of an item (``{"body": "text"}``).
    """

    name: str
    id: str
    lang: str | None = None
    date: str | None = None
    url: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One item as its format gives it: the *text* and what the format says for certain.

    *where* names file and place (line, entry, record), *raw* is the bytes it was read from: their SHA-256 is the dispatch's digest. *text* is
    headline, dateline and body as they stand, or without the headline where *headline* gives it. *date* is EDTF. *provider* is the agency that the
    format names; *otherwise* is the one it is taken from where neither that nor the text names an agency. *status* is what the format says of the
    item's standing; the graver of it and what the text says holds.
    """

    id: str
    where: str
    text: str
    raw: bytes
    lang: str | None = None
    date: str | None = None
    header: str | None = None
    headline: str | None = None
    provider: str | None = None
    url: str | None = None
    carriage: Carriage = field(default_factory=Carriage)
    otherwise: str | None = None
    status: Status | None = None
    notices: tuple[Notice, ...] = ()


def reading_of(item: Item, given: Given) -> Reading | DispatchError:
    """The dispatch that *item* is, and what was set aside; or the error that says why it is none."""
    try:
        dispatch, notices = build_dispatch(
            item.text,
            id=item.id,
            lang=item.lang or given.lang,
            date=item.date or (None if item.header else given.date),
            header=item.header,
            headline=item.headline,
            provider=item.provider,
            url=item.url or given.url,
            digest=hashlib.sha256(item.raw).hexdigest(),
        )
    except SelonError as error:
        return rejected(f"{item.where}: {error}", item.raw)
    if dispatch.date is None and given.date is not None:
        dispatch = replace(dispatch, date=given.date)
        notices = tuple(notice for notice in notices if notice.code != "date-missing")
    provider = dispatch.provider or (agency_as_named(item.otherwise) if item.otherwise else None)
    dispatch = replace(dispatch, carriage=_cleaned(item.carriage), provider=provider, status=graver(dispatch.status, item.status))
    return dispatch, (*item.notices, *notices)


def _cleaned(came: Carriage) -> Carriage:
    """*came* as clean as ``build_dispatch`` makes what it is given."""
    said = {each.name: value and clean(value)[0] for each in fields(Carriage) if each.name != "links" for value in [getattr(came, each.name)]}
    return Carriage(**said, links=tuple(Link(link.relation, clean(link.target)[0], clean(link.evidence)[0]) for link in came.links))


def rejected(message: str, raw: bytes | None = None, kind: str | None = None) -> DispatchError:
    """The error for an item that cannot be read, with the start of its bytes, so that it can be kept and tried again, in the format *kind*."""
    return DispatchError(message, raw=None if raw is None else raw[:RAW_LIMIT], kind=kind)


def whole(stream: BinaryIO, name: str, limit: int = FILE_LIMIT) -> bytes:
    """All bytes of *stream*. Raises InputError where there are more than *limit*."""
    data = _up_to(stream, limit + 1)
    if len(data) > limit:
        raise InputError(f"{name}: longer than {limit // 1024 // 1024} MB; split it")
    return data


def head_of(stream: BinaryIO, limit: int = FILE_LIMIT) -> tuple[bytes, tuple[Notice, ...]]:
    """The first *limit* bytes of *stream*, with a notice where there are more."""
    data = _up_to(stream, limit + 1)
    if len(data) <= limit:
        return data, ()
    return data[:limit], (Notice("text-cut", STAGE, None, f"only the first {limit // 1024 // 1024} MB were read"),)


def _up_to(stream: BinaryIO, size: int) -> bytes:
    """The first *size* bytes; asked for in parts, since a buffered stream sets aside at once what it is asked for."""
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(min(size, 1024 * 1024))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
