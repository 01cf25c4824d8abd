"""Who does what to whom in a ledger, by names."""

from __future__ import annotations

from selon.model.ledger import Ledger
from tests.reading import read


def sides(ledger: Ledger, act: str) -> list[tuple[list[str], list[str]]]:
    """(actors, recipients) of every claim of *act*."""
    names = {e.id: e.name for e in ledger.entities}
    return [([names[i] for i in c.event.actor], [names[i] for i in c.event.recipient]) for c in ledger.claims if c.event.act == act]


def sides_in(body: str, lang: str, act: str) -> list[tuple[list[str], list[str]]]:
    return sides(read(body, lang), act)
