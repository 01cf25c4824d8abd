"""The ledger as PLOVER event records: who did what to whom, by country and sector.

Claims become events: several claims on one event are one record, what is denied, merely supposed or of no PLOVER type is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from selon.knowledge.gazetteer import acts
from selon.model.claim import Claim
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.tables import read_table

#: Codes of actors that are of no one country.
INTERGOVERNMENTAL, NONGOVERNMENTAL, MOVEMENT = "IGO", "NGO", "IMG"
_SUPRANATIONAL = frozenset({INTERGOVERNMENTAL, NONGOVERNMENTAL, MOVEMENT})
#: Kinds of the organizations table that states have formed together.
_BETWEEN_STATES = frozenset({"un-body", "igo", "regional", "bank", "alliance", "eu-body", "court", "other"})
_ARMED = frozenset({"REB", "CRM"})


def to_records(ledger: Ledger) -> list[dict[str, Any]]:
    """The events of *ledger* as PLOVER records, in text order.

    In: a ledger. Out: one dict for each distinct (type, actors, recipients) that the ledger's claims hold for so, with ``type``, ``mode``,
    ``act``, ``cameo``, ``source`` and ``target`` (lists of actors, see ``actor``), ``reciprocal`` (no side is the doer), ``trigger``
    (spans), ``place`` (alpha-3 or None), ``time`` (EDTF or None), ``certainty`` and ``claims`` (ids). Left out: claims of no type, negative
    claims, and those on which their source takes no position (certainty "unknown"). The strongest certainty of the claims counts.
    """
    entities = {entity.id: entity for entity in ledger.entities}
    found: dict[tuple[str, frozenset[str], frozenset[str]], dict[str, Any]] = {}
    for claim in ledger.claims:
        event = claim.event
        if event.type is None or claim.polarity == "negative" or claim.certainty == "unknown":
            continue
        key = (event.type, frozenset(event.actor), frozenset(event.recipient))
        record = found.get(key)
        if record is None:
            found[key] = _record(claim, entities, ledger.dispatch.text)
            continue
        record["claims"].append(claim.id)
        record["time"] = record["time"] or (event.time.edtf if event.time else None)
        record["certainty"] = min(record["certainty"], claim.certainty, key=("certain", "probable", "possible").index)
    return list(found.values())


def actor(entity: Entity, text: str) -> dict[str, Any]:
    """*entity* as a PLOVER actor: ``code`` (ISO 3166-1 alpha-3, IGO, NGO, IMG or None where the text settles none), ``sector`` (GOV, MIL,
    REB ...; None for a country named as such and for a body that its code says all of) and ``text`` (its first words in *text*)."""
    code = entity.country or _supranational(entity)
    sector = None if entity.kind == "country" or entity.sector in (code, INTERGOVERNMENTAL) else entity.sector
    return {"code": code, "sector": sector, "text": entity.mentions[0].of(text) if entity.mentions else entity.name}


def _record(claim: Claim, entities: dict[str, Entity], text: str) -> dict[str, Any]:
    event = claim.event
    row = acts().get(event.act)
    place = entities.get(event.place) if event.place else None
    return {
        "type": event.type,
        "mode": event.mode,
        "act": event.act,
        "cameo": event.cameo,
        "source": _actors(event.actor, entities, text),
        "target": _actors(event.recipient, entities, text),
        "reciprocal": bool(row and row["reciprocal"]),
        "trigger": [list(event.trigger)],
        "place": place.country if place else None,
        "time": event.time.edtf if event.time else None,
        "certainty": claim.certainty,
        "claims": [claim.id],
    }


def _actors(ids: Iterable[str], entities: dict[str, Entity], text: str) -> list[dict[str, Any]]:
    """The actors of a side that bear a code or a sector, each pair of both once."""
    found: dict[tuple[str | None, str | None], dict[str, Any]] = {}
    for each in ids:
        if each in entities:
            made = actor(entities[each], text)
            if made["code"] or made["sector"]:
                found.setdefault((made["code"], made["sector"]), made)
    return list(found.values())


def _supranational(entity: Entity) -> str | None:
    """The code of an actor that is of no country; None where nothing tells."""
    if entity.sector in _SUPRANATIONAL:
        return entity.sector
    table, _, key = (entity.known or "").partition(":")
    if table == "organization":
        kind = _kinds().get(key, "")
        if kind == "ngo":
            return NONGOVERNMENTAL
        if kind in _BETWEEN_STATES and entity.sector not in ("BUS", "LAB", "NGO"):
            return INTERGOVERNMENTAL
    if table == "group" and entity.sector in _ARMED:
        return MOVEMENT
    return None


@cache
def _kinds() -> dict[str, str]:
    return {row["id"]: row["kind"] for row in read_table("knowledge", "organizations")}
