"""Where those belong whom no known name gives a country, and for whom a person speaks.

Asked last, when every mention has its entity, so that it changes no one's identity.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from selon.knowledge.cities import city
from selon.knowledge.gazetteer import normal, person_name
from selon.mentions.draft import Draft
from selon.mentions.phrases import POSTED

if TYPE_CHECKING:
    from selon.mentions.resolve import Mentions

#: Longest stretch between headline and body, in code points, that can be a dateline.
_DATELINE = 200
#: Ranks whose holders the table of people has for every country.
_HEADS = frozenset({"head-of-state", "head-of-government"})


def home_of(m: Mentions, draft: Draft) -> tuple[str | None, str | None]:
    """(country, key of the knowledge tables) of a place by its name, of people or a body by the one place in their description ("the mayor of
    Goražde"); (None, None) where that stays open."""
    if draft.kind == "place":
        found = city(draft.name, m.told_countries)
        return (found[1], f"city:{found[0]}") if found is not None else (None, None)
    if draft.kind == "country":
        return None, None
    if draft.kind == "person" and (country := _by_surname(m, draft)) is not None:
        return country, None
    if draft.ranks & POSTED:
        return None, None
    for token in draft.tokens:
        phrase = m.phrases.get(token)
        if phrase is None or token in m.hits:
            continue
        inside = {n for k in range(phrase.first, phrase.last + 1) if k != token and k in m.phrases for n in m.at(k) if m.drafts[n].kind == "place"}
        if not draft.named:
            inside |= _seated_in(m, token)
        countries = {m.drafts[n].country or home_of(m, m.drafts[n])[0] for n in inside}
        if len(countries) == 1:
            return countries.pop(), None
    return None, None


def _by_surname(m: Mentions, draft: Draft) -> str | None:
    """The country of who heads a state or government and is named by surname alone: "President Mugabe"."""
    if draft.plural or not draft.ranks & _HEADS or draft.owners or not draft.name.split(" ")[-1][:1].isupper():
        return None
    return m.gazetteer.surnames.get(person_name(draft.name).split(" ")[-1])


def _seated_in(m: Mentions, token: int) -> set[int]:
    """The places and countries that a description is told to be in: "gunmen in Pakistan", "la junte au pouvoir au Niger"."""
    view = m.view
    level = [token]
    found: set[int] = set()
    for _ in range(2):
        level = [c for t in level for c in view.kids(t, "nmod", "obl", "acl") if c > token and not view.is_predicate(c)]
        found |= {n for c in level if view.case(c) in m.pack.place_cases for n in m.at(c) if m.drafts[n].kind in ("place", "country")}
    return found


def affiliation_of(m: Mentions, draft: Draft) -> str | None:
    """The key of the known body that a person's title names: "U.N. mediator", "le porte-parole de l'OTAN"; None where none is told."""
    for token in draft.bodies:
        hit = m.hits.get(token)
        if hit is not None and hit.entry.kind in ("organization", "group", "seat"):
            return hit.entry.key
    return None


def dateline_country(m: Mentions) -> str | None:
    """The country that the dateline names, that its city is the capital of, or of those that the text tells the one that it lies in."""
    first = bisect.bisect_left(m.view.start, m.body_start)
    if first >= len(m.view) or m.view.start[first] - m.body_start > _DATELINE:
        return None
    words = re.findall(r"[^\W\d_][\w'’.-]*", m.view.text[m.body_start : m.view.start[first]])
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            entry = m.gazetteer.find(" ".join(words[i : i + size]).rstrip("."))
            if entry is not None and entry.kind in ("country", "capital"):
                return entry.country
    for size in (3, 2, 1):
        seat = city(" ".join(words[:size]).rstrip("."), m.told_countries) if len(words) >= size else None
        if seat is not None and seat[1] in m.told_countries:
            return seat[1]
    return None


def told_by_adjective(m: Mentions, iso3: str) -> bool:
    """Whether an adjective of several words tells the country: "Central African"."""
    text = normal(m.view.text)
    return any(" " in form and code == iso3 and form in text for form, code in m.gazetteer.adjectives.items())
