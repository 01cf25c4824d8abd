"""ninjs 1 to 3 (IPTC's News in JSON): an object is a dispatch; a file holds one, a list of them, or one a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from selon.errors import DispatchError
from selon.intake.formats import jsonl
from selon.intake.formats.fragment import html_to_text, is_html
from selon.intake.formats.item import Given, Item, Reading, reading_of, rejected
from selon.intake.formats.json_file import read_values
from selon.intake.formats.metadata import (
    agency_in,
    article,
    byline_in,
    day_of,
    is_after,
    language_of,
    link_to,
    one_line,
    standing_in,
    standing_of,
    version_link,
)
from selon.intake.formats.registry import is_record
from selon.intake.formats.stream import peek
from selon.intake.status import graver
from selon.model.dispatch import Carriage, Link, Status

#: Which of several bodies is read first, by what its role or media type says.
_BODIES = ("xhtml", "html", "text", "")


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The items of a stream of ninjs; of one object a line, no more than one is held. Raises InputError where a list is too long to be read whole."""
    head, stream = peek(stream, given.name, unpack=False)
    if not is_record(head):
        yield from read_values(stream, given, item_of)
        return
    for item in jsonl.read_items(stream, given.name, make=item_of):
        yield item if isinstance(item, DispatchError) else reading_of(item, given)


def item_of(loaded: object, where: str, key: str, raw: bytes) -> Item | DispatchError:
    """The item that an object of ninjs is, or the error that says why it is none."""
    if not isinstance(loaded, dict):
        return rejected(f"{where}: not an object of ninjs", raw)
    # ninjs 1 and 2 write "versioncreated" and "body_html", ninjs 3 "versionCreated".
    said = {str(name).lower().replace("_", ""): value for name, value in loaded.items()}
    guid = one_line(said.get("uri")) or one_line(said.get("guid"))
    version = said.get("version") if isinstance(said.get("version"), (str, int)) else None
    status = _status(said)
    text = _body(said)
    if not text and status != "kill":
        return rejected(f"{where}: an item without text ({(one_line(said.get('type')) or 'of no type')[:40]}, {(guid or 'no uri')[:120]})", raw)
    sources = _names(said.get("infosources")) + _names(said.get("source"))
    outlet = next(iter(_names(said.get("publisher")) + _names(said.get("provider")) + _names(said.get("copyrightholder"))), None)
    byline = byline_in(said.get("byline"), said.get("by"))
    return Item(
        id=guid or key,
        where=where,
        text=article(text, above=[byline] if byline else (), dateline=said.get("dateline")),
        raw=raw,
        lang=language_of(said.get("language")),
        date=day_of(said.get("versioncreated"), said.get("firstcreated"), said.get("contentcreated")),
        headline=_headline(said),
        provider=agency_in(
            [*sources, said.get("creditline"), said.get("copyrightholder"), said.get("copyrightnotice"), outlet, said.get("byline"), said.get("by")]
        ),
        url=next((line for name in ("canonicalurl", "url") if (line := one_line(said.get(name)))), None),
        carriage=Carriage(outlet, guid, None if version is None else one_line(str(version)), next(iter(sources), None), _links(said, guid, version, status)),
        otherwise=next(iter(sources), None) or outlet,
        status=status,
    )


def _body(said: dict[str, Any]) -> str:
    """The text of the fullest body: of markup before plain text. A text that has none (an alert) is its description."""
    kinds = ("body", "bodies"), *((("description", "descriptions"),) if said.get("type", "text") == "text" else ())
    return next((text for one, several in kinds if (text := _fullest(said, one, several))), "")


def _fullest(said: dict[str, Any], one: str, several: str) -> str:
    found: dict[str, str] = {}
    for name, value in said.items():
        if name.startswith(one) and isinstance(value, str):
            found.setdefault(name[len(one) :], value)
    for body in _objects(said.get(several)):
        value = body.get("value")
        kinds = f"{body.get('contenttype') or body.get('contentType') or ''} {body.get('role') or ''}".lower()
        if isinstance(value, str):
            found.setdefault(next((kind for kind in _BODIES if kind in kinds), ""), value)
    for kind in (*_BODIES, *found):
        value = found.get(kind, "")
        text = html_to_text(value) if kind.endswith("html") or is_html(value) else value.strip()
        if text:
            return text
    return ""


def _headline(said: dict[str, Any]) -> str | None:
    several = _objects(said.get("headlines"))
    main = [each for each in several if str(each.get("role") or "main").lower() in ("main", "headline", "title")]
    values = [said.get("headline"), *(each.get("value") for each in (*main, *several)), said.get("title")]
    return next((line for value in values if isinstance(value, str) and (line := one_line(html_to_text(value)))), None)


def _status(said: dict[str, Any]) -> Status:
    told: list[Status | None] = [standing_of(said.get("pubstatus")), standing_in(said.get("ednote"))]
    for name in ("signal", "signals"):
        value = said.get(name)
        told.extend(
            standing_of(each.get("code") or each.get("qcode") if isinstance(each, dict) else each) for each in (value if isinstance(value, list) else [value])
        )
    if any(is_after(said.get(name), said.get("versioncreated")) for name in ("embargoed", "embargoeduntil")):
        told.append("embargo")
    return graver(*told)


def _links(said: dict[str, Any], guid: str | None, version: object, status: Status) -> tuple[Link, ...]:
    """The links that its own fields make (``evolvedfrom``), and those of its associations whose name, role or relation is one."""
    found: list[Link | None] = []
    for name, value in said.items():
        for target in value if isinstance(value, list) else [value]:
            found.append(link_to(name, target, status, "ninjs"))
    associations = said.get("associations")
    named = list(associations.items()) if isinstance(associations, dict) else [("", each) for each in _objects(associations)]
    for name, each in named:
        if isinstance(each, dict):
            target = each.get("uri") or each.get("guid")
            found.extend(link_to(rel, target, status, "association") for rel in (name, each.get("rel"), each.get("role"), each.get("name")))
    return tuple(dict.fromkeys((*(link for link in found if link is not None), *version_link(guid, version, status))))


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _names(value: object) -> list[str]:
    """Names in a field: a string, an object with a name or a literal, or a list of them."""
    found: list[str | None] = []
    for each in value if isinstance(value, list) else [value]:
        found.extend([one_line(each.get("name")), one_line(each.get("literal"))] if isinstance(each, dict) else [one_line(each)])
    return [name for name in found if name]
