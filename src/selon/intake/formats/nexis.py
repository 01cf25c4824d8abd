"""Nexis (LexisNexis, Nexis Uni): one file of one or many documents, as Word, RTF, web page or text.

Two layouts are read. Nexis Uni: headline, outlet, date, copyright, labelled fields, "Body", the text, and "End of Document". The older one: "1 of 10
DOCUMENTS", outlet, date, headline, labelled fields, the text, labelled fields again. Neither marks headline, outlet and date but by their order: the date
line is found, the outlet stands above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from selon.errors import DispatchError
from selon.intake.dateline import place_line
from selon.intake.decode import decode
from selon.intake.formats.fields import credited, date_line, language_code
from selon.intake.formats.item import Given, Item, Reading, reading_of, rejected, whole
from selon.model.dispatch import Carriage

#: The longest document, in characters; a line counts for some more than it has, as it does in memory.
LIMIT = 4 * 1024 * 1024
_LINE = 60
#: What follows the last document of a file and is no longer than this is no document.
_REMNANT = 500
#: Labels of the interface, English, French and German, casefolded and with hyphens as spaces. They belong to the format, not to a language that is read.
LABELS: dict[str, str] = {
    **dict.fromkeys(("byline", "auteur", "autor"), "byline"),
    **dict.fromkeys(("length", "longueur", "länge"), "length"),
    **dict.fromkeys(("section", "rubrique", "rubrik"), "section"),
    **dict.fromkeys(("dateline", "lieu"), "dateline"),
    **dict.fromkeys(("highlight", "encart", "insert", "chapeau"), "highlight"),
    **dict.fromkeys(("language", "langue", "sprache"), "language"),
    **dict.fromkeys(("load date", "date chargement", "date de chargement"), "load"),
    **dict.fromkeys(("body", "corps", "corps du texte"), "body"),
    "classification": "classification",
    **dict.fromkeys(("graphic", "graphique", "grafik"), "graphic"),
    **dict.fromkeys(("publication type", "type publication", "type de publication", "document type"), "type"),
    **dict.fromkeys(("journal code", "code revue", "issn", "isbn", "pub type", "acc no", "url", "series", "distribution"), "other"),
    **dict.fromkeys(("subject", "sujet", "industry", "secteur activite", "activity sector", "person", "personne", "company", "societe"), "other"),
    **dict.fromkeys(("organization", "organisation", "geographic", "localisation geo", "ticker", "symbole boursier", "country", "city", "state"), "other"),
    **dict.fromkeys(("correction", "correction date", "type"), "other"),
}
#: Fields that end the text, and those that stand next to them (a line "Source: ..." within the text ends nothing).
_CLOSING = frozenset(("load", "classification", "graphic", "language", "type"))
_BELOW = frozenset(("load", "classification", "graphic", "language", "type", "other"))
#: Two of these make a document of Nexis of one that bears no other mark.
_TELLING = frozenset(("length", "section", "body", "language", "type"))
#: Fields that stand above it.
_ABOVE = frozenset(("byline", "length", "section", "dateline", "highlight"))
_LABEL = re.compile(r"([^\W\d_][\w -]{2,30}?)\s?:(?=\s|$)\s*(.*)", re.DOTALL)
_END = re.compile(r"\s*(?:End of Document|Fin du document|Ende des Dokuments)\s*", re.IGNORECASE)
_START = re.compile(r"\s*(?:\d{1,6}\s(?:of|de|sur|von)\s\d{1,6}\sDOCUMENTS?|DOCUMENTS?\s\d{1,6}\s(?:of|de|sur|von)\s\d{1,6})\s*", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:Copyright|©|\(c\))\s", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:All Rights Reserved|Tous droits r[ée]serv[ée]s)\.?", re.IGNORECASE)
_NO_HEADLINE = re.compile(r"No Headline In Original|Pas de titre dans l.original", re.IGNORECASE)
#: Lines of the interface that stand among those of the header.
_LINK = re.compile(r"(?:Link to|Lien vers|Link zum) .{2,30}", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:html|!doctype|body|div|doc)\b", re.IGNORECASE)
_EDITION = re.compile(r".{0,60}\b(?:edition|édition|ausgabe)\b.{0,40}", re.IGNORECASE)


@dataclass(slots=True)
class _Document:
    """One document as it is gathered: its lines; whether a mark said that it is one, of the *older* layout; whether it is what follows the last one."""

    lines: list[str] = field(default_factory=list)
    size: int = 0
    marked: bool = False
    older: bool = False
    rest: bool = False

    def add(self, line: str) -> None:
        self.size += len(line) + _LINE
        if self.size <= LIMIT:
            self.lines.append(line)


def read(stream: BinaryIO, given: Given) -> Iterator[Reading | DispatchError]:
    """The documents of a file that Nexis wrote, whatever its kind."""
    from selon.intake.formats import docx, html, markup, rtf
    from selon.intake.formats.stream import peek

    head, stream = peek(stream, given.name)
    if head.startswith(b"PK"):
        yield from docx.read(stream, given)
        return
    if head.startswith(b"{\\rtf"):
        yield from rtf.read(stream, given)
        return
    data = whole(stream, given.name)
    if not _PAGE.search(head[:4096]):
        yield from read_lines(paragraphs(decode(data).text), given)
        return
    yield from read_lines(markup.lines_of_page(html.decode_page(data).text), given)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that blank lines part."""
    return [block.strip() for block in re.split(r"\n[ \t]*\n", text) if block.strip()]


