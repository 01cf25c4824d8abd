"""RSS (0.9x, 1.0, 2.0) and Atom: an entry is a dispatch. Why no library of feeds: ``docs/decisions/0015-readers.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from selon.errors import DispatchError
from selon.intake.formats.fragment import html_to_text, text_of
from selon.intake.formats.item import Given, Item, Reading, reading_of, rejected, whole
from selon.intake.formats.metadata import agency_in, changes, day_of, link_to, one_line, spoken_language
from selon.intake.formats.xml_stream import lenient_tree, pruned
from selon.intake.status import status_of_headline
from selon.model.dispatch import Carriage, Link, Status
from selon.notices import Notice

#: The longest feed that is read, in bytes: it is parsed as a whole.
FEED_LIMIT = 16 * 1024 * 1024
#: The parts of an entry that are read, by what their namespace is called here. Others (counters of comments, pictures with titles of their own) are not
#: part of it, also in its digest: they change from hour to hour.
_KINDS = {
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/dc/elements/1.0": "dc",
    "purl.org/dc/terms": "dcterms",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/syndication/thread/1.0": "thr",
    "purl.org/atompub/tombstones/1.0": "at",
    "www.w3.org/2005/Atom": "atom",
    "purl.org/atom/ns#": "atom",
    "purl.org/rss/1.0": "rss",
    "my.netscape.com/rdf/simple/0.9": "rss",
    "backend.userland.com/rss2": "rss",
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed says of itself: its title (or publisher), its language and its author."""

    outlet: str | None
    lang: str | None
    author: str | None


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The entries of a feed, in its order. Raises DispatchError where it is none, InputError where it is too long."""
    given = replace(given, url=None)  # the address of the whole is that of none in it
    root, notices = lenient_tree(whole(stream, given.name, FEED_LIMIT), given.name)
    feed = _feed(root)
    found = False
    for number, element in enumerate(root.iter("{*}item", "{*}entry", "{*}deleted-entry"), 1):
        found = True
        item = _item(element, f"{given.name}:{number}", str(number), feed, notices)
        yield item if isinstance(item, DispatchError) else reading_of(item, given)
    if not found:
        raise DispatchError(f"{given.name}: the feed has no entry")


def _item(element: Any, where: str, key: str, feed: _Feed, notices: tuple[Notice, ...]) -> Item | DispatchError:
    parts = _parts(element)
    raw = _raw(element)
    title = _words(parts, "rss:title", "atom:title", "dc:title")
    headline = " ".join(title.split()) or None
    text = _words(parts, "content:encoded", "atom:content") or _words(parts, "rss:description", "atom:summary", "dc:description")
    gone = _kind(element) == "at:deleted-entry"
    if gone:
        text = _words(parts, "at:comment")
    elif not headline and not text:
        return rejected(f"{where}: an entry with neither title nor text", raw)
    url = _url(parts)
    guid = one_line(element.get("ref")) if gone else _first(parts, "rss:guid", "atom:id", "dc:identifier") or one_line(element.get(_about(element))) or url
    status: Status = "kill" if gone else (status_of_headline(headline) if headline else None) or "new"
    named = _source(parts)
    names = [named, *_all(parts, "dc:source"), *_all(parts, "dc:creator"), *_authors(parts), feed.author]
    published = _first(parts, "rss:pubDate", "atom:published", "atom:issued", "dc:date", "dcterms:issued", "dcterms:created")
    updated = _first(parts, "atom:updated", "atom:modified", "dcterms:modified")
    outlet = _first(parts, "dc:publisher") or feed.outlet
    return Item(
        id=guid or key,
        where=where,
        text=text,
        raw=raw,
        lang=_language(element, parts, feed, f"{headline or ''}\n{text}"),
        date=day_of(published, updated, element.get("when")),
        headline=headline,
        provider=agency_in(names),
        url=url,
        carriage=Carriage(
            outlet, guid, updated if updated != published else None, named or _first(parts, "dc:source"), _links(parts, status, guid if gone else None)
        ),
        otherwise=agency_in([outlet]) or outlet,
        status="kill" if gone else None,
        notices=notices,
    )


def _feed(root: Any) -> _Feed:
    top = next((element for element in root.iter("{*}channel", "{*}feed")), root)
    parts = _parts(top)
    # A feed of one entry, set aside and tried again, has no channel.
    inner = top is root and _kind(root).split(":")[-1] in ("item", "entry")
    parts = [] if inner else parts
    lang = _first(parts, "rss:language", "dc:language") or root.get(_LANG)
    return _Feed(_first(parts, "dc:publisher", "rss:title", "atom:title"), lang, next(iter(_authors(parts)), None))


def _parts(element: Any) -> list[tuple[str, Any]]:
    return [(_kind(child), child) for child in element if isinstance(child.tag, str)]


def _kind(element: Any) -> str:
    """An element's name with what its namespace is called here: ``dc:creator``. What has none is of RSS, and so is a prefix never declared."""
    space, _, name = element.tag.rpartition("}")
    if not space:
        return name if ":" in name else f"rss:{name}"
    space = space.strip("{").partition("://")[2].rstrip("/")
    return f"{_KINDS.get(space, space)}:{name}"


