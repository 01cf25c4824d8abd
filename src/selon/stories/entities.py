"""Entities as linking takes them: a title read as part of a name, a town read as a body, a word for two countries are put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from selon.knowledge.cities import city
from selon.knowledge.gazetteer import gazetteer, normal
from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.stories.bodies import of_town
from selon.stories.party import Role, role_of, title_words
from selon.stories.words import fold, lexicon
from selon.tables import languages

_WORD = re.compile(r"[^\W\d_]+")


def entities_of(ledger: Ledger) -> tuple[Entity, ...]:
    """The entities of *ledger*, in their order and by their ids, put right."""
    lang = ledger.dispatch.lang
    entities = tuple(_without_title(entity, lang) for entity in ledger.entities)
    entities = tuple(_as_place(entity, entities, ledger) for entity in entities)
    return tuple(_as_country(entity, entities, lang) for entity in entities)


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
