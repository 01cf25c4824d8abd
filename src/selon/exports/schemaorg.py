"""schema.org ``Claim`` as JSON-LD: one document whose ``@graph`` has every claim with the news article that it appears in.

``author`` is the innermost source, ``claimInterpreter`` who relays it to the provider's readers; how sure it is, what is denied and the chain between
stand in ``disambiguatingDescription``, in words: the vocabulary has no terms for them. What happened is an ``Action``; when, ``temporalCoverage``, which ISO
8601 intervals fit: a set of days, a date without a year, a season are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from selon.exports.dates import prefix_of
from selon.exports.entry import Entry, Owed
from selon.exports.files import Options, Target, opened
from selon.exports.iris import Iris, is_address
from selon.exports.losses import Losses
from selon.exports.texts import json_line, line, note_left, standing, words_of
from selon.model.claim import AGENCY, Claim
from selon.model.mention import Entity
from selon.render.wording import Names, act_words

_CLASSES = {"person": "Person", "organization": "Organization", "agency": "NewsMediaOrganization", "country": "Country", "place": "Place"}


def write(entries: Iterable[Entry], owed: Iterable[Owed], out: Target, options: Options) -> Losses:
    """Write the claims of *entries*; what is *owed* has no place in it."""
    losses = Losses("schema-org")
    iris = Iris(options)
    with opened(out) as stream:
        stream.write(b'{"@context":"https://schema.org","@graph":[')
        first = True
        for entry in entries:
            note_left(entry, losses, "omission", "commitment", "attribution", "relation")
            for node in _nodes(entry, iris, losses):
                stream.write((b"" if first else b",") + b"\n" + json_line(node, losses).rstrip())
                first = False
        stream.write(b"\n]}\n")
    losses.keep_beside(out)
    return losses


def _nodes(entry: Entry, iris: Iris, losses: Losses) -> Iterable[dict[str, Any]]:
    d = entry.ledger.dispatch
    published = prefix_of(d.date)
    losses.note("open-date", bool(d.date and not published))
    yield _filled(
        {
            "@type": "NewsArticle",
            "@id": iris.of("dispatch", entry.key),
            "identifier": line(d.id, losses),
            "headline": line(d.headline.of(d.text), losses) if d.headline else None,
            "inLanguage": d.lang,
            "datePublished": published,
            "url": d.url if is_address(d.url) else None,
            "publisher": _provider(entry, losses),
            "dateline": line(d.dateline.place or "", losses) if d.dateline else None,
        }
    )
    for claim in entry.ledger.claims:
        yield _claim(entry, claim, iris, losses)


def _claim(entry: Entry, claim: Claim, iris: Iris, losses: Losses) -> dict[str, Any]:
    entities = {entity.id: entity for entity in entry.ledger.entities}
    names = Names(entry.ledger)
    losses.note("certainty", claim.certainty != "certain")
    losses.note("polarity", claim.polarity == "negative")
    losses.note("spans", len(claim.spans) > 1)
    losses.note("chain", len(claim.chain) > 2)  # an author and an interpreter
    losses.note("event-detail")

    def parties(link: str) -> list[dict[str, Any]]:
        return [_provider(entry, losses) or {} if id == AGENCY else _party(entry, entities.get(id), names.of(id), iris, losses) for id in link.split("+")]

    def sides(ids: tuple[str, ...]) -> list[dict[str, Any]]:
        return [_party(entry, entities.get(id), names.of(id), iris, losses) for id in ids]

    event = claim.event
    place = entities.get(event.place or "")
    about = {
        "@type": "Action",
        "name": act_words(event.act),
        "agent": sides(event.actor),
        "object": sides(event.recipient),
        "location": {"@type": "Place", "name": line(place.name, losses)} if place else None,
    }
    return _filled(
        {
            "@type": "Claim",
            "@id": iris.of("claim", entry.claim(claim.id)),
            "text": line(words_of(entry, claim.spans), losses),
            "inLanguage": entry.ledger.dispatch.lang,
            "author": parties(claim.chain[0]) if claim.chain else None,
            "claimInterpreter": parties(claim.chain[1]) if len(claim.chain) > 1 else None,
            "appearance": {"@id": iris.of("dispatch", entry.key)},
            "about": _filled(about),
            "temporalCoverage": _when(claim, losses),
            "disambiguatingDescription": line(standing(entry, claim), losses),
        }
    )


def _when(claim: Claim, losses: Losses) -> str | None:
    """When it happened, as far as ISO 8601 says it: a day, a month, a year, an interval, one with an open end."""
    if claim.event.time is None:
        losses.note("no-date")
        return None
    edtf = claim.event.time.edtf or ""
    begin, _, end = edtf.partition("/")
    if prefix_of(edtf) or all(each == ".." or prefix_of(each) for each in (begin, end)):
        return edtf
    losses.note("open-date")
    return None


def _provider(entry: Entry, losses: Losses) -> dict[str, Any] | None:
    name = line(entry.ledger.dispatch.provider or "", losses)
    return {"@type": "NewsMediaOrganization", "name": name} if name else None


def _party(entry: Entry, entity: Entity | None, name: str, iris: Iris, losses: Losses) -> dict[str, Any]:
    if entity is None:
        return {"@type": "Thing", "name": line(name, losses)}
    found = {"@type": _CLASSES[entity.kind], "@id": iris.of("entity", entry.entity(entity.id)), "name": line(entity.name, losses)}
    if entity.kind == "person" and entity.role:
        found["jobTitle"] = line(entity.role, losses)
    return found


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    """*node* without what is empty; a list of one as that one."""
    found = {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in node.items()}
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}
