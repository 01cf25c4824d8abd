"""Mail (EML, mbox): a message is a dispatch."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import islice
from typing import BinaryIO

from selon.errors import DispatchError
from selon.intake.decode import decode_as
from selon.intake.formats.fragment import html_to_text
from selon.intake.formats.item import Given, Item, Reading, reading_of, rejected, whole
from selon.intake.formats.metadata import agency_in, changes, day_of, language_of, link_to, one_line
from selon.intake.status import status_of_headline
from selon.model.dispatch import Carriage, Link, Status

#: The longest message that is read, in bytes, attachments included.
MESSAGE_LIMIT = 32 * 1024 * 1024
_LINE = 64 * 1024
#: Parts of a message are nested no deeper; there are no more of them, nor of fields: the parser takes its time over each.
_DEPTH = 40
_PARTS = 2000
_FIELDS = 50_000
_BOUNDARY = re.compile(rb"^--", re.MULTILINE)
_FIELD = re.compile(rb"^[!-9;-~]{1,80}:", re.MULTILINE)


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The one message of a stream. Raises InputError where it is too long."""
    yield _reading(whole(stream, given.name, MESSAGE_LIMIT), given.name, given.id, given)


def read_mbox(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The messages of an mbox, in its order; no more than one is held."""
    number = 0
    for number, (data, long) in enumerate(_messages(stream), 1):
        where = f"{given.name}:{number}"
        if long:
            yield rejected(f"{where}: the message is longer than {MESSAGE_LIMIT // 1024 // 1024} MB", data)
        else:
            yield _reading(data, where, str(number), given)
    if not number:
        raise DispatchError(f'{given.name}: no mbox: no line begins with "From "')


def _messages(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """The bytes of each message, and whether they are cut because they are too many."""
    parts: list[bytes] = []
    size = 0
    blank = True
    begun = False
    start = True
    while line := stream.readline(_LINE):
        if start and blank and line.startswith(b"From "):
            if begun:
                yield b"".join(parts), size > MESSAGE_LIMIT
            parts, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size <= MESSAGE_LIMIT:
                # "From " at the start of a line of text is written ">From ".
                parts.append(line[1:] if start and line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line)
        blank = start and not line.strip()
        start = line.endswith(b"\n")
    if begun:
        yield b"".join(parts), size > MESSAGE_LIMIT


def _reading(data: bytes, where: str, key: str, given: Given) -> Reading | DispatchError:
    for mark, most, what in ((_BOUNDARY, _PARTS, "parts"), (_FIELD, _FIELDS, "fields")):
        if next(islice(mark.finditer(data), most, None), None):
            return rejected(f"{where}: the message has more than {most} {what}", data)
    try:
        item = _item(data, where, key)
    except RecursionError:
        return rejected(f"{where}: the parts of the message are nested too deep", data)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, AssertionError) as error:  # faults of the parser on broken headers
        return rejected(f"{where}: the message cannot be parsed ({error.__class__.__name__})", data)
    return item if isinstance(item, DispatchError) else reading_of(item, given)


def _item(data: bytes, where: str, key: str) -> Item | DispatchError:
    message = email.message_from_bytes(data, policy=email.policy.default)
    subject = _header(message, "Subject")
    text = _text(message)
    if not text and not subject:
        return rejected(f"{where}: a message with neither subject nor text", data)
    name, address = parseaddr(_header(message, "From") or "")
    outlet = one_line(name) or one_line(address.rpartition("@")[2])
    guid = one_line((_header(message, "Message-ID") or "").strip("<> "))
    status: Status = (status_of_headline(subject) if subject else None) or "new"
    return Item(
        id=guid or key,
        where=where,
        text=text,
        raw=data,
        lang=language_of((_header(message, "Content-Language") or "").split(",")[0]),
        date=day_of(_header(message, "Date")),
        headline=subject,
        provider=agency_in([name, _header(message, "Organization"), _header(message, "Sender")]),
        carriage=Carriage(outlet, guid, None, None, _links(message, status)),
        otherwise=outlet,
    )


def _text(message: EmailMessage) -> str:
    """The text of the first part in plain text, else of the first in HTML; parts that are attached are none."""
    found = {"text/plain": "", "text/html": ""}
    todo = [(message, 0)]
    while todo:
        part, depth = todo.pop()
        kind = part.get_content_type()
        if part.is_multipart():
            todo.extend((each, depth + 1) for each in reversed(list(part.iter_parts())) if isinstance(each, EmailMessage) and depth < _DEPTH)
        elif kind in found and not found[kind] and part.get_content_disposition() != "attachment":
            payload = part.get_payload(decode=True)
            value = decode_as(payload, part.get_content_charset()).text if isinstance(payload, bytes) else ""
            found[kind] = html_to_text(value) if kind == "text/html" else value.strip()
    return found["text/plain"] or found["text/html"]


def _links(message: EmailMessage, status: Status) -> tuple[Link, ...]:
    """What the message replaces; and, where its subject says that it corrects, updates or kills, the message that it answers."""
    found: list[Link | None] = []
    for name in ("Supersedes", "Obsoletes", "Replaces"):
        found.extend(link_to(name, target.strip("<>"), status, "header") for target in (_header(message, name) or "").split()[:1])
    if status in ("correction", "update", "kill"):
        answered = (_header(message, "In-Reply-To") or "").split()[:1] or (_header(message, "References") or "").split()[-1:]
        found.extend(Link(changes(status), target.strip("<>"), "In-Reply-To") for target in answered)
    return tuple(dict.fromkeys(link for link in found if link is not None))


def _header(message: EmailMessage, name: str) -> str | None:
    """A header's value as one line; None where there is none, or where it is broken beyond reading."""
    try:
        value = message.get(name)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, AssertionError):
        value = next((raw for key, raw in message.raw_items() if key.lower() == name.lower()), None)
    return one_line(str(value)) if value is not None else None
