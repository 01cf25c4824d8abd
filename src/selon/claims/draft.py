"""A claim while it is built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selon.attributions.assemble import Voice
from selon.claims.commitments import Opening
from selon.model.attribution import Quote
from selon.model.claim import Certainty, Polarity
from selon.model.text import Span, Spans

if TYPE_CHECKING:
    from selon.claims.basis import Ground


@dataclass(frozen=True, slots=True)
class Refusal:
    """*slot* (actor, recipient, place, time) is not filled with *token*, since it belongs to the clause of *clause*."""

    slot: str
    token: int
    clause: int


@dataclass(slots=True, eq=False)
class Draft:
    """A claim while it is built: tokens and entity numbers.

    *head* is its predicate or event noun; *opening* what it leaves to be done (a promise, an announced act), if anything; *ahead* whether its
    event is to come, *supposed* whether it hangs on a condition; *hearsay* the verb group that stands in the conditional of hearsay; *basis* how
    those who tell it know; *refusals* what another clause would lend it.
    """

    tokens: set[int]
    head: int
    voices: list[Voice]
    act: str
    type: str | None
    trigger: tuple[int, ...]
    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    place: int | None
    certainty: Certainty
    polarity: Polarity
    quote: Quote
    rule: str
    verb: int = -1
    spans: Spans = ()
    sort: tuple[int, int] = (0, 0)
    opening: Opening | None = None
    refusals: list[Refusal] = field(default_factory=list)
    ahead: bool = False
    supposed: bool = False
    hearsay: tuple[int, ...] = ()
    basis: tuple[Ground, ...] = ()


def trimmed(span: Span, text: str) -> Span:
    """*span* without commas and space at its edges."""
    start, end = span
    while start < end and text[start] in " ,;\n\t\u00a0\u202f":
        start += 1
    while end > start and text[end - 1] in " ,;\n\t\u00a0\u202f":
        end -= 1
    return Span(start, end)


def normal_act(lemma: str) -> str:
    """A lemma as an act's name: lower case letters joined by ``_``."""
    return "_".join("".join(c if c.isalnum() else " " for c in lemma.lower()).split()) or "state"
