"""A ledger as the rows that keep it: plain values, made in the process that read it."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from typing import Any

import msgspec

from selon.model.claim import AGENCY, Claim
from selon.model.dispatch import Credit, Dateline, Dispatch
from selon.model.ledger import Ledger
from selon.model.text import Span
from selon.render.json import to_dict
from selon.store.keys import claim_keys, entity_key
from selon.stories import card as cards
from selon.stories.days import days_of
from selon.stories.keys import keys
from selon.stories.parties import parties_of
from selon.stories.party import Party

Row = dict[str, Any]
#: zlib's level: 6 takes half as long again for a twelfth less.
_LEVEL = 3
#: One encoder for all; nothing that is kept holds itself.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Packed:
    """All that one reading puts into the database, but for numbers of rows.

    *entities* and *names* go by the entity's key; *claims* hold ``source`` (an entity's key or None) and *parts* of it: (part, rank, entity's key).
    """

    key: str
    dispatch: Row
    links: tuple[tuple[str, str, str], ...]
    ledger: bytes
    card: bytes
    link_keys: tuple[str, ...]
    entities: dict[str, Row]
    names: tuple[tuple[str, str, str | None], ...]
    claims: tuple[tuple[Row, str | None, tuple[tuple[str, int, str], ...]], ...]
    omissions: tuple[tuple[Row, str | None], ...]


def pack_ledger(ledger: Ledger, key: str) -> Packed:
    """The rows of *ledger*, whose dispatch has *key*."""
    known = parties_of(ledger)
    card = cards.card_of(ledger, key, known)
    parties = {id: p._replace(key=entity_key(p.key, key), source=entity_key(p.source, key)) for id, p in known.items()}
    entities: dict[str, Row] = {}
    for party in parties.values():
        entities.setdefault(party.key, {"key": party.key, "name": party.name, "kind": party.kind, "country": party.country, "sector": party.sector})
    for party in sorted(parties.values(), key=lambda party: party.kind == "person"):
        # A government or an army stands in the ledger as soon as somebody speaks for it, named by one of its bodies before one of its people.
        entities.setdefault(party.source, {"key": party.source, "name": party.name, "kind": "organization", "country": party.country, "sector": party.sector})
    names = {(parties[e.id].key, e.name, e.role) for e in ledger.entities if e.named}
    day = _day(ledger.dispatch.date)
    ids = claim_keys(ledger, key)
    sources = {fact.id: tuple(entity_key(source, key) for source in fact.sources) for fact in card.facts}
    return Packed(
        key=key,
        dispatch=dispatch_row(ledger.dispatch, key),
        links=tuple((link.relation, link.target, link.evidence) for link in ledger.dispatch.carriage.links),
        ledger=pack_json({name: value for name, value in to_dict(ledger).items() if name != "text"}),
        card=_packed(cards.to_json(card)),
        link_keys=tuple(sorted(keys(card))),
        entities=entities,
        names=tuple(sorted(names, key=lambda each: (each[0], each[1], each[2] or ""))),
        claims=tuple(_claim(ledger, claim, ids[claim.id], day, parties, sources.get(claim.id, ()), entities) for claim in ledger.claims),
        omissions=tuple(
            (
                {"kind": o.kind, "what": o.what, "text": o.span.of(ledger.dispatch.text), "source": AGENCY if o.source == AGENCY else None, "day": day},
                parties[o.source].key if o.source in parties else None,
            )
            for o in ledger.omissions
        ),
    )


def dispatch_row(dispatch: Dispatch, key: str) -> Row:
    """The row of a dispatch; *frame* is what intake found in the text."""
    first, last = days_of(dispatch.date) or (None, None)
    frame = {
        "header": dispatch.header,
        "headline": dispatch.headline,
        "dateline": asdict(dispatch.dateline) if dispatch.dateline else None,
        "credits": [asdict(credit) for credit in dispatch.credits],
        "paragraphs": dispatch.paragraphs,
        "digest": dispatch.digest,
    }
    came = dispatch.carriage
    return {
        "key": key,
        "item": dispatch.id,
        "lang": dispatch.lang,
        "date": dispatch.date,
        "first_day": first,
        "last_day": last,
        "provider": dispatch.provider,
        "outlet": came.outlet,
        "named_source": came.named_source,
        "guid": came.guid,
        "version": came.version,
        "url": dispatch.url,
        "status": dispatch.status,
        "headline": dispatch.headline.of(dispatch.text) if dispatch.headline else None,
        "text": dispatch.text,
        "frame": _encode(frame),
    }


def framed(row: Row) -> dict[str, Any]:
    """What intake found in a dispatch's text, from its row: arguments of ``Dispatch``, but for the carriage."""
    frame = json.loads(row["frame"])
    return {
        **{name: row[name] for name in ("lang", "text", "date", "provider", "status", "url")},
        "id": row["item"],
        "header": frame["header"],
        "headline": Span(*frame["headline"]) if frame["headline"] else None,
        "dateline": Dateline(**{**frame["dateline"], "span": Span(*frame["dateline"]["span"])}) if frame["dateline"] else None,
        "credits": tuple(Credit(each["role"], tuple(each["names"]), Span(*each["span"])) for each in frame["credits"]),
        "paragraphs": tuple(Span(*each) for each in frame["paragraphs"]),
        "digest": frame["digest"],
    }


def pack_json(value: object) -> bytes:
    """*value* as JSON, packed."""
    return _packed(msgspec.json.encode(value))


def unpack_json(data: bytes) -> Any:
    """The value that ``pack_json`` packed."""
    return msgspec.json.decode(zlib.decompress(data))


def _packed(line: bytes) -> bytes:
    return zlib.compress(line, _LEVEL)


def _day(date: str | None) -> str:
    days = days_of(date)
    return days[0] if days else ""


def _claim(
    ledger: Ledger, claim: Claim, key: str, day: str, parties: dict[str, Party], sources: tuple[str, ...], entities: dict[str, Row]
) -> tuple[Row, str | None, tuple[tuple[str, int, str], ...]]:
    event = claim.event
    text = ledger.dispatch.text
    first, last = (days_of(event.time.edtf) if event.time else None) or (None, None)
    parts: dict[tuple[str, int, str], None] = {}
    for part, ids in (("actor", event.actor), ("recipient", event.recipient), ("place", (event.place,) if event.place else ())):
        for rank, id in enumerate(ids):
            parts[part, rank, parties[id].key] = None
    for rank, link in enumerate(claim.chain):
        for id in link.split("+"):
            if id in parties:
                parts["chain", rank, parties[id].key] = None
    row = {
        "key": key,
        "local": claim.id,
        "text": " … ".join(span.of(text) for span in claim.spans),
        "type": event.type,
        "mode": event.mode,
        "act": event.act,
        "cameo": event.cameo,
        "time_text": event.time.span.of(text) if event.time else None,
        "time": event.time.edtf if event.time else None,
        "first_day": first,
        "last_day": last,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "quote": claim.quote,
        "auxiliary": " ".join(event.auxiliary) or None,
        "basis": " ".join(dict.fromkeys(each.kind for each in claim.basis)) or None,
        "restates": claim.restates,
        "rule": claim.rule,
        "day": day,
    }
    # Of a joint link the first counts here; the chain has them all.
    return row, next((source for source in sources if source in entities), None), tuple(parts)