def read_lines(lines: Iterable[str], given: Given) -> Iterator[Reading | DispatchError]:
    """The dispatches of a file's lines (a paragraph each): the documents of Nexis, or the one dispatch that a file without its marks is."""
    number = 0
    for document in _documents(lines):
        number += 1
        yield _reading(document, number, given)
    if not number:
        yield rejected(f"{given.name}: no text found in it")


def _documents(lines: Iterable[str]) -> Iterator[_Document]:
    open_ = _Document()
    for line in lines:
        if _END.fullmatch(line):
            open_.marked = True
            yield open_
            open_ = _Document(rest=True)
        elif _START.fullmatch(line):
            if open_.older and open_.lines:
                yield open_
            open_ = _Document(marked=True, older=True)
        elif line.strip():
            open_.add(line.strip())
    if open_.lines and not (open_.rest and open_.size < _REMNANT):
        yield open_


def _label(line: str) -> tuple[str | None, str]:
    """(the field that a line gives or opens, what it says); None for a line that is no labelled field."""
    match = _LABEL.match(line)
    if match:
        name = LABELS.get(_key(match.group(1)))
        return (name, match.group(2).strip()) if name and name != "body" else (None, line)
    bare = LABELS.get(_key(line)) if len(line) < 24 else None
    return (bare, "") if bare in ("body", "classification", "graphic") else (None, line)


def _key(words: str) -> str:
    return " ".join(words.replace("-", " ").casefold().split())


def _reading(document: _Document, number: int, given: Given) -> Reading | DispatchError:
    raw = "\n\n".join(document.lines).encode("utf-8", errors="replace")
    where = f"{given.name}:{number}"
    if document.size > LIMIT:
        return rejected(f"{where}: the document is longer than {LIMIT // 1024 // 1024} million characters; split the file", raw)
    labels = {name for name, _ in map(_label, document.lines) if name}
    if not document.marked and "load" not in labels and len(labels & _TELLING) < 2:
        return reading_of(Item(given.id, given.name, "\n\n".join(document.lines), raw), given)
    return _item(document, where, f"{given.id}-{number}", raw, given)


def _item(document: _Document, where: str, key: str, raw: bytes, given: Given) -> Reading | DispatchError:
    """The dispatch of one document: header, labelled fields above, text, labelled fields below."""
    lines = document.lines
    labelled = [_label(line) for line in lines]
    said: dict[str, str] = {}
    opening = None if document.older else next((at for at, (name, _) in enumerate(labelled) if name == "body"), None)
    first = next((at for at, (name, _) in enumerate(labelled) if name in _ABOVE or at == opening), None)
    if first is None:
        first = next((at for at, line in enumerate(lines) if _COPYRIGHT.match(line) or (at and date_line(line))), -1) + 1
    top = [line for line in lines[:first] if not _LINK.fullmatch(line)]
    begin = opening + 1 if opening is not None else _after(labelled, first)
    end = next((at for at in range(begin, len(lines)) if labelled[at][0] in _CLOSING), len(lines))
    while end > begin and (labelled[end - 1][0] in _BELOW or _tail(lines[end - 1])):
        end -= 1
    while begin < end and _tail(lines[begin]):
        begin += 1
    open_ = ""
    for name, value in (*labelled[first:begin], *labelled[end:]):
        if name is None and open_ == "highlight":
            said[open_] += f"\n\n{value}"
        elif name and value:
            said.setdefault(name, value)
            open_ = name
    headline, outlet, day = _header(top, document.older)
    if headline and _NO_HEADLINE.fullmatch(headline):
        headline = None
    body = lines[begin:end]
    place = said.get("dateline", "")
    if not place_line(place, 0, len(place)):
        place = ""  # "SPLIT, Croatia" by itself would be read as a sentence
    text = "\n\n".join(part for part in (said.get("highlight"), place, *body) if part)
    if not body:
        return rejected(f"{where}: no text between the fields of the document; export it with its full text", raw)
    item = Item(
        key,
        where,
        text,
        raw,
        lang=language_code(said.get("language")),
        date=day,
        headline=headline,
        carriage=Carriage(outlet=outlet),
    )
    return credited(item, given, said.get("byline"), outlet)


def _after(labelled: list[tuple[str | None, str]], first: int) -> int:
    """Where the text begins in a document of the older layout: below the labelled fields that stand above it."""
    at = first
    while at < len(labelled) and labelled[at][0] in _ABOVE:
        at += 1
    return at


def _tail(line: str) -> bool:
    """Whether a line below the text is a copyright notice."""
    return len(line) < 200 and bool(_COPYRIGHT.match(line) or _RIGHTS.fullmatch(line))


def _header(top: list[str], older: bool) -> tuple[str | None, str | None, str | None]:
    """(headline, outlet, date) of the lines above the labelled fields.

    Above the date stand headline and outlet, in the *older* layout the outlet alone; the headline follows it there. Above the first document of a file
    stands what was asked for, with dates of its own.
    """
    flat = [" ".join(line.split()) for line in top if not _tail(line)]
    days = [(at, day) for at, line in enumerate(flat) if (day := date_line(line))]
    if not days:
        return (flat[0] if flat else None), (flat[1] if len(flat) > 1 else None), None
    at, day = next((found for found in (days if older else reversed(days)) if found[0]), days[0])
    above = flat[:at]
    below = [line for line in flat[at + 1 :] if not _EDITION.fullmatch(line)]
    if len(above) >= 2 and not older:
        return above[-2], above[-1], day.edtf()
    if below:
        return " ".join(below), (above[0] if above else None), day.edtf()
    return (above[-1] if above else None), None, day.edtf()
