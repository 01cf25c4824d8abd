"""The CSV that the Wikidata query service gives for office holders: one row a person, position and term.

Columns are known by their names, whatever case and joints they are written in (``personLabel_fr`` is ``PersonLabelFr``); a label column may
end in the code of its language. docs/howto/import-people.md has a query that yields them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import BinaryIO

from selon.errors import InputError
from selon.knowledge.imports.facts import ALIAS_LIMIT, Fact, SetAside, Term, Texts, Thing, clean, common_date, country_of, names_of, titles_of
from selon.knowledge.imports.lines import read_lines
from selon.knowledge.terms import UNKNOWN
from selon.tables import languages

#: What a column tells -> the names it may have, letters and digits only.
_COLUMNS = {
    "person": ("person", "holder", "officeholder", "human", "item"),
    "name": ("personlabel", "holderlabel", "officeholderlabel", "humanlabel", "itemlabel", "personname", "name", "label"),
    "alias": ("personaltlabel", "holderaltlabel", "humanaltlabel", "itemaltlabel", "personalias", "personaliases", "alias", "aliases", "altlabel"),
    "position": ("position", "office", "post"),
    "title": ("positionlabel", "officelabel", "postlabel", "title"),
    "country": ("country", "countrylabel", "countrycode", "jurisdiction", "jurisdictionlabel", "iso", "iso2", "iso3"),
    "citizenship": ("citizenship", "citizenshiplabel", "nationality", "nationalitylabel"),
    "start": ("start", "startdate", "starttime", "from"),
    "end": ("end", "enddate", "endtime", "until"),
    "startprecision": ("startprecision", "startdateprecision", "starttimeprecision"),
    "endprecision": ("endprecision", "enddateprecision", "endtimeprecision"),
}
#: Columns in a language.
_TEXTS = ("name", "alias", "title", "country", "citizenship")
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?([A-Za-z0-9][A-Za-z0-9_.-]*)")
_QID = re.compile(r"[QP]\d+")
#: The longest field, in characters: beyond it a quotation mark was never closed.
_FIELD_LIMIT = 128 * 1024
#: Wikidata's precisions of time, and how much of a date they leave.
_PRECISION = {"9": 4, "10": 7, "11": 10}
#: What a column tells, in which language (None: unsaid) -> its places in a row.
_Places = dict[tuple[str, str | None], list[int]]


def read_wikidata(stream: BinaryIO, name: str) -> Iterator[Fact]:
    """The facts of a CSV, lazily; *name* is what to call it. Raises InputError for what is no text or has not the columns needed."""
    faults: list[SetAside] = []
    rows = csv.reader(_texts(stream, name, faults))
    places: _Places | None = None
    width = 0
    while True:
        cells: list[str] | None = []
        limit = csv.field_size_limit(_FIELD_LIMIT)  # one for the whole process: some libraries raise it, and it is set back at once
        try:
            cells = next(rows, None)
        except csv.Error as error:
            faults.append(SetAside(f"{name}:{rows.line_num}", f"no CSV ({error})"))
        finally:
            csv.field_size_limit(limit)
        yield from faults
        faults.clear()
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue
        if places is None:
            places, width = _places(cells, name), len(cells)
        elif len(cells) != width:
            yield SetAside(f"{name}:{rows.line_num}", f"{len(cells)} cells, the header has {width}")
        else:
            yield from _row(_Cells(cells, places), f"{name}:{rows.line_num}")
    if places is None:
        raise InputError(f"{name}: is empty")


def _texts(stream: BinaryIO, name: str, faults: list[SetAside]) -> Iterator[str]:
    """The lines; in the place of one that cannot be read a blank one, so that the reader counts it, and its fault among *faults*."""
    for number, line, reason in read_lines(stream, name):
        if line is None:
            faults.append(SetAside(f"{name}:{number}", reason))
        yield "\n" if line is None else line


def _places(header: list[str], name: str) -> _Places:
    """Where each column is. Raises InputError where there are no people, names, or positions."""
    known = {alias: what for what, aliases in _COLUMNS.items() for alias in aliases}
    places: _Places = {}
    for place, cell in enumerate(header):
        column = re.sub(r"[^a-z0-9]", "", cell.lower())
        lang = None
        if column not in known:
            lang = next((code for code in languages() if column.endswith(code) and known.get(column[: -len(code)]) in _TEXTS), None)
            column = column[: -len(lang)] if lang else column
        if column in known:
            places.setdefault((known[column], lang), []).append(place)
    told = {what for what, _ in places}
    for what, example in (("person", "person"), ("name", "personLabel"), ("title", "positionLabel")):
        if what not in told:
            raise InputError(f"{name}: has no column for the {what} (such as {example}); there are: {', '.join(clean(cell) for cell in header[:20])}")
    return places


class _Cells:
    """A row by what its columns tell."""

    def __init__(self, cells: list[str], places: _Places) -> None:
        self.cells = cells
        self.places = places

    def of(self, what: str) -> list[str]:
        """The texts that are there, whatever their language."""
        return [text for (one, lang) in self.places if one == what for text in self.told(what, lang)]

    def told(self, what: str, lang: str | None) -> list[str]:
        """The texts in a language; a label that is but the item's number is none."""
        texts = (self.cells[place].strip() for place in self.places.get((what, lang), ()))
        return [text for text in texts if text and not (what in _TEXTS and _QID.fullmatch(text))]

    def texts(self, what: str, first: str) -> dict[str, list[str]]:
        """The texts by language; *first* is that of columns that do not say theirs."""
        found = {lang: self.told(what, lang) for lang in languages()}
        found[first] = [*found[first], *self.told(what, None)]
        return found


