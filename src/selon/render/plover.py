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
#: Acts that PLOVER's manual and records put elsewhere than our own types do: to give back people, things or passage is RETREAT, to invite
#: AGREE, to ratify SUPPORT. The ledger keeps the type of the act (a release is CONCEDE, an invitation REQUEST); the records have PLOVER's.
_TYPE_OF_ACT = {
    "release": "RETREAT",
    "free_hostages": "RETREAT",
    "swap_prisoners": "RETREAT",
    "return_property": "RETREAT",
    "reopen_border": "RETREAT",
    "grant_access": "RETREAT",
    "allow_inspection": "RETREAT",
    "lift_embargo": "RETREAT",
    "lift_sanctions": "RETREAT",
    "ease_sanctions": "RETREAT",
    "resign": "RETREAT",
    "ratify": "SUPPORT",
    "invite": "AGREE",
    "deliver_invitation": "AGREE",
}


def to_records(ledger: Ledger) -> list[dict[str, Any]]:
    """The events of *ledger* as PLOVER records, in text order.

    In: a ledger. Out: one dict for each distinct (type, actors, recipients) that the ledger's claims hold for so, with ``type``, ``mode``,
    ``act``, ``cameo``, ``source`` and ``target`` (lists of actors, see ``actor``), ``reciprocal`` (no side is the doer), ``trigger``
    (spans), ``place`` (alpha-3 or None), ``time`` (EDTF or None), ``certainty`` and ``claims`` (ids). Left out: claims of no type, negative
    claims, and those on which their source takes no position (certainty "unknown"). The strongest certainty of the claims counts.
    """
    countries = {entity.country for entity in ledger.entities if entity.country and not _is_supranational(entity)}
    home = countries.pop() if len(countries) == 1 else None
    actors = {entity.id: actor(entity, ledger.dispatch.text, home) for entity in ledger.entities}
    places = {entity.id: entity.country for entity in ledger.entities}
    found: dict[tuple[str, frozenset[str], frozenset[str]], dict[str, Any]] = {}
    for claim in ledger.claims:
        event = claim.event
        name = _TYPE_OF_ACT.get(event.act, event.type)
        if name is None or claim.polarity == "negative" or claim.certainty == "unknown":
            continue
        key = (name, frozenset(event.actor), frozenset(event.recipient))
        record = found.get(key)
        if record is None:
            found[key] = _record(name, claim, actors, places)
            continue
        record["claims"].append(claim.id)
        record["time"] = record["time"] or (event.time.edtf if event.time else None)
        record["certainty"] = min(record["certainty"], claim.certainty, key=("certain", "probable", "possible").index)
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
