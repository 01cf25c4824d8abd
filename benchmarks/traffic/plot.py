"""The facts of a story: countries, people, towns, numbers, sources, days."""

from __future__ import annotations

import random
from datetime import date, timedelta

from benchmarks.traffic.facts import Facts, Source, source_rows
from benchmarks.traffic.schemas import Phase, Schema
from benchmarks.traffic.world import Country, Person, World, person

_BLOCS = {
    "europe": ("the European Union", "l'Union européenne"),
    "east": ("the OSCE", "l'OSCE"),
    "asia": ("the United Nations", "l'ONU"),
    "mideast": ("the Arab League", "la Ligue arabe"),
    "africa": ("the African Union", "l'Union africaine"),
    "americas": ("the Organization of American States", "l'Organisation des Etats américains"),
}
_GROUP_HEADS = [("Front", "Front"), ("Movement", "Mouvement"), ("Army", "Armée"), ("Union", "Union")]
_GROUP_TAILS = [
    ("for Justice", "pour la justice"),
    ("for the Liberation of {t}", "de libération de {t}"),
    ("of the {t} Hills", "des collines de {t}"),
    ("for Renewal", "pour le renouveau"),
    ("of the Free {t}", "de {t} libre"),
]
_NGO = ["Lantern", "Fern", "Clear", "Open", "River", "North", "Common"], ["Watch", "Rights", "Voices", "Records", "Witness"]
_FIRMS = ["Cor", "Pel", "Ast", "Vel", "Nor", "Tal", "Ori", "Mer", "Zen", "Kas"], ["dova", "agos", "eria", "mont", "lane", "tek", "ionis", "amar"]
_TRADES = {
    "transport": ["Lines", "Transport"],
    "energy": ["Energy", "Mining", "Resources"],
    "trade": ["Trading", "Foods", "Exports"],
    "labour": ["Group", "Holding", "Industries"],
}
_BANKS = ["Harbour", "Keystone", "Albatross", "Meridian", "Northgate", "Silverlake", "Castellan"], ["Capital", "Research", "Bank", "Partners"]


def draw_facts(key: str, schema: Schema, world: World, start: date, chance: random.Random, countries: tuple[Country, Country] | None = None) -> Facts:
    """The facts of one story of *schema* that begins on *start*; *countries* where they are given (a twin of another story)."""
    first, second = countries or world.pair(chance, schema.near)
    towns = dict(zip(("t1", "t2"), chance.sample(first.towns, 2), strict=True)) | {"t3": chance.choice(second.towns)}
    port = schema.portfolio
    people = {
        "h1": world.holder(first.iso, "head"),
        "h2": world.holder(second.iso, "head"),
        "m1": world.holder(first.iso, port),
        "m2": world.holder(second.iso, port),
    }
    taken = {held.last for held in people.values()}
    people["x1"] = _stranger(first, taken, chance)
    people["x2"] = _stranger(first, taken, chance)
    names = _names(first, towns["t1"], port, chance)
    sources = {
        name: _source(kind, first if side < 2 else second, world, schema, people, towns, names, taken, chance) for name, (kind, side) in schema.sources.items()
    }
    return Facts(
        key,
        schema,
        first,
        second,
        people,
        towns,
        _numbers(schema, chance),
        {name: chance.choice(words) for name, words in schema.lists.items()},
        names,
        sources,
        {"main": start},
        _month_end(start + timedelta(days=chance.randint(25, 110))),
    )


def draw_phases(facts: Facts, chance: random.Random, chain: bool) -> list[Phase]:
    """The phases that this story goes through, with their days set in *facts*; only the first unless *chain*."""
    phases = [facts.schema.phases["main"]]
    while chain:
        nexts = [phase for phase in facts.schema.phases.values() if phases[-1].name in (phase.after or "").split("|")]
        if not nexts:
            break
        phase = chance.choice(nexts)
        facts.days[phase.name] = facts.days[phases[-1].name] + timedelta(days=chance.randint(*phase.days))
        phases.append(phase)
        if phase.ends == "fulfilled":  # in time: on the day set, else before the month is over
            facts.due = facts.days[phase.name] if phases[-2].name == "dateset" else _month_end(facts.days[phase.name])
    return phases


def _numbers(schema: Schema, chance: random.Random) -> dict[str, int]:
    """Numbers that all differ, so that a contradiction is one."""
    found: dict[str, int] = {}
    for name, (low, high) in schema.numbers.items():
        value = _round(chance.randint(low, high))
        for _ in range(20):
            if value not in found.values():
                break
            value = _round(chance.randint(low, high))
        found[name] = value
    return found


def _round(value: int) -> int:
    return value if value < 100 else value // 10 * 10 if value < 2000 else value // 100 * 100


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _stranger(country: Country, taken: set[str], chance: random.Random) -> Person:
    found = person(country, chance)
    for _ in range(40):
        if found.last not in taken:
            break
        found = person(country, chance)
    taken.add(found.last)
    return found


def _names(first: Country, town: str, portfolio: str, chance: random.Random) -> dict[str, tuple[str, str]]:
    head, tail = chance.choice(_GROUP_HEADS), chance.choice(_GROUP_TAILS)
    group = tuple(f"{head[i]} {tail[i]}".format(t=town) for i in (0, 1))
    firm = chance.choice(_FIRMS[0]) + chance.choice(_FIRMS[1]) + " " + chance.choice(_TRADES.get(portfolio, ["Group"]))
    ngo = " ".join(chance.choice(part) for part in _NGO)
    bank = " ".join(chance.choice(part) for part in _BANKS)
    union = "".join(chance.sample("ABCDEFGLMNOPRSTU", 4))
    return {
        "group": (group[0], group[1]),
        "company": (firm, firm),
        "ngo": (ngo, ngo),
        "bank": (bank, bank),
        "union": (union, union),
        "bloc": _BLOCS[first.region],
    }


def _source(
    kind: str,
    country: Country,
    world: World,
    schema: Schema,
    people: dict[str, Person],
    towns: dict[str, str],
    names: dict[str, tuple[str, str]],
    taken: set[str],
    chance: random.Random,
) -> Source:
    port = schema.portfolio
    if kind == "minister":
        held = world.holder(country.iso, port)
    elif kind == "head":
        held = world.holder(country.iso, "head")
    elif kind == "spokes":
        held = world.holder(country.iso, f"spokes/{port}")
    elif kind == "general":
        held = world.holder(country.iso, "army")
    else:
        held = _stranger(country, taken, chance)
    if held.last in taken and kind in ("spokes", "general"):
        held = _stranger(country, taken, chance)
    taken.add(held.last)
    row = source_rows()[(kind, "en", "")]
    words = {"adj": country.adj_en, "port": schema.portfolio.capitalize(), "P": held.full("en"), "t1": towns["t1"], "head": country.head}
    words |= {key: value[0] for key, value in names.items()}
    name = row["name"].format(**words)
    return Source(name, name, kind, country, held)