def _all(parts: list[tuple[str, Any]], kind: str) -> list[str]:
    return [line for name, child in parts if name == kind and (line := one_line("".join(child.itertext())))]


def _first(parts: list[tuple[str, Any]], *kinds: str) -> str | None:
    return next((line for kind in kinds for line in _all(parts, kind)), None)


def _words(parts: list[tuple[str, Any]], *kinds: str) -> str:
    """The text of the first of these parts that has any."""
    for kind in kinds:
        for name, child in parts:
            text = _text(child) if name == kind else ""
            if text:
                return text
    return ""


def _text(element: Any) -> str:
    """The text of a part: of XHTML in it, of HTML written into it, or plain."""
    kind = (element.get("type") or "").lower()
    if len(element):
        return text_of(element)
    value = element.text or ""
    if kind.startswith(("image/", "audio/", "video/")) or element.get("mode") == "base64":
        return ""
    if _kind(element) != "atom:title" and kind in ("text", "text/plain"):
        return str(value).strip()
    return html_to_text(value)


def _url(parts: list[tuple[str, Any]]) -> str | None:
    for name, child in parts:
        found = None
        if name == "rss:link":
            found = one_line(child.text)
        elif name == "atom:link" and (child.get("rel") or "alternate") == "alternate":
            found = one_line(child.get("href"))
        elif name == "rss:guid" and child.get("isPermaLink", "true").lower() == "true":
            found = one_line(child.text)
        if found and found.lower().startswith(("http://", "https://")):
            return found
    return None


def _authors(parts: list[tuple[str, Any]]) -> list[str]:
    found = _all(parts, "rss:author")
    for name, child in parts:
        if name in ("atom:author", "atom:contributor"):
            found.extend(_all(_parts(child), "atom:name"))
    return found


def _source(parts: list[tuple[str, Any]]) -> str | None:
    """Where an entry was taken from: RSS's ``source``, or the title of Atom's."""
    for name, child in parts:
        if name == "rss:source" and (line := one_line(child.text)):
            return line
        if name == "atom:source" and (line := _first(_parts(child), "atom:title")):
            return line
    return None


def _language(element: Any, parts: list[tuple[str, Any]], feed: _Feed, text: str) -> str | None:
    content = next((child for name, child in parts if name in ("atom:content", "content:encoded", "rss:description") and child.get(_LANG)), None)
    own = (content.get(_LANG) if content is not None else None) or _first(parts, "dc:language") or element.get(_LANG)
    return spoken_language(own or feed.lang, text)


def _links(parts: list[tuple[str, Any]], status: Status, gone: str | None) -> tuple[Link, ...]:
    links: list[Link | None] = [Link("kills", gone, "deleted-entry")] if gone else []
    for name, child in parts:
        if name == "atom:link":
            links.append(link_to(child.get("rel"), child.get("href"), status, "link"))
        elif name == "dcterms:replaces":
            links.append(link_to("replaces", child.text, status, "dcterms"))
        elif name == "thr:in-reply-to" and status in ("correction", "update", "kill") and (target := one_line(child.get("ref") or child.get("href"))):
            links.append(Link(changes(status), target, "in-reply-to"))
    return tuple(dict.fromkeys(link for link in links if link is not None))


def _about(element: Any) -> str:
    return "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def _raw(element: Any) -> bytes:
    """The entry's bytes: of what is read of it."""
    kinds = frozenset(_KINDS.values())
    return pruned(element, lambda child: _kind(child).partition(":")[0] in kinds and _kind(child) != "thr:total")
