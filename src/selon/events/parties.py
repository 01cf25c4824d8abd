"""Whom a phrase concerns: the party itself, or the one that the phrase tells inside.

"gave aid to flooded districts of Tajikistan", "les fonds destinés à la Hongrie": the districts and the funds are no
party, the countries in their phrases are. "Cambodian and Thai troops", "envoys of Chad and Niger": two parties, which
only the adjectives and the names tell apart.
"""

from __future__ import annotations

from selon.lang.pack import LanguagePack
from selon.mentions.kinds import classes_of
from selon.mentions.resolve import Mentions
from selon.syntax.roles import possessors
from selon.syntax.view import View

#: How many nouns deep a party is looked for.
_DEPTH = 3


def parties(view: View, mentions: Mentions, pack: LanguagePack, token: int) -> tuple[int, ...]:
    """The tokens of the parties that the phrase of *token* concerns: *token* itself where it is one or where no other is found."""
    if is_party(view, mentions, token):
        return several(view, mentions, pack, token) or (token,)
    level = [token]
    for _ in range(_DEPTH):
        below: list[int] = []
        for t in level:
            owners = [c for c in possessors(view, t, pack) if c != t]
            found = [c for c in owners if is_party(view, mentions, c)]
            if not found:
                near = _concerned(view, t, pack)
                found = [c for c in near if is_party(view, mentions, c)]
                below.extend(c for c in (*owners, *near) if c not in below)
            if found:
                return tuple(found)
        level = below
    return (token,)


def several(view: View, mentions: Mentions, pack: LanguagePack, token: int) -> tuple[int, ...]:
    """The tokens that tell the several countries of one plural phrase apart; () where it is of one."""
    if view.pos[token] not in ("NOUN", "PROPN") or token in mentions.hits:
        return ()
    adjectives = [x for c in view.kids(token, "amod", "compound") for x in view.conjuncts(c) if x in view.national]
    if len(adjectives) > 1:
        return tuple(dict.fromkeys(adjectives))
    if view.number.get(token) != "plur" and view.pos[token] != "PROPN":
        return ()
    owners = [c for c in possessors(view, token, pack) if "country" in classes_of(mentions, c)]
    return tuple(owners) if len(owners) > 1 else ()


def is_party(view: View, mentions: Mentions, token: int) -> bool:
    """Whether *token* stands for a person, a body, a country or a named place."""
    if token in view.national:
        return True
    phrase = mentions.phrases.get(token)
    if phrase is not None and phrase.adjectival:
        return True
    return classes_of(mentions, token) != {"thing"}


def is_power(view: View, mentions: Mentions, token: int) -> bool:
    """Whether *token* names somebody, tells a country or takes up a known body ("the army"); "eleven suspects" or an unknown place does not."""
    if token in view.national or token in mentions.hits and mentions.hits[token].entry.kind != "region":
        return True
    phrase = mentions.phrases.get(token)
    if phrase is None:
        return view.pos[token] in ("PRON", "DET")
    if phrase.role is not None and phrase.role["sector"] and phrase.definite:
        return True
    return bool(phrase.countries) or phrase.name is not None and classes_of(mentions, token) != {"place"}


def _concerned(view: View, token: int, pack: LanguagePack) -> list[int]:
    """Complements of a noun that may tell its party: its goal ("aid to"), its participle's goal, agent or object ("funds meant for")."""
    cases = pack.dative | pack.holder_cases
    found = [c for c in view.kids(token, "nmod") if view.case(c) in cases]
    for clause in view.kids(token, "acl"):
        form = view.verbal.get(clause)
        if form is None or form.mood != "part":
            continue
        if form.tense == "pres":
            found.extend(view.kids(clause, "obj"))
        found.extend(c for c in view.kids(clause, "obl", "dat", "agent") if view.role[c] != "obl" or view.case(c) in cases | pack.agent)
    return [x for c in found for x in view.conjuncts(c)]