def _row(cells: _Cells, where: str) -> Iterator[Fact]:
    first = languages()[0]
    given = next(iter(cells.of("person")), "")
    item = _ITEM.fullmatch(given)
    if item is None:
        yield SetAside(where, f"the person is no item: {clean(given)[:60]!r}" if given else "the person is missing")
        return
    names = {lang: names_of(texts, person=True) for lang, texts in cells.texts("name", first).items()}
    aliases = {lang: names_of(_parts(cells, lang), person=True) for lang in languages()}
    aliases[first] = names_of([*aliases[first], *_parts(cells, None)], person=True)
    country = country_of(cells.of("country"))
    nationality = country_of(cells.of("citizenship")) or country
    yield Thing(
        where,
        "people",
        item[1],
        {lang: told[0] for lang, told in names.items() if told},
        {lang: tuple(dict.fromkeys((*names[lang][1:], *aliases[lang])))[:ALIAS_LIMIT] for lang in languages()},
        {"country": nationality, "sector": "", "provenance": "wikidata"},
    )
    titles: Texts = titles_of(cells.told("title", None)) | {lang: clean(texts[0]) for lang in languages() if (texts := cells.told("title", lang))}
    if not titles:
        if cells.of("position"):
            yield SetAside(where, "the position has no label")
        return
    start, end = _date(cells, "start"), _date(cells, "end")
    if start is None or end is None:
        yield SetAside(where, f"{'start' if start is None else 'end'} is no date: {clean(cells.of('start' if start is None else 'end')[0])[:60]!r}")
        return
    yield Term(where, item[1], "" if start == UNKNOWN else start, end, "wikidata", titles=titles, country=country)


def _parts(cells: _Cells, lang: str | None) -> Iterator[str]:
    """The aliases of a cell, parted by ``|``. The label service parts them by commas, which names have too: of these only whole names are taken."""
    for text in cells.told("alias", lang):
        if lang is not None or "|" in text:
            yield from text.split("|")
        else:
            yield from (part for part in text.split(", ") if " " in part.strip())


def _date(cells: _Cells, what: str) -> str | None:
    """The date of a column in EDTF, as fine as its precision; "" for none, UNKNOWN for Wikidata's unknown value, None for what is no date.

    Without a precision, the first of January may be a year and the first of a month a month: the service writes them so.
    """
    given = next(iter(cells.of(what)), "")
    if not given:
        return ""
    if given.startswith(("_:", "t")) or "/.well-known/genid/" in given:
        return UNKNOWN
    date = common_date([given.removeprefix("+")])
    if not date:
        return None
    precision = next(iter(cells.of(what + "precision")), "")
    if precision:
        size = _PRECISION.get(precision)
        return date[:size] if size is not None else UNKNOWN
    return date.removesuffix("-01").removesuffix("-01") if date.endswith("-01-01") else date.removesuffix("-01") if len(date) == 10 else date
