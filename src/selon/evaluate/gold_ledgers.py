"""Gold ledgers as ledgers of the model: what the gold does not say of an entity (its key, sector, role) is taken from what selon reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from selon.evaluate.measures import Document
from selon.knowledge.gazetteer import gazetteer
from selon.model.claim import Claim, Commitment, Event, Omission, When
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.model.text import Span, Spans


def gold_ledger(document: Document, read: Ledger) -> Ledger:
    """The gold's ledger of one *document*; *read* is selon's, for the dispatch itself and for what the gold leaves out."""
    lang = read.dispatch.lang
    return replace(
        read,
        entities=tuple(_entity(row, read, lang) for row in document["entities"]),
        attributions=(),
        claims=tuple(_claim(row) for row in document["claims"]),
        omissions=tuple(Omission(row["source"], "other", row["what"], Span(*row["span"])) for row in document["omissions"]),
        commitments=tuple(_commitment(row) for row in document["commitments"]),
    )


def _entity(row: dict[str, Any], read: Ledger, lang: str) -> Entity:
    mentions = _spans(row["mentions"])
    alike = max(read.entities, key=lambda each: sum(span in mentions for span in each.mentions), default=None)
    known = alike if alike is not None and any(span in mentions for span in alike.mentions) and alike.kind == row["kind"] else None
    key = known.known if known else None
    if row["kind"] == "country" and row["country"]:
        key = f"country:{row['country']}"
    elif key is None:
        entry = gazetteer(lang, None).find(row["name"])
        key = entry.key if entry is not None and entry.kind in ("agency", "organization", "group", "seat", "region") else None
    named = known.named if known else any(word[:1].isupper() for word in row["name"].split())
    sector = known.sector if known else "GOV" if row["kind"] == "country" else None
    country = row["country"] or (known.country if known else None)
    return Entity(
        row["id"], row["name"], row["kind"], country, mentions, sector, known.role if known else None, key, named, known.affiliation if known else None
    )


def _claim(row: dict[str, Any]) -> Claim:
    event, spans = row["event"], _spans(row["text_spans"])
    made = Event(event["type"], None, event["act"], None, spans[0], tuple(event["actor"]), tuple(event["recipient"]), event["place"], _when(event["time"]), ())
    return Claim(
        row["id"], spans, made, tuple(row["chain"]), _spans(row["cues"]), (), row["quote"], row["certainty"], row["polarity"], None, row["restates"], "gold"
    )


def _commitment(row: dict[str, Any]) -> Commitment:
    closed = tuple(row["claims"]) if row["status"] != "open" else ()
    return Commitment(row["id"], row["act"], tuple(row["by"]), tuple(row["to"]), row["due"], row["status"], tuple(row["claims"]), closed)


def _when(row: dict[str, Any] | None) -> When | None:
    return When(Span(*row["text_span"]), row["edtf"]) if row is not None else None


def _spans(rows: list[list[int]]) -> Spans:
    return tuple(Span(*row) for row in rows)
