"""JSON Feed (1.0, 1.1): an entry is a dispatch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from selon.errors import DispatchError
from selon.intake.decode import decode
from selon.intake.formats.feed import FEED_LIMIT
from selon.intake.formats.fragment import html_to_text
from selon.intake.formats.item import Given, Item, Reading, reading_of, rejected, whole
from selon.intake.formats.metadata import agency_in, day_of, one_line, spoken_language
from selon.model.dispatch import Carriage


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The entries of a JSON feed, in its order. Raises DispatchError where it is none, InputError where it is too long."""
    given = replace(given, url=None)  # the address of the whole is that of none in it
    try:
        feed = json.loads(decode(whole(stream, given.name, FEED_LIMIT)).text, strict=False)
    except RecursionError:
        raise DispatchError(f"{given.name}: the JSON is nested too deep") from None
    except ValueError as error:
        raise DispatchError(f"{given.name}: no JSON ({' '.join(str(error).split())[:120]})") from None
    entries = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(entries, list) or not entries:
        raise DispatchError(f'{given.name}: the feed has no entry (its "items" is {"empty" if entries == [] else "no list"})')
    for number, entry in enumerate(entries, 1):
        item = _item(entry, feed, f"{given.name}:{number}", str(number))
        yield item if isinstance(item, DispatchError) else reading_of(item, given)


def _item(entry: object, feed: dict[str, Any], where: str, key: str) -> Item | DispatchError:
    raw = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode("utf-8", errors="replace")
    if not isinstance(entry, dict):
        return rejected(f"{where}: the entry is no object", raw)
    headline = one_line(entry.get("title"))
    text = _text(entry)
    if not text and not headline:
        return rejected(f"{where}: an entry with neither title nor text", raw)
    given = entry.get("id")
    url = next((line for name in ("url", "external_url") if (line := one_line(entry.get(name))) and line.lower().startswith(("http://", "https://"))), None)
    guid = one_line(given) if isinstance(given, str) else str(given) if isinstance(given, (int, float)) else url
    published, updated = one_line(entry.get("date_published")), one_line(entry.get("date_modified"))
    outlet = one_line(feed.get("title"))
    return Item(
        id=guid or key,
        where=where,
        text=text,
        raw=raw,
        lang=spoken_language(entry.get("language") or feed.get("language"), f"{headline or ''}\n{text}"),
        date=day_of(published, updated),
        headline=headline,
        provider=agency_in([*_authors(entry), *_authors(feed)]),
        url=url,
        carriage=Carriage(outlet, guid, updated if updated != published else None),
        otherwise=agency_in([outlet]) or outlet,
    )


def _text(entry: dict[str, Any]) -> str:
    for name in ("content_html", "content_text", "summary"):
        value = entry.get(name)
        text = (html_to_text(value) if name == "content_html" else value.strip()) if isinstance(value, str) else ""
        if text:
            return text
    return ""


def _authors(thing: dict[str, Any]) -> list[object]:
    authors = thing.get("authors")
    listed = authors if isinstance(authors, list) else [thing.get("author")]
    return [author.get("name") for author in listed if isinstance(author, dict)]
