"""Plain tables: CSV files with a schema, the data that a domain expert edits.

A table ``knowledge/agencies.csv`` is described by ``schemas/agencies.json`` (a subset of the
Frictionless Table Schema: fields with name, type, description and constraints, and a primaryKey).
Cells that hold several values part them with ``|``. Lines that begin with ``#`` are comments. A user's own tables lie in a
folder of theirs and keep to the same schemas.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from selon.errors import TableError

Row = dict[str, str]
ROOT = files("selon")
#: The tables that a user's own folder may hold.
OWN = ("people", "organizations", "offices")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a table: which file, which line (1 is the header), and what is wrong."""

    table: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.table}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file, the *label* to call it by, and the *name* of its schema."""

    path: Traversable
    label: str
    name: str


def shipped(folder: str, name: str) -> Table:
    """The table ``folder/name.csv`` of the package."""
    return Table(ROOT.joinpath(*folder.split("/"), f"{name}.csv"), f"{folder}/{name}.csv", name)


@cache
def schema_of(name: str) -> dict[str, Any]:
    """The schema of the tables called *name* (the file's stem)."""
    path = ROOT / "schemas" / f"{name}.json"
    try:
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise TableError(f"no schema {name}.json for the table {name}.csv") from error
    return loaded


def columns_of(name: str) -> list[str]:
    """The columns of the tables called *name*, in order."""
    return [field["name"] for field in schema_of(name)["fields"]]


@cache
def languages() -> tuple[str, ...]:
    """The languages (ISO 639-1) that the tables of names have columns for: ``name_<code>``."""
    return tuple(column.removeprefix("name_") for column in columns_of("countries") if column.startswith("name_"))


def read_table(folder: str, name: str) -> list[Row]:
    """The rows of ``folder/name.csv`` of the package as dicts of strings, in file order.

    Raises TableError, naming file, line and reason, at the first fault of form; cheap checks only
    (the columns); ``check_table`` does the whole.
    """
    return [row for _, row in read_rows(shipped(folder, name))]


def read_rows(table: Table, text: str | None = None) -> Iterator[tuple[int, Row]]:
    """(line number, row) of any table, lazily; raises TableError at the first fault of form. *text* is what the file holds, where it was read before."""
    for line, row in scan(table, text):
        if isinstance(row, str):
            raise TableError(f"{table.label}:{line}: {row}")
        yield line, row


def scan(table: Table, text: str | None = None) -> Iterator[tuple[int, Row | str]]:
    """(line number, row) of any table; in the place of what is no row the reason. A header that is not the schema's ends it."""
    columns = columns_of(table.name)
    if text is None:
        try:
            text = table.path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise TableError(f"{table.label}: cannot be read ({error.__class__.__name__})") from error
    header = True
    for line, raw in enumerate(text.splitlines(), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        try:
            cells = next(csv.reader([raw], strict=True))
        except csv.Error as error:
            yield line, f"no CSV ({error})"
            continue
        if header:
            header = False
            if cells != columns:
                yield line, f"the columns are {cells}, the schema says {columns}"
                return
        elif len(cells) != len(columns):
            yield line, f"{len(cells)} cells, the schema says {len(columns)}"
        else:
            yield line, dict(zip(columns, cells, strict=True))


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, parted by ``|``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def all_tables() -> Iterator[tuple[str, str]]:
    """(folder, name) of every table in the package."""
    folders = ["knowledge", *(f"lang/{child.name}" for child in sorted((ROOT / "lang").iterdir(), key=lambda c: c.name) if child.is_dir())]
    for folder in folders:
        for child in sorted(ROOT.joinpath(*folder.split("/")).iterdir(), key=lambda c: c.name):
            if child.name.endswith(".csv"):
                yield folder, child.name.removesuffix(".csv")


def check_table(table: Table) -> list[Problem]:
    """Every fault of one table against its schema: columns, required cells, enumerations, patterns, repeated keys."""
    try:
        schema = schema_of(table.name)
    except TableError as error:
        return [Problem(table.label, 1, str(error))]
    key_columns = schema.get("primaryKey", [])
    problems: list[Problem] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, row in scan(table):
        if isinstance(row, str):
            problems.append(Problem(table.label, line, row))
            continue
        problems.extend(Problem(table.label, line, reason) for reason in row_faults(table.name, row))
        key = tuple(row[column] for column in key_columns)
        if key and key in seen:
            problems.append(Problem(table.label, line, f"repeats {'/'.join(key)} of line {seen[key]}"))
        seen[key] = line
    return problems


def row_faults(name: str, row: Row) -> list[str]:
    """What is wrong with a row of a table called *name*, against its schema."""
    return [reason for field in schema_of(name)["fields"] for reason in _faults(field, row[field["name"]])]


def _faults(field: dict[str, Any], cell: str) -> Iterator[str]:
    rules = field.get("constraints", {})
    name = field["name"]
    if cell != cell.strip():
        yield f"{name}: {cell!r} has space at an edge"
    if not cell:
        if rules.get("required"):
            yield f"{name} is empty"
        return
    parts = values(cell) if field.get("type") == "array" else (cell,)
    for part in parts:
        if "enum" in rules and part not in rules["enum"]:
            yield f"{name}: {part!r} is none of {', '.join(rules['enum'])}"
        if "pattern" in rules and not re.fullmatch(rules["pattern"], part):
            yield f"{name}: {part!r} does not fit {rules['pattern']}"
    if field.get("type") == "integer" and not re.fullmatch(r"-?\d+", cell):
        yield f"{name}: {cell!r} is no whole number"


def main() -> int:
    """Check every table; print each fault on a line. Returns 1 if there is one."""
    problems = [problem for folder, name in all_tables() for problem in check_table(shipped(folder, name))]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
