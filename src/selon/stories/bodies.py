"""Whom someone speaks for where no table tells it: the body that the dispatch names beside him, or that spoke before."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from selon.model.claim import AGENCY
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.stories.party import SECTORS, TITLED, Party, role_of
from selon.stories.words import fold, lexicon, pack_of, skeleton, word_class

#: Ranks of those who speak for a body that is named beside them.
_SPEAKING = TITLED | {"leader", "official", "business", "officer", "diplomat", "other"}
#: PLOVER sectors of bodies that are never meant by "the body" alone.
_STATE_BODIES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD"})
_FIRST = re.compile(r"[^\W\d_]+['’]?")
#: PLOVER sectors that the word for a body tells, if it is none of a state's: "the company", "the NGO".
_OWN_SECTORS = frozenset({"BUS", "NGO"})
#: Concepts of the table that speak: those of whom a story tells as a body.
_SPEAKING_CONCEPTS = frozenset({"navy", "army", "police", "hospital", "embassy", "court", "parliament", "company", "bank", "rescue", "church"})
#: An acronym of a union has more letters than this.
_INITIALS = 2
#: Letters of a preposition, at most.
_PREPOSITION = 6
_WORD = re.compile(r"[^\W\d_]+")


def source_besides(entity: Entity, ledger: Ledger, made: Mapping[str, Party], home: str | None) -> str | None:
    """The key of the source that *entity* counts as by what stands beside it; None where nothing does."""
    party = made[entity.id]
    lang = ledger.dispatch.lang
    if party.source.startswith("anon:"):
        return _private_body(entity, ledger, made) or _same_nameless(entity, made, lang) or _holder_before(entity, ledger, made)
    if entity.kind == "agency" and not party.named:
        body = next((each for each in ledger.entities if each.kind == "organization" and _holds(entity, each)), None)
        return made[body.id].source if body is not None else None
    if _is_bare_army(entity, party, ledger):
        return _last_speaker(entity, ledger, made, lambda speaker: speaker.source.startswith("mil:"))
    if entity.kind == "organization" and party.source.split(":")[0] in SECTORS.values():
        return None  # "le ministère brésilien de la Défense" is no part of what the tables call "la Défense"
    if entity.kind == "organization" and not party.named:
        spoke = _named_so_before(entity, ledger, made) or _spoke_before(entity, ledger, made) if _is_anaphor(entity, ledger) else None
        told = role_of(entity.name, lang)
        sector = party.sector or (told.sector if told else None)
        if spoke is not None and sector in _OWN_SECTORS and not _is_of(sector, spoke, made):
            spoke = _only_named(sector, made)  # "the company" is not the ministry that spoke last, nor is "the NGO" the police
        return _part_of(entity, ledger, made) or spoke
    if entity.kind != "person":
        return None
    role = role_of(entity.role, lang)
    rank = role.rank if role else ""
    if not (rank in _SPEAKING or party.sector == "MIL"):
        return None
    body = _named_beside(entity, ledger, made)
    if body is not None:
        return made[body.id].source
    if role is not None and role.sector == "LAB" and (union := _acronym_before(entity, ledger)):
        return f"organization:~{skeleton(union)}"
    if party.source == party.key:
        words = {fold(word) for mention in entity.mentions for word in _WORD.findall(mention.of(ledger.dispatch.text))}
        country = party.country or _country_before(entity, ledger) or home
        if country and words & word_class(lang, "government"):
            return f"gov:{country}"
        if rank == "spokesperson":
            return _spoke_before(entity, ledger, made) or (f"gov:{party.country}" if party.country else None)
    return None


def _is_of(sector: str, source: str, made: Mapping[str, Party]) -> bool:
    """Whether *source* is of a body of *sector*, as far as is known."""
    sectors = {party.sector for party in made.values() if party.source == source and party.kind == "organization"}
    return sector in sectors or source.split(":")[0] not in SECTORS.values() and None in sectors


def _only_named(sector: str, made: Mapping[str, Party]) -> str | None:
    """The source of the only named body of *sector* in the dispatch."""
    named = {party.source for party in made.values() if party.kind == "organization" and party.named and party.sector == sector}
    return named.pop() if len(named) == 1 else None


def _named_beside(entity: Entity, ledger: Ledger, made: Mapping[str, Party]) -> Entity | None:
    """The organization named inside a person's mention ("federation president Rosa Tibán", "porte-parole de l'armée"), of several the one in most words; a
    piece of a title is none."""
    text = ledger.dispatch.text
    bodies = [
        each
        for each in ledger.entities
        if made[each.id].kind == "organization" and each.sector != "OPP"
        if each.named == made[each.id].named or made[each.id].source.split(":")[0] in SECTORS.values()  # "the Foreign Ministry": no name, but a body
    ]
    for mention in entity.mentions:
        words = [fold(word) for word in _WORD.findall(mention.of(text))]
        inside = [(own.end - own.start, body) for body in bodies if not _of_another(body, entity) for own in body.mentions if mention.holds(own)]
        if inside:
            return max(inside, key=lambda each: each[0])[1]
        for body in ledger.entities:
            if body.kind == "organization" and made[body.id].named and made[body.id].name.isupper() and fold(made[body.id].name) in words:
                return body  # "NABF union leader Ferenc Nagyhadi"
        for body in bodies:
            if body.named or _of_another(body, entity):
                continue
            if any(word in words and is_body(word, ledger.dispatch.lang) for word in map(fold, _WORD.findall(body.name))):
                return body
    return None


def _acronym_before(entity: Entity, ledger: Ledger) -> str | None:
    """The acronym right before a union leader's title, where the dispatch has the union nowhere else: "RUSK union leader Ann Kale"."""
    text = ledger.dispatch.text
    words = [mention.of(text).split() for mention in entity.mentions] + [text[: mention.start].split()[-1:] for mention in entity.mentions]
    return next((found[0] for found in words if found and found[0].isalpha() and found[0].isupper() and len(found[0]) > _INITIALS), None)


