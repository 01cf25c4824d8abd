"""A card: what linking needs of one dispatch, made once from its ledger and kept by the store."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from selon.model.claim import Certainty, Polarity, Status
from selon.model.dispatch import Link
from selon.model.dispatch import Status as Standing
from selon.model.ledger import Ledger
from selon.model.mention import EntityKind
from selon.model.text import Span

#: First and last day (ISO), both within; "0000-00-00" and "9999-99-99" where an end is open.
Days = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Party:
    """An entity as linking needs it. *key* is the same in every dispatch and language: the known key (``country:PRK``), else made of the folded
    name, kind and country. *source* is the key of whoever counts as the source when it speaks: an official's government (``gov:KAZ``), an officer's army
    (``mil:MLI``), a body's own key."""

    key: str
    name: str
    kind: EntityKind
    country: str | None
    sector: str | None
    named: bool
    source: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a claim: *value*, what it counts (*of*: ``killed``, ``wounded``, ``percent``, ``USD``, else the stem of the noun) and its *words*."""

    value: float
    of: str
    words: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim as linking needs it; entities are keys of parties. *source* is the key of the primary source (``Party.source`` of the
    outermost link before AGENCY; several, sorted, joined by ``+`` for a joint link), None for the agency's own voice. *chain* is from the innermost out, without
    AGENCY. *stems* are the folded stems of its content words, *names* the keys of all parties named in its words."""

    id: str
    type: str | None
    act: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    place: str | None
    time: str | None
    days: Days | None
    ahead: bool
    polarity: Polarity
    certainty: Certainty
    denies: bool
    quantities: tuple[Quantity, ...]
    stems: tuple[str, ...]
    names: tuple[str, ...]
    chain: tuple[str, ...]
    source: str | None
    restates: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A commitment of the dispatch; parties are keys."""

    id: str
    act: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    due: str | None
    days: Days | None
    status: Status
    claims: tuple[str, ...]
    closed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """An omission; *source* is a party's key, AGENCY or None."""

    source: str | None
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Card:
    """What linking needs of one dispatch. *key* is the store's; *days* the days it may have been published on; *signature* the MinHash of its words;
    *stems* the folded stems of headline and body with how often each stands."""

    key: str
    lang: str
    days: Days | None
    provider: str | None
    outlet: str | None
    guid: str | None
    url: str | None
    standing: Standing
    links: tuple[Link, ...]
    headline: str
    text: str
    paragraphs: tuple[Span, ...]
    signature: tuple[int, ...]
    stems: tuple[tuple[str, int], ...]
    parties: tuple[Party, ...]
    facts: tuple[Fact, ...]
    owed: tuple[Owed, ...]
    silences: tuple[Silence, ...]


def card_of(ledger: Ledger, key: str) -> Card:
    """The card of *ledger*; *key* is the store's key of the dispatch."""
    raise NotImplementedError


def to_json(card: Card) -> str:
    """The card as one compact line of JSON; the same card, the same bytes."""
    raise NotImplementedError


def from_json(line: str) -> Card:
    """The card that ``to_json`` wrote."""
    data: dict[str, Any] = json.loads(line)
    raise NotImplementedError(data)
