"""The parties of a dispatch: its entities with their keys, and whom each of them speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from selon.knowledge.cities import city
from selon.knowledge.gazetteer import gazetteer, name_ends, normal
from selon.model.claim import AGENCY
from selon.model.ledger import Ledger
from selon.model.mention import Entity, EntityKind
from selon.stories.bodies import is_body, source_besides
from selon.stories.entities import entities_of
from selon.stories.joined import join
from selon.stories.party import NAMELESS, SECTORS, TITLED, Party, Role, role_of, title_words
from selon.stories.words import fold, lexicon, skeleton, stem
from selon.tables import languages

#: Concepts that tell more of someone nameless than his rank, and the word for it in the source's key.
_TELLING = {"diplomat": "diplomat", "doctor": "doctor", "hospital": "doctor", "journalist": "journalist"}
#: Offices of one person in a town or a region, who counts as himself.
POSTS = frozenset({"mayor", "governor"})
#: Concepts of bodies of a state that are no part of its government.
_OWN_VOICES = frozenset({"rescue", "election"})
#: Kinds of the gazetteer's entries that are bodies.
_BODIES = frozenset({"organization", "group", "seat", "agency"})
#: "d'", "l'": a word of its own before the one it is tied to.
_ELIDED = re.compile(r"(?<![^\W_])([a-zç]['’])")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=8192)
def country_of_place(place: str | None, lang: str) -> str | None:
    """The country (ISO alpha-3) of a dateline's place: the country or capital that it prints, else that of its city."""
    if lang not in languages():
        return None
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
    home = home_of(ledger)
    lang = ledger.dispatch.lang
    nameless = {id for a in ledger.attributions if a.anonymous for id in a.source_entity}
    made: dict[str, Party] = {}
    entities = entities_of(ledger)
    for entity in entities:
        described = " ".join(mention.of(ledger.dispatch.text) for mention in entity.mentions)
        host = None if _of_elsewhere(entity, entities) else home
        made[entity.id] = _party(entity, lang, described, host, _country_inside(entity, entities), entity.id in nameless)
    join(ledger, entities, made)
    for entity in ledger.entities:
        source = source_besides(entity, ledger, made, home)
        if source is not None:
            made[entity.id] = made[entity.id]._replace(source=source)
    return made


def _country_inside(entity: Entity, entities: Sequence[Entity]) -> str | None:
    """The country named inside the mention of someone who is only described, or of a body ("a diplomat from Belarus", "Congo's foreign ministry"); whose the
    body is tells more than where it is ("Congo's embassy in Dakar")."""
    if entity.named and entity.kind != "organization" or entity.kind not in ("person", "organization") or entity.known:
        return None
    countries = [(span, other.country) for other in entities if other.kind == "country" for span in other.mentions]
    owners = [country for span, country in countries for mention in entity.mentions if mention.start == span.start and mention.end > span.end]
    if entity.country:
        return owners[0] if owners and entity.kind == "organization" else None
    return next((country for span, country in countries if any(mention.holds(span) for mention in entity.mentions)), None)


def _of_elsewhere(entity: Entity, entities: Sequence[Entity]) -> bool:
    """Whether a body is that of a place in no known country: "Congo's foreign ministry" where there are two."""
    places = [span for other in entities if other.kind == "place" and other.country is None for span in other.mentions]
    return entity.kind == "organization" and any(mention.start == span.start and mention.end > span.end for mention in entity.mentions for span in places)


def _party(entity: Entity, lang: str, described: str, home: str | None, nested: str | None, nameless: bool) -> Party:
    if nested is not None:
        entity = replace(entity, country=nested)
    role = role_of(entity.role or (None if entity.named else entity.name), lang)
    proper = _proper_part(entity.name, lang) if entity.kind == "organization" and not entity.named else ""
    if proper:
        entry = gazetteer(lang, None).find(proper) if lang in languages() else None
        proper = "" if entry is not None and entry.kind not in _BODIES else proper
    if proper:
        entity = replace(entity, name=proper, named=True, known=entry.key if entry is not None and entry.kind in _BODIES else None)
    named = entity.named and not _is_common(entity, lang)
    if entity.kind == "person" and not named and " " not in entity.name and role_of(entity.name, lang) == Role("GOV", "body"):
        entity, role = replace(entity, kind="organization", sector="GOV"), Role("GOV", "body")  # "Ministry" read as a name
    sector = entity.sector or (role.sector if role else None) or None
    leads = sector is None and role is not None and role.rank == "leader" and entity.country is not None and _leads_country(entity, described, lang)
    if leads:
        sector = "GOV"
    country = entity.country or (home if sector in SECTORS and entity.kind != "country" else None)
    rank = role.rank if role else ""
    told = _without_land(_WORD.findall(f"{entity.name} {described}" if entity.kind == "person" else entity.name), country, lang)
    if sector == "MIL" and (rank == "minister" or any(role_of(word, lang) == Role("GOV", "body") for word in told)):
        sector = "GOV"  # a defence ministry is no army
    if sector == "MIL" and (entity.known or "").startswith("seat:") and _office(entity.name, lang):
        sector = "GOV"  # nor is the seat of one, the Pentagon
    source = _source(entity, named, sector, country, rank, nameless, lang, described)
    if leads and source == f"gov:{country}":
        source += ":presidency"
    key = _key(entity, named, lang)
    if key is None:
        key = source if source.split(":")[0] in SECTORS.values() else f"{entity.kind}:{description_of(entity, lang)}:{entity.country or ''}"
    speaks = named or entity.kind != "organization" or is_body(entity.name, lang)
    return Party(
        key,
        entity.name,
        entity.kind,
        country,
        sector,
        named,
        (source or key) if speaks else "",
        entity.role,
        _parts(entity.name, lang, entity.kind) if named else (),
    )