def _of_another(body: Entity, entity: Entity) -> bool:
    """Whether *body* is of another state than the country of *entity*: "British Defence Ministry spokesman" is no man of Spain's ministry. A country that only
    the table of people tells may be a namesake's."""
    told = entity.known is None and bool(body.country and entity.country)
    return told and body.sector in SECTORS and body.country != entity.country


def is_body(name: str, lang: str) -> bool:
    """Whether a description has a word for a body or for people: "the union"; "food" and "budgets" have none."""
    words = [fold(word) for word in _WORD.findall(name)]
    role = role_of(name, lang)
    return (
        role is not None
        and role.rank == "body"
        or any(word in word_class(lang, "organization") or lexicon(lang).concepts.get(word, ("", ""))[0] in _SPEAKING_CONCEPTS for word in words)
    )


def of_town(words: str, lang: str) -> bool:
    """Whether *words* tell of one whom a town has: "the mayor of Sagalo", "la police de Sagalo"."""
    return any(fold(word) in word_class(lang, "town-word") for word in _WORD.findall(words))


def _private_body(entity: Entity, ledger: Ledger, made: Mapping[str, Party]) -> str | None:
    """The body, none of a state's, named inside the mention of someone who stays nameless ("doctors at the hospital"); officials stay themselves."""
    body = next((each for each in ledger.entities if each.kind == made[each.id].kind == "organization" and _holds(entity, each)), None)
    body = body or _body_behind(entity, ledger)
    return made[body.id].source if body is not None and made[body.id].source.split(":")[0] not in SECTORS.values() else None


def _body_behind(entity: Entity, ledger: Ledger) -> Entity | None:
    """The body that a preposition ties to those who speak: "Doctors at Andong hospital"."""
    text = ledger.dispatch.text
    pack = pack_of(ledger.dispatch.lang)
    ends = {mention.end for mention in entity.mentions}
    if pack is None:
        return None
    for body in ledger.entities:
        for span in body.mentions if body.kind == "organization" else ():
            before = text[: span.start].rstrip().rsplit(None, 1)
            if len(before) == 2 and before[1].lower() in pack.prepositions and len(before[0].rstrip()) in ends and len(before[1]) < _PREPOSITION:
                return body
    return None


def _part_of(entity: Entity, ledger: Ledger, made: Mapping[str, Party]) -> str | None:
    """The named body inside the mention of one that is only described ("the UN mission in Kiev")."""
    whole = next(
        (
            each
            for each in ledger.entities
            if each.kind == made[each.id].kind == "organization" and each.id != entity.id and made[each.id].named and _holds(entity, each)
        ),
        None,
    )
    return made[whole.id].source if whole is not None else None


def _holder_before(entity: Entity, ledger: Ledger, made: Mapping[str, Party]) -> str | None:
    """For a leader or an expert by his title alone ("the opposition leader", "the analyst"): the named person of the same rank, or a leader without a title of
    his own, who spoke last before; for an officer, the army that did."""
    pack = pack_of(ledger.dispatch.lang)
    role = role_of(entity.role or entity.name, ledger.dispatch.lang)
    if pack is None or role is None or not (role.rank in ("leader", "officer", "expert") or role.sector == "OPP"):
        return None
    if not any(first_word(mention.of(ledger.dispatch.text)) in pack.definite for mention in entity.mentions):
        return None
    if role.rank == "officer":  # "The colonel": whoever spoke last for an army
        return _last_speaker(entity, ledger, made, lambda speaker: speaker.source.startswith("mil:"))

    rank, opposed = role.rank, role.sector == "OPP"

    def fits(speaker: Party) -> bool:
        known = role_of(speaker.role, ledger.dispatch.lang)
        if opposed and speaker.source.split(":")[0] in SECTORS.values():
            return False  # nobody leads his country and its opposition
        return speaker.kind == "person" and speaker.named and (known.rank == rank if known is not None else rank != "expert")

    return _last_speaker(entity, ledger, made, fits)


