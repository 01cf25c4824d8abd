"""FollowTheMoney entities or statements, one JSON object a line; written without the library, whose model the tests check them against.

A dispatch is an Article; a claim is an Event whose ``proof`` it is, or a Note where it is denied, only supposed or
rejected by a person: an Event would say that it happened.
States are Territories, which cannot act in FollowTheMoney; as actors they are told by ``country``. An entity comes again with each dispatch that names
it, under the same id; ``ftm aggregate`` makes one of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from selon.exports.dates import bounds, iso, prefix_of
from selon.exports.entry import Entry, Owed
from selon.exports.files import Options, Target, opened
from selon.exports.iris import is_address
from selon.exports.losses import Losses
from selon.exports.texts import clean, json_line, line, note_left, standing, words_of
from selon.model.claim import Claim
from selon.model.mention import Entity
from selon.tables import read_table

#: The data set that statements name.
DATASET = "selon"
_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
#: Countries that are no more, as FollowTheMoney calls them.
_FORMER = {"SUN": "suhh", "YUG": "yucs", "CSK": "cshh", "DDR": "dd"}
#: Kinds of properties whose statements have no language.
_PLAIN = frozenset({"entity", "url", "date", "country", "language", "mimetype"})
#: Property -> its kind in FollowTheMoney's model, for those that are no plain strings.
_KINDS = {
    "name": "name",
    "country": "country",
    "jurisdiction": "country",
    "nationality": "country",
    "contextCountry": "country",
    "language": "language",
    "publishedAt": "date",
    "date": "date",
    "startDate": "date",
    "endDate": "date",
    "sourceUrl": "url",
    "proof": "entity",
    "entity": "entity",
    "involved": "entity",
    "document": "entity",
    "resolved": "entity",
    "location": "address",
    "mimeType": "mimetype",
}
Properties = dict[str, list[str]]


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write the entities of *entries*."""
    losses = Losses("ftm")
    with opened(out) as stream:
        for entry in entries:
            for entity in _entities(entry, losses):
                stream.write(json_line(entity, losses))
    losses.keep_beside(out)
    return losses


