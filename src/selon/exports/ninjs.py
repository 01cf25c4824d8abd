"""IPTC ninjs 3.0, one news item a line.

ninjs describes news items, not what they claim: each claim, omission and commitment goes into ``descriptions``, as JSON of the ledger. The spans in it point
into the body with the role "text". Dates are times of day in ninjs; a dispatch of which only the day is known has none, and its date stands in ``altIds``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from selon.exports.entry import Entry, Owed
from selon.exports.files import Options, Target, opened
from selon.exports.iris import Iris, is_address
from selon.exports.losses import Losses
from selon.exports.texts import clean, json_line, line, note_left
from selon.model.claim import AGENCY
from selon.model.mention import Entity
from selon.render.json import to_dict
from selon.render.wording import Names, act_words

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"
_STATUS = {"kill": "canceled", "embargo": "withheld"}
#: Kind of an entity -> ninjs' list of such things.
_LISTS = {"person": "people", "organization": "organisations", "agency": "organisations", "country": "places", "place": "places"}


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write the dispatches of *entries*; what is *owed* over several has no place in it."""
    losses = Losses("ninjs")
    iris = Iris(options)
    with opened(out) as stream:
        for entry in entries:
            item = {name: value for name, value in _item(entry, iris, losses).items() if value not in (None, "", [])}
            stream.write(json_line(item, losses))
    losses.keep_beside(out)
    return losses


def _item(entry: Entry, iris: Iris, losses: Losses) -> dict[str, Any]:
    ledger = entry.ledger
    d = ledger.dispatch
    losses.note("time-of-day", d.date is not None)
    note_left(entry, losses, "attribution", "judgement")
    text = clean(d.text, losses)
    things: dict[str, list[dict[str, str]]] = {name: [] for name in _LISTS.values()}
    for entity in ledger.entities:
        losses.note("unnamed", not entity.named)
        if entity.named and entity.name.strip():
            things[_LISTS[entity.kind]].append(_thing(entry, entity, iris, losses))
    altered = {"date": d.date, "id": d.id, "guid": d.carriage.guid, "url": None if is_address(d.url) else d.url, "story": entry.story}
    return {
        "uri": d.url if is_address(d.url) else iris.of("dispatch", entry.key),
        "type": "text",
        "representationType": "full",
        "profile": "text-only",
        "version": d.carriage.version,
        "pubStatus": _STATUS.get(d.status, "usable"),
        "language": d.lang,
        "headlines": [{"value": line(d.headline.of(d.text), losses)}] if d.headline else [],
        "bodies": [{"role": "text", "contentType": "text/plain", "charCount": len(text), "wordCount": len(text.split()), "value": text}],
        "descriptions": [*_descriptions(entry, losses)],
        **things,
        "subjects": [{"rel": "act", "literal": act} for act in dict.fromkeys(claim.event.act for claim in ledger.claims)],
        "events": [{"id": entry.claim(claim.id), "name": act_words(claim.event.act), "rel": "claimed"} for claim in ledger.claims],
        "infoSources": [*_sources(entry, iris, losses)],
        "by": line("; ".join(f"{credit.role}: {', '.join(credit.names)}" for credit in d.credits), losses),
        "located": line(d.dateline.place or "", losses) if d.dateline else None,
        "associations": [{"name": link.relation, "uri": iris.of("item", link.target)} for link in d.carriage.links],
        "altIds": [{"role": role, "value": line(value, losses)} for role, value in altered.items() if value],
        "standard": {"name": "ninjs", "version": "3.0", "schema": SCHEMA},
    }


def _thing(entry: Entry, entity: Entity, iris: Iris, losses: Losses) -> dict[str, str]:
    found = {"name": line(entity.name, losses), "rel": "about", "uri": iris.of("entity", entry.entity(entity.id))}
    return found | ({"literal": entity.country} if entity.kind == "country" and entity.country else {})


def _descriptions(entry: Entry, losses: Losses) -> Iterable[dict[str, str]]:
    rows = to_dict(entry.ledger)
    for role, name in (("claim", "claims"), ("omission", "omissions"), ("commitment", "commitments")):
        for row in rows[name]:
            value = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            yield {"role": role, "contentType": "application/json", "value": clean(value, losses)}


def _sources(entry: Entry, iris: Iris, losses: Losses) -> Iterable[dict[str, str]]:
    """Who supplied the item, and who stands first in the chains."""
    d, names = entry.ledger.dispatch, Names(entry.ledger)
    for name, role in ((d.provider, "provider"), (d.carriage.outlet, "outlet"), (d.carriage.named_source, "named source")):
        if name:
            yield {"name": line(name, losses), "role": role}
    for id in dict.fromkeys(part for claim in entry.ledger.claims for part in (claim.chain or (AGENCY,))[0].split("+")):
        if id != AGENCY:
            yield {"name": line(names.of(id), losses), "role": "source", "uri": iris.of("entity", entry.entity(id))}