def _holds(entity: Entity, other: Entity) -> bool:
    return any(mention.holds(span) for mention in entity.mentions for span in other.mentions)


def _is_anaphor(entity: Entity, ledger: Ledger) -> bool:
    """Whether an organization is but a word that points back: "the company", "the text"."""
    lang = ledger.dispatch.lang
    role = role_of(entity.name, lang)
    word = fold(entity.name)
    if word in _documents(lang):
        return True
    if entity.sector in _STATE_BODIES or not (word in word_class(lang, "organization") or role is not None and role.rank == "body"):
        return False
    pack = pack_of(lang)
    return entity.country is None and pack is not None and any(first_word(mention.of(ledger.dispatch.text)) in pack.definite for mention in entity.mentions)


def first_word(words: str) -> str:
    """The first word, in lower case and with its apostrophe: an article, where there is one."""
    found = _FIRST.match(words)
    return found[0].casefold().replace("’", "'") if found else ""


def _is_bare_army(entity: Entity, party: Party, ledger: Ledger) -> bool:
    """Whether "the army", "the military" is told with nothing of whose it is: of two it is the one that spoke last, wherever the dispatch is from."""
    pack = pack_of(ledger.dispatch.lang)
    if pack is None or entity.kind != "organization" or entity.country or entity.known or entity.named or not party.source.startswith("mil:"):
        return False
    words = [mention.of(ledger.dispatch.text) for mention in entity.mentions]
    return " " not in entity.name and all(first_word(each) in pack.definite for each in words)


def _named_so_before(entity: Entity, ledger: Ledger, made: Mapping[str, Party]) -> str | None:
    """The source of the last body before *entity* that the same word describes: "the service" is "the civil protection service"."""
    word, first = fold(entity.name), entity.mentions[0].start if entity.mentions else 0
    alike = [
        (span.start, other.id)
        for other in ledger.entities
        if other.id != entity.id and other.kind == "organization" and " " in other.name and word in map(fold, _WORD.findall(other.name))
        for span in other.mentions
        if span.start < first
    ]
    return made[max(alike)[1]].source if alike else None


def _spoke_before(entity: Entity, ledger: Ledger, made: Mapping[str, Party]) -> str | None:
    """The source of the body that spoke last before *entity* is first named."""
    found = _last_speaker(entity, ledger, made, lambda speaker: speaker.kind in ("organization", "country") or speaker.source != speaker.key)
    if found is not None or entity.kind == "organization":
        return found
    first = entity.mentions[0].start if entity.mentions else 0
    ends = [
        (span.end, other.id)
        for other in ledger.entities
        if other.kind == "organization"
        for span in other.mentions
        if made[other.id].named and span.end <= first
    ]
    return made[max(ends)[1]].source if ends else None


def _last_speaker(entity: Entity, ledger: Ledger, made: Mapping[str, Party], fits: Callable[[Party], bool]) -> str | None:
    """The source of the last that speaks before *entity* is first named and *fits*, be it that an agency carries him."""
    first = entity.mentions[0].start if entity.mentions else 0
    found: str | None = None
    for claim in ledger.claims:
        if not claim.spans or claim.spans[0].start >= first:
            continue
        links = [link for link in claim.chain if link != AGENCY and link in made]
        if entity.id not in links and (speaker := next((made[link] for link in links if fits(made[link])), None)) is not None:
            found = speaker.source
    return found


def _country_before(entity: Entity, ledger: Ledger) -> str | None:
    """The country of whoever is named last before *entity*: "the government" is his."""
    first = entity.mentions[0].start if entity.mentions else 0
    before = [(span.end, other.country) for other in ledger.entities if other.country and other.id != entity.id for span in other.mentions if span.end <= first]
    return max(before)[1] if before else None


def _same_nameless(entity: Entity, made: Mapping[str, Party], lang: str) -> str | None:
    """For "the same source": the only other nameless one."""
    if not {fold(word) for word in _WORD.findall(entity.name)} & word_class(lang, "same"):
        return None
    others = {party.source for id, party in made.items() if id != entity.id and party.source.startswith("anon:")}
    return others.pop() if len(others) == 1 else None


@cache
def _documents(lang: str) -> frozenset[str]:
    pack = pack_of(lang)
    return frozenset(fold(word) for word in pack.document_words) if pack else frozenset()
