"""Factiva (Dow Jones): rich text or a web page of many articles.

Asked for with indexing, an article is a table of fields with codes of two or three letters: HD headline, BY byline, CR credit, PD date, SN source, LA
language, LP first paragraphs, TD the rest, AN accession number. Without, it is lines in a fixed order: headline, byline, number of words, date, time,
source, its code, language, copyright, text, "Document" and the accession number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from selon.errors import DispatchError
from selon.intake.decode import decode
from selon.intake.formats import markup
from selon.intake.formats.fields import credited, date_line, language_code
from selon.intake.formats.item import Given, Item, Reading, rejected, whole
from selon.intake.formats.stream import peek
from selon.model.dispatch import Carriage

#: The codes of fields; those of two letters are common words, so that a code counts only where a cell, a tab or the end of the line follows it.
CODES = frozenset("CLM SE HD BY CR WC PD ET SN SC ED PG VOL LA CY CX LP TD ART CT RF CO IN NS RE IPC IPD PUB AN".split())
_CODE = re.compile(r"[ \t|]*([A-Z]{2,3})[ \t]*(?:\||\t|$)[ \t|]*(.*)", re.DOTALL)
_NUMBER = re.compile(r"(?:Document|Dokument|Documento)\s([A-Za-z0-9]{12,40})\s*", re.IGNORECASE)
_WORDS = re.compile(r"\d[\d,.  ]{0,9}\s?(?:words|mots|Wörter|palabras)", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?[AP]M)?(?:\s?[A-Z]{3})?", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:\(c\)|©|Copyright)", re.IGNORECASE)
_ARTICLE = re.compile(r"<div\b[^>]{0,200}\bclass=[\"']?article\s+[a-z]{2,6}Article\b", re.IGNORECASE)
_HTML_LANGUAGE = re.compile(r"\b([a-z]{2})(?:[a-z]{2})?Article\b")


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The articles of an export of Factiva, whatever its kind. Raises InputError where it is too long or broken as a whole."""
    from selon.intake.formats import html, rtf

    head, stream = peek(stream, given.name)
    if head.startswith(b"{\\rtf"):
        yield from rtf.read(stream, given)
        return
    data = whole(stream, given.name)
    if b"<" not in head:
        yield from read_lines(decode(data).text.split("\n"), given)
        return
    number = 0
    for number, piece in enumerate(markup.pieces(html.decode_page(data).text, _ARTICLE), 1):
        yield _page_article(piece, number, given)
    if not number:
        yield rejected(f"{given.name}: no article found in it; save the page of Factiva in the format for saving, with full text", data)


def is_factiva(lines: Sequence[str]) -> bool:
    """Whether lines of text are an export of Factiva: fields with its codes, or accession numbers below articles."""
    codes = {match.group(1) for line in lines if len(line) < 4000 and (match := _CODE.match(line))}
    if {"HD", "PD"} <= codes or {"HD", "SN"} <= codes:
        return True
    return any(_NUMBER.fullmatch(line.strip()) for line in lines) and any(_WORDS.fullmatch(line.strip()) for line in lines)


def read_lines(lines: Sequence[str], given: Given) -> Iterator[Reading | DispatchError]:
    """The articles of the lines of an export, each closed by its accession number."""
    number = 0
    article: list[str] = []
    closing = False
    for line in lines:
        code = _code(line)
        if closing and line.strip() and not (code is None and _NUMBER.fullmatch(line.strip(" \t|"))):
            closing = False
            if any(map(str.strip, article)):
                number += 1
                yield _article(article, number, given)
            article = []
        article.append(line)
        if code == "AN" or (_NUMBER.fullmatch(line.strip(" \t|")) and len(article) > 3):
            closing = True
    # Below the last article stands a summary of the search.
    if any(_code(line) == "HD" or _WORDS.fullmatch(line.strip(" \t|")) for line in article):
        number += 1
        yield _article(article, number, given)
    if not number:
        yield rejected(f"{given.name}: no article found in it; save it from Factiva with full text")


def _code(line: str) -> str | None:
    match = _CODE.match(line)
    return match.group(1) if match and match.group(1) in CODES else None


def _article(lines: list[str], number: int, given: Given) -> Reading | DispatchError:
    raw = "\n".join(lines).encode("utf-8", errors="replace")
    where = f"{given.name}:{number}"
    fields: dict[str, list[str]] = {}
    open_: list[str] | None = None
    for line in lines:
        code = _code(line)
        match = _CODE.match(line) if code else None
        if code and match and code not in fields:
            open_ = fields[code] = []
            line = match.group(2)
        if open_ is not None and (words := line.strip(" \t|")):
            open_.append(words)
    if "HD" in fields:
        return _coded(fields, where, f"{given.id}-{number}", raw, given)
    return _plain([line.strip(" \t|") for line in lines if line.strip(" \t|")], where, f"{given.id}-{number}", raw, given, None)


