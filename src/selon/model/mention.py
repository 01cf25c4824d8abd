"""Mentions (words in place) and entities (who or what they name)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from selon.model.text import Span

EntityKind = Literal["person", "organization", "country", "place", "agency"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what a dispatch names.

    *country* is ISO 3166-1 alpha-3 or None; *sector* PLOVER's (GOV, MIL, IGO ...) or None; *role* the title as printed, else the office
    that the user's tables give a person on the dispatch's date, or None. *mentions* are all its mentions in text order, names and
    descriptions alike. *known* is the key in the knowledge tables (``country:PRK``, ``agency:kcna``, ``city:284899``) or the user's own
    (``person:Q7747``), or None. *named* is false for whom the dispatch only describes ("a senior American official"): *name* is the
    description then. *affiliation* is the key of the known body that a person's title names ("the U.N. mediator": ``organization:un``),
    or None.
    """

    id: str
    name: str
    kind: EntityKind
    country: str | None
    mentions: tuple[Span, ...]
    sector: str | None = None
    role: str | None = None
    known: str | None = None
    named: bool = True
    affiliation: str | None = None
