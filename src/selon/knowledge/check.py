"""Everything that can be told to be wrong with the tables without reading a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from selon.errors import SelonError
from selon.knowledge.gazetteer import BODIES
from selon.knowledge.own import own_tables
from selon.knowledge.terms import UNKNOWN, reach_of
from selon.syntax.view import ROLES
from selon.tables import Problem, Row, Table, all_tables, check_table, languages, scan, shipped, values

#: Steps of a role expression; ``obl:`` takes a preposition. Any role of the view is one, and three that are found otherwise.
STEPS = ROLES | {"dat", "gen", "head", "poss"}
_CASE = re.compile(r"obl:[^\W\d_][\w'’-]*")
#: Classes that a condition may ask for.
CLASSES = frozenset(("person", "country", "org", "organization", "agency", "place", "group", "armed", "gov", "agent", "thing"))


def check_knowledge(table: str | None = None) -> list[Problem]:
    """The faults of all tables of the package, or of those called *table*: against their schemas, and against each other.

    Against each other: acts that no row of ``acts`` defines, modes that the act's PLOVER type does not have, CAMEO codes that there are not or
    that belong to another type, contexts that no row of ``contexts`` has, countries that no row of ``countries`` has, role expressions that do not
    compile, classes of words that the language does not have, countries that CLDR does not know.
    """
    problems: list[Problem] = []
    for folder, name in all_tables():
        if table in (None, name, f"{folder}/{name}", f"{folder}/{name}.csv"):
            one = shipped(folder, name)
            problems.extend(check_table(one))
            problems.extend(_meaning(one, folder == "knowledge"))
            if name == "events":
                problems.extend(unknown_words(one, folder))
    return problems


def check_own(folder: Path, table: str | None = None) -> list[Problem]:
    """The faults of the user's own tables in *folder*, or of the one called *table*; offices against people and organizations, too."""
    problems: list[Problem] = []
    found = {one.name: one for one in own_tables(folder)}
    ids = {name: frozenset(row["id"] for _, row in _numbered(found[name])) for name in ("people", "organizations") if name in found}
    for name, one in found.items():
        if table not in (None, name):
            continue
        problems.extend(check_table(one))
        problems.extend(_meaning(one, True))
        for line, row in _numbered(one) if name == "offices" else ():
            if row["person"] not in ids.get("people", frozenset()):
                problems.append(Problem(one.label, line, f"person: there is no {row['person']!r} in people.csv"))
            if row["organization"] and row["organization"] not in ids.get("organizations", frozenset()) | _bodies():
                problems.append(Problem(one.label, line, f"organization: there is no {row['organization']!r} in any table of organizations, groups or seats"))
    return sorted(problems, key=lambda problem: (problem.table, problem.line))


def tables() -> list[str]:
    """The names of all tables, with their folders."""
    return [f"{folder}/{name}" for folder, name in all_tables()]


def _meaning(table: Table, knowledge: bool) -> Iterator[Problem]:
    for line, row in _numbered(table):
        for reason in meaning_faults(table.name, row, knowledge):
            yield Problem(table.label, line, reason)


def meaning_faults(name: str, row: Row, knowledge: bool) -> Iterator[str]:
    """What is wrong with a row of a table called *name* that its schema cannot tell; *knowledge* for a table of facts, not of a language's words."""
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
    if knowledge and name != "countries" and row.get("country"):
        for code in values(row["country"]):
            if code not in _countries():
                yield f"country: there is no {code!r} in knowledge/countries.csv"
    if name == "countries" and row["iso2"] and row["iso2"] not in _cldr():
        yield f"iso2: CLDR knows no territory {row['iso2']!r}"
    if name == "people" and not any(row[f"name_{code}"] for code in languages()):
        yield "there is no name"
    if name == "offices":
        yield from _term_faults(row)


def unknown_words(table: Table, folder: str) -> Iterator[Problem]:
    """The classes of words that conditions name and the language's ``word_classes`` does not have."""
    there = {row["class"] for _, row in _numbered(shipped(folder, "word_classes"))}
    for line, row in _numbered(table):
        named = (word for part in row["when"].split(";") for word in part.partition("~")[2].split("|") if word.startswith("#"))
        for word in dict.fromkeys(word for word in named if word[1:] not in there):
            yield Problem(table.label, line, f"when: there is no {word[1:]!r} in {folder}/word_classes.csv; there are {', '.join(sorted(there))}")


def _term_faults(row: Row) -> Iterator[str]:
    if not row["organization"] and not any(row[f"title_{code}"] for code in languages()):
        yield "there is neither a title nor an organization"
    reach = {column: reach_of(row[column]) for column in ("start", "end")}
    for column in ("start", "end"):
        if row[column] not in ("", UNKNOWN) and reach[column] is None:
            yield f"{column}: there is no day {row[column]!r}"
    start, end = reach["start"], reach["end"]
    if start is not None and end is not None and start[0] > end[1]:
        yield f"end: {row['end']} is before the start, {row['start']}"


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


def _numbered(table: Table) -> Iterator[tuple[int, Row]]:
    """(line number, row) of the rows that have the schema's columns; check_table tells of the others."""
    try:
        yield from ((line, row) for line, row in scan(table) if not isinstance(row, str))
    except SelonError:
        return


@cache
def _acts() -> frozenset[str]:
    return frozenset(row["act"] for _, row in _numbered(shipped("knowledge", "acts")))


@cache
def _modes() -> frozenset[tuple[str, str]]:
    return frozenset((row["type"], row["mode"]) for _, row in _numbered(shipped("knowledge", "modes")))


@cache
def _cameo() -> dict[str, set[str]]:
    """The PLOVER types of each CAMEO code."""
    return {row["code"]: set(values(row["type"])) for _, row in _numbered(shipped("knowledge", "cameo"))}


@cache
def _contexts() -> frozenset[str]:
    return frozenset(row["context"] for _, row in _numbered(shipped("knowledge", "contexts")))


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["iso3"] for _, row in _numbered(shipped("knowledge", "countries")))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(row["id"] for name in BODIES for _, row in _numbered(shipped("knowledge", name)))


@cache
def _cldr() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale.parse("en").territories)