def _leads_country(entity: Entity, described: str, lang: str) -> bool:
    """Whether someone goes by the adjective of his country and a leader's title alone ("North Korean leader Kim"): he governs it."""
    words = [normal(word) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", described)]
    peoples = gazetteer(lang, None).adjectives if lang in languages() else {}
    title = normal(entity.role or "")
    for at, word in enumerate(words):
        before = (words[at - 1 : at], [" ".join(words[max(0, at - 2) : at])])
        if word == title and any(peoples.get(each[0] if each else "") == entity.country for each in (*before, words[at + 1 : at + 2])):
            return True
    return False


def _key(entity: Entity, named: bool, lang: str) -> str | None:
    """The key of a name; None for who is only described, and for bodies of a state, which go by their source."""
    if entity.known is not None and not entity.known.startswith("place:"):
        return entity.known
    if entity.kind == "country" and entity.country:
        return f"country:{entity.country}"
    if not named or entity.kind == "organization" and entity.sector in SECTORS and entity.country:
        return None
    if entity.kind == "place" and lang in languages():
        entry = gazetteer(lang, None).find(entity.name)
        if entry is not None and entry.kind == "capital":
            return f"capital:{entry.country}"
    if entity.kind == "organization" and (seated := _named_by_place(entity.name, lang)):
        return f"organization:{seated}"
    sound = skeleton(entity.name)
    alone = "-" not in sound and entity.kind == "person" and entity.country
    return f"{entity.kind}:~{sound}" + (f":{entity.country}" if alone else "")


def _named_by_place(name: str, lang: str) -> str:
    """What a body is and where, if that is all its name tells ("Bourse de Tokyo", "Tokyo stock exchange"): its like are in every story of the place. Empty for
    any other name."""
    words = _WORD.findall(name)
    lex = lexicon(lang)
    common = [concept for word in words if (concept := lex.concepts.get(fold(word), ("", ""))[0])]
    own = [word for word in words if fold(word) not in lex.concepts and fold(word) not in lex.empty]
    if not common or not own or lang not in languages():
        return ""
    entry = gazetteer(lang, None).find(" ".join(own))
    if entry is not None and entry.country and entry.kind in ("country", "capital"):
        return f"{common[0]}:{entry.country}"
    found = city(" ".join(own), frozenset())
    return f"{common[0]}:{skeleton(' '.join(own))}:{found[1]}" if found else ""


def _proper_part(name: str, lang: str) -> str:
    """The name at the end of a description ("the charity River Watch", "syndicat turc RUSF"), or its acronym; empty where it has none."""
    words = _ELIDED.sub(r"\1 ", name).split()
    acronyms = [word for word in words if len(word) > 1 and word.isalpha() and word.isupper() and not is_body(word, lang)]  # "l'ONG Open Watch"
    if acronyms:
        return acronyms[0]
    at = len(words)
    while at > 1 and words[at - 1][:1].isupper() and not (words[at - 1].isupper() and is_body(words[at - 1], lang)):
        at -= 1
    found = words[at:]
    known = gazetteer(lang, None).adjectives if lang in languages() else {}
    called = at > 0 and (words[at - 1].isupper() and is_body(words[at - 1], lang) or fold(words[at - 1]) not in lexicon(lang).empty)
    beside = called and found  # "the hospital in Bouar" is none called Bouar
    return " ".join(found) if beside and all(fold(word) not in known for word in found) else ""


def _parts(name: str, lang: str, kind: EntityKind) -> tuple[str, ...]:
    """The parts of a name as they sound, one as often as it is told ("Yoon Do-hyun"): of a person's all, for "Sun" and "Bell" are names too."""
    words = _WORD.findall(name)
    own = words if kind == "person" else [word for word in words if fold(word) not in lexicon(lang).concepts and fold(word) not in lexicon(lang).empty]
    return tuple(sorted(sound for word in own or words if (sound := skeleton(word))))


def _source(entity: Entity, named: bool, sector: str | None, country: str | None, rank: str, nameless: bool, lang: str, described: str) -> str:
    """Who counts as the source when *entity* speaks; empty for itself."""
    if entity.kind == "agency":
        return ""
    if entity.kind == "country" and entity.country:
        return f"gov:{entity.country}"
    description = description_of(entity, lang)
    if description == "journalist" and (agency := _agency_in(described, lang)):
        return f"anon::journalist of {agency}"
    if entity.kind == "person" and not named and rank not in TITLED and (nameless or rank in NAMELESS or description in _TELLING):
        post = post_of(entity.role or entity.name, lang) if rank == "official" else ""
        return f"anon:{entity.country or ''}:{post or _TELLING.get(description) or rank or description}"
    if entity.affiliation is not None:
        return entity.affiliation
    voice = description if description in _OWN_VOICES else _own_voice(described, lang) if " " not in entity.name else None
    if voice is not None and entity.kind == "organization" and sector == "GOV":
        return f"organization:{voice}:{country or ''}"
    if sector in SECTORS and country and (rank != "official" or sector == "MIL") and not (entity.known or "").startswith("group:"):
        return f"{SECTORS[sector]}:{country}" + (
            _office(f"{entity.role or ''} {described} {entity.name if entity.known else ''}", lang) if sector == "GOV" else ""
        )
    return ""


def _own_voice(described: str, lang: str) -> str | None:
    """The concept of a body that is no part of its government, where a mention tells it ("commission" is "the election commission")."""
    concepts = lexicon(lang).concepts
    return next((concept for word in _WORD.findall(described) if (concept := concepts.get(fold(word), ("", ""))[0]) in _OWN_VOICES), None)


def _agency_in(described: str, lang: str) -> str:
    """The folded name of the agency whose reporter is described ("a Reuters reporter"); empty where none is named."""
    if lang not in languages():
        return ""
    words = re.findall(r"[^\W_]+", described)
    for length in (3, 2, 1):
        for at in range(len(words) - length + 1):
            entry = gazetteer(lang, None).find(" ".join(words[at : at + length]))
            if entry is not None and entry.kind == "agency":
                return entry.key
    return ""


def _office(words: str, lang: str) -> str:
    """The part of a source's key for the office of a government that a title or a name tells (``:foreign``); empty where none."""
    found = [office for office in _offices(words, lang) if office not in POSTS]
    ministries = [office for office in found if office not in ("presidency", "premier")]
    return f":{(ministries or found)[0]}" if found else ""


def post_of(title: str, lang: str) -> str:
    """The post (``mayor``) that a title tells; empty where none."""
    return next((office for office in _offices(title, lang) if office in POSTS), "")


def _offices(words: str, lang: str) -> list[str]:
    offices = lexicon(lang).offices
    folded = [fold(word) for word in _WORD.findall(words)]
    joined = ("".join(folded[at : at + length]) for at in range(len(folded)) for length in (1, 2, 3))  # the table ties words by hyphens: "state-department"
    return [offices[word] for word in joined if word in offices]


def description_of(entity: Entity, lang: str) -> str:
    """A word for who is only described: the concept of the role or the name's words, else the stem of the last."""
    words = [fold(word) for word in _WORD.findall(f"{entity.role or ''} {entity.name}")]
    lex = lexicon(lang)
    words = _without_land(words, entity.country if entity.kind == "organization" else None, lang) or words
    known = [concept for word in words if (concept := lex.concepts.get(word, ("", ""))[0])]
    return known[0] if known else stem(words[-1]) if words else ""


def _without_land(words: list[str], country: str | None, lang: str) -> list[str]:
    """*words* without those of the country's name: "Ivory Coast's statistics office" has nothing of a coast, "the United States's army" none of a state."""
    if country is None or lang not in languages():
        return words
    land = {fold(word) for word in _WORD.findall(gazetteer(lang, None).country_names.get(country, ""))}
    return [word for word in words if fold(word) not in land]


def _is_common(entity: Entity, lang: str) -> bool:
    """Whether a name is made of common words alone: a piece of a title ("Intérieur"), a noun with a capital."""
    if entity.known is not None or entity.kind in ("country", "person") and " " in entity.name:
        return False
    words = [fold(word) for word in _WORD.findall(entity.name)]
    if len(words) > 1 and words[-1] in name_ends() or len(words) > 2 and entity.kind == "organization" and entity.sector not in SECTORS:
        return False
    lex = lexicon(lang)
    return all(word in title_words(lang) or word in lex.empty or word in lex.concepts for word in words)


def links_of(chain: Sequence[str], parties: dict[str, Party]) -> tuple[tuple[str, ...], ...]:
    """The links of a claim's chain without AGENCY, each as the ids held jointly."""
    return tuple((link,) if link in parties else tuple(link.split("+")) for link in chain if link != AGENCY)
