"""A story's facts: countries, people, numbers, days, and who tells; and the tables that word them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from benchmarks.traffic.schemas import Schema
from benchmarks.traffic.world import DATA, Country, Person, rows_of

_SMALL = {
    "en": "zero one two three four five six seven eight nine ten".split(),
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix".split(),
}
HEADS = {
    "president": ("President", "président", "présidente"),
    "premier": ("Prime Minister", "Premier ministre", "Première ministre"),
    "leader": ("leader", "dirigeant", "dirigeante"),
}
#: The name of the source that is the agency's own journalist.
OWN_EYES = "@own"


@dataclass(frozen=True)
class Source:
    """Somebody who tells. *key* is the body he speaks for: two sources with one key are one primary source."""

    key: str
    name: str
    kind: str
    country: Country
    person: Person
    slots: tuple[tuple[str, str], ...] = ()


@dataclass
class Facts:
    """What is true in one story, whoever tells it and in whatever language. *key* tells it from all others."""

    key: str
    schema: Schema
    first: Country
    second: Country
    people: dict[str, Person]
    towns: dict[str, str]
    numbers: dict[str, int]
    words: dict[str, tuple[str, str]]
    names: dict[str, tuple[str, str]]
    sources: dict[str, Source]
    days: dict[str, date]
    due: date
    quotes: dict[tuple[str, str], str] = field(default_factory=dict)


@cache
def source_rows() -> dict[tuple[str, str, str], dict[str, str]]:
    """The rows of ``sources.csv`` by kind, language and sex ("" where it makes no difference)."""
    return {(row["kind"], row["lang"], row["sex"] if row["lang"] == "fr" else ""): row for row in rows_of(DATA / "sources.csv")}


@cache
def secretaries() -> dict[str, dict[str, str]]:
    """What Washington calls its ministries, by portfolio."""
    return {row["portfolio"]: row for row in rows_of(DATA / "secretaries.csv")}


def article(country: Country) -> str:
    """A country as the subject of a French sentence."""
    if country.article == "les":
        return country.capital_fr  # "les Etats-Unis" would need every verb in the plural; wires say Washington as often
    return f"{country.article}{country.fr}" if country.article.endswith("'") else f"{country.article} {country.fr}"


def with_de(country: Country) -> str:
    """A country behind French *de*."""
    return {"le": f"du {country.fr}", "les": f"des {country.fr}", "l'": f"de l'{country.fr}", "la": f"de la {country.fr}"}.get(
        country.article, f"de {country.fr}"
    )


def with_en(country: Country) -> str:
    """Inside a country, in French."""
    return {"le": f"au {country.fr}", "les": f"aux {country.fr}", "": f"à {country.fr}"}.get(country.article, f"en {country.fr}")


def number(value: int, lang: str) -> str:
    """A count as wires print it: words up to ten, thousands grouped."""
    if 0 <= value <= 10:
        return _SMALL[lang][value]
    return f"{value:,}" if lang == "en" else f"{value:,}".replace(",", ".")
