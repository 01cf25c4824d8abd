"""FollowTheMoney entities as JSON lines: people, bodies, positions and who held them.

The property names are those of FollowTheMoney 4: a Person holds a Position by an Occupancy (``holder``, ``post``); a Membership, Directorship
or Employment ties a person to an organization in a ``role``. The library itself is not needed to read them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, BinaryIO

from selon.knowledge.imports.facts import ALIAS_LIMIT, Fact, Post, SetAside, Term, Thing, clean, common_date, country_of, names_of, titles_of
from selon.knowledge.imports.lines import read_lines
from selon.knowledge.terms import UNKNOWN
from selon.tables import languages, read_table

#: Schemata of bodies, with the sector and the kind (of the table of organizations) that the schema alone tells.
_BODIES = {
    "Organization": ("UNK", "other"),
    "LegalEntity": ("UNK", "other"),
    "PublicBody": ("GOV", "other"),
    "Company": ("BUS", "company"),
}
#: Schemata that tie a person to an organization: the properties of the two.
_TIES = {"Membership": ("member", "organization"), "Directorship": ("director", "organization"), "Employment": ("employee", "employer")}


def read_ftm(stream: BinaryIO, name: str) -> Iterator[Fact]:
    """The facts of a stream of entities, lazily; *name* is what to call it. Raises InputError for what is no text."""
    for number, line, reason in read_lines(stream, name):
        where = f"{name}:{number}"
        if line is None:
            yield SetAside(where, reason)
        elif line.strip():
            yield from _entity(line, where)


def _entity(line: str, where: str) -> Iterator[Fact]:
    try:
        loaded: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = f"{error.msg} at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else "nested too deep, or a number too long"
        yield SetAside(where, f"no JSON ({reason})")
        return
    entity = loaded if isinstance(loaded, dict) else {}
    id, schema, properties = entity.get("id"), entity.get("schema"), entity.get("properties")
    if not isinstance(id, str) or not isinstance(schema, str) or not isinstance(properties, dict):
        yield SetAside(where, 'no FollowTheMoney entity; it needs "id", "schema" and "properties"')
        return
    told = _Told(properties)
    datasets = entity.get("datasets")
    sources = [clean(source) for source in datasets if isinstance(source, str)][:5] if isinstance(datasets, list) else []
    provenance = " ".join(("ftm", *sorted(filter(None, sources))))
    if schema == "Person":
        yield from _person(where, id, told, provenance)
    elif schema in _BODIES:
        yield _body(where, id, schema, told, provenance)
    elif schema == "Position":
        titles = titles_of(told.of("name"))
        body = next(iter(told.of("organization")), "")
        yield Post(where, id, titles, country_of(told.of("country")), body, sector_of(topic for topic in told.of("topics") if not topic.startswith("role.")))
    elif schema == "Occupancy" or schema in _TIES:
        yield from _terms(where, schema, told, provenance)
    else:
        yield SetAside(where, "", schema)


class _Told:
    """The properties of an entity: lists of strings, whatever else the file has in their place."""

    def __init__(self, properties: dict[str, Any]) -> None:
        self.properties = properties

    def of(self, *names: str) -> list[str]:
        """The values of the properties, in order."""
        found: list[str] = []
        for name in names:
            given = self.properties.get(name)
            for value in given if isinstance(given, list) else [given]:
                if isinstance(value, dict):  # an entity nested in the place of its id
                    value = value.get("id")
                if isinstance(value, str) and value.strip():
                    found.append(value)
        return found


def _names(told: _Told, *, person: bool) -> tuple[str, ...]:
    weak = [alias for alias in told.of("weakAlias") if " " in alias.strip()]  # a single weak word names too many
    return names_of([*told.of("name", "alias", "previousName"), *(() if person else told.of("abbreviation")), *weak], person=person)[: ALIAS_LIMIT + 1]


def _person(where: str, id: str, told: _Told, provenance: str) -> Iterator[Fact]:
    names = _names(told, person=True)
    country = country_of(told.of("nationality", "citizenship")) or country_of(told.of("country"))
    sector = sector_of(told.of("topics"))
    first = languages()[0]
    yield Thing(where, "people", id, {first: names[0]} if names else {}, {first: names[1:]}, {"country": country, "sector": sector, "provenance": provenance})
    for title in told.of("position"):  # without dates: known to have been held, never to be in force
        yield Term(where, id, "", "", provenance, titles=titles_of([title]))


def _body(where: str, id: str, schema: str, told: _Told, provenance: str) -> Thing:
    names = _names(told, person=False)
    sector, kind = _BODIES[schema]
    country = country_of(told.of("jurisdiction", "mainCountry")) or country_of(told.of("country"))
    cells = {"country": country, "sector": sector_of(told.of("topics")) or sector, "kind": kind, "provenance": provenance}
    return Thing(where, "organizations", id, dict.fromkeys(languages(), names[0]) if names else {}, {languages()[0]: names[1:]}, cells)


def _terms(where: str, schema: str, told: _Told, provenance: str) -> Iterator[Fact]:
    holders, targets = (told.of(name) for name in _TIES.get(schema, ("holder", "post")))
    if not holders or not targets:
        yield SetAside(where, f"the {schema} does not say who, or of what")
        return
    start, end = common_date(told.of("startDate")), common_date(told.of("endDate"))
    if start is None or end is None:
        yield SetAside(where, f"{'startDate' if start is None else 'endDate'} is no date, or several that disagree")
        return
    if not end and "ended" in told.of("status"):
        end = UNKNOWN
    for holder in holders:
        for target in targets:
            if schema == "Occupancy":
                yield Term(where, holder, start, end, provenance, post=target)
            else:
                yield Term(where, holder, start, end, provenance, titles=titles_of(told.of("role")), organization=target)


def sector_of(topics: Iterable[str]) -> str:
    """The sector that an entity's topics tell, "" for none: by ``topics.csv``, whose rows stand for the topics below them, too."""
    told = [f"{topic}." for topic in topics]
    return next((sector for topic, sector in _sectors() if any(one.startswith(topic + ".") for one in told)), "")


@cache
def _sectors() -> tuple[tuple[str, str], ...]:
    rows = sorted(read_table("knowledge", "topics"), key=lambda row: int(row["priority"]))
    return tuple((row["topic"], row["sector"]) for row in rows)
