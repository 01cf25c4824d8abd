"""Events of an entry for formats with a row for each event: PLOVER records with their dates settled or marked, and CAMEO codes for the two sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from selon.exports.dates import day_of
from selon.exports.entry import Entry
from selon.exports.files import Options
from selon.exports.losses import Losses
from selon.exports.texts import note_left
from selon.model.claim import Claim
from selon.render.plover import to_records
from selon.tables import read_table

#: PLOVER sectors that CAMEO has the same code for; CAMEO knows no PTY, SOC, REL nor UNK.
CAMEO_SECTORS = frozenset("GOV MIL REB OPP COP LEG JUD CVL REF MED EDU LAB BUS CRM SPY UAF AGR HLH ELI NGO IGO".split())
#: Codes in the place of a country that are kinds of actors in CAMEO.
_KINDS = frozenset({"IGO", "NGO", "IMG"})
#: The first two figures of a CAMEO code, up to and including -> GDELT's and PLOVER's quadrant: verbal and material cooperation, verbal and material conflict.
_QUADRANTS = ((5, 1), (8, 2), (13, 3), (20, 4))


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of an entry: its PLOVER *record*, the *claims* that tell it, and the *day* if it is surely one."""

    record: dict[str, Any]
    claims: tuple[Claim, ...]
    day: date | None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a CAMEO event: *code* is the country's and the sector's joined (``PRKGOV``), *country* alpha-3 or empty, *sector* CAMEO's or empty."""

    code: str = ""
    name: str = ""
    country: str = ""
    sector: str = ""


def happenings(entry: Entry, options: Options, losses: Losses) -> Iterator[Happening]:
    """The events of *entry*: what is denied, supposed or long past is none, as in PLOVER; what is lost or left out is counted."""
    kept = tuple(claim for claim in entry.ledger.claims if not entry.rejected(claim.id))
    claims = {claim.id: claim for claim in kept}
    losses.note("rejected", len(entry.ledger.claims) - len(kept))
    told: set[str] = set()
    note_left(entry, losses, "omission", "commitment", "attribution", "relation")
    for record in to_records(replace(entry.ledger, claims=kept)):
        told.update(record["claims"])
        day = day_of(record["time"])
        if day is None:
            if options.open_dates == "leave-out":
                losses.note("left-out-open-date")
                continue
            losses.note("open-date" if record["time"] else "no-date")
        yield Happening(record, tuple(claims[id] for id in record["claims"]), day)
    losses.note("not-an-event", sum(id not in told for id in claims))


def pairs(happening: Happening, losses: Losses) -> Iterator[tuple[Side, Side]]:
    """Every actor of the event with everyone whom it is done to; of a reciprocal act without a second side, each two of the first, once."""
    first = _sides(happening.record["source"], losses)
    second = _sides(happening.record["target"], losses)
    if not second and happening.record["reciprocal"] and len(first) > 1:
        yield from ((one, other) for number, one in enumerate(first) for other in first[number + 1 :])
    else:
        yield from ((one, other) for one in first or [Side()] for other in second or [Side()] if one != other or one == Side())


def quadrant(cameo: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    root = int(cameo[:2])
    return next(number for last, number in _QUADRANTS if root <= last)


def note_told(entry: Entry, happening: Happening, losses: Losses) -> None:
    """Count what a bare row cannot say of how *happening* is told."""
    losses.note("certainty", happening.record["certainty"] != "certain")
    losses.note("chain", any(len(claim.chain) > 1 for claim in happening.claims))


@cache
def cameo_labels() -> dict[str, str]:
    """What CAMEO calls its codes."""
    return {row["code"]: row["label"] for row in read_table("knowledge", "cameo")}


@cache
def country_names() -> dict[str, str]:
    """English names of countries, by ISO 3166-1 alpha-3."""
    from babel import Locale

    names = Locale.parse("en").territories
    return {row["iso3"]: row["name_en"] or names.get(row["iso2"], "") for row in read_table("knowledge", "countries")}


def _sides(actors: list[dict[str, Any]], losses: Losses) -> list[Side]:
    """*actors* in CAMEO's codes, each pair of codes once; a country that is only assumed is left out: a row could not say so."""
    found: dict[str, Side] = {}
    for each in actors:
        losses.note("assumed-actor", each["assumed"])
        code = "" if each["assumed"] else each["code"] or ""
        sector = each["sector"] or ""
        if sector and sector not in CAMEO_SECTORS:
            losses.note("sector")
            sector = ""
        country, kind = ("", code) if code in _KINDS else (code, "")
        side = Side(f"{country}{kind or sector}", " ".join(each["text"].split()), country, kind or sector)
        if side.code:
            found.setdefault(side.code, side)
    return list(found.values())
