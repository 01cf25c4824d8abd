"""CAMEO events in the columns of the ICEWS coded event data, parted by tabs, with a header."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

from selon.exports.dates import iso
from selon.exports.entry import Entry, Owed
from selon.exports.events import Happening, Side, cameo_labels, country_names, happenings, note_told, pairs
from selon.exports.files import Options, Target, opened
from selon.exports.losses import Losses
from selon.exports.texts import line
from selon.tables import read_table

COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)
#: Sectors in words.
_SECTORS = {
    "GOV": "Government",
    "MIL": "Government,Military",
    "REB": "Rebel",
    "OPP": "Opposition",
    "COP": "Government,Police",
    "LEG": "Government,Legislative / Parliamentary",
    "JUD": "Government,Judicial",
    "CVL": "Social,General Population / Civilian / Social",
    "REF": "Refugees / Displaced",
    "MED": "Media",
    "EDU": "Education",
    "LAB": "Labor",
    "BUS": "Business",
    "CRM": "Criminals / Gangs",
    "SPY": "State Intelligence",
    "UAF": "Unidentified Forces",
    "AGR": "Agricultural",
    "HLH": "Medical / Health",
    "ELI": "Elite",
    "NGO": "Nongovernmental Organization (International)",
    "IGO": "International Government Organization",
}


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write the events of *entries* that have a CAMEO code; what is *owed* has no place in ICEWS."""
    losses = Losses("cameo-icews")
    with opened(out) as stream:
        stream.write(("\t".join(COLUMNS) + "\n").encode())
        for entry in entries:
            for happening in happenings(entry, options, losses):
                if not happening.record["cameo"]:
                    losses.note("no-code")
                    continue
                note_told(entry, happening, losses)
                for one, other in pairs(happening, losses):
                    losses.note("scale")
                    row = _row(entry, happening, one, other)
                    stream.write(("\t".join(line(row.get(column, ""), losses) for column in COLUMNS) + "\n").encode("utf-8"))
    losses.keep_beside(out)
    return losses


def _row(entry: Entry, happening: Happening, one: Side, other: Side) -> dict[str, str]:
    record, names = happening.record, country_names()
    key = entry.claim(happening.claims[0].id)
    parties = "\x1f".join((key, one.code, other.code))
    places = {entity.id: entity.known or "" for entity in entry.ledger.entities}
    city = next((found for claim in happening.claims if (found := cities().get(places.get(claim.event.place or "", "")))), "")
    label = cameo_labels().get(record["cameo"], "")
    return {
        "Event ID": str(int(hashlib.sha256(parties.encode("utf-8", "replace")).hexdigest()[:15], 16)),
        "Event Date": iso(happening.day),
        "Source Name": one.name,
        "Source Sectors": _SECTORS.get(one.sector, ""),
        "Source Country": names.get(one.country, ""),
        "Event Text": label[:1].upper() + label[1:],
        "CAMEO Code": record["cameo"],
        "Target Name": other.name,
        "Target Sectors": _SECTORS.get(other.sector, ""),
        "Target Country": names.get(other.country, ""),
        "Story ID": entry.story or entry.key,
        "Publisher": entry.ledger.dispatch.provider or "",
        "City": city,
        "Country": names.get(record["place"] or "", ""),
    }


@cache
def cities() -> dict[str, str]:
    """Names of cities by their key in the knowledge tables."""
    return {f"city:{row['id']}": row["name"] for row in read_table("knowledge", "cities")}
