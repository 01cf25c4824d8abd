"""The scenery: real countries, capitals, towns and agencies; invented people who hold the offices."""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")
KNOWLEDGE = Path(__file__).resolve().parents[2] / "src" / "selon" / "knowledge"

#: Portfolio -> English name, French name with its preposition.
PORTFOLIOS = {
    "foreign": ("Foreign", "des Affaires étrangères"),
    "defence": ("Defence", "de la Défense"),
    "interior": ("Interior", "de l'Intérieur"),
    "economy": ("Economy", "de l'Economie"),
    "agriculture": ("Agriculture", "de l'Agriculture"),
    "health": ("Health", "de la Santé"),
    "energy": ("Energy", "de l'Energie"),
    "transport": ("Transport", "des Transports"),
    "justice": ("Justice", "de la Justice"),
    "trade": ("Trade", "du Commerce"),
    "education": ("Education", "de l'Education"),
    "labour": ("Labour", "du Travail"),
}
_SURNAME_FIRST = {"chinese", "korean"}
_RESPELLED = {"slavic", "steppe", "persian", "arabic", "maghreb", "turkic"}
_FRENCH_SPELLING = (("sh", "ch"), ("oo", "ou"), ("u", "ou"), ("Sh", "Ch"))


@dataclass(frozen=True)
class Country:
    """A country as both languages name it; *article* is the French one ("" for none)."""

    iso: str
    region: str
    weight: int
    en: str
    fr: str
    article: str
    adj_en: str
    adj_m: str
    adj_f: str
    capital_en: str
    capital_fr: str
    names: str
    head: str
    agency: str
    agency_fr: str
    wire: str
    towns: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Person:
    """An invented person; *short* is what a second mention uses. The French spelling may differ, as in real wires."""

    first: str
    last: str
    woman: bool
    surname_first: bool
    respelled: bool

    def full(self, lang: str) -> str:
        first, last = self._spelled(self.first, lang), self.short(lang)
        return f"{last} {first}" if self.surname_first else f"{first} {last}"

    def short(self, lang: str) -> str:
        return self._spelled(self.last, lang)

    def _spelled(self, name: str, lang: str) -> str:
        if lang != "fr" or not self.respelled:
            return name
        for english, french in _FRENCH_SPELLING:
            name = name.replace(english, french)
        return name.replace("oou", "ou")


def _plain(name: str) -> str:
    """A town as wires print it: no signs beyond Latin-1."""
    spelled = "".join(mark if mark <= "\u00ff" else unicodedata.normalize("NFKD", mark)[0] for mark in name)
    return "".join(mark for mark in spelled if not unicodedata.combining(mark))


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def countries() -> dict[str, Country]:
    """All countries of the scenery by ISO code, with towns of 15,000 to 400,000 people from selon's table."""
    towns: dict[str, list[tuple[int, str]]] = {}
    for row in rows_of(KNOWLEDGE / "cities.csv"):
        size, name = int(row["population"] or 0), _plain(row["name"])
        plain = name.replace(" ", "").replace("-", "").replace("'", "").isalpha() and name[0].isupper() and len(name.split()) < 3
        if plain and 15_000 <= size <= 400_000 and 4 <= len(name) <= 14:
            towns.setdefault(row["country"], []).append((-size, name))
    found = {}
    for row in rows_of(DATA / "countries.csv"):
        fields: dict[str, str] = {key: row[key] for key in row if key != "weight"}
        capitals = {row["capital_en"], row["capital_fr"]}
        best = tuple(name for _, name in sorted(towns.get(row["iso"], []))[:60] if name not in capitals)
        found[row["iso"]] = Country(**fields, weight=int(row["weight"]), towns=best)
    return found


@cache
def _name_parts() -> dict[str, tuple[list[str], list[str], list[str], list[str]]]:
    return {
        row["group"]: (
            row["men"].split(),
            row["women"].split(),
            row["surname_heads"].split(),
            ["" if tail == "-" else tail for tail in row["surname_tails"].split()],
        )
        for row in rows_of(DATA / "names.csv")
    }


def person(country: Country, chance: random.Random) -> Person:
    """Somebody of *country* who never lived."""
    men, women, heads, tails = _name_parts()[country.names]
    woman = chance.random() < 0.35
    last = chance.choice(heads) + chance.choice(tails)
    last = re.sub(r"(.)\1\1", r"\1\1", last)
    return Person(chance.choice(women if woman else men), last, woman, country.names in _SURNAME_FIRST, country.names in _RESPELLED and chance.random() < 0.5)


class World:
    """One year's cabinets: who holds which office, the same in every story of a run."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.countries = countries()
        self._codes = list(self.countries)
        self._weights = [self.countries[code].weight for code in self._codes]
        self._offices: dict[tuple[str, str], Person] = {}

    def holder(self, iso: str, office: str) -> Person:
        """Who holds *office* ("head", "army", a portfolio ...) in a country; two offices of one country never share a surname."""
        key = (iso, office)
        if key not in self._offices:
            chance = random.Random(f"{self.seed}/{iso}/{office}")
            taken = {held.last for (code, _), held in self._offices.items() if code == iso}
            found = person(self.countries[iso], chance)
            for _ in range(20):
                if found.last not in taken:
                    break
                found = person(self.countries[iso], chance)
            self._offices[key] = found
        return self._offices[key]

    def country(self, chance: random.Random) -> Country:
        """A country, the busy ones more often."""
        return self.countries[chance.choices(self._codes, self._weights)[0]]

    def pair(self, chance: random.Random, near: bool = False) -> tuple[Country, Country]:
        """Two countries, in six cases of ten from one region; always if they must be *near*."""
        first = self.country(chance)
        while True:
            second = self.country(chance)
            if second.iso != first.iso and (second.region == first.region or (not near and chance.random() < 0.4)):
                return first, second


@cache
def agency_names() -> dict[str, dict[str, str]]:
    """The rows of selon's table of agencies by English name."""
    return {row["name"]: row for row in rows_of(KNOWLEDGE / "agencies.csv")}
