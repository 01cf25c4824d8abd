"""Everything that can be told to be wrong with the tables without reading a text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache

from selon.errors import SelonError
from selon.syntax.view import ROLES
from selon.tables import ROOT, Problem, Row, all_tables, check_table, schema_of, values

#: Steps of a role expression; ``obl:`` takes a preposition. Any role of the view is one, and three that are found otherwise.
STEPS = ROLES | {"dat", "gen", "head", "poss"}
_CASE = re.compile(r"obl:[^\W\d_][\w'’-]*")
#: Classes that a condition may ask for.
CLASSES = frozenset(("person", "country", "org", "organization", "agency", "place", "group", "armed", "gov", "agent", "thing"))


def check_knowledge(table: str | None = None) -> list[Problem]:
    """The faults of all tables, or of those called *table*: against their schemas, and against each other.

    Against each other: acts that no row of ``acts`` defines, modes that the act's PLOVER type does not have, CAMEO codes that there are not or
    that belong to another type, contexts that no row of ``contexts`` has, countries that no row of ``countries`` has, role expressions that do not
    compile, countries that CLDR does not know.
    """
    problems: list[Problem] = []
    for folder, name in all_tables():
        if table in (None, name, f"{folder}/{name}", f"{folder}/{name}.csv"):
            problems.extend(check_table(folder, name))
            problems.extend(_meaning(folder, name))
    return problems


def tables() -> list[str]:
    """The names of all tables, with their folders."""
    return [f"{folder}/{name}" for folder, name in all_tables()]


def _meaning(folder: str, name: str) -> Iterator[Problem]:
    label = f"{folder}/{name}.csv"
    for line, row in _numbered(folder, name):
        for reason in _faults(folder, name, row):
            yield Problem(label, line, reason)


def _faults(folder: str, name: str, row: Row) -> Iterator[str]:
    if name in ("cues", "events") and row["act"] and row["act"] not in _acts():
        yield f"act: there is no {row['act']!r} in knowledge/acts.csv"
    if name == "events":
        for column in ("actor", "recipient"):
            yield from (f"{column}: {reason}" for reason in role_faults(row[column]))
        yield from (f"when: {reason}" for reason in condition_faults(row["when"]))
    if name == "cues":
        yield from (f"recipient: {reason}" for reason in role_faults(row["recipient"]))
    if name == "acts" and row["opens"] and row["opens"] != "content" and row["opens"] not in _acts():
        yield f"opens: there is no act {row['opens']!r} in knowledge/acts.csv"
    if name == "acts":
        yield from _plover_faults(row)
    if name in ("acts", "context_words"):
        yield from (f"context: there is no {each!r} in knowledge/contexts.csv" for each in values(row["context"]) if each not in _contexts())
    if folder == "knowledge" and name != "countries" and row.get("country"):
        for code in values(row["country"]):
            if code not in _countries():
                yield f"country: there is no {code!r} in knowledge/countries.csv"
    if name == "countries" and row["iso2"] and row["iso2"] not in _cldr():
        yield f"iso2: CLDR knows no territory {row['iso2']!r}"


def _plover_faults(row: Row) -> Iterator[str]:
    """What is wrong with an act's PLOVER type, mode and CAMEO code."""
    kind = row["plover"] or row["type"]
    if row["plover"] and row["plover"] == row["type"]:
        yield "plover: repeats the type; leave it empty"
    if row["mode"] and (kind, row["mode"]) not in _modes():
        there = ", ".join(mode for owner, mode in sorted(_modes()) if owner == kind) or "none"
        yield f"mode: {kind or 'no type'} has no mode {row['mode']!r} in knowledge/modes.csv; there are: {there}"
    if row["cameo"] and row["cameo"] not in _cameo():
        yield f"cameo: there is no code {row['cameo']!r} in knowledge/cameo.csv"
    elif row["cameo"]:
        types = _cameo()[row["cameo"]]
        if not {row["type"], row["plover"]} & (types or {""}):
            yield f"cameo: {row['cameo']} is a code of {', '.join(sorted(types)) or 'no PLOVER type'}, not of {kind or 'no type'}"


def role_faults(expression: str) -> list[str]:
    """What is wrong with a role expression (``subj+obl:with|obj.poss``); nothing for an empty one."""
    faults: list[str] = []
    for path in re.split(r"[|+]", expression) if expression else ():
        faults.extend(_path_faults(path))
    return faults


def condition_faults(conditions: str) -> list[str]:
    """What is wrong with a ``when`` cell (``subj@agent;obj~accord|traité;!refl``)."""
    faults: list[str] = []
    for part in conditions.split(";") if conditions else ():
        body = part.strip().removeprefix("!")
        path, mark, words = body.partition("~")
        if mark and not all(word.strip() for word in words.split("|")):
            faults.append(f"{part.strip()!r} has an empty word")
        faults.extend(_path_faults(path))
    return faults


def _path_faults(path: str) -> Iterator[str]:
    base, mark, klass = path.strip().partition("@")
    if mark and klass not in CLASSES:
        yield f"{path.strip()!r}: {klass!r} is no class; there are {', '.join(sorted(CLASSES))}"
    for step in base.split("."):
        if step not in STEPS and not _CASE.fullmatch(step):
            yield f"{path.strip()!r}: {step!r} is no role (see docs/reference/tables.md)"


def _numbered(folder: str, name: str) -> Iterator[tuple[int, Row]]:
    """(line number, row) of the rows that have the schema's columns."""
    try:
        columns = [field["name"] for field in schema_of(name)["fields"]]
        text = ROOT.joinpath(*folder.split("/"), f"{name}.csv").read_text(encoding="utf-8")
    except (SelonError, OSError, UnicodeDecodeError):
        return  # check_table tells that
    header = True
    for line, raw in enumerate(text.splitlines(), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        cells = next(csv.reader([raw]))
        if header:
            header = False
        elif len(cells) == len(columns):
            yield line, dict(zip(columns, cells, strict=True))


@cache
def _acts() -> frozenset[str]:
    return frozenset(row["act"] for _, row in _numbered("knowledge", "acts"))


@cache
def _modes() -> frozenset[tuple[str, str]]:
    return frozenset((row["type"], row["mode"]) for _, row in _numbered("knowledge", "modes"))


@cache
def _cameo() -> dict[str, set[str]]:
    """The PLOVER types of each CAMEO code."""
    return {row["code"]: set(values(row["type"])) for _, row in _numbered("knowledge", "cameo")}


@cache
def _contexts() -> frozenset[str]:
    return frozenset(row["context"] for _, row in _numbered("knowledge", "contexts"))


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["iso3"] for _, row in _numbered("knowledge", "countries"))


@cache
def _cldr() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale.parse("en").territories)
