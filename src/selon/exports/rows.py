"""The rows of an entry in the tables of the CSV and Parquet exports, as plain values in the order of their columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selon.exports import fields
from selon.exports.dates import bounds
from selon.exports.entry import Entry, Owed, links
from selon.exports.fields import Table
from selon.exports.texts import words_of
from selon.model.text import Span, Spans

Row = tuple[Any, ...]


def rows_of(entry: Entry) -> Iterator[tuple[Table, Row]]:
    """Every row of *entry*, with its table; the row of a table that others refer to comes first."""
    key, ledger = entry.key, entry.ledger
    text = ledger.dispatch.text
    yield fields.DISPATCHES, _dispatch(entry)
    for e in ledger.entities:
        named = (e.name, e.kind, e.country, e.sector, e.role, e.known, e.affiliation, e.named)
        yield fields.ENTITIES, (key, e.id, entry.entity(e.id), *named, _spans(e.mentions))
        for number, mention in enumerate(e.mentions):
            yield fields.MENTIONS, (key, e.id, number, mention.start, mention.end, mention.of(text))
    for a in ledger.attributions:
        confidence = (a.confidence.source, a.confidence.cue, a.confidence.content) if a.confidence else (None, None, None)
        told = (_spans(a.source), words_of(entry, a.source), _spans(a.cue), words_of(entry, a.cue), _spans(a.content), a.quote, a.kind)
        yield fields.ATTRIBUTIONS, (key, a.id, *told, [*a.source_entity], a.anonymous, [*a.relays], a.parent, a.implicit, a.rule, *confidence)
    for number, t in enumerate(ledger.timexes):
        yield fields.TIMEXES, (key, number, *t.span, t.span.of(text), t.type, t.value, t.edtf, t.mod)
    yield from _claims(entry)
    for number, o in enumerate(ledger.omissions):
        yield fields.OMISSIONS, (key, number, o.source, o.kind, o.what, *o.span)
    for m in ledger.commitments:
        claims, closed = ([entry.claim(id) for id in ids] for ids in (m.claims, m.closed_by))
        yield fields.COMMITMENTS, (key, m.id, m.act, [*m.by], [*m.to], m.due, *bounds(m.due), m.status, claims, closed)
    for number, n in enumerate(ledger.notices):
        yield fields.NOTICES, (key, number, n.code, n.stage, *(n.span or (None, None)), n.detail)


def row_of(owed: Owed) -> Row:
    """The row of something owed."""
    by, to = ([{"name": party.name, "country": party.country} for party in side] for side in (owed.by, owed.to))
    steps = [{"dispatch": step.dispatch, "claim": step.claim, "day": step.day, "what": step.what} for step in owed.steps]
    return (owed.key, owed.act, by, to, owed.due, *bounds(owed.due), owed.place, owed.status, steps, owed.chain, owed.told)


def _dispatch(entry: Entry) -> Row:
    d = entry.ledger.dispatch
    carriage = d.carriage
    came = [{"relation": each.relation, "target": each.target, "evidence": each.evidence} for each in carriage.links]
    credits = [{"role": credit.role, "name": name} for credit in d.credits for name in credit.names]
    known = (d.headline.of(d.text) if d.headline else None, d.provider, d.dateline.place if d.dateline else None, d.status, d.url, d.digest)
    told = (carriage.outlet, carriage.guid, carriage.version, carriage.named_source, came, credits)
    return (entry.key, d.id, d.lang, d.date, *bounds(d.date), *known, *told, entry.story, d.text)


def _claims(entry: Entry) -> Iterator[tuple[Table, Row]]:
    text = entry.ledger.dispatch.text
    entities = {entity.id: entity for entity in entry.ledger.entities}
    for c in entry.ledger.claims:
        event, key = c.event, entry.claim(c.id)
        time = event.time.edtf if event.time else None
        said = c.said.edtf if c.said else None
        happened = (event.type, event.mode, event.act, event.cameo, *event.trigger, [*event.actor], [*event.recipient], event.place)
        when = (time, *bounds(time), event.time.span.of(text) if event.time else None)
        about = ([*event.auxiliary], [context.name for context in event.contexts])
        basis = [{"kind": each.kind, "attribution": each.attribution, "words": each.span.of(text)} for each in c.basis]
        said_so = ([*c.chain], _spans(c.cues), [*c.attributions], c.quote, c.certainty, c.polarity, said, *bounds(said), basis)
        restates = entry.claim(c.restates) if c.restates else None
        yield (
            fields.CLAIMS,
            (key, entry.key, c.id, words_of(entry, c.spans), _spans(c.spans), *happened, *when, *about, *said_so, restates, c.rule, entry.judgements.get(c.id)),
        )
        for side, ids in (("actor", event.actor), ("recipient", event.recipient), ("place", (event.place,) if event.place else ())):
            for number, id in enumerate(ids):
                known = entities.get(id)
                told = (known.name, known.kind, known.country, known.sector) if known else (id, None, None, None)
                yield fields.PARTIES, (key, side, number, entry.entity(id), *told)
        for link in links(c):
            party = entities.get(link.entity or "")
            name = party.name if party else link.entity or entry.ledger.dispatch.provider
            reference = entry.entity(link.entity) if link.entity else entry.provider()
            yield fields.LINKS, (key, link.position, link.part, link.joint, link.role, reference, name, party.country if party else None)


def _spans(spans: Spans | tuple[Span, ...]) -> list[list[int]]:
    return [[*span] for span in spans]
