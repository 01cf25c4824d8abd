"""The ledger as JSON, schema ``selon/1``: the shape that is published and never broken silently."""

from __future__ import annotations

import json
from typing import Any

from selon.model.attribution import Confidence
from selon.model.claim import Claim, When
from selon.model.dispatch import Carriage
from selon.model.ledger import Ledger
from selon.model.text import Span, Spans

SCHEMA = "selon/1"


def to_dict(ledger: Ledger) -> dict[str, Any]:
    """*ledger* as plain dicts and lists, keys in their published order."""
    dispatch = ledger.dispatch
    text = dispatch.text
    return {
        "schema": SCHEMA,
        "id": dispatch.id,
        "lang": dispatch.lang,
        "date": dispatch.date,
        "text": text,
        "header": dispatch.header,
        "headline": dispatch.headline.of(text) if dispatch.headline else None,
        "provider": dispatch.provider,
        "dateline_place": dispatch.dateline.place if dispatch.dateline else None,
        "credits": [{"role": credit.role, "names": list(credit.names)} for credit in dispatch.credits],
        "status": dispatch.status,
        "url": dispatch.url,
        "digest": dispatch.digest,
        "carriage": _carriage(dispatch.carriage),
        "entities": [
            {
                "id": e.id,
                "name": e.name,
                "kind": e.kind,
                "country": e.country,
                "sector": e.sector,
                "role": e.role,
                "known": e.known,
                "affiliation": e.affiliation,
                "named": e.named,
                "mentions": _spans(e.mentions),
            }
            for e in ledger.entities
        ],
        "attributions": [
            {
                "id": a.id,
                "source": _spans(a.source),
                "cue": _spans(a.cue),
                "content": _spans(a.content),
                "quote": a.quote,
                "kind": a.kind,
                "source_entity": list(a.source_entity),
                "anonymous": a.anonymous,
                "relays": list(a.relays),
                "parent": a.parent,
                "implicit": a.implicit,
                "rule": a.rule,
                "confidence": _confidence(a.confidence),
            }
            for a in ledger.attributions
        ],
        "timexes": [{"span": list(t.span), "type": t.type, "value": t.value, "edtf": t.edtf, "mod": t.mod} for t in ledger.timexes],
        "claims": [_claim(c) for c in ledger.claims],
        "omissions": [{"source": o.source, "kind": o.kind, "what": o.what, "span": list(o.span)} for o in ledger.omissions],
        "commitments": [
            {
                "id": m.id,
                "act": m.act,
                "by": list(m.by),
                "to": list(m.to),
                "due": m.due,
                "status": m.status,
                "claims": list(m.claims),
                "closed_by": list(m.closed_by),
            }
            for m in ledger.commitments
        ],
        "notices": [{"code": n.code, "stage": n.stage, "span": _span(n.span), "detail": n.detail} for n in ledger.notices],
    }


def to_line(ledger: Ledger) -> str:
    """*ledger* as one line of JSON (UTF-8 text, no line end)."""
    return json.dumps(to_dict(ledger), ensure_ascii=False, separators=(",", ":"))


def to_text(ledger: Ledger) -> str:
    """*ledger* as indented JSON for a person."""
    return json.dumps(to_dict(ledger), ensure_ascii=False, indent=2)


def _carriage(carriage: Carriage) -> dict[str, Any]:
    return {
        "outlet": carriage.outlet,
        "guid": carriage.guid,
        "version": carriage.version,
        "named_source": carriage.named_source,
        "links": [{"relation": each.relation, "target": each.target, "evidence": each.evidence} for each in carriage.links],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    event = claim.event
    return {
        "id": claim.id,
        "text_spans": _spans(claim.spans),
        "event": {
            "type": event.type,
            "mode": event.mode,
            "act": event.act,
            "cameo": event.cameo,
            "trigger": list(event.trigger),
            "actor": list(event.actor),
            "recipient": list(event.recipient),
            "place": event.place,
            "time": _when(event.time),
            "auxiliary": list(event.auxiliary),
            "contexts": [{"name": c.name, "text_spans": _spans(c.spans)} for c in event.contexts],
        },
        "chain": list(claim.chain),
        "cues": _spans(claim.cues),
        "attributions": list(claim.attributions),
        "quote": claim.quote,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "said": _when(claim.said),
        "basis": [{"kind": b.kind, "attribution": b.attribution, "text_span": list(b.span)} for b in claim.basis],
        "restates": claim.restates,
        "rule": claim.rule,
    }


def _confidence(confidence: Confidence | None) -> dict[str, float] | None:
    return None if confidence is None else {"source": confidence.source, "cue": confidence.cue, "content": confidence.content}


def _when(when: When | None) -> dict[str, Any] | None:
    return {"text_span": list(when.span), "edtf": when.edtf} if when is not None else None


def _spans(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span is not None else None
