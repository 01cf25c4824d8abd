"""The words of header lines, datelines and credits, from the tables ``intake_*`` of every language pack.

Wire copy mixes languages above and below its body (an English agency's French file keeps ``(Reporting by``),
so the words of all packs are read together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from selon.model.dispatch import CreditRole, Status
from selon.tables import ROOT, Row, read_table, values

_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")


@cache
def packs() -> tuple[str, ...]:
    """The codes of the installed language packs, sorted."""
    return tuple(sorted(child.name for child in (ROOT / "lang").iterdir() if child.is_dir() and not child.name.startswith(("_", "."))))


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of the table *name* of all packs; a pack without it gives none."""
    found: list[Row] = []
    for code in packs():
        if ROOT.joinpath("lang", code, f"{name}.csv").is_file():
            found.extend(read_table(f"lang/{code}", name))
    return tuple(found)


@cache
def months() -> dict[str, int]:
    """Month names and abbreviations, casefolded, to 1-12."""
    return {row["word"].casefold(): int(row["value"]) for row in rows("intake_dates") if row["kind"] == "month"}


@cache
def date_words() -> frozenset[str]:
    """Words that a date line may hold besides the date: weekdays, "date", "published"."""
    return frozenset(row["word"].casefold() for row in rows("intake_dates") if row["kind"] != "month")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a credit line; *place* is before (the names), after or byline."""

    text: str
    place: str
    roles: tuple[CreditRole, ...]
    agency: str | None


@cache
def cues() -> dict[tuple[str, str], Cue]:
    """Credit cues by (casefolded words, place)."""
    found: dict[tuple[str, str], Cue] = {}
    for row in rows("intake_credits"):
        roles = cast("tuple[CreditRole, ...]", values(row["role"]))
        found[row["cue"].casefold(), row["place"]] = Cue(row["cue"], row["place"], roles, row["agency"] or None)
    return found


@cache
def endings(match: str) -> tuple[str, ...]:
    """The marks below a body that match in this way (whole, start, inline), casefolded, longest first."""
    return tuple(sorted({row["mark"].casefold() for row in rows("intake_endings") if row["match"] == match}, key=lambda m: (-len(m), m)))


@cache
def standings(place: str) -> dict[str, Status]:
    """Phrases that tell an item's standing, casefolded, by place (headline, capitals, note)."""
    return {row["phrase"].casefold(): cast("Status", row["status"]) for row in rows("intake_status") if row["place"] == place}


@cache
def place_words() -> frozenset[str]:
    """Words in lower case that a dateline's place may hold."""
    return frozenset(row["word"].casefold() for row in rows("intake_places"))


@cache
def agency_names() -> dict[str, str]:
    """Names and aliases of the media in ``knowledge/agencies.csv``, agencies first.

    Out: form for comparison (see ``agency_key``) to the form printed there; empty while there is no such table.
    """
    if not ROOT.joinpath("knowledge", "agencies.csv").is_file():
        return {}
    found: dict[str, str] = {}
    table = read_table("knowledge", "agencies")
    for row in sorted(table, key=lambda row: row["kind"] != "agency"):
        found.setdefault(agency_key(row["name"]), row["name"])
    for row in sorted(table, key=lambda row: row["kind"] != "agency"):
        for form in (row["name_fr"], *values(row["aliases"])):
            if form:
                found.setdefault(agency_key(form), form)
                # "agence algérienne APS", "PTI news agency": datelines print the acronym alone.
                for acronym in _ACRONYM.findall(form) if row["kind"] == "agency" else ():
                    found.setdefault(agency_key(acronym), acronym)
    return found


def agency_key(name: str) -> str:
    """*name* for comparison: no case, single spaces."""
    return re.sub(r"\s+", " ", name).strip().casefold()


@cache
def either(words: frozenset[str]) -> str:
    """A regular expression that matches any of *words*, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
