"""JSON lines: a line for each dispatch, with its keys around the whole ledger (``selon/1``); behind them a line for each thing owed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from selon.exports.entry import Entry, Owed
from selon.exports.files import Options, Target, opened
from selon.exports.losses import Losses
from selon.model.claim import AGENCY
from selon.render.json import to_dict

#: Names and versions of the shapes of a line.
ENTRY, OWED = "selon-entry/1", "selon-owed/1"


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write all that is known; ``selon.exports.ledgers`` reads it again."""
    with opened(out) as stream:
        for entry in entries:
            stream.write(_line(to_row(entry)))
        for one in owed:
            stream.write(owed_line(one))
    return Losses("jsonl")


def to_row(entry: Entry) -> dict[str, Any]:
    """*entry* as plain dicts and lists."""
    ledger = entry.ledger
    return {
        "schema": ENTRY,
        "key": entry.key,
        "story": entry.story,
        "claim_keys": {claim.id: entry.claim(claim.id) for claim in ledger.claims},
        "entity_keys": {**{entity.id: entry.entity(entity.id) for entity in ledger.entities}, AGENCY: entry.provider()},
        "judgements": dict(sorted(entry.judgements.items())),
        "ledger": to_dict(ledger),
    }


def owed_line(owed: Owed) -> bytes:
    """The line of something owed."""
    return _line({"schema": OWED, **asdict(owed)})


def _line(row: dict[str, Any]) -> bytes:
    """A line of UTF-8; surrogates, which no UTF-8 has, as escapes of JSON."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"
