"""Entities by keys that are the same in every dispatch and language, and whom each of them speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from selon.knowledge.cities import city
from selon.knowledge.gazetteer import gazetteer
from selon.lang.pack import get_pack
from selon.model.claim import AGENCY
from selon.model.ledger import Ledger
from selon.model.mention import Entity, EntityKind
from selon.stories.words import fold, lexicon, skeleton, stem
from selon.tables import values

#: Ranks of the roles table whose holders speak for their state; others (mayors, nameless officials) for themselves.
_STATE_RANKS = frozenset({"head-of-state", "head-of-government", "minister", "spokesperson", "diplomat", "body"})
#: PLOVER sectors whose bodies of one country count as one source, and the word in the source's key.
_SECTORS = {"GOV": "gov", "MIL": "mil"}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Party:
    """An entity as linking needs it. *key* is the same in every dispatch and language: the known key (``country:PRK``), else made of how the
    name sounds, its kind, and for who has none the role. *source* is the key of whoever counts as the source when it speaks: an official's government
    (``gov:KAZ``), an officer's army (``mil:MLI``), a spokesman's body; a nameless source (``anon:EGY``)."""

    key: str
    name: str
    kind: EntityKind
    country: str | None
    sector: str | None
    named: bool
    source: str
    role: str | None = None

    @property
    def sides(self) -> frozenset[str]:
        """The keys it is known by when it acts: its own, and that of the country it acts for."""
        acts_for = self.country is not None and (self.kind == "country" or self.sector in _SECTORS)
        return frozenset({self.key, self.source} | ({f"country:{self.country}"} if acts_for else set()))


@dataclass(frozen=True, slots=True)
class Role:
    """What the roles table says of a title."""

    sector: str
    rank: str


@cache
def _roles(lang: str) -> dict[str, Role]:
    rows = get_pack(lang).table("roles")
    return {fold(form): Role(row["sector"], row["rank"]) for row in rows for form in (row["lemma"], *values(row["forms"]))}


@cache
def _title_words(lang: str) -> frozenset[str]:
    """The words that titles are made of: "Intérieur" alone is no name."""
    return frozenset(fold(word) for row in get_pack(lang).table("roles") for word in _WORD.findall(row["lemma"]))


@lru_cache(maxsize=8192)
def role_of(title: str | None, lang: str) -> Role | None:
    """The role that *title* (as printed) is, by the longest part of it that the table has."""
    words = [fold(word) for word in (title or "").split()]
    roles = _roles(lang)
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            found = roles.get(" ".join(words[start : start + length]))
            if found is not None:
                return found
    return None


@lru_cache(maxsize=8192)
def country_of_place(place: str | None, lang: str) -> str | None:
    """The country (ISO alpha-3) of a dateline's place: the country or capital that it prints, else that of its city."""
    parts = [part.strip().title() for part in (place or "").split(",") if part.strip()]
    for part in reversed(parts):
        entry = gazetteer(lang, None).find(part)
        if entry is not None and entry.country and entry.kind in ("country", "capital", "region"):
            return entry.country
    found = city(parts[0], frozenset()) if parts else None
    return found[1] if found else None


def home_of(ledger: Ledger) -> str | None:
    """The country whose "army" and "ministry" need no more: that of the dateline if the dispatch speaks of it, else the one it names most."""
    dispatch = ledger.dispatch
    named = {e.country: len(e.mentions) for e in reversed(ledger.entities) if e.kind == "country" and e.country}
    dateline = country_of_place(dispatch.dateline.place if dispatch.dateline else None, dispatch.lang)
    if dateline in named or not named:
        return dateline
    return max(named, key=lambda country: (named[country], country))


def parties_of(ledger: Ledger) -> dict[str, Party]:
    """The parties of *ledger* by their entity's id."""
    dispatch = ledger.dispatch
    home = home_of(ledger)
    nameless = {id for a in ledger.attributions if a.anonymous for id in a.source_entity}
    by_id = {entity.id: entity for entity in ledger.entities}
    made = {id: _party(entity, dispatch.lang, home, id in nameless) for id, entity in by_id.items()}
    for id, entity in by_id.items():
        body = _body(entity, ledger, by_id) if _needs_body(entity, made[id], dispatch.lang) else None
        if body is not None and body.id != id:
            made[id] = _speaking(made[id], made[body.id])
    return made


def _party(entity: Entity, lang: str, home: str | None, nameless: bool) -> Party:
    role = role_of(entity.role or (None if entity.named else entity.name), lang)
    named = entity.named and not _is_common(entity, lang)
    sector = entity.sector or (role.sector if role else None) or None
    country = entity.country or (home if sector in _SECTORS and entity.kind != "country" else None)
    rank = role.rank if role else ""
    source = _source(entity, named, sector, country, rank, nameless, lang)
    key = _key(entity, named, lang)
    if key is None:
        key = source if source.split(":")[0] in _SECTORS.values() else f"{entity.kind}:{_description(entity, lang)}:{entity.country or ''}"
    return Party(key, entity.name, entity.kind, country, sector, named, source or key, entity.role)


