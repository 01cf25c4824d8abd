"""Europresse (CEDROM-SNi, Cision): a web page of many articles, in any of three generations of its markup.

All three name the newspaper by the class ``DocPublicationName`` and date and page by ``DocHeader``. Since 2013 an article is an ``article`` element with
``titreArticle`` or ``titreArticleVisu`` and ``docOcurrContainer`` or ``DocText``; before, a cell of a table with ``TitreArticleVisu`` and lines parted by
``br``. The number of the document (``news·20190603·LM·1234567``) is told by its form, not by its class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from selon.errors import DispatchError
from selon.intake.dates import Day, find_dates
from selon.intake.formats import markup
from selon.intake.formats.fields import credited
from selon.intake.formats.item import Given, Item, Reading, rejected, whole
from selon.model.dispatch import Carriage

_ARTICLE = re.compile(r"<article\b", re.IGNORECASE)
_NAME = re.compile(r"<span\b[^>]{0,200}\bclass=[\"']?DocPublicationName\b")
_GUID = re.compile(r"\b[a-z]{2,12}\s?·\s?\d{8}\s?·\s?\w+(?:\s?·\s?\w+){0,3}")
#: What follows the name of a newspaper: the number of the issue, a place or edition in brackets stays.
_ISSUE = re.compile(r",\s?(?:no|n°|nº|vol|num)\b.*", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:©|\(c\)|Copyright)", re.IGNORECASE)
#: What the database says of the article among its lines.
_NOTE = re.compile(r"Cet article est paru dans |This article appeared in ")
#: A byline of the oldest markup: few words and no end of a sentence.
_BYLINE_WORDS = 10


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The articles of a page of Europresse. Raises InputError where it is too long to be read whole."""
    from selon.intake.formats import html

    data = whole(stream, given.name)
    text = html.decode_page(data).text
    number = 0
    for number, piece in enumerate(markup.pieces(text, _ARTICLE if _ARTICLE.search(text) else _NAME), 1):
        yield _article(piece, number, given)
    if not number:
        yield rejected(f"{given.name}: no article found in it; save the page of Europresse with the full text of the articles", data)


def _article(piece: str, number: int, given: Given) -> Reading | DispatchError:
    raw = piece.encode("utf-8", errors="replace")
    where = f"{given.name}:{number}"
    tree = markup.parse(piece)
    if tree is None:
        return rejected(f"{where}: the article cannot be parsed (it is empty, or longer than {markup.LIMIT // 1024 // 1024} MB)", raw)
    headers = markup.by_class(tree, "DocHeader")
    title = _title(tree)
    body = _body(tree)
    byline = next((words for element in markup.by_class(tree, "docAuthors", "sm-margin-bottomNews") if (words := markup.line(element))), None)
    if not body and title is not None:
        byline, body = _old_body(tree, title)
    if not body:
        return rejected(f"{where}: no text in the article (it has neither docOcurrContainer nor DocText); save it with its full text", raw)
    outlet = next((words for element in markup.by_class(tree, "DocPublicationName") if (words := markup.line(element))), None)
    outlet = _ISSUE.sub("", outlet).strip(" ,;") or None if outlet else None
    found = _GUID.search(" ".join(markup.lines(tree)))
    guid = re.sub(r"\s", "", found.group()) if found else None
    day = _day(" ".join(markup.line(element) for element in headers)) or _day(_subsection(tree))
    item = Item(
        guid or f"{given.id}-{number}",
        where,
        "\n\n".join(body),
        raw,
        date=day.edtf() if day else None,
        headline=markup.line(title) if title is not None else None,
        carriage=Carriage(outlet=outlet, guid=guid),
    )
    return credited(item, given, byline, outlet)


def _title(tree: Any) -> Any:
    """The element of the headline: the narrowest of those that a generation of the markup has."""
    for name in ("rdp__articletitle", "titreArticleVisu", "TitreArticleVisu", "titreArticle"):
        found = [element for element in markup.by_class(tree, name) if markup.line(element)]
        if found:
            return found[0]
    return None


def _body(tree: Any) -> list[str]:
    """The lines of the text; the subtitle, which is part of it, stands first."""
    for name in ("docOcurrContainer", "DocText"):
        found = [line for element in markup.by_class(tree, name)[:1] for line in markup.lines(element)]
        if found:
            above = [line for element in markup.by_class(tree, "rdp__subtitle") for line in markup.lines(element)]
            return [*above, *(line for line in found if not _GUID.fullmatch(line) and not _NOTE.match(line))]
    return []


def _old_body(tree: Any, title: Any) -> tuple[str | None, list[str]]:
    """(byline, lines of the text) of the oldest markup, where all that follows the headline in its cell is lines parted by ``br``."""
    cell = title.getparent()
    lines = markup.lines(cell) if cell is not None else []
    headline = markup.line(title)
    at = next((n for n, line in enumerate(lines) if line.endswith(headline)), None)
    if at is None:
        return None, []
    body = lines[at + 1 :]
    byline = None
    if len(body) > 1 and len(body[0].split()) <= _BYLINE_WORDS and body[0][-1] not in ".!?…»":
        byline, body = body[0], body[1:]
    end = next((n for n, line in enumerate(body) if n >= len(body) - 5 and ((_RIGHTS.match(line) and len(line) < 200) or _GUID.search(line))), len(body))
    return byline, body[:end]


def _subsection(tree: Any) -> str:
    """The line below a heading of reports, which holds the date where no ``DocHeader`` does."""
    beside = (element.getnext() for element in markup.by_class(tree, "DocTitreSousSection"))
    return " ".join(markup.line(element) for element in beside if element is not None)


def _day(words: str) -> Day | None:
    """The first full date of a header ("Monde, lundi 3 juin 2019 - 08:15, p. 4")."""
    return next((found.day for found in find_dates(words) if found.day.year is not None and found.day.month is not None), None)