def _page_article(piece: str, number: int, given: Given) -> Reading | DispatchError:
    raw = piece.encode("utf-8", errors="replace")
    where = f"{given.name}:{number}"
    tree = markup.parse(piece)
    article: Any = next((element for element in tree.iter("div") if "article" in (element.get("class") or "").split()), None) if tree is not None else None
    if article is None:
        return rejected(f"{where}: the article cannot be parsed (it is empty, or longer than {markup.LIMIT // 1024 // 1024} MB)", raw)
    fields: dict[str, list[str]] = {}
    for row in article.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        code = markup.line(cells[0]).strip() if len(cells) >= 2 else ""
        if code in CODES:
            fields.setdefault(code, [line for cell in cells[1:] for line in markup.lines(cell)])
    if "HD" in fields:
        return _coded(fields, where, f"{given.id}-{number}", raw, given)
    language = _HTML_LANGUAGE.search(article.get("class") or "")
    titles = [markup.line(element) for element in article.iter() if (element.get("class") or "").endswith("Headline")]
    lines = markup.lines(article)
    # A section stands above the headline; here the page says which line is which.
    if titles and titles[0] in lines:
        lines = lines[lines.index(titles[0]) :]
    return _plain(lines, where, f"{given.id}-{number}", raw, given, language.group(1) if language else None)


def _coded(fields: dict[str, list[str]], where: str, key: str, raw: bytes, given: Given) -> Reading | DispatchError:
    """The dispatch of an article that is a table of fields."""

    def said(code: str) -> str | None:
        return " ".join(" ".join(fields.get(code, [])).split()) or None

    text = "\n\n".join(line for code in ("LP", "TD", "ART") for line in fields.get(code, []))
    if not text:
        return rejected(f"{where}: no text in the fields LP and TD; save it from Factiva with full text", raw)
    day = date_line(said("PD") or "")
    name = _guid(said("AN"))
    item = Item(
        name or key,
        where,
        text,
        raw,
        lang=language_code(said("LA")),
        date=day.edtf() if day else None,
        headline=said("HD"),
        carriage=Carriage(outlet=said("SN"), guid=name, named_source=said("CR")),
    )
    return credited(item, given, said("CR"), said("BY"), said("SN"))


def _plain(lines: list[str], where: str, key: str, raw: bytes, given: Given, lang: str | None) -> Reading | DispatchError:
    """The dispatch of an article that is lines in Factiva's order: what stands round the number of words and the date tells which is which."""
    guid = next((_guid(line) for line in reversed(lines) if _NUMBER.fullmatch(line)), None)
    words = next((at for at, line in enumerate(lines[:12]) if _WORDS.fullmatch(line)), None)
    dated = next((at for at, line in enumerate(lines[:14]) if at > (words or 0) and date_line(line)), None)
    if words is None or dated is None or not words:
        return rejected(
            f"{where}: neither fields with codes (HD, PD, ...) nor number of words and date above the text; save it from Factiva with full text", raw
        )
    at = dated + 1
    while at < len(lines) and _TIME.fullmatch(lines[at]):
        at += 1
    outlet = lines[at] if at < len(lines) else None
    rights = next((n for n in range(at, min(len(lines), at + 9)) if _RIGHTS.match(lines[n]) and len(lines[n]) < 300), None)
    language = next((code for line in lines[at + 1 : rights or at + 6] if len(line) < 40 and not line.isupper() and (code := language_code(line))), None)
    begin = (rights if rights is not None else at) + 1
    body = [line for line in lines[begin:] if not _NUMBER.fullmatch(line)]
    day = date_line(lines[dated])
    if not body:
        return rejected(f"{where}: no text below the copyright; save it from Factiva with full text", raw)
    # Above the number of words: section, headline, byline; the first and the last may be missing, and a byline is the shorter of two.
    title = 1 if words >= 3 or (words == 2 and len(lines[1]) > len(lines[0])) else 0
    byline = lines[words - 1] if words - 1 > title else None
    item = Item(
        guid or key,
        where,
        "\n\n".join(body),
        raw,
        lang=language or lang,
        date=day.edtf() if day else None,
        headline=" ".join(lines[title].split()),
        carriage=Carriage(outlet=outlet, guid=guid),
    )
    return credited(item, given, byline, outlet)


def _guid(words: str | None) -> str | None:
    """The accession number of "Document AFPFR00020190603ef63000xx"."""
    if not words:
        return None
    match = _NUMBER.search(words)
    return match.group(1) if match else words
