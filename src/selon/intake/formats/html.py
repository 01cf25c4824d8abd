"""Web pages: main text by trafilatura, and what schema.org's NewsArticle says of it.

Nothing is fetched and no entity of a document type is resolved: the page is parsed as HTML from the bytes given.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from selon.errors import DispatchError
from selon.intake.assemble import build_dispatch
from selon.intake.dateline import agency_as_named
from selon.intake.dates import first_date
from selon.intake.decode import Decoded, clean, decode_as
from selon.intake.formats.item import Given, Reading, head_of
from selon.intake.words import agency_key, agency_names
from selon.model.dispatch import Carriage
from selon.notices import Notice

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_ARTICLE = re.compile(r"(?:\w*NewsArticle|Article|Report|LiveBlogPosting|BlogPosting)")
#: htmldate takes no date after this one; fixed, so that the same page reads the same on any day.
_LATEST = "2199-12-31"
_DEPTH = 40
#: A page with more tags is not read: the time to find its main text grows with their square.
_TAGS = 50_000


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: *text* its main text with paragraphs parted by blank lines; *date* EDTF; *publisher* and *authors* as named."""

    text: str
    headline: str | None
    date: str | None
    publisher: str | None
    authors: tuple[str, ...]
    url: str | None
    lang: str | None
    notices: tuple[Notice, ...]


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The news article that a web page holds; its provider is the agency among its authors, else its publisher. Raises DispatchError where there is none."""
    data, cut = head_of(stream)
    yield page_reading(read_page(data, given.name), data, given, cut)


def page_reading(page: Page, data: bytes, given: Given, noted: tuple[Notice, ...] = ()) -> Reading:
    """The dispatch of a page that has been read from *data*."""
    digest = hashlib.sha256(data).hexdigest()
    dispatch, notices = build_dispatch(
        page.text, id=given.id, lang=given.lang, date=given.date, header=page.date, headline=page.headline, url=given.url or page.url, digest=digest
    )
    if dispatch.provider is None:
        agency = next((author for author in page.authors if agency_key(author) in agency_names()), None)
        named = agency or page.publisher
        dispatch = replace(dispatch, provider=agency_as_named(named) if named else None)
    return replace(dispatch, carriage=Carriage(outlet=page.publisher)), (*noted, *page.notices, *notices)


def read_page(data: bytes, name: str, charset: str | None = None) -> Page:
    """The news article of a web page.

    In: the bytes of the page, the name to call it by, and the charset that the server named. Out: its main text and what its metadata say. Raises
    DispatchError, naming the page and the reason, where it holds no text.
    """
    if data.count(b"<") > _TAGS:
        raise DispatchError(f"{name}: the page has more than {_TAGS} tags; give the article itself")
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    decoded = decode_page(data, charset)
    try:
        tree = trafilatura.load_html(decoded.text)
        article = _article(tree) if tree is not None else {}
        lang = tree.get("lang") if tree is not None else None
        found: Any = None
        if tree is not None:
            found = trafilatura.bare_extraction(
                decoded.text,
                include_comments=False,
                include_tables=False,
                with_metadata=True,
                date_extraction_params={"original_date": True, "extensive_search": False, "max_date": _LATEST},
            )
    except Exception as error:  # a parser's fault on one page must not stop the others
        raise DispatchError(f"{name}: the page cannot be parsed ({error.__class__.__name__})") from error
    text = "\n\n".join(line.strip() for line in (found.text or "").splitlines() if line.strip()) if found else ""
    if not text:
        raise DispatchError(f"{name}: no main text found in the page")
    headline = _line(article.get("headline")) or _line(found.title)
    stamp = _line(article.get("datePublished")) or _line(found.date)
    day = first_date(stamp) if stamp else None
    text, more = clean(text)
    return Page(
        text=_without_headline(text, headline),
        headline=headline,
        date=day.edtf() if day else None,
        publisher=_line(next(_names(article.get("publisher")), None)) or _line(found.sitename),
        authors=tuple(dict.fromkeys(filter(None, map(_line, _names(article.get("author")))))),
        url=_line(article.get("url")) or _line(found.url),
        lang=str(lang)[:2].lower() if lang else None,
        notices=(*decoded.notices, *more),
    )


def decode_page(data: bytes, charset: str | None = None) -> Decoded:
    """The page's text by the charset that came with it, or that it declares, else as any other bytes."""
    declared = _CHARSET.search(data[:_HEAD])
    return decode_as(data, charset or (declared.group(1).decode("ascii") if declared else None))


def _article(tree: Any) -> dict[str, Any]:
    """The first article among the page's JSON-LD objects; empty where there is none."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(loaded, 0):
            kinds = thing.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if isinstance(kind, str) and _ARTICLE.fullmatch(kind.rsplit("/", 1)[-1]):
                    return thing
    return {}


def _things(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), (list, dict)):
                yield from _things(value[key], depth + 1)


def _names(value: Any) -> Iterator[str]:
    """The names of a person or organization, or of several, as JSON-LD gives them."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict) and isinstance(item.get("name"), str):
            yield item["name"]


def _line(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(clean(value)[0].split()) or None


def _without_headline(text: str, headline: str | None) -> str:
    """The text without a first line that repeats the headline."""
    if headline:
        first, _, rest = text.partition("\n\n")
        if rest and " ".join(first.split()).casefold() == headline.casefold():
            return rest
    return text
