"""One party for what a dispatch has as several: a name and its short form, a body and its acronym, a title and its holder; none for a piece of a name."""

from __future__ import annotations

from collections.abc import Sequence

from selon.model.ledger import Ledger
from selon.model.mention import Entity
from selon.stories.bodies import first_word
from selon.stories.party import Party, role_of
from selon.stories.words import fold, pack_of

#: Ranks that one person at a time holds.
_ONE_EACH = frozenset({"leader", "head-of-state", "head-of-government", "minister", "spokesperson", "judge", "business", "religious"})


def join(ledger: Ledger, entities: Sequence[Entity], made: dict[str, Party]) -> None:
    """Change *made* (parties by their entity's id) in place; *entities* are those of ``entities_of``."""
    _join_short_names(entities, made)
    _join_glosses(ledger, made)
    _join_titles(ledger, made)
    _drop_pieces(ledger, made)


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