def write_statements(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write the statements of *entries*: each says one property of one entity, in the language and with the date of the dispatch that says so."""
    losses = Losses("ftm-statements")
    with opened(out) as stream:
        for entry in entries:
            for entity in _entities(entry, losses):
                for statement in _statements(entry, entity):
                    stream.write(json_line(statement, losses))
    losses.keep_beside(out)
    return losses


def _entities(entry: Entry, losses: Losses) -> Iterator[dict[str, Any]]:
    ledger = entry.ledger
    note_left(entry, losses, "omission", "commitment", "attribution", "relation")
    article = _id("dispatch", entry.key)
    yield _made(article, "Article", _article(entry, losses), losses)
    schemata = {entity.id: _schema(entity) for entity in ledger.entities}
    for entity in ledger.entities:
        schema = schemata[entity.id]
        if schema is not None:
            yield _made(_id("entity", entry.entity(entity.id)), schema, _thing(entity, schema), losses)
        else:
            losses.note("unnamed", not entity.named)
        yield from _mention(entry, entity, schema, article, losses)
    for claim in ledger.claims:
        yield _claim(entry, claim, article, schemata, losses)


def _article(entry: Entry, losses: Losses) -> Properties:
    d = entry.ledger.dispatch
    published = prefix_of(d.date)
    losses.note("open-date", bool(d.date and not published))
    return {
        "fileName": [f"{entry.key}.txt"],
        "title": [d.headline.of(d.text)] if d.headline else [],
        "author": [name for credit in d.credits for name in credit.names],
        "publisher": _some(d.provider),
        "publishedAt": _some(published),
        "language": _some(_languages().get(d.lang)),
        "sourceUrl": _some(d.url if is_address(d.url) else None),
        "mimeType": ["text/plain"],
        "bodyText": _some(d.text),
    }


def _schema(entity: Entity) -> str | None:
    """The schema of an entity; None for whom the text only describes: no thing that could be matched with others."""
    if not entity.named or not entity.name.strip():
        return None
    match entity.kind:
        case "person":
            return "Person"
        case "country":
            return "Territory"
        case "place":
            return None
        case _:
            return "PublicBody" if entity.sector in _PUBLIC else "Company" if entity.sector == "BUS" else "Organization"


def _thing(entity: Entity, schema: str) -> Properties:
    country = _country(entity.country)
    common = {"name": [entity.name], "country": country}
    if schema == "Person":
        # a person of a government need not be its national, but is of that country
        return common | {"position": _some(entity.role)}
    if schema == "Territory":
        return common
    return common | {"classification": _some(entity.sector)}


def _mention(entry: Entry, entity: Entity, schema: str | None, article: str, losses: Losses) -> Iterator[dict[str, Any]]:
    text = entry.ledger.dispatch.text
    names = [*dict.fromkeys(mention.of(text) for mention in entity.mentions)]
    if entity.kind not in ("place", "country") and names:
        resolved = [_id("entity", entry.entity(entity.id))] if schema else []
        found = {"name": names, "document": [article], "resolved": resolved, "detectedSchema": _some(schema), "contextCountry": _country(entity.country)}
        yield _made(_id("mention", f"{entry.key}.{entity.id}"), "Mention", found, losses)


def _claim(entry: Entry, claim: Claim, article: str, schemata: dict[str, str | None], losses: Losses) -> dict[str, Any]:
    event, d = claim.event, entry.ledger.dispatch
    happens = claim.polarity == "positive" and not {"hypothetical", "negated"} & {*event.auxiliary} and not entry.rejected(claim.id)
    losses.note("certainty", claim.certainty != "certain")
    losses.note("polarity", claim.polarity == "negative")
    losses.note("spans", len(claim.spans) > 1)
    losses.note("chain", len(claim.chain) > 1)
    losses.note("event-detail")
    entities = {entity.id: entity for entity in entry.ledger.entities}
    parties = [entities[id] for id in (*event.actor, *event.recipient) if id in entities]
    involved = [_id("entity", entry.entity(party.id)) for party in parties if schemata[party.id] not in (None, "Territory")]
    losses.note("direction", bool(event.actor and event.recipient))
    words = words_of(entry, claim.spans) or event.act
    found: Properties = {
        "name": [words],
        "description": [standing(entry, claim)],
        "publisher": _some(d.provider),
        "sourceUrl": _some(d.url if is_address(d.url) else None),
        "proof": [article],
        "country": [code for party in parties for code in _country(party.country)],
    }
    if not happens:
        found["entity"] = involved
        return _made(_id("claim", entry.claim(claim.id)), "Note", found, losses)
    place = entities.get(event.place or "")
    found |= {"involved": involved, "location": [place.name] if place else [], **_when(claim, losses)}
    return _made(_id("claim", entry.claim(claim.id)), "Event", found, losses)


def _when(claim: Claim, losses: Losses) -> Properties:
    """When it happened: a day, month or year as such; an interval as its first and last day; nothing where it is open."""
    if claim.event.time is None:
        losses.note("no-date")
        return {}
    edtf = claim.event.time.edtf
    prefix = prefix_of(edtf)
    if prefix:
        return {"date": [prefix]}
    first, last = bounds(edtf)
    if edtf and "/" in edtf and (first or last):
        return {"startDate": _some(iso(first)), "endDate": _some(iso(last))}
    losses.note("open-date")
    return {}


def _made(id: str, schema: str, properties: Properties, losses: Losses) -> dict[str, Any]:
    """An entity; values are clean, and each stands once."""
    long = {"bodyText"}
    kept = {
        name: [*dict.fromkeys(value for each in values if (value := (clean(each, losses) if name in long else line(each, losses)).strip()))]
        for name, values in properties.items()
    }
    return {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}, "datasets": [DATASET]}


def _statements(entry: Entry, entity: dict[str, Any]) -> Iterator[dict[str, Any]]:
    seen = prefix_of(entry.ledger.dispatch.date)
    language = _languages().get(entry.ledger.dispatch.lang)
    rows: list[tuple[str, str]] = [(name, value) for name, values in entity["properties"].items() for value in values]
    for name, value in rows:
        lang = language if _KINDS.get(name) not in _PLAIN else None
        key = f"{DATASET}.{entity['id']}.{name}.{value}" + (f"@{lang}" if lang else "")
        yield {
            "id": hashlib.sha1(key.encode()).hexdigest(),
            "entity_id": entity["id"],
            "canonical_id": entity["id"],
            "prop": name,
            "schema": entity["schema"],
            "value": value,
            "dataset": DATASET,
            "lang": lang,
            "original_value": None,
            "external": False,
            "first_seen": seen,
            "last_seen": seen,
            "origin": entry.key,
        }


def _id(kind: str, key: str) -> str:
    """An id that FollowTheMoney takes: letters, figures and hyphens."""
    return f"{DATASET}-{kind}-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:24]}"


def _some(value: str | None) -> list[str]:
    return [value] if value else []


def _country(iso3: str | None) -> list[str]:
    """FollowTheMoney's code of a country: two letters, for one that is no more its own."""
    code = _FORMER.get(iso3 or "") or _codes().get(iso3 or "", "").lower()
    return [code] if code else []


@cache
def _codes() -> dict[str, str]:
    return {row["iso3"]: row["iso2"] for row in read_table("knowledge", "countries")}


@cache
def _languages() -> dict[str, str]:
    """ISO 639-3 of the languages that selon reads, which FollowTheMoney writes so."""
    return {"fr": "fra", "en": "eng"}
