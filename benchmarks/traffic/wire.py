"""How agencies print: datelines, header lines, credits; and the newspapers and sites that carry them."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from benchmarks.traffic.calendar import day_month, month_name, month_short, weekday
from benchmarks.traffic.world import Country, World, agency_names, person

#: Agency -> language -> share of the originals it writes.
WORLD_WIRES = {
    "en": {"Reuters": 9, "AP": 7, "AFP": 6, "Xinhua": 4, "dpa": 3, "Anadolu": 2},
    "fr": {"AFP": 12, "Reuters": 3, "Belga": 4, "ATS": 3, "Xinhua": 2, "La Presse Canadienne": 2},
}
#: How a French sentence names an agency (a relay): at first, later.
_IN_FRENCH = {
    "AFP": ("l'AFP", "l'AFP"),
    "AP": ("l'agence Associated Press (AP)", "AP"),
    "Reuters": ("l'agence Reuters", "Reuters"),
    "Xinhua": ("l'agence Xinhua", "Xinhua"),
}
_IN_ENGLISH = {"AP": ("The Associated Press", "AP"), "AFP": ("Agence France-Presse", "AFP"), "dpa": ("German news agency dpa", "dpa")}
_PAPER_PARTS = {
    "en": (
        ["Daily", "Morning", "Evening", "New", "National", "Coastal", "Northern", "Valley"],
        ["Herald", "Post", "Courier", "Ledger", "Observer", "Record", "Standard", "Gazette", "Dispatch", "Star"],
    ),
    "fr": (
        ["Le Courrier", "La Gazette", "Le Journal", "L'Echo", "La Voix", "Le Matin", "La Tribune", "Le Quotidien", "Les Nouvelles", "L'Observateur"],
        ["du Nord", "du Midi", "de l'Ouest", "des Alpes", "du Fleuve", "de la Côte", "du Soir", "des Lacs", "du Plateau", "de la Plaine"],
    ),
}


@dataclass(frozen=True)
class Outlet:
    """Who publishes a copy: an invented newspaper or site, and its address."""

    name: str
    site: str
    lang: str


def outlets(seed: int) -> dict[str, list[Outlet]]:
    """About a hundred invented newspapers and sites in each language, the same for a seed."""
    found: dict[str, list[Outlet]] = {}
    for lang, (heads, tails) in _PAPER_PARTS.items():
        chance = random.Random(f"{seed}/outlets/{lang}")
        names = [f"{head} {tail}" if lang == "fr" else f"The {head} {tail}" for head in heads for tail in tails]
        chance.shuffle(names)
        found[lang] = [Outlet(name, f"{slug(name)}.example", lang) for name in names]
    return found


def slug(name: str) -> str:
    """A name as part of an address."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def named_in(agency: str, lang: str, country: Country | None = None) -> tuple[str, str]:
    """An agency as a relaying sentence names it, at first and later; *country* for a state agency."""
    if lang == "fr":
        if country is not None:
            return f"l'agence officielle {country.adj_f} {country.agency_fr}", country.agency_fr
        return _IN_FRENCH.get(agency, (f"l'agence {agency}", agency))
    if country is not None:
        return f"the {country.adj_en} state news agency {agency}", agency
    return _IN_ENGLISH.get(agency, (f"the {agency} news agency" if agency != "Reuters" else "Reuters", agency))


def papers(country: Country) -> list[tuple[str, str, str]]:
    """Newspapers and broadcasters of a country in selon's table: name, how a sentence names it in English, in French."""
    found = []
    for row in agency_names().values():
        name = row["name"]
        if row["country"] == country.iso and row["kind"] in ("newspaper", "broadcaster") and not re.search(r"newspaper|TV|[Tt]elevision|[Rr]adio", name):
            paper = row["kind"] == "newspaper"
            english = f"the {country.adj_en} {'newspaper' if paper else 'broadcaster'} {name}"
            french = f"{'le quotidien ' + country.adj_m if paper else 'la chaîne ' + country.adj_f} {row['name_fr'] or name}"
            if not re.search(r"quotidien|chaîne|journal", row["name_fr"]):
                found.append((name, english, french))
    return sorted(found)


def dateline(agency: str, lang: str, place: str, country: Country, day: date, chance: random.Random) -> str:
    """The opening of a body up to and with its dash."""
    upper = place.upper()
    if lang == "en":
        short = f"{month_short(day, 'en')} {day.day}"
        dotted = re.sub(r"^(Jan|Feb|Aug|Sept|Oct|Nov|Dec)\b", r"\1.", short)
        forms = {
            "Reuters": f"{upper}, {short} (Reuters) - " if chance.random() < 0.7 else f"{upper} (Reuters) - ",
            "AP": f"{upper} (AP) — "
            if country.iso == "USA" or (place == country.capital_en and chance.random() < 0.3)
            else f"{upper}, {country.en.replace('the ', '')} (AP) — ",
            "AFP": f"{place}, {short}, {day.year} (AFP) - ",
            "Xinhua": f"{upper}, {dotted} (Xinhua) -- ",
        }
        return forms.get(agency, f"{upper}, {day_month(day, 'en')} ({agency}) - " if chance.random() < 0.5 else f"{upper} ({agency}) - ")
    short = f"{'1er' if day.day == 1 else day.day} {month_short(day, 'fr')}"
    forms = {
        "AFP": f"{upper}, {short} {day.year} (AFP) - ",
        "Reuters": f"{upper} (Reuters) - " if chance.random() < 0.5 else f"{upper}, {day_month(day, 'fr')} (Reuters) - ",
        "Xinhua": f"{upper}, {day_month(day, 'fr')} (Xinhua) -- ",
        "Belga": f"{upper} {day.day:02}/{day.month:02} (BELGA) - ",
        "La Presse Canadienne": f"{upper} (La Presse Canadienne) — ",
    }
    return forms.get(agency, f"{upper}, {short} ({agency}) - ")


def header(day: date, lang: str, chance: random.Random) -> str | None:
    """The date line that came with a dispatch, in one of several manners; often none."""
    if lang == "en":
        forms = [
            day.isoformat(),
            f"{weekday(day, 'en')}, {day_month(day, 'en')}, {day.year}",
            f"{day.day:02}.{day.month:02}.{day.year}",
            f"Date: {day.isoformat()} {chance.randint(5, 22):02}:{chance.randint(0, 59):02} GMT",
        ]
    else:
        forms = [
            day.isoformat(),
            f"{weekday(day, 'fr')} {day_month(day, 'fr')} {day.year}",
            f"{day.day:02}/{day.month:02}/{day.year}",
            f"{month_name(day, 'fr')} {day.year}",
        ]
    return chance.choice(forms) if chance.random() < 0.6 else None


def credits(agency: str, lang: str, country: Country, world: World, chance: random.Random, translated: bool = False) -> str | None:
    """The line of credits at the end, or None."""
    staff = [person(world.countries[iso], chance).full(lang) for iso in (country.iso, "GBR", "FRA")]
    if translated:
        return f"(Reportage {staff[0]}; version française {staff[2]})" if lang == "fr" else f"(Reporting by {staff[0]}; Translated by {staff[1]})"
    if agency == "Reuters":
        if lang == "en":
            return f"(Reporting by {staff[0]}; Editing by {staff[1]})"
        return f"(Reportage {staff[0]}, édité par {staff[2]})"
    if agency == "AFP" and lang == "fr" and chance.random() < 0.6:
        return "/".join("".join(chance.sample("abcdefghijlmnoprstuv", chance.randint(2, 3))) for _ in range(chance.randint(2, 4)))
    return None
