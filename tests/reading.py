"""Short ways to read invented sentences in tests: a dispatch with a dateline around a body, ledgers told in words."""

from __future__ import annotations

from selon.intake.assemble import build_dispatch
from selon.model.claim import Claim
from selon.model.ledger import Ledger
from selon.pipeline import read_dispatch

DATELINES = {"en": "LUMA, May 14 (Wire) - ", "fr": "LUMA, 14 mai (Wire) - "}


def read(body: str, lang: str, date: str = "2024-05-14") -> Ledger:
    """The ledger of a dispatch whose body is *body*, published on *date* by the invented agency Wire."""
    dispatch, notices = build_dispatch(DATELINES[lang] + body, id="test", lang=lang, date=date, provider="Wire")
    return read_dispatch(dispatch, notices)


def words(claim: Claim, ledger: Ledger) -> str:
    """The words of a claim, its pieces joined by `` + ``."""
    return " + ".join(span.of(ledger.dispatch.text) for span in claim.spans)


def chains(ledger: Ledger) -> list[tuple[str, str]]:
    """(words, chain) of every claim; a chain is told as ``Inner < Outer``, without the agency."""
    names = {entity.id: entity.name for entity in ledger.entities}
    told = []
    for claim in ledger.claims:
        links = ["+".join(names.get(part, part) for part in link.split("+")) for link in claim.chain[:-1]]
        told.append((words(claim, ledger), " < ".join(links)))
    return told


def factuality(ledger: Ledger) -> list[tuple[str, str]]:
    """(certainty, polarity) of every claim."""
    return [(claim.certainty, claim.polarity) for claim in ledger.claims]
