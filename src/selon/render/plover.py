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
#: Types of acts that are no one's of the doer's own country where the text names none: one's own troops are moved and withdrawn.
_OUTWARD = frozenset({"MOBILIZE", "RETREAT"})
#: Sectors of those who are of where they rule, not of where they happen to be.
_ELSEWHERE = frozenset({"GOV", "LEG", "JUD"})
#: A reciprocal act has so many parties at least.
_PARTIES = 2
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
    found: dict[tuple[str, frozenset[str], frozenset[str], frozenset[str]], dict[str, Any]] = {}
    for claim in ledger.claims:
        event = claim.event
        name, denied = _type_of(event), False
        if name is not None and claim.rule.endswith(":ahead") and event.act != "resign":
            # what somebody will do is promised or threatened; a good that somebody will not do is refused
            denied = "negated" in event.auxiliary and _AHEAD.get(name) == "AGREE" and name != "RETREAT"
            name = "REJECT" if denied else _AHEAD.get(name, name)
        apart = _NOT_HAPPENED.intersection(event.auxiliary) - ({"negated"} if denied else set())
        unpeopled = name not in SUFFERED and not event.actor and not event.recipient
        if name is None or unpeopled or apart and not auxiliary:
            continue
        key = (name, frozenset(event.actor), frozenset(event.recipient), apart)
        record = found.get(key)
        if record is None:
            found[key] = record = _record(name, claim, actors, places, ledger.entities)
            if denied:
                record["auxiliary"].remove("negated")
            record["source"] = _placed(record["source"], record["place"])
            # "rejected a call for its peacekeeping forces": no body is against itself
            doers = {each["code"] for each in record["source"]} & _SUPRANATIONAL
            record["target"] = _placed([each for each in record["target"] if each["code"] not in doers], record["place"])
            if not record["target"] and (not record["reciprocal"] or len(event.actor) < _PARTIES):
                record["target"] = _implied(record, claim, ledger, actors)
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
    people = sector is not None or entity.kind == "person" and not entity.named
    assumed = code is None and people and entity.known is None and entity.kind != "agency" and home is not None
    words = entity.mentions[0].of(text) if entity.mentions else entity.name
    return {"code": home if assumed else code, "sector": sector, "text": words, "assumed": assumed}


def _placed(side: list[dict[str, Any]], place: str | None) -> list[dict[str, Any]]:
    """*side* with the country where it took place for actors without a country of their own, "gunmen in Pakistan" (``assumed``), unless one on that
    side has a country already; those that are left with neither code nor sector tell nothing and go."""
    settled = place is None or any(each["code"] for each in side)
    placed = [each if each["code"] or settled or each["sector"] in _ELSEWHERE else {**each, "code": place, "assumed": True} for each in side]
    return [each for each in placed if each["code"] or each["sector"]]


def _implied(record: dict[str, Any], claim: Claim, ledger: Ledger, actors: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The target that the ledger leaves open (nobody is the clause's recipient), ``assumed``.

    The first other power that the claim's words name behind the trigger, else before it, else the country of a place there; for an act that
    somebody always suffers, the country where it took place, else the doer's own.
    """
    sources = [each["code"] for each in record["source"] if each["code"]]
    within = record["type"] not in _OUTWARD and not record["reciprocal"]
    within = within and not _SUPRANATIONAL & set(sources)
    other = next((code for code, inner in _named_in(claim, ledger, actors, settled=record["reciprocal"]) if code not in sources or within and inner), None)
    if other is not None:
        found = [other]
    elif record["type"] in _DOMESTIC:
        found = [record["place"]] if record["place"] else list(dict.fromkeys(code for code in sources if code not in _SUPRANATIONAL))
    else:
        return []
    return [{"code": code, "sector": None, "text": "", "assumed": True} for code in found]


def _named_in(claim: Claim, ledger: Ledger, actors: dict[str, dict[str, Any]], *, settled: bool) -> list[tuple[str, bool]]:
    """The countries of the entities, but the doers, mentioned in the words of *claim*, and whether it is people or a body of a country that is named
    behind the trigger.

    Powers before places, those behind the trigger before the others, in text order; no places where the act's are *settled* (a place where two met is
    no third party).
    """
    after = claim.event.trigger.end
    found = [
        (entity.kind == "place", mention.start < after, mention.start, code, entity.kind in ("person", "organization"))
        for entity in ledger.entities
        if (code := actors[entity.id]["code"]) and entity.id not in claim.event.actor and not (settled and entity.kind == "place")
        for mention in entity.mentions
        if any(span.holds(mention) for span in claim.spans)
    ]
    return [(code, inner and not before) for _, before, _, code, inner in sorted(found)]


def _record(name: str, claim: Claim, actors: dict[str, dict[str, Any]], places: dict[str, str | None], entities: Iterable[Entity]) -> dict[str, Any]:
    """The record of *claim* as an event of type *name*."""
    starts = {each.id: min((m.start for m in each.mentions if any(s.holds(m) for s in claim.spans)), default=0) for each in entities}
    event = claim.event
    row = acts().get(event.act)
    reciprocal = bool(row and row["reciprocal"])
    willing, sought = event.actor, event.recipient
    if reciprocal and name != event.type and not sought:  # to agree to meet somebody is one side's act
        behind = tuple(each for each in event.actor if starts.get(each, 0) >= event.trigger.end)
        if behind and len(behind) < len(event.actor):
            willing, sought, reciprocal = tuple(each for each in event.actor if each not in behind), behind, False
    return {
        "type": name,
        "mode": event.mode,
        "act": event.act,
        "cameo": event.cameo,
        "source": _side(willing, actors),
        "target": _side(sought, actors),
        "reciprocal": reciprocal,
        "trigger": [list(event.trigger)],
        "place": places.get(event.place) if event.place else None,
        "time": event.time.edtf if event.time else None,
        "auxiliary": list(event.auxiliary),
        "context": [context.name for context in event.contexts],
        "certainty": claim.certainty,
        "claims": [claim.id],
    }


def _side(ids: Iterable[str], actors: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The actors of a side, each pair of code and sector once."""
    found: dict[tuple[str | None, str | None], dict[str, Any]] = {}
    for each in ids:
        made = actors.get(each)
        if made is not None:
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
    table, _, key = (entity.known or (None if entity.country else entity.affiliation) or "").partition(":")
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
