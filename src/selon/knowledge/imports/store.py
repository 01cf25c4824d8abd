"""Facts into the user's tables: matched by key, merged, checked, and written in one go.

Rows are held in a database in a temporary file, not in memory, so that a file may be of any size.
"""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType

from selon.errors import InputError
from selon.knowledge.check import meaning_faults
from selon.knowledge.gazetteer import BODIES, gazetteer
from selon.knowledge.imports.facts import ALIAS_LIMIT, Fact, Post, SetAside, Term, Thing
from selon.lang.pack import get_pack, installed
from selon.mentions.offices import post_of
from selon.tables import OWN, Row, Table, columns_of, languages, read_rows, row_faults, schema_of, values

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE row (name TEXT, key TEXT, before TEXT, after TEXT, seen INTEGER, PRIMARY KEY (name, key)) WITHOUT ROWID;
CREATE TABLE post (id TEXT PRIMARY KEY, post TEXT) WITHOUT ROWID;
CREATE TABLE term (number INTEGER PRIMARY KEY, term TEXT);
"""


class Store:
    """The tables of *folder* while facts are added; ``write`` puts them in place.

    *tell* gets one line for each record set aside. *counts* has, for each table, the rows of the files that are new, changed or unchanged; *unused* the
    records of kinds that no table has a place for, *faults* how many were set aside.
    """

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self.folder = folder
        self.tell = tell
        self.read = 0
        self.faults = 0
        self.unused: Counter[str] = Counter()
        self.counts: dict[str, Counter[str]] = {name: Counter() for name in OWN}

    def __enter__(self) -> Store:
        """Raises TableError for a table there that is none."""
        self._scratch = tempfile.TemporaryDirectory(prefix="selon-")
        self.base = sqlite3.connect(os.path.join(self._scratch.name, "rows"))
        self.base.executescript(_SCHEMA)
        try:
            for name in OWN:
                table = self._table(name)
                if table.path.is_file():
                    rows = ((name, _key(name, row), json.dumps(row)) for _, row in read_rows(table))
                    self.base.executemany("INSERT OR REPLACE INTO row (name, key, before, after) VALUES (?1, ?2, ?3, ?3)", rows)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.base.close()
        self._scratch.cleanup()

    def _table(self, name: str) -> Table:
        path = self.folder / f"{name}.csv"
        return Table(path, str(path), name)

    # -- facts -------------------------------------------------------------------------------

    def add(self, facts: Iterable[Fact]) -> None:
        """Take the facts of one file: people, bodies and posts at once, terms when all of the file are known."""
        last = None
        for fact in facts:
            self.read += fact.where != last
            last = fact.where
            if isinstance(fact, SetAside):
                self._set_aside(fact)
            elif isinstance(fact, Thing):
                self._thing(fact)
            elif isinstance(fact, Post):
                told = [fact.titles, fact.country, fact.organization, fact.sector]
                self.base.execute("INSERT OR REPLACE INTO post VALUES (?, ?)", (fact.id, json.dumps(told)))
            else:
                told = [fact.where, fact.person, fact.start, fact.end, fact.provenance, fact.post, fact.titles, fact.country, fact.organization, fact.sector]
                self.base.execute("INSERT INTO term (term) VALUES (?)", (json.dumps(told),))
        for (told,) in self.base.execute("SELECT term FROM term ORDER BY number"):
            self._term(Term(*json.loads(told)))
        self.base.execute("DELETE FROM term")
        self.base.execute("DELETE FROM post")

    def _set_aside(self, fact: SetAside) -> None:
        if fact.kind:
            self.unused[fact.kind] += 1
            return
        self.faults += 1
        self.tell(f"{fact.where}: {fact.reason}")

    def _thing(self, thing: Thing) -> None:
        row = dict.fromkeys(columns_of(thing.table), "") | {"id": thing.id} | thing.cells
        for code in languages():
            row[f"name_{code}"] = thing.names.get(code, "")
            row[f"aliases_{code}"] = "|".join(thing.aliases.get(code, ()))
        if not any(thing.names.values()):
            if self._known(thing.table, thing.id) is None:
                self._set_aside(SetAside(thing.where, f"{thing.id}: there is no name in Latin letters"))
                return
        self._put(thing.table, row, thing.where)

    def _term(self, term: Term) -> None:
        titles, country, organization, sector = term.titles, term.country, term.organization, term.sector
        if term.post:
            found = self.base.execute("SELECT post FROM post WHERE id = ?", (term.post,)).fetchone()
            if found is None:
                self._set_aside(SetAside(term.where, f"there is no position {term.post!r} in the file"))
                return
            titles, country, organization, sector = json.loads(found[0])
        if self._known("people", term.person) is None:
            self._set_aside(SetAside(term.where, f"there is no person {term.person!r} in the file or the tables"))
            return
        if organization and self._known("organizations", organization) is None and organization not in _shipped():
            if not any(titles.values()):
                self._set_aside(SetAside(term.where, f"there is no organization {organization!r} in the file or the tables"))
                return
            organization = ""
        if not organization:
            organization = _body_of(titles)
        if not organization and not any(titles.values()):
            self._set_aside(SetAside(term.where, "there is neither a title nor an organization"))
            return
        row = {"person": term.person, "country": country, "organization": organization, "sector": sector}
        row |= {f"title_{code}": titles.get(code, "") for code in languages()}
        row |= {"start": term.start, "end": term.end, "provenance": term.provenance}
        self._put("offices", row, term.where)

    def _known(self, name: str, key: str) -> Row | None:
        found = self.base.execute("SELECT after FROM row WHERE name = ? AND key = ?", (name, key)).fetchone()
        return None if found is None or found[0] is None else json.loads(found[0])

    def _put(self, name: str, row: Row, where: str) -> None:
        """Add a row, or what it says more than the one that is there."""
        faults = [*row_faults(name, row), *meaning_faults(name, row, True)]
        if faults:
            self._set_aside(SetAside(where, "; ".join(faults)))
            return
        key = _key(name, row)
        known = self._known(name, key)
        after = json.dumps(row if known is None else _merged(known, row))
        self.base.execute(
            "INSERT INTO row (name, key, after, seen) VALUES (?1, ?2, ?3, 1) ON CONFLICT (name, key) DO UPDATE SET after = ?3, seen = 1", (name, key, after)
        )

    # -- tables ------------------------------------------------------------------------------

    def write(self) -> None:
        """Put the tables in place and count their rows; one that stays as it is is not touched. Raises InputError where that cannot be done."""
        for name, count in self.counts.items():
            for before, after in self.base.execute("SELECT before, after FROM row WHERE name = ? AND seen", (name,)):
                count["new" if before is None else "unchanged" if json.loads(before) == json.loads(after) else "changed"] += 1
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for name, count in self.counts.items():
                if count["new"] or count["changed"]:
                    self._write(self.folder / f"{name}.csv", name)
        except OSError as error:
            raise InputError(f"{self.folder}: cannot be written ({error.strerror or error})") from error

    def _write(self, path: Path, name: str) -> None:
        comments = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")] if path.is_file() else []
        partial = path.with_suffix(".csv.part")
        with open(partial, "w", encoding="utf-8", newline="") as stream:
            stream.writelines(f"{line}\n" for line in comments)
            writer = csv.DictWriter(stream, columns_of(name), lineterminator="\n")
            writer.writeheader()
            for (after,) in self.base.execute("SELECT after FROM row WHERE name = ? ORDER BY key", (name,)):
                writer.writerow(json.loads(after))
        os.replace(partial, path)


def _key(name: str, row: Row) -> str:
    return "\t".join(row[column] for column in schema_of(name)["primaryKey"])


def _merged(known: Row, row: Row) -> Row:
    """*known* with what *row* adds: a date or a sector that is told anew replaces the old one, names and countries stay, other names are added."""
    merged = dict(known)
    for column, cell in row.items():
        if column in ("end", "sector") and cell or not merged[column]:
            merged[column] = cell
    for code in languages():
        if f"aliases_{code}" in merged:
            names = {merged[f"name_{code}"], ""}
            told = [row[f"name_{code}"], *values(row[f"aliases_{code}"])]
            aliases = dict.fromkeys((*values(known[f"aliases_{code}"]), *(name for name in told if name not in names)))
            merged[f"aliases_{code}"] = "|".join(list(aliases)[:ALIAS_LIMIT])
    sources = dict.fromkeys((*known["provenance"].split(", "), *row["provenance"].split(", ")))
    merged["provenance"] = ", ".join(sources)
    return merged


def _shipped() -> frozenset[str]:
    return frozenset(gazetteer(languages()[0], None).bodies)


def _body_of(titles: dict[str, str]) -> str:
    """The id of the body that a title names ("Secretary General of NATO"), "" for none."""
    for code, title in titles.items():
        post = post_of(get_pack(code), gazetteer(code, None), title) if code in installed() and title else None
        table, _, id = (post[1] if post is not None and post[1] else "").partition(":")
        if f"{table}s" in BODIES:
            return id
    return ""
