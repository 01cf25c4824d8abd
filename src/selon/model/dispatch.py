"""A dispatch: one news item as it came over the wire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from selon.model.text import Span

CreditRole = Literal["reporting", "writing", "editing", "translation"]
#: What the header or the first words say of the item's standing.
Status = Literal["new", "update", "correction", "refile", "kill", "embargo"]


@dataclass(frozen=True, slots=True)
class Credit:
    """Who did what to make the dispatch; *names* as printed, in order."""

    role: CreditRole
    names: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of the body: place, day and agency, as printed.

    *place* is the words of the dateline's place (with a country if printed); *date* is what the
    dateline itself says of the day (EDTF; ``XXXX-03-08`` where it gives no year); *span* runs from
    the place to the dash that ends the dateline.
    """

    span: Span
    place: str | None
    date: str | None
    agency: str | None


#: What a dispatch does to another one (NewsML-G2 ``rel``, a feed's ``in-reply-to``, the words of an agency's note).
Relation = Literal["corrects", "updates", "kills", "translates", "revises"]


@dataclass(frozen=True, slots=True)
class Link:
    """What a dispatch says it does to another: *target* is the other's identifier as printed (a guid, an address, an id), *evidence* the words or the
    field that say so."""

    relation: Relation
    target: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Carriage:
    """How a dispatch came: who carried it, and as what.

    *outlet* is who published this copy (a newspaper, a site, an agency), as named by the format; None where it names none. *guid* and *version*
    are what the format identifies the item by. *named_source* is the source the format's metadata names (a feed's ``source``, ``dc:source``), as printed.
    *links* are the dispatches that it says it corrects, updates, kills or translates.
    """

    outlet: str | None = None
    guid: str | None = None
    version: str | None = None
    named_source: str | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One news item (IPTC: a news item; ninjs ``item``).

    *text* is the text all spans point into. *date* is EDTF, as precise as the given date, the
    header and the dateline together allow, or None. *header* is a metadata line that came with the
    item and is no part of *text*. *headline* is a span of *text*; *paragraphs* are the body's, without
    headline, dateline and credits. *digest* is the SHA-256 of the bytes it was read from.
    """

    id: str
    lang: str
    text: str
    date: str | None
    header: str | None
    headline: Span | None
    provider: str | None
    dateline: Dateline | None
    credits: tuple[Credit, ...]
    paragraphs: tuple[Span, ...]
    status: Status = "new"
    url: str | None = None
    digest: str = ""
    carriage: Carriage = Carriage()
