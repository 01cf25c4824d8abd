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
from selon.stories.bodies import first_word, is_body, of_town, source_besides
from selon.stories.party import NAMELESS, SECTORS, TITLED, Party, Role, role_of, title_words
from selon.stories.words import fold, lexicon, pack_of, skeleton, stem
from selon.tables import languages

#: Concepts that tell more of someone nameless than his rank, and the word for it in the source's key.
_TELLING = {"diplomat": "diplomat", "doctor": "doctor", "hospital": "doctor", "journalist": "journalist"}
#: Offices of one person in a town or a region, who counts as himself.
POSTS = frozenset({"mayor", "governor"})
#: Concepts of bodies of a state that are no part of its government.
_OWN_VOICES = frozenset({"rescue", "election"})
#: Ranks that one person at a time holds.
_ONE_EACH = frozenset({"leader", "head-of-state", "head-of-government", "minister", "spokesperson", "judge", "business", "religious"})
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
    entities = tuple(_without_title(entity, lang) for entity in ledger.entities)
    entities = tuple(_as_place(entity, entities, ledger) for entity in entities)
    entities = tuple(_as_country(entity, entities, lang) for entity in entities)
    for entity in entities:
        described = " ".join(mention.of(ledger.dispatch.text) for mention in entity.mentions)
        host = None if _of_elsewhere(entity, entities) else home
        made[entity.id] = _party(entity, lang, described, host, _country_inside(entity, entities), entity.id in nameless)
    _join_short_names(entities, made)
    _join_glosses(ledger, made)
    _join_titles(ledger, made)
    _drop_pieces(ledger, made)
    for entity in ledger.entities:
        source = source_besides(entity, ledger, made, home)
        if source is not None:
            made[entity.id] = made[entity.id]._replace(source=source)
    return made


def _join_short_names(entities: Sequence[Entity], made: dict[str, Party]) -> None:
    """One party for a name and its short form that the dispatch has as two: a surname ("Laanemets"), an acronym ("JCS")."""
    named = [entity for entity in entities if entity.named and " " in entity.name and entity.known is None]
    for entity in entities:
        if entity.known is not None or " " in entity.name:
            continue
        word = fold(entity.name)
        for other in named:
            initials = "".join(part[0] for part in other.name.split() if part[:1].isupper()).casefold()
            whose = entity.kind != "place" or entity.country is None  # a town of a known country may be called like somebody
            surname = other.kind == "person" and whose and word in (fold(other.name.split()[0]), fold(other.name.split()[-1]))
            if surname or entity.name.isupper() and len(word) > 1 and word == initials:
                made[entity.id] = made[other.id]
                break


def _as_country(entity: Entity, entities: Sequence[Entity], lang: str) -> Entity:
    """The word that two countries are called by ("Congo") as the country that the dispatch speaks of, where it speaks of one of them alone."""
    if entity.known is not None or entity.country is not None or entity.kind == "country" or " " in entity.name or not entity.named:
        return entity
    names = gazetteer(lang, None).country_names if lang in languages() else {}
    spoken_of = {other.country for other in entities if other.country} & names.keys()
    called = [country for country in sorted(spoken_of) if fold(entity.name) in map(fold, _WORD.findall(names[country]))]
    if len(called) != 1:
        return entity
    country = called[0]
    return replace(entity, kind="country", name=names[country], country=country, sector="GOV", known=f"country:{country}")


def _join_titles(ledger: Ledger, made: dict[str, Party]) -> None:
    """One party for a title and the only named person who has it ("the opposition leader")."""
    lang = ledger.dispatch.lang
    pack = pack_of(lang)
    roles = {entity.id: role_of(entity.role, lang) for entity in ledger.entities if entity.kind == "person"}
    for entity in ledger.entities:
        role = roles.get(entity.id)
        if pack is None or entity.named or role is None or role.rank not in _ONE_EACH:
            continue
        if any(first_word(mention.of(ledger.dispatch.text)) in pack.definite for mention in entity.mentions):
            holders = [other.id for other in ledger.entities if other.named and roles.get(other.id) == role]
            if len(holders) == 1:
                made[entity.id] = made[holders[0]]


