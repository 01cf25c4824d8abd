"""NewsML-G2: a news item, alone or in a message, is a dispatch; a package item names others and is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from selon.errors import DispatchError
from selon.intake.formats.fragment import html_to_text, is_html, text_of
from selon.intake.formats.item import Given, Item, Reading, reading_of, rejected
from selon.intake.formats.metadata import (
    agency_in,
    article,
    byline_in,
    code_of,
    day_of,
    is_after,
    language_of,
    link_to,
    one_line,
    standing_in,
    standing_of,
    version_link,
)
from selon.intake.formats.nitf import headline_and_text
from selon.intake.formats.xml_stream import XmlSource, serialised
from selon.intake.status import graver
from selon.model.dispatch import Carriage, Link, Status
from selon.notices import Notice

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ITEMS = tuple(f"{{*}}{name}" for name in ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"))
#: How many items that are missing from a message are named.
_NAMED = 5


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The news items of a document, in its order; no more than one is held.

    An item without text (a picture, a video) is an error of its own. Of packages it is told which of the items that they name are not in the document.
    """
    given = replace(given, url=None)  # the address of the whole is that of none in it
    source = XmlSource(stream, given.name)
    held: set[str] = set()
    named: dict[str, None] = {}
    news = 0
    for number, element in enumerate(source.elements(*_ITEMS), 1):
        if element.tag.rpartition("}")[2] != "newsItem":
            named.update(dict.fromkeys(_referred(element)))
            continue
        news += 1
        item = item_of(element, f"{given.name}:{number}", str(number), source.notices)
        if element.get("guid"):
            held.add(element.get("guid"))
        yield item if isinstance(item, DispatchError) else reading_of(item, given)
    missing = [guid for guid in named if guid not in held]
    if missing:
        some = ", ".join(guid[:60] for guid in missing[:_NAMED]) + (f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else "")
        yield DispatchError(f"{given.name}: a package names items that are not in the document ({some}); give their files too")
    elif not news:
        raise DispatchError(f"{given.name}: the document holds no news item")


def item_of(element: Any, where: str, key: str, notices: tuple[Notice, ...]) -> Item | DispatchError:
    """The item that a ``newsItem`` element is, or the error that says why it is none."""
    raw = serialised(element)
    meta, content = _child(element, "itemMeta"), _child(element, "contentMeta")
    guid, version = one_line(element.get("guid")), one_line(element.get("version"))
    status = _status(meta)
    headline, text = _content(element)
    headline = _words(content, "headline") or headline or _words(meta, "title")
    if not text and status != "kill":
        kind = next((each.get("qcode") for each in _children(meta, "itemClass")), None) or "of no class"
        return rejected(f"{where}: a news item without text ({kind[:40]}, {(guid or 'no guid')[:120]})", raw)
    above = [line for line in (byline_in(_words(content, "by")),) if line]
    provider = _names(meta, "provider")
    sources = _names(content, "infoSource")
    rights = [name for part in element.iterchildren("{*}rightsInfo") for name in _names(part, "copyrightHolder")]
    outlet = next(iter(provider), None)
    return Item(
        id=guid or key,
        where=where,
        text=article(text, above=above, dateline=_words(content, "dateline")),
        raw=raw,
        lang=_language(element, content),
        date=day_of(_words(meta, "versionCreated"), _words(meta, "firstCreated"), _words(content, "contentModified"), _words(content, "contentCreated")),
        headline=headline,
        provider=agency_in([*sources, _words(content, "creditline"), *provider, *rights]),
        carriage=Carriage(outlet, guid, version, next(iter(sources), None), _links(meta, content, guid, version, status)),
        otherwise=next(iter(sources), None) or outlet,
        status=status,
        notices=notices,
    )


def _content(element: Any) -> tuple[str | None, str]:
    """Headline (where the content has one) and text of the first rendition in text."""
    for part in element.iterfind("{*}contentSet/*"):
        name = part.tag.rpartition("}")[2] if isinstance(part.tag, str) else ""
        headline, text = None, ""
        if name == "inlineXML" and len(part):
            nitf = part.find("{*}nitf")
            headline, text = headline_and_text(nitf) if nitf is not None else (None, text_of(part))
        elif name in ("inlineData", "inlineXML"):
            value = part.text or ""
            text = html_to_text(value) if is_html(value) else value.strip()
        if text:
            return headline, text
    return None, ""


def _status(meta: Any) -> Status:
    told: list[Status | None] = []
    for name in ("pubStatus", "signal"):
        told.extend(standing_of(part.get("qcode") or part.get("uri")) for part in _children(meta, name))
    told.extend(standing_in("".join(part.itertext())) for part in _children(meta, "edNote"))
    if is_after(_words(meta, "embargoed"), _words(meta, "versionCreated")):
        told.append("embargo")
    return graver(*told)


def _language(element: Any, content: Any) -> str | None:
    tagged = [part.get("tag") for part in _children(content, "language")]
    inner = [below.get(_LANG) for part in element.iterfind("{*}contentSet/*") for below in (part, *part) if isinstance(below.tag, str)]
    return next((code for code in map(language_of, (*tagged, *inner, element.get(_LANG))) if code), None)


def _links(meta: Any, content: Any, guid: str | None, version: str | None, status: Status) -> tuple[Link, ...]:
    found = [
        link_to(part.get("rel") or part.get("reluri"), part.get("residref") or part.get("guidref") or part.get("href"), status, "link")
        for part in (*_children(meta, "link"), *_children(content, "link"))
    ]
    return tuple(dict.fromkeys((*(link for link in found if link is not None), *version_link(guid, version, status))))


def _referred(package: Any) -> Iterator[str]:
    """The news items that a package names."""
    for part in package.iter("{*}itemRef"):
        kinds = {code_of(kind.get("qcode")) for kind in _children(part, "itemClass")}
        target = one_line(part.get("residref") or part.get("guidref"))
        if target and kinds <= {"text", "composite", ""}:
            yield target


def _child(element: Any, name: str) -> Any:
    return next(iter(_children(element, name)), None)


def _children(element: Any, name: str) -> list[Any]:
    return [] if element is None else list(element.iterchildren(f"{{*}}{name}"))


def _words(element: Any, name: str) -> str | None:
    """The first child called so that has words, as one line."""
    return next((line for child in _children(element, name) if (line := one_line(" ".join(text_of(child).split())))), None)


def _names(element: Any, name: str) -> list[str]:
    """What the children called so name: a name, a literal, or the code without its scheme."""
    found: list[str | None] = []
    for child in _children(element, name):
        code = child.get("qcode")
        found.extend([*(_words(child, "name"),), one_line(child.get("literal")), one_line(code.partition(":")[2] if code else None)])
    return [name for name in found if name]
