"""CAMEO events in the columns of GDELT 2.0's event table: 61, parted by tabs, without a header (GDELT Event Codebook 2.0).

``SQLDATE`` and ``FractionDate`` are there only for one sure day, ``MonthYear`` and ``Year`` only where they are sure. Each row is one pair of actors in one
dispatch: ``NumArticles`` and ``NumSources`` are 1, ``NumMentions`` the claims that tell it; copies and stories are counted in the ledger, not here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from selon.exports.dates import bounds, day_of
from selon.exports.entry import Entry, Owed
from selon.exports.events import Happening, Side, country_names, happenings, note_told, pairs, quadrant
from selon.exports.files import Options, Target, opened
from selon.exports.losses import Losses
from selon.exports.texts import line
from selon.model.dispatch import Dispatch

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
_PLACE = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
COLUMNS = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor1{part}" for part in _ACTOR),
    *(f"Actor2{part}" for part in _ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone".split(),
    *(f"Actor1Geo_{part}" for part in _PLACE),
    *(f"Actor2Geo_{part}" for part in _PLACE),
    *(f"ActionGeo_{part}" for part in _PLACE),
    *"DATEADDED SOURCEURL".split(),
)
#: GDELT's mark of a place that is a country.
_COUNTRY = "1"


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write the events of *entries* that have a CAMEO code; what is *owed* has no place in GDELT."""
    losses = Losses("cameo")
    with opened(out) as stream:
        for entry in entries:
            added = day_of(entry.ledger.dispatch.date)
            for happening in happenings(entry, options, losses):
                if not happening.record["cameo"]:
                    losses.note("no-code")
                    continue
                note_told(entry, happening, losses)
                for one, other in pairs(happening, losses):
                    losses.note("scale")
                    losses.note("time-of-day", added is not None)
                    row = _row(entry, happening, one, other)
                    losses.note("place", bool(row["ActionGeo_FullName"]))
                    cells = [line(row.get(column, ""), losses) for column in COLUMNS]
                    stream.write(("\t".join(cells) + "\n").encode("utf-8"))
    losses.keep_beside(out)
    return losses


def _row(entry: Entry, happening: Happening, one: Side, other: Side) -> dict[str, str]:
    record, dispatch = happening.record, entry.ledger.dispatch
    cameo: str = record["cameo"]
    day, added = happening.day, day_of(dispatch.date)
    first, last = bounds(record["time"])
    sure = first is not None and last is not None
    place = country_names().get(record["place"] or "", "")
    lead = _lead(dispatch)
    return {
        "GLOBALEVENTID": _number(entry.claim(happening.claims[0].id), one.code, other.code),
        "SQLDATE": f"{day:%Y%m%d}" if day else "",
        "MonthYear": f"{first:%Y%m}" if sure and first and last and (first.year, first.month) == (last.year, last.month) else "",
        "Year": f"{first:%Y}" if sure and first and last and first.year == last.year else "",
        # the codebook's rule, months of 30 days
        "FractionDate": f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}" if day else "",
        **_actor("Actor1", one),
        **_actor("Actor2", other),
        "IsRootEvent": "1" if any(claim.spans[:1] and claim.spans[0].start < lead for claim in happening.claims) else "0",
        "EventCode": cameo,
        "EventBaseCode": cameo[:3],
        "EventRootCode": cameo[:2],
        "QuadClass": str(quadrant(cameo)),
        "NumMentions": str(len(happening.claims)),
        "NumSources": "1",
        "NumArticles": "1",
        "ActionGeo_Type": _COUNTRY if place else "",
        "ActionGeo_FullName": place,
        # the layout wants a time: midnight stands for "that day"
        "DATEADDED": f"{added:%Y%m%d}000000" if added else "",
        "SOURCEURL": dispatch.url or entry.key,
    }


def _actor(number: str, side: Side) -> dict[str, str]:
    named = {"Code": side.code, "Name": side.name.upper(), "CountryCode": side.country, "Type1Code": side.sector}
    return {f"{number}{part}": value for part, value in named.items()}


def _number(*parts: str) -> str:
    """A number of 60 bits for an event, the same for the same event."""
    return str(int(hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:15], 16))


def _lead(dispatch: Dispatch) -> int:
    """Where the first paragraph of the body ends."""
    start = dispatch.headline.end if dispatch.headline else 0
    if dispatch.paragraphs:
        return dispatch.paragraphs[0].end
    found = re.compile(r"\s*[^\n]+").match(dispatch.text, start)
    return found.end() if found else start
