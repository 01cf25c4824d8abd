"""Tables of dispatches: which column is which, and the item that a row is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selon.errors import DispatchError, InputError
from selon.intake.formats import jsonl
from selon.intake.formats.fields import language_code
from selon.intake.formats.item import Item, rejected

#: The fields of an item that a column can give, and the names that other programs give such columns (lower case, "_" for what parts words; the first of a
#: row's names that a table has is taken). Names of columns belong to programs, not to a language that is read.
USUAL: dict[str, tuple[str, ...]] = {
    "id": ("id", "doc_id", "docid", "article_id", "item_id", "uuid"),
    "text": ("text", "texte", "body", "body_text", "content", "article", "article_text", "full_text", "fulltext", "maintext", "story", "corps", "contenu"),
    "lang": ("lang", "language", "langue", "language_code"),
    "date": ("date", "published", "pub_date", "pubdate", "date_publish", "publish_date", "published_at", "publication_date", "datetime", "timestamp"),
    "header": ("header",),
    "headline": ("headline", "title", "heading", "titre"),
    "provider": ("provider", "agency", "news_agency", "agence", "wire"),
    "url": ("url", "link", "uri", "source_url", "lien"),
    "outlet": ("outlet", "source", "publication", "newspaper", "publisher", "journal", "media", "source_domain", "source_name"),
    "guid": ("guid", "accession_number"),
    "version": ("version", "revision"),
    "named_source": ("named_source", "credit"),
}
_OWN = {name: ours for ours, names in USUAL.items() for name in names}
#: What programs write for a value that is missing (R, pandas, SQL).
_MISSING = frozenset(("", "NA", "N/A", "NaN", "nan", "NULL", "null", "None", "NaT"))
_SHOWN = 40


def known(column: str) -> str | None:
    """The field that a column of this name usually is."""
    return _OWN.get(_key(column))


def mapped(columns: Sequence[str], fields: Mapping[str, str], name: str) -> dict[int, str]:
    """Which field each column gives, by its number.

    In: the names of the columns, the map that the user gave (their column to ours), and the name of the table. Out: positions to fields; what the map says goes
    before what is usual. Raises InputError, listing the columns found, where none is the text, or the map names a column or field that is not there.
    """
    listed = ", ".join(column[:_SHOWN] or '""' for column in columns[:_SHOWN])
    for theirs, ours in fields.items():
        if theirs not in columns:
            raise InputError(f"{name}: no column {theirs!r}; it has {listed}")
        if ours not in USUAL:
            raise InputError(f"{name}: {ours!r} is no field of a dispatch; a column can be {', '.join(USUAL)}")
    found = {columns.index(theirs): ours for theirs, ours in fields.items()}
    taken = set(found.values())
    for ours, names in USUAL.items():
        if ours in taken:
            continue
        fits = [(names.index(key), at) for at, column in enumerate(columns) if at not in found and (key := _key(column)) in names]
        if fits:
            found[min(fits)[1]] = ours
    if "text" not in found.values():
        raise InputError(f"{name}: no column holds the text; it has {listed}; say which one does (their name = text)")
    return found


def _key(column: str) -> str:
    return "_".join(column.strip().casefold().replace("-", " ").replace(".", " ").replace("_", " ").split())


def item_of(said: Mapping[str, str | None], where: str, key: str, raw: bytes) -> Item | DispatchError:
    """The item of a row: its fields by our names."""
    values = {ours: value for ours, value in said.items() if value is not None and value.strip() not in _MISSING}
    if "text" not in values:
        return rejected(f"{where}: the text is empty", raw)
    if "lang" in values:
        code = language_code(values["lang"])
        if code is None:
            return rejected(f"{where}: {values['lang'][:_SHOWN]!r} is no language; write its code (fr, en)", raw)
        values["lang"] = code
    return jsonl.item_of(values, where, key, raw)
