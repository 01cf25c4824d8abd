"""Plain tables: CSV files with a schema, the data that a domain expert edits.

A table ``knowledge/agencies.csv`` is described by ``schemas/agencies.json`` (a subset of the
Frictionless Table Schema: fields with name, type, description and constraints, and a primaryKey).
Cells that hold several values part them with ``|``. Lines that begin with ``#`` are comments.
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


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a table: which file, which line (1 is the header), and what is wrong."""

    table: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.table}:{self.line}: {self.reason}"


@cache
def schema_of(name: str) -> dict[str, Any]:
    """The schema of the tables called *name* (the file's stem)."""
    path = ROOT / "schemas" / f"{name}.json"
    try:
        loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise TableError(f"no schema {name}.json for the table {name}.csv") from error
    return loaded


def read_table(folder: str, name: str) -> list[Row]:
    """The rows of ``folder/name.csv`` as dicts of strings, in file order.

    Raises TableError, naming file, line and reason, at the first fault of form; cheap checks only
    (the columns); ``check_table`` does the whole.
    """
    path = ROOT.joinpath(*folder.split("/"), f"{name}.csv")
    columns = [field["name"] for field in schema_of(name)["fields"]]
    rows: list[Row] = []
    for line, cells in _lines(path, f"{folder}/{name}.csv"):
        if line == 0:
            if cells != columns:
                raise TableError(f"{folder}/{name}.csv:1: the columns are {cells}, the schema says {columns}")
            continue
        if len(cells) != len(columns):
            raise TableError(f"{folder}/{name}.csv:{line}: {len(cells)} cells, the schema says {len(columns)}")
        rows.append(dict(zip(columns, cells, strict=True)))
    return rows


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


def check_table(folder: str, name: str) -> list[Problem]:
    """Every fault of one table against its schema: columns, required cells, enumerations, patterns, repeated keys."""
    label = f"{folder}/{name}.csv"
    try:
        schema = schema_of(name)
    except TableError as error:
        return [Problem(label, 1, str(error))]
    fields = schema["fields"]
    columns = [field["name"] for field in fields]
    key_columns = schema.get("primaryKey", [])
    problems: list[Problem] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in _lines(ROOT.joinpath(*folder.split("/"), f"{name}.csv"), label):
        if line == 0:
            if cells != columns:
                return [Problem(label, 1, f"the columns are {cells}, the schema says {columns}")]
            continue
        if len(cells) != len(columns):
            problems.append(Problem(label, line, f"{len(cells)} cells, the schema says {len(columns)}"))
            continue
        row = dict(zip(columns, cells, strict=True))
        for field in fields:
            problems.extend(Problem(label, line, reason) for reason in _faults(field, row[field["name"]]))
        key = tuple(row[column] for column in key_columns)
        if key and key in seen:
            problems.append(Problem(label, line, f"repeats {'/'.join(key)} of line {seen[key]}"))
        seen[key] = line
    return problems


def _lines(path: Traversable, label: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells); the header comes as line 0."""
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise TableError(f"{label}: cannot be read ({error.__class__.__name__})") from error
    header = True
    for line, raw in enumerate(text.splitlines(), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        cells = next(csv.reader([raw], strict=True))
        yield (0 if header else line), cells
        header = False


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
    problems = [problem for folder, name in all_tables() for problem in check_table(folder, name)]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
