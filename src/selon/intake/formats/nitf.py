"""NITF (News Industry Text Format), versions 2 and 3: a document is a dispatch. Its DTD is never loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from selon.errors import DispatchError
from selon.intake.formats.fragment import text_of
from selon.intake.formats.item import Given, Item, Reading, reading_of, rejected
from selon.intake.formats.metadata import (
    agency_in,
    article,
    byline_in,
    day_of,
    language_of,
    one_line,
    standing_in,
    standing_of,
    version_link,
)
from selon.intake.formats.xml_stream import XmlSource, serialised
from selon.intake.status import graver
from selon.model.dispatch import Carriage, Link, Status
from selon.notices import Notice

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The document of a stream. Raises DispatchError where it is none."""
    source = XmlSource(stream, given.name)
    for root in source.elements("{*}nitf"):
        item = item_of(root, given.name, given.id, source.notices)
        yield item if isinstance(item, DispatchError) else reading_of(item, given)


def item_of(root: Any, where: str, key: str, notices: tuple[Notice, ...]) -> Item | DispatchError:
    """The item that a ``nitf`` element is, or the error that says why it is none."""
    raw = serialised(root)
    headline, text = headline_and_text(root)
    status = _status(root)
    if not text and not headline and status != "kill":
        return rejected(f"{where}: the NITF document holds no text", raw)
    key_of = root.find(".//{*}du-key")
    version = key_of.get("version") if key_of is not None else None
    # The key stays while the story goes through its versions; the document's id often does not.
    guid = (
        (one_line(key_of.get("key")) if version else None)
        or _said(root, "doc-id", "id-string")
        or (one_line(key_of.get("key")) if key_of is not None else None)
    )
    outlet = _said(root, "pubdata", "name") or _words(root, "distributor") or _said(root, "doc.copyright", "holder")
    names = (_words(root, "distributor"), _said(root, "doc-id", "regsrc"), _said(root, "doc.copyright", "holder"), _said(root, "pubdata", "name"))
    links = tuple(
        Link("corrects", target, f"correction {one_line(element.get('info')) or ''}".strip())
        for element in root.iter("{*}correction")
        if (target := one_line(element.get("id-string")))
    )
    return Item(
        id=guid or key,
        where=where,
        text=text,
        raw=raw,
        lang=language_of(root.get(_LANG) or _said(root, "body", _LANG) or _said(root, "p", _LANG)),
        date=day_of(
            _said(root, "pubdata", "date.publication"),
            _said(root, "date.issue", "norm"),
            _said(root, "date.release", "norm"),
            _said(root, "story.date", "norm"),
        ),
        headline=headline,
        provider=agency_in(names),
        carriage=Carriage(outlet, guid, one_line(version), None, (*links, *(version_link(guid, version, status) if not links else ()))),
        otherwise=outlet,
        status=status,
        notices=notices,
    )


def headline_and_text(root: Any) -> tuple[str | None, str]:
    """Headline and text of a ``nitf`` element: second headline, byline and dateline above the body."""
    headline = _words(root, "hl1") or _words(root, "title")
    contents = [text for element in root.iter("{*}body.content") if (text := text_of(element))]
    body = "\n\n".join(contents) or (text_of(found) if (found := root.find(".//{*}abstract")) is not None else "")
    above = [line for line in (_words(root, "hl2"), byline_in(*(_line(element) for element in root.iter("{*}byline")))) if line]
    return headline, article(body, above=above, dateline=_words(root, "dateline"))


def _status(root: Any) -> Status:
    """The standing that the document's data say."""
    told: list[Status | None] = [standing_of(element.get("management-status")) for element in root.iter("{*}docdata")]
    told.extend(standing_in(element.get("info")) or standing_of(element.get("msg-type")) for element in root.iter("{*}ed-msg"))
    told.extend("correction" for _ in root.iter("{*}correction"))
    return graver(*told)


def _said(root: Any, name: str, attribute: str) -> str | None:
    """An attribute of the first element called so that has it."""
    return next((line for element in root.iter(f"{{*}}{name}") if (line := one_line(element.get(attribute)))), None)


def _words(root: Any, name: str) -> str | None:
    """The first element called so that has words, as one line."""
    return next((line for element in root.iter(f"{{*}}{name}") if (line := _line(element))), None)


def _line(element: Any) -> str | None:
    return one_line(" ".join(text_of(element).split()))
