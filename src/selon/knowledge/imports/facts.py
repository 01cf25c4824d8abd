"""What a reader of a foreign file yields, one record after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from selon.knowledge.gazetteer import gazetteer, normal
from selon.knowledge.terms import reach_of
from selon.lang.pack import get_pack, installed
from selon.mentions.offices import post_of
from selon.tables import languages, read_table

#: Names longer than that, in characters, are none; so many aliases are kept of one entity.
NAME_LIMIT = 200
ALIAS_LIMIT = 100
#: Texts by language (ISO 639-1).
Texts: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True)
class Thing:
    """A person or a body: *table* is the one it goes into; *names* and *aliases* are by language, *cells* are other columns; *where* names file and line."""

    where: str
    table: str
    id: str
    names: Texts
    aliases: dict[str, tuple[str, ...]]
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Post:
    """An office that several may hold one after the other; *organization* is an id of the file."""

    where: str
    id: str
    titles: Texts
    country: str
    organization: str
    sector: str


@dataclass(frozen=True, slots=True)
class Term:
    """Who held what from when to when: *post* is the id of a post of the file, or *title* and the rest tell it."""

    where: str
    person: str
    start: str
    end: str
    provenance: str
    post: str = ""
    titles: Texts = field(default_factory=dict)
    country: str = ""
    organization: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """What cannot be used, and why; of *kind* where the file merely holds what no table has a place for."""

    where: str
    reason: str
    kind: str = ""


Fact: TypeAlias = Thing | Post | Term | SetAside


def clean(text: str) -> str:
    """A text fit for a cell: one line, single spaces, no ``|``, no control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text.replace("|", " ")).split())


def name_of(text: str) -> str:
    """A name fit for a cell; "" for what is none in Latin letters."""
    name = clean(text)
    latin = sum("a" <= c <= "z" for c in normal(name))
    return name if len(name) <= NAME_LIMIT and latin > 1 and latin * 2 > sum(c.isalpha() for c in name) else ""


def names_of(texts: Iterable[str], *, person: bool) -> tuple[str, ...]:
    """Each name once, in order; a person's "PUTIN, Vladimir" as "Vladimir PUTIN"."""
    found: dict[str, None] = {}
    for text in texts:
        name = name_of(text)
        last, comma, first = name.partition(", ")
        if comma and person:
            name = f"{first} {last}" if "," not in first else ""
        if name:
            found.setdefault(name)
    return tuple(found)


def titles_of(titles: Iterable[str]) -> Texts:
    """Titles by the language that they are a title in ("President" is one in several); one that no language knows stands in the first."""
    found: Texts = {}
    kept = [title for text in titles if (title := clean(text))][:ALIAS_LIMIT]
    for code in languages():
        if code in installed():
            pack, names = get_pack(code), gazetteer(code, None)
            told = next((title for title in kept if post_of(pack, names, title) is not None), None)
            if told is not None:
                found[code] = told
    return found or ({languages()[0]: kept[0]} if kept else {})


@cache
def _countries() -> dict[str, str]:
    """Codes and names, normalised, to ISO alpha-3."""
    found: dict[str, str] = {}
    for row in read_table("knowledge", "countries"):
        found.update({code.lower(): row["iso3"] for code in (row["iso2"], row["iso3"]) if code})
    for lang in languages():
        for name, entry in gazetteer(lang, None).names.items():
            if entry.kind == "country" and entry.country:
                found.setdefault(name, entry.country)
    return found


def country_of(texts: Iterable[str]) -> str:
    """The one country (ISO alpha-3) that codes or names tell; "" where they tell none or several."""
    found = {code for text in texts if (code := _countries().get(normal(text)))}
    return found.pop() if len(found) == 1 else ""


def common_date(dates: Iterable[str]) -> str | None:
    """What several tellings of one date agree on, an EDTF date; "" where there is none, None where they contradict each other or tell no date.

    "2012" and "2012-05-07" are 2012-05-07; "2012-05-07" and "2012-05-08" agree on 2012-05.
    """
    told = sorted({date for text in dates if (date := text.strip()[:10])}, key=len)
    if not told:
        return ""
    if any(re.fullmatch(r"\d{4}(-\d\d){0,2}", date) is None or reach_of(date) is None for date in told):
        return None
    if all(told[-1].startswith(date) for date in told):
        return told[-1]
    parts = [date.split("-") for date in told]
    shared = []
    for pieces in zip(*parts, strict=False):
        if len(set(pieces)) > 1:
            break
        shared.append(pieces[0])
    return "-".join(shared) or None