def _key(entity: Entity, named: bool, lang: str) -> str | None:
    """The key of a name; None for who is only described, and for bodies of a state, which go by their source."""
    if entity.known is not None and not entity.known.startswith("place:"):
        return entity.known
    if entity.kind == "country" and entity.country:
        return f"country:{entity.country}"
    if not named or entity.kind == "organization" and entity.sector in _SECTORS and entity.country:
        return None
    if entity.kind == "place":
        entry = gazetteer(lang, None).find(entity.name)
        if entry is not None and entry.kind == "capital":
            return f"capital:{entry.country}"
    sound = skeleton(entity.name)
    alone = "-" not in sound and entity.kind == "person" and entity.country
    return f"{entity.kind}:~{sound}" + (f":{entity.country}" if alone else "")


def _source(entity: Entity, named: bool, sector: str | None, country: str | None, rank: str, nameless: bool, lang: str) -> str:
    """Who counts as the source when *entity* speaks; empty for itself."""
    if entity.kind == "agency":
        return ""
    if entity.kind == "country" and entity.country:
        return f"gov:{entity.country}"
    if entity.kind == "person" and not named and (nameless or rank in ("source", "official", "officer")):
        return f"anon:{entity.country or _description(entity, lang)}"
    if entity.affiliation is not None:
        return entity.affiliation
    if sector in _SECTORS and country and (not rank or rank in _STATE_RANKS or sector == "MIL") and not (entity.known or "").startswith("group:"):
        return f"{_SECTORS[sector]}:{country}"
    return ""


def _description(entity: Entity, lang: str) -> str:
    """A word for who is only described: the concept of the role or the name's words, else the stem of the last."""
    words = [fold(word) for word in _WORD.findall(f"{entity.role or ''} {entity.name}")]
    lex = lexicon(lang)
    known = [concept for word in words if (concept := lex.concepts.get(word, ("", ""))[0])]
    return known[0] if known else stem(words[-1]) if words else ""


def _is_common(entity: Entity, lang: str) -> bool:
    """Whether a name is made of common words alone: a piece of a title ("Intérieur"), a noun with a capital."""
    if entity.known is not None or entity.kind in ("country", "person") and " " in entity.name:
        return False
    words = [fold(word) for word in _WORD.findall(entity.name)]
    lex = lexicon(lang)
    return all(word in _title_words(lang) or word in lex.empty or word in lex.concepts for word in words)


def _needs_body(entity: Entity, party: Party, lang: str) -> bool:
    """Whether a person's words may be those of a body that the table does not tell: someone with a title who is neither of a state nor nameless."""
    if entity.kind != "person" or party.source != party.key:
        return False
    role = role_of(entity.role, lang)
    return role is not None and role.rank in ("spokesperson", "leader", "head-of-state", "minister", "official", "business")


def _body(entity: Entity, ledger: Ledger, by_id: dict[str, Entity]) -> Entity | None:
    """The body that a person speaks for: named inside or right after the person's mention ("federation president Rosa Tibán"), else, for a
    spokesman, the body that spoke last before ("its spokesman")."""
    text = ledger.dispatch.text
    bodies = [each for each in ledger.entities if each.kind == "organization"]
    for mention in entity.mentions:
        words = {fold(word) for word in _WORD.findall(mention.of(text))}
        for body in bodies:
            if any(mention.holds(own) or 0 <= own.start - mention.end <= 8 and text[mention.end : own.start].islower() for own in body.mentions):
                return body
            head = [fold(word) for word in _WORD.findall(body.name)]
            if not body.named and head and (head[-1] in words or head[0] in words):
                return body
    role = role_of(entity.role, ledger.dispatch.lang)
    if role is None or role.rank != "spokesperson":
        return None
    return _spoke_before(entity, ledger, by_id)


def _spoke_before(entity: Entity, ledger: Ledger, by_id: dict[str, Entity]) -> Entity | None:
    first = entity.mentions[0].start if entity.mentions else 0
    found: Entity | None = None
    for claim in ledger.claims:
        if claim.spans and claim.spans[0].start < first and len(claim.chain) > 1 and claim.chain[-2] != AGENCY:
            speaker = by_id.get(claim.chain[-2])
            if speaker is not None and speaker.kind in ("organization", "country"):
                found = speaker
    return found


def _speaking(party: Party, body: Party) -> Party:
    return Party(party.key, party.name, party.kind, party.country or body.country, party.sector or body.sector, party.named, body.source, party.role)


def links_of(chain: Sequence[str], parties: dict[str, Party]) -> tuple[tuple[str, ...], ...]:
    """The links of a claim's chain without AGENCY, each as the ids held jointly."""
    return tuple((link,) if link in parties else tuple(link.split("+")) for link in chain if link != AGENCY)
