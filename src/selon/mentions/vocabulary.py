"""The pack's words for people, bodies and places, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selon.knowledge.gazetteer import normal
from selon.lang.pack import LanguagePack
from selon.tables import Row, values


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """The pack's roles by normalised form; *longest* in words."""

    by_form: dict[str, Row]
    longest: int


@cache
def roles_of(pack: LanguagePack) -> Roles:
    """The roles table of *pack*, every form of every row."""
    forms: dict[str, Row] = {}
    for row in pack.table("roles"):
        for form in (row["lemma"], *values(row["forms"])):
            forms.setdefault(normal(form), row)
    return Roles(forms, max((len(form.split(" ")) for form in forms), default=1))


def lexicon(pack: LanguagePack, kind: str) -> frozenset[str]:
    """The words of class *kind* in the pack's lexicon table, normalised."""
    return _classes(pack).get(kind, frozenset())


@cache
def reporting(pack: LanguagePack) -> frozenset[str]:
    """The verbs of the pack's table of cues, normalised: what is reported has a speaker."""
    return frozenset(normal(row["lemma"]) for row in pack.table("cues") if row["pos"] == "VERB")


@cache
def _classes(pack: LanguagePack) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in pack.table("lexicon"):
        found.setdefault(row["class"], set()).add(normal(row["word"]))
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def directions(pack: LanguagePack) -> dict[str, str]:
    """Points of the compass that stand for a country once the dispatch has named it: north -> PRK."""
    return {normal(row["word"]): row["note"] for row in pack.table("lexicon") if row["class"] == "direction"}


@cache
def counts(pack: LanguagePack) -> dict[str, int]:
    """Number words that a definite phrase may count known entities with: two -> 2."""
    return {normal(row["word"]): int(row["note"]) for row in pack.table("lexicon") if row["class"] == "count"}


@cache
def replied_to(pack: LanguagePack) -> dict[str, frozenset[str]]:
    """Nouns for words that are replied to ("charge", "invitation"), with the PLOVER types of the claims that they take up."""
    return {normal(row["word"]): frozenset(values(row["note"])) for row in pack.table("lexicon") if row["class"] == "words-noun"}


@cache
def regions(pack: LanguagePack) -> dict[str, frozenset[str]]:
    """Adjectives of regions and the countries (ISO 3166-1 alpha-3) that they may describe, the longest first: "North African"."""
    rows = [row for row in pack.table("lexicon") if row["class"] == "region"]
    return {normal(row["word"]): frozenset(values(row["note"])) for row in sorted(rows, key=lambda row: -len(row["word"]))}
