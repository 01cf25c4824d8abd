"""The ledger as PLOVER event records: who did what to whom, by country and sector.

Claims become events: several claims on one event are one record; what is denied, merely supposed or long past is one only where it is asked for,
what is of no PLOVER type never.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from selon.knowledge.gazetteer import acts
from selon.model.claim import SUFFERED, Claim, Event
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.tables import read_table

#: Codes of actors that are of no one country.
INTERGOVERNMENTAL, NONGOVERNMENTAL, MOVEMENT = "IGO", "NGO", "IMG"
_SUPRANATIONAL = frozenset({INTERGOVERNMENTAL, NONGOVERNMENTAL, MOVEMENT})
#: Kinds of the organizations table that states have formed together.
_BETWEEN_STATES = frozenset({"un-body", "igo", "regional", "bank", "alliance", "eu-body", "court", "other"})
_ARMED = frozenset({"REB", "CRM"})
#: What is announced, meant or possible is not done: good deeds to come are AGREE, hostile ones THREATEN.
_AHEAD = dict.fromkeys(("AID", "CONSULT", "CONCEDE", "COOPERATE", "RETREAT", "SUPPORT"), "AGREE") | dict.fromkeys(
    ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "REJECT", "SANCTION"), "THREATEN"
)
#: Auxiliary modes of what did not happen, or lies long ago.
_NOT_HAPPENED = frozenset({"negated", "hypothetical", "historical"})
#: Types of acts that always hit or favour somebody: where no one is named, they are within the country.
_DOMESTIC = frozenset({"ASSAULT", "COERCE", "CONCEDE", "PROTEST", "THREATEN"})


def to_records(ledger: Ledger, *, auxiliary: bool = False) -> list[dict[str, Any]]:
    """The events of *ledger* as PLOVER records, in text order.

    In: a ledger; *auxiliary* keeps what did not happen or lies long ago (auxiliary modes negated, hypothetical, historical), which else is left out.
    Out: one dict for each distinct (type, actors, recipients) that the ledger's claims hold for so, with ``type``, ``mode``,
    ``act``, ``cameo``, ``source`` and ``target`` (lists of actors, see ``actor``), ``reciprocal`` (no side is the doer), ``trigger``
    (spans), ``place`` (alpha-3 or None), ``time`` (EDTF or None), ``auxiliary`` and ``context`` (sorted names; the contexts of all claims),
    ``certainty`` and ``claims`` (ids). Left out: claims of no type, and those
    that name neither side where the type needs one (``SUFFERED``). The strongest certainty of the claims counts.
    """
    countries = {entity.country for entity in ledger.entities if entity.country and not _is_supranational(entity)}
    home = countries.pop() if len(countries) == 1 else None
    actors = {entity.id: actor(entity, ledger.dispatch.text, home) for entity in ledger.entities}
    places = {entity.id: entity.country for entity in ledger.entities}
    countries_of = {entity.id: actors[entity.id]["code"] for entity in ledger.entities}
    found: dict[tuple[str, frozenset[str], frozenset[str], frozenset[str]], dict[str, Any]] = {}
    for claim in ledger.claims:
        event = claim.event
        name = _type_of(event)
        if name is not None and claim.rule.endswith(":ahead") and event.act != "resign":
            name = _AHEAD.get(name, name)
        apart = _NOT_HAPPENED.intersection(event.auxiliary)
        unpeopled = name not in SUFFERED and not event.actor and not event.recipient
        if name is None or unpeopled or apart and not auxiliary:
            continue
        key = (name, frozenset(event.actor), frozenset(event.recipient), apart)
        record = found.get(key)
        if record is None:
            found[key] = record = _record(name, claim, actors, places)
            record["source"], record["target"] = _placed(record["source"], record), _placed(record["target"], record)
            if not record["target"] and not record["reciprocal"]:
                record["target"] = _implied(record, _named_in(claim, ledger, countries_of))
            continue
        record["claims"].append(claim.id)
        record["context"] = sorted({*record["context"], *(context.name for context in event.contexts)})
        record["time"] = record["time"] or (event.time.edtf if event.time else None)
        record["certainty"] = min(record["certainty"], claim.certainty, key=("certain", "probable", "possible", "unknown").index)
    return list(found.values())


def actor(entity: Entity, text: str, home: str | None = None) -> dict[str, Any]:
    """*entity* as a PLOVER actor.

    ``code``: ISO 3166-1 alpha-3, IGO, NGO, IMG, or None where the text settles none. ``sector``: GOV, MIL, REB ...; None for a country
    named as such and for a body that its code says all of. ``text``: its first words in *text*. ``assumed``: whether the code is *home*,
    the only country that the dispatch names, for an actor with a sector but no country of its own ("the police").
    """
    code = _supranational(entity) if _is_supranational(entity) else entity.country
    sector = None if entity.kind == "country" or entity.sector in (code, INTERGOVERNMENTAL) else entity.sector
    assumed = code is None and sector is not None and entity.known is None and entity.kind != "agency" and home is not None
    words = entity.mentions[0].of(text) if entity.mentions else entity.name
    return {"code": home if assumed else code, "sector": sector, "text": words, "assumed": assumed}


def _placed(side: list[dict[str, Any]], record: dict[str, Any]) -> list[dict[str, Any]]:
    """*side* with the country where it took place for an actor with a sector and no country of its own: "gunmen in Pakistan" (``assumed``)."""
    return [each if each["code"] or not record["place"] else {**each, "code": record["place"], "assumed": True} for each in side]


def _implied(record: dict[str, Any], named: list[str]) -> list[dict[str, Any]]:
    """The target that the ledger leaves open (nobody is the clause's recipient), ``assumed``.

    The one other country that the claim's words name; for an act that somebody always suffers, the country where it took place, else
    the doer's own.
    """
    sources = [each["code"] for each in record["source"] if each["code"]]
    others = [code for code in named if code not in sources]
    if len(others) == 1 and record["type"] != "MOBILIZE":
        codes = others
    elif record["type"] in _DOMESTIC:
        codes = [record["place"]] if record["place"] else list(dict.fromkeys(code for code in sources if code not in _SUPRANATIONAL))
    else:
        return []
    return [{"code": code, "sector": None, "text": "", "assumed": True} for code in codes]


def _named_in(claim: Claim, ledger: Ledger, countries_of: dict[str, str | None]) -> list[str]:
    """The countries of the entities mentioned in the words of *claim*."""
    found: dict[str, None] = {}
    for entity in ledger.entities:
        code = countries_of[entity.id]
        if code and any(span.holds(mention) for mention in entity.mentions for span in claim.spans):
            found[code] = None
    return list(found)


def _record(name: str, claim: Claim, actors: dict[str, dict[str, Any]], places: dict[str, str | None]) -> dict[str, Any]:
    event = claim.event
    row = acts().get(event.act)
    return {
        "type": name,
        "mode": event.mode,
        "act": event.act,
        "cameo": event.cameo,
        "source": _side(event.actor, actors),
        "target": _side(event.recipient, actors),
        "reciprocal": bool(row and row["reciprocal"]),
        "trigger": [list(event.trigger)],
        "place": places.get(event.place) if event.place else None,
        "time": event.time.edtf if event.time else None,
        "auxiliary": list(event.auxiliary),
        "context": [context.name for context in event.contexts],
        "certainty": claim.certainty,
        "claims": [claim.id],
    }


def _side(ids: Iterable[str], actors: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The actors of a side that bear a code or a sector, each pair of both once."""
    found: dict[tuple[str | None, str | None], dict[str, Any]] = {}
    for each in ids:
        made = actors.get(each)
        if made is not None and (made["code"] or made["sector"]):
            found.setdefault((made["code"], made["sector"]), made)
    return list(found.values())


def _type_of(event: Event) -> str | None:
    """PLOVER 2.0's type of *event*: the ledger keeps that of the act (a release is CONCEDE, an invitation REQUEST), the records have the manual's."""
    row = acts().get(event.act)
    return (row["plover"] if row is not None else "") or event.type


def _is_supranational(entity: Entity) -> bool:
    """Whether an actor is of no country, whatever country its name or its words bear ("Organization of American States")."""
    return _supranational(entity) is not None


def _supranational(entity: Entity) -> str | None:
    """The code of an actor that is of no country; None for one that is, and where nothing tells."""
    table, _, key = (entity.known or "").partition(":")
    if table == "organization":
        kind, country = _organizations().get(key, ("", ""))
        if country:
            return None
        if kind == "ngo":
            return NONGOVERNMENTAL
        if kind in _BETWEEN_STATES and entity.sector not in ("BUS", "LAB", "NGO"):
            return INTERGOVERNMENTAL
    if entity.country is None:
        if entity.sector in _SUPRANATIONAL:
            return entity.sector
        if table == "group" and entity.sector in _ARMED:
            return MOVEMENT
    return None


@cache
def _organizations() -> dict[str, tuple[str, str]]:
    """(kind, country) of the organizations known, by id."""
    return {row["id"]: (row["kind"], row["country"]) for row in read_table("knowledge", "organizations")}
