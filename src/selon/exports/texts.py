"""Words of dispatches as other formats can hold them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from selon.exports.entry import Entry
from selon.exports.losses import Losses
from selon.model.claim import Claim
from selon.model.text import Span
from selon.render.wording import Names, act_words, denial

#: What XML 1.0, iCalendar and most readers of CSV refuse: controls but tab and line ends, lone surrogates, U+FFFE and U+FFFF.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(words: str, losses: Losses) -> str:
    """*words* with a space for each character that formats refuse, so that offsets still hold; what was replaced is counted."""
    found, number = _REFUSED.subn(" ", words)
    losses.note("control-characters", number)
    return found


def line(words: str, losses: Losses) -> str:
    """*words*, clean, on one line."""
    return " ".join(clean(words, losses).split())


def json_line(row: dict[str, Any], losses: Losses) -> bytes:
    """*row* as a line of JSON; lone surrogates, which no UTF-8 has, become spaces."""
    return clean(json.dumps(row, ensure_ascii=False, separators=(",", ":")), losses).encode("utf-8") + b"\n"


def note_left(entry: Entry, losses: Losses, *reasons: str) -> None:
    """Count the parts of *entry* that the format has no place for, those named by *reasons*."""
    ledger = entry.ledger
    told = {id for claim in ledger.claims for id in claim.attributions}
    counts = {
        "omission": len(ledger.omissions),
        "commitment": len(ledger.commitments),
        "attribution": sum(each.id not in told for each in ledger.attributions),
        "relation": len(ledger.dispatch.carriage.links),
        "judgement": len(entry.judgements),
    }
    for reason in reasons:
        losses.note(reason, counts[reason])


def words_of(entry: Entry, spans: Iterable[Span]) -> str:
    """The words under *spans*, with an ellipsis where pieces of text lie between."""
    return " … ".join(span.of(entry.ledger.dispatch.text) for span in spans)


def according(entry: Entry, claim: Claim) -> str:
    """``according to VNA, according to Pressa``: the chain of *claim* in words, from the innermost speaker out to the provider."""
    return ", ".join(f"according to {name}" for name in Names(entry.ledger).chain(claim))


def standing(entry: Entry, claim: Claim) -> str:
    """How *claim* is told, in words: ``invite; denied; possible; according to ...``."""
    marks = [act_words(claim.event.act), denial(entry.ledger, claim), None if claim.certainty == "certain" else f"certainty {claim.certainty}"]
    marks += [mark for mark in claim.event.auxiliary if mark != "negated"]
    judged = entry.judgements.get(claim.id)
    return "; ".join([*filter(None, marks), according(entry, claim), *([f"judged: {judged}"] if judged else [])])
