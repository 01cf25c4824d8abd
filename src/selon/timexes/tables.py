"""The tables of one language for temporal expressions, compiled once.

A text is cut into tokens; every token becomes one character that stands for its set of classes (a word's from
``timex_words.csv``, a number's from its shape), and the templates of ``timex_patterns.csv`` become regular
expressions over these characters. So the work is linear in the text and the grammar stays in the tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from selon.tables import Row, read_table, values
from selon.timexes.templates import BREAK, CAPITAL, OTHER, Pattern, compiled, expanded, literals

#: What may be joined to a number without a space on its left: 19h30.
GLUE = "glue"
#: Stands for every number with a decimal or thousands separator.
DECIMAL = "0,0"
_FIRST_CHARACTER = 0xE000


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TimexTables:
    """Everything that the stage knows of one language. Build it once with ``load_timex_tables``.

    *characters* gives each known token its character, *payloads* the value of each of its classes. *alone* and *patterns* list,
    for a character, the templates that may begin with it (*alone*: those of one token), in the order of their keys.
    """

    folder: str
    characters: Mapping[str, str]
    payloads: Mapping[str, Mapping[str, str]]
    numerals: Mapping[str, int]
    starts: re.Pattern[str]
    alone: Mapping[str, Sequence[Pattern]]
    patterns: Mapping[str, Sequence[Pattern]]
    glue: frozenset[str]
    tense_words: Mapping[str, str]
    tense_openers: Mapping[str, str]
    tense_suffixes: Sequence[tuple[str, str]]
    infinitives: tuple[str, ...]
    relations: Mapping[str, str]
    leading: re.Pattern[str]
    trailing: re.Pattern[str]
    joining: re.Pattern[str]
    inside: re.Pattern[str]
    near: re.Pattern[str]


@cache
def load_timex_tables(folder: str) -> TimexTables:
    """The tables of the pack in *folder* (``lang/fr``), read and compiled once."""
    label = f"{folder}/timex_patterns.csv"
    payloads = _payloads(read_table(folder, "timex_words"))
    rows = expanded(read_table(folder, "timex_patterns"), label)
    cues = read_table(folder, "timex_tenses")
    relations = read_table(folder, "timex_relations")
    characters, sets = _characters(payloads, {word for row in rows for word in literals(row)})
    patterns = [compiled(row, sets, label) for row in rows]
    single = {c for pattern in patterns if pattern.width == 1 for c in pattern.openers}
    openers = single | {c for pattern in patterns for c in pattern.openers}
    suffixes = [(row["form"], row["tense"]) for row in cues if row["kind"] == "suffix"]
    return TimexTables(
        folder=folder,
        characters=characters,
        payloads=payloads,
        numerals={form: int(known["num"]) for form, known in payloads.items() if "num" in known},
        starts=re.compile(f"[{''.join(sorted(single))}]|[{''.join(sorted(openers))}](?=[^{OTHER}{CAPITAL}{re.escape(BREAK)}])"),
        alone={c: tuple(p for p in patterns if p.width == 1 and c in p.openers) for c in single},
        patterns={c: tuple(p for p in patterns if c in p.openers) for c in openers},
        glue=frozenset(form for form, known in payloads.items() if GLUE in known),
        tense_words={row["form"]: row["tense"] for row in cues if row["kind"] == "word"},
        tense_openers={row["form"]: row["tense"] for row in cues if row["kind"] == "before"},
        tense_suffixes=tuple(sorted((cue for cue in suffixes if cue[1] != "infinitive"), key=lambda cue: -len(cue[0]))),
        infinitives=tuple(form for form, tense in suffixes if tense == "infinitive") or ("",),
        relations={f"{row['place']}:{row['words']}": row["relation"] for row in relations},
        leading=_phrases(relations, "before"),
        trailing=_phrases(relations, "after"),
        joining=_phrases(relations, "between"),
        inside=_phrases(relations, "inside"),
        near=_phrases(relations, "near"),
    )


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


def _characters(payloads: Mapping[str, Mapping[str, str]], words: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """(the character of every known token, the characters of every class)."""
    classes: dict[str, set[str]] = {form: set(known) for form, known in payloads.items()}
    for word in words:
        for form in _forms(word, "any"):
            classes.setdefault(form, set()).add("=" + word)
    for form, kinds in _numbers():
        classes[form] = classes.get(form, set()) | kinds
    keys = {form: tuple(sorted(kinds)) for form, kinds in classes.items()}
    codes = {key: chr(_FIRST_CHARACTER + number) for number, key in enumerate(sorted(set(keys.values())))}
    sets = {"cap": CAPITAL}
    for key, code in codes.items():
        for kind in key:
            sets[kind] = sets.get(kind, "") + code
    return {form: codes[key] for form, key in keys.items()}, sets


def _numbers() -> Iterable[tuple[str, frozenset[str]]]:
    """Every string of one to four digits with the classes of its shape."""
    yield DECIMAL, frozenset({"dec"})
    for width in range(1, 5):
        for number in range(10**width):
            yield f"{number:0{width}d}", _shape(number, width)


def _shape(number: int, width: int) -> frozenset[str]:
    tests = {
        "int": True,
        "dd": width <= 2 and 1 <= number <= 31,
        "mon": width <= 2 and 1 <= number <= 12,
        "h12": width <= 2 and 1 <= number <= 12,
        "hh": width <= 2 and number <= 24,
        "mi": width == 2 and number < 60,
        "yy": width == 2,
        "yy9": width == 2 and number > 31,
        "tens2": width == 2 and number % 10 == 0 and number > 9,
        "yyyy": width == 4 and 1000 <= number <= 2199,
        "byear": width == 4 and 1800 <= number <= 2060,
        "tens": width == 4 and number % 10 == 0 and 1500 <= number <= 2090,
        "hhmm": width == 4 and number // 100 < 24 and number % 100 < 60,
    }
    return frozenset(kind for kind, holds in tests.items() if holds)


def _phrases(relations: list[Row], place: str) -> re.Pattern[str]:
    """One expression for the phrases of a place: right before, right after, inside, or between two expressions."""
    phrases = sorted((row["words"] for row in relations if row["place"] == place), key=len, reverse=True)
    source = "|".join(re.escape(phrase).replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in phrases) or r"(?!)"
    if place in ("before", "near"):
        return re.compile(rf"(?<![\w'’])({source})(?<=[\w'’])\s*$", re.IGNORECASE)
    if place == "inside":
        return re.compile(rf"(?<![\w'’])({source})(?!\w)", re.IGNORECASE)
    if place == "after":
        return re.compile(rf"\s*,?\s*({source})(?!\w)", re.IGNORECASE)
    return re.compile(rf"\s*,?\s*(?:({source})\s*)?$", re.IGNORECASE)
