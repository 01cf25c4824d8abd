"""The tables of one language for temporal expressions, compiled into one scanner.

A text is cut into tokens; every token becomes one character that stands for its set of classes (a word's from
``timex_words.csv``, a number's from its shape), and the templates of ``timex_patterns.csv`` become one regular
expression over these characters. So the work is linear in the text and the grammar stays in the tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from selon.errors import TableError
from selon.tables import Row, read_table, values

#: The character of a token without a class, and that of a paragraph break or an end of the text.
OTHER, BREAK = "x", "|"
#: What may be joined to a number without a space on its left: 19h30.
GLUE = "glue"
#: The group that holds the extent, where the template looks at words around it.
EXTENT = "<>"
#: Stands for every number with a decimal or thousands separator.
DECIMAL = "0,0"
_FIRST_CHARACTER = 0xE000
_PIECE = re.compile(r"\{([^{}:]+)(?::(\w+))?\}(\?|\{\d,\d\})?|([()|<>])(\?|\{\d,\d\})?|(\S+?)(\?)?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One template: what it is called, what to do with a match, its constants and its capturing groups."""

    id: str
    action: str
    constants: Mapping[str, str]
    groups: tuple[tuple[str, int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A preposition (or adverb) next to a temporal expression and what it makes of its date."""

    words: str
    relation: str


@dataclass(frozen=True, slots=True)
class TimexTables:
    """Everything that the stage knows of one language. Build it once with ``load_timex_tables``."""

    folder: str
    characters: Mapping[str, str]
    payloads: Mapping[str, Mapping[str, str]]
    numerals: Mapping[str, int]
    scanner: re.Pattern[str]
    patterns: Mapping[int, Pattern]
    glue: frozenset[str]
    tense_words: Mapping[str, str]
    tense_openers: frozenset[str]
    tense_suffixes: tuple[tuple[str, str], ...]
    relations: Mapping[str, str]
    leading: re.Pattern[str]
    trailing: re.Pattern[str]
    joining: re.Pattern[str]


@cache
def load_timex_tables(folder: str) -> TimexTables:
    """The tables of the pack in *folder* (``lang/fr``), read and compiled once."""
    words = read_table(folder, "timex_words")
    rows = _expanded(read_table(folder, "timex_patterns"), folder)
    cues = read_table(folder, "timex_tenses")
    relations = read_table(folder, "timex_relations")
    payloads = _payloads(words)
    literals = {word for row in rows for word in _literals(row)}
    classes: dict[str, set[str]] = {form: set(known) for form, known in payloads.items()}
    for literal in literals:
        for form in _forms(literal, "any"):
            classes.setdefault(form, set()).add("=" + literal)
    classes.update({form: kinds | classes.get(form, set()) for form, kinds in _numbers()})
    signatures = sorted({tuple(sorted(kinds)) for kinds in classes.values()})
    codes = {signature: chr(_FIRST_CHARACTER + number) for number, signature in enumerate(signatures)}
    characters = {form: codes[tuple(sorted(kinds))] for form, kinds in classes.items()}
    sets: dict[str, str] = {}
    for signature, code in codes.items():
        for kind in signature:
            sets[kind] = sets.get(kind, "") + code
    scanner, patterns = _compile(rows, sets, folder)
    leading, trailing, joining = (_phrases(relations, place) for place in ("before", "after", "between"))
    return TimexTables(
        folder=folder,
        characters=characters,
        payloads=payloads,
        numerals={form: int(known["num"]) for form, known in payloads.items() if "num" in known},
        scanner=scanner,
        patterns=patterns,
        glue=frozenset(form for form, known in payloads.items() if GLUE in known),
        tense_words={row["form"]: row["tense"] for row in cues if row["kind"] == "word"},
        tense_openers=frozenset(row["form"] for row in cues if row["kind"] == "before"),
        tense_suffixes=tuple((row["form"], row["tense"]) for row in cues if row["kind"] == "suffix"),
        relations={f"{row['place']}:{row['words']}": row["relation"] for row in relations},
        leading=leading,
        trailing=trailing,
        joining=joining,
    )


def _expanded(rows: list[Row], folder: str) -> list[Row]:
    """The templates with the fragments that they name (``@mod``) put in; a fragment is a row with the action ``define``."""
    fragments = {row["id"]: row["pattern"] for row in rows if row["action"] == "define"}

    def put(found: re.Match[str]) -> str:
        if found[0] not in fragments:
            raise TableError(f"{folder}/timex_patterns.csv: no row defines {found[0]}")
        return f"( {fragments[found[0]]} )"

    kept = [dict(row) for row in rows if row["action"] != "define"]
    for row in kept:
        for _ in range(3):
            row["pattern"] = re.sub(r"@\w+", put, row["pattern"])
    return kept


def _forms(form: str, case: str) -> Iterable[str]:
    """The spellings of a word in a text: lower case, capital, upper case, and capitals without accents."""
    if case in ("any", "lower"):
        yield form if case == "lower" else form.lower()
    if case in ("any", "capital"):
        for spelling in (form[:1].upper() + form[1:].lower(), form[:1].upper() + form[1:], form.upper()):
            yield spelling
            yield _bare(spelling[:1]) + spelling[1:]
        yield _bare(form.upper())
    if case == "exact":
        yield form


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _payloads(words: list[Row]) -> dict[str, dict[str, str]]:
    payloads: dict[str, dict[str, str]] = {}
    for row in words:
        for spelling in _forms(row["form"], row["case"] or "any"):
            for kind in values(row["class"]):
                payloads.setdefault(spelling, {}).setdefault(kind, row["value"])
    return payloads


def _numbers() -> Iterable[tuple[str, set[str]]]:
    """Every string of one to four digits with the classes of its shape."""
    for width in range(1, 5):
        for number in range(10**width):
            yield f"{number:0{width}d}", _shape(number, width)
    yield DECIMAL, {"dec"}


def _shape(number: int, width: int) -> set[str]:
    kinds = {"int"}
    if width <= 2:
        if 1 <= number <= 31:
            kinds.add("dd")
        if 1 <= number <= 12:
            kinds.update({"mon", "h12"})
        if number <= 24:
            kinds.add("hh")
        if width == 2:
            kinds.add("yy")
            if number > 31:
                kinds.add("yy9")
            if number < 60:
                kinds.add("mi")
    if width == 4:
        if 1000 <= number <= 2199:
            kinds.add("yyyy")
        if 1800 <= number <= 2060:
            kinds.add("byear")
        if number % 10 == 0 and 1500 <= number <= 2090:
            kinds.add("tens")
        if number // 100 < 24 and number % 100 < 60:
            kinds.add("hhmm")
    elif width == 2 and number % 10 == 0 and number > 9:
        kinds.add("tens2")
    elif width == 3:
        kinds.add("yyy")
    return kinds


def _pieces(template: str) -> Iterable[tuple[str, str, str, str]]:
    """(kind, content, name, quantifier) of each piece of a template."""
    for found in _PIECE.finditer(template):
        if found[1]:
            yield "class", found[1], found[2] or "", found[3] or ""
        elif found[4]:
            yield "bracket", found[4], "", found[5] or ""
        else:
            yield "word", found[6], "", found[7] or ""


def _literals(row: Row) -> Iterable[str]:
    for kind, content, _, _ in _pieces(row["pattern"]):
        if kind == "word":
            yield content
    for column in ("before", "not_before", "after", "not_after"):
        yield from (item for item in row[column].split() if item != "^" and not item.startswith("{"))


def _compile(rows: list[Row], sets: Mapping[str, str], folder: str) -> tuple[re.Pattern[str], dict[int, Pattern]]:
    sources: list[str] = []
    openers = ""
    patterns: dict[int, Pattern] = {}
    count = 0
    for row in rows:
        count += 1
        outer = count
        groups: list[tuple[str, int, tuple[str, ...]]] = []
        source = _context(row["before"], "(?<=[{}])", sets, folder) + _context(row["not_before"], "(?<![{}])", sets, folder)
        body = ""
        opening, depth = True, 0
        for kind, content, name, quantifier in _pieces(row["pattern"]):
            if kind == "bracket":
                if content in "<>":
                    body += ")"
                    if content == "<":
                        count += 1
                        groups.append((EXTENT, count, ()))
                        body = body[:-1] + "("
                    continue
                body += ("(?:" if content == "(" else content) + quantifier
                depth += {"(": 1, ")": -1}.get(content, 0)
                opening = opening and (depth > 0 or content != ")" or quantifier == "?")
                continue
            if kind == "class" and content in ("#", "#a"):
                piece = _numeral(sets, content == "#a")
            else:
                piece = "[" + _union(content if kind == "class" else "=" + content, sets, folder, row["id"]) + "]"
            if opening:
                openers += "".join(sets[c] for c in ("num", "int", "dec", "one") if c in sets) if content in ("#", "#a") else piece[1:-1]
                opening = depth > 0 or quantifier == "?"
            if name:
                count += 1
                groups.append((name, count, tuple(content.split("/"))))
                piece = f"({piece})"
            body += piece + quantifier
        source += f"({body})"
        source += _context(row["after"], "(?=[{}])", sets, folder) + _context(row["not_after"], "(?![{}])", sets, folder)
        sources.append(source)
        constants = dict(part.split("=", 1) for part in values(row["constants"]))
        patterns[outer] = Pattern(row["id"], row["action"], constants, tuple(groups))
    try:
        scanner = re.compile(f"(?=[{openers}])(?:{'|'.join(sources)})")
    except re.error as error:
        raise TableError(f"{folder}/timex_patterns.csv: a template cannot be compiled: {error}") from error
    return scanner, patterns


def _union(classes: str, sets: Mapping[str, str], folder: str, pattern: str) -> str:
    found = "".join(sets.get(kind, "") for kind in ([classes] if classes.startswith("=") else classes.split("/")))
    if not found:
        raise TableError(f"{folder}/timex_patterns.csv: {pattern}: no word has the class {classes}")
    return found


def _numeral(sets: Mapping[str, str], article: bool) -> str:
    """A number in digits or in words, up to six words long."""
    words, joins = sets.get("num", ""), sets.get("numjoin", "")
    digits = sets["int"] + sets["dec"] + (sets.get("one", "") if article else "")
    return f"(?:[{words}](?:[{joins}]?[{words}]){{0,5}}|[{digits}])"


def _context(cell: str, shape: str, sets: Mapping[str, str], folder: str) -> str:
    members = ""
    for item in cell.split():
        if item == "^":
            members += re.escape(BREAK)
        elif item in ("{#}", "{#a}"):
            members += "".join(sets.get(kind, "") for kind in ("int", "dec", "num"))
        else:
            members += _union(item[1:-1] if item.startswith("{") else "=" + item, sets, folder, cell)
    return shape.format(members) if members else ""


def _phrases(relations: list[Row], place: str) -> re.Pattern[str]:
    """One expression for the phrases of a place: right before, right after, or between two expressions."""
    phrases = sorted((row["words"] for row in relations if row["place"] == place), key=len, reverse=True)
    source = "|".join(re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in phrases) or r"(?!)"
    if place == "before":
        return re.compile(rf"(?<![\w'’])({source})(?<=[\w'’])\s*$", re.IGNORECASE)
    if place == "after":
        return re.compile(rf"\s*,?\s*({source})(?!\w)", re.IGNORECASE)
    return re.compile(rf"\s*,?\s*(?:({source})\s*)?$", re.IGNORECASE)
