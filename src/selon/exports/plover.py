"""PLOVER events, one JSON object a line. A date that is open is never filled in: ``date`` is there only for one sure day, ``date_open`` marks the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from selon.exports.dates import bounds, iso
from selon.exports.entry import Entry, Owed
from selon.exports.events import Happening, happenings
from selon.exports.files import Options, Target, opened
from selon.exports.losses import Losses
from selon.exports.texts import according, json_line, line, words_of


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write the events of *entries*; what is *owed* has no place in PLOVER."""
    losses = Losses("plover")
    with opened(out) as stream:
        for entry in entries:
            for happening in happenings(entry, options, losses):
                stream.write(json_line(_row(entry, happening, losses), losses))
    losses.keep_beside(out)
    return losses


def _row(entry: Entry, happening: Happening, losses: Losses) -> dict[str, Any]:
    record, dispatch = happening.record, entry.ledger.dispatch
    first, last = bounds(record["time"])
    date: dict[str, Any] = {"date": iso(happening.day)} if happening.day else {"date_open": True}
    if record["time"]:
        date["date_edtf"] = record["time"]
    if happening.day is None and (first or last):
        date |= {"date_first": iso(first) or None, "date_last": iso(last) or None}
    key = entry.claim(happening.claims[0].id)
    return {
        "id": key,
        **date,
        "event": record["type"],
        "mode": record["mode"],
        "context": record["context"],
        "act": record["act"],
        "cameo": record["cameo"],
        "source": [_actor(each, losses) for each in record["source"]],
        "target": [_actor(each, losses) for each in record["target"]],
        "reciprocal": record["reciprocal"],
        "country": record["place"],
        "auxiliary": record["auxiliary"],
        "certainty": record["certainty"],
        "text": line(words_of(entry, happening.claims[0].spans), losses),
        "according_to": [according(entry, claim) for claim in happening.claims],
        "claims": [entry.claim(claim.id) for claim in happening.claims],
        "dispatch": entry.key,
        "story": entry.story,
        "publisher": dispatch.provider,
        "published": dispatch.date,
        "url": dispatch.url,
        "language": dispatch.lang,
    }


def _actor(actor: dict[str, Any], losses: Losses) -> dict[str, Any]:
    return {**actor, "text": line(actor["text"], losses)}