def _drop_pieces(ledger: Ledger, made: dict[str, Party]) -> None:
    """A piece of a ministry's or a minister's name that was read as a name names nobody: "ministre du Commerce", "Commerce"."""
    ministries = [each for each in ledger.entities if each.kind in ("organization", "person") and made[each.id].sector == "GOV"]
    for entity in ledger.entities:
        if entity.known is not None or entity.kind not in ("organization", "place") or " " in entity.name or made[entity.id].sector:
            continue
        for whole in ministries:
            if whole.id != entity.id and any(mention.holds(own) and mention.start < own.start for mention in whole.mentions for own in entity.mentions):
                piece = made[entity.id]
                made[entity.id] = piece._replace(key=piece.key.replace("~", ""), named=False, source="", parts=())
                break


def _join_glosses(ledger: Ledger, made: dict[str, Party]) -> None:
    """One party for a body and the name in parentheses after it ("la mission de l'ONU (Minusca)"), and for a title and the name beside it."""
    text = ledger.dispatch.text
    bodies = [entity for entity in ledger.entities if entity.kind == "organization"]
    ends = {span.end: entity for entity in bodies for span in entity.mentions}
    described = {span.end: entity.id for entity in ledger.entities if entity.kind == "person" and not entity.named for span in entity.mentions}
    for entity in ledger.entities:
        for span in entity.mentions if entity.kind == "person" and entity.named else ():
            if entity.name.split()[-1] not in span.of(text):
                continue  # "According to the official, the minister": no name, but another description
            for between in (" ", ", "):
                before = described.get(span.start - len(between))
                if before is not None and text[span.start - len(between) : span.start] == between:
                    made[before] = made[entity.id]
    for entity in bodies:
        for span in entity.mentions:
            other = ends.get(span.start - 2)
            if other is None or other.id == entity.id or text[span.start - 2 : span.start] != " (" or text[span.end : span.end + 1] != ")":
                continue
            if other.known is None:
                made[other.id] = made[entity.id]
            elif entity.known is None:
                made[entity.id] = made[other.id]


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


def _as_place(entity: Entity, entities: Sequence[Entity], ledger: Ledger) -> Entity:
    """An unknown name by which bodies or officials of a town go ("la police de Fangchenggang", "le maire de Fangchenggang") is the town's, though it was read
    as a body's."""
    if entity.kind not in ("organization", "person") or not entity.named or entity.known is not None or entity.role is not None:
        return entity
    if " " in entity.name.strip() and city(entity.name, frozenset()) is None:
        return entity
    hosts = (other for other in entities if other.id != entity.id and (other.kind == "person" or not other.named))
    held = any(
        mention.holds(own) and mention != own and of_town(mention.of(ledger.dispatch.text), ledger.dispatch.lang)
        for other in hosts
        for mention in other.mentions
        for own in entity.mentions
    )
    return replace(entity, kind="place", sector=None) if held else entity


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


def _without_title(entity: Entity, lang: str) -> Entity:
    """A person without the title that was read as part of the name ("Kenyan Foreign Minister Amos Wekesa" at the head of a sentence); a ministry that was read
    as a name."""
    if not (entity.kind == "person" or entity.kind == "organization" and not entity.sector) or not entity.named or entity.known or lang not in languages():
        return entity
    words = entity.name.split()
    peoples = gazetteer(lang, None).adjectives
    at = 0
    while at < len(words) - 1:
        if at < len(words) - 2 and normal(" ".join(words[at : at + 2])) in peoples:
            at += 2
        elif fold(words[at]) in title_words(lang) or normal(words[at]) in peoples:
            at += 1
        else:
            break
    rest = fold(words[at])
    role = role_of(rest, lang)
    if at == len(words) - 1 and role == Role("GOV", "body"):  # "Iranian Defence Ministry" read as a person's name
        country = next((peoples[normal(word)] for word in words if normal(word) in peoples), entity.country)
        return replace(entity, kind="organization", sector="GOV", country=country, named=False)
    if entity.kind == "organization" or not at or at == len(words) - 1 and (rest in title_words(lang) or rest in lexicon(lang).concepts):
        return entity  # all of it is a title, or the name of a body: "Joint Chiefs of Staff"
    title = words[:at]
    pairs = [" ".join(title[at : at + 2]) for at in range(len(title) - 1)]
    country = next((peoples[normal(word)] for word in (*pairs, *title) if normal(word) in peoples), None)
    role = role_of(" ".join(title), lang)
    sector = entity.sector or (role.sector if role else None) or None
    return replace(entity, name=" ".join(words[at:]), role=entity.role or " ".join(title), country=entity.country or country, sector=sector)


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
