"""schema.org ``Claim`` as JSON-LD: one document whose ``@graph`` has every claim with the news article that it appears in.

``author`` is the innermost source, ``claimInterpreter`` who relays it to the provider's readers; how sure it is, what is denied and the chain between
stand in ``disambiguatingDescription``, in words: the vocabulary has no terms for them. An open date is left out of the event.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from selon.exports.dates import bounds, iso, prefix_of
from selon.exports.entry import Entry, Owed
from selon.exports.files import Options, Target, opened
from selon.exports.iris import Iris, is_address
from selon.exports.losses import Losses
from selon.exports.texts import line, standing, words_of
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
            losses.note("omission", len(entry.ledger.omissions))
            losses.note("commitment", len(entry.ledger.commitments))
            losses.note("judgement", len(entry.judgements))
            for node in _nodes(entry, iris, losses):
                stream.write((b"\n" if first else b",\n") + json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
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

    event = claim.event
    place = entities.get(event.place or "")
    about = {
        "@type": "Event",
        "name": act_words(event.act),
        **_when(claim, losses),
        "location": {"@type": "Place", "name": line(place.name, losses)} if place else None,
        "about": [_party(entry, entities.get(id), names.of(id), iris, losses) for id in (*event.actor, *event.recipient)],
    }
    losses.note("direction", bool(event.actor and event.recipient))
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
            "disambiguatingDescription": line(standing(entry, claim), losses),
        }
    )


def _when(claim: Claim, losses: Losses) -> dict[str, str]:
    if claim.event.time is None:
        losses.note("no-date")
        return {}
    edtf = claim.event.time.edtf
    first, last = bounds(edtf)
    if first and first == last:
        return {"startDate": iso(first)}
    if first and last and edtf and "/" in edtf:
        return {"startDate": iso(first), "endDate": iso(last)}
    losses.note("open-date")
    return {}


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
