"""What sort of thing a word or an entity is, as the later stages ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selon.knowledge.gazetteer import normal
from selon.mentions import describe, homes
from selon.mentions.draft import KIND_OF_ENTRY, kind_of_role
from selon.mentions.vocabulary import lexicon

if TYPE_CHECKING:
    from selon.mentions.resolve import Mentions


def classes_of(m: Mentions, token: int) -> frozenset[str]:
    """What a token may stand for, for event patterns: person, country, org, place, group, armed, gov, agent, thing."""
    view = m.view
    hit = m.hits.get(token)
    kind, sector, plural = "", "", view.number.get(token) == "plur"
    phrase = m.phrases.get(token)
    if view.pos[token] in ("PRON", "DET"):
        return frozenset({"person", "agent", "org", "country", "group"})
    if token in view.national:
        return frozenset({"country", "gov", "agent"})
    numbers = m.at(token)
    if numbers:
        kind, sector = m.drafts[numbers[0]].kind, m.drafts[numbers[0]].sector or ""
    elif hit is not None:
        kind, sector = KIND_OF_ENTRY[hit.entry.kind], hit.entry.sector or ""
    elif phrase is not None and phrase.role is not None:
        kind, sector = kind_of_role(phrase.role), phrase.role["sector"]
    elif phrase is not None and describe.head_in(m, phrase, "anyone"):
        kind = "person"
    if not kind:
        return frozenset({"thing"})
    classes = {kind}
    if phrase is not None and phrase.role is not None and phrase.role["kind"] == "group":
        classes |= {"person", "group"}
    if kind == "organization":
        classes.add("org")
    if kind == "agency":
        classes.add("org")
    if kind != "place":
        classes.add("agent")
    if kind == "country" or sector == "GOV":
        classes.add("gov")
    if kind == "country":
        classes.add("place")
    if sector in ("MIL", "REB", "COP", "UAF", "CRM"):
        classes.add("armed")
    if plural or kind == "organization":
        classes.add("group")
    return frozenset(classes)


def lies_in(m: Mentions, token: int) -> str | None:
    """The country (ISO alpha-3) in which the place lies that *token* names; None for what is no place and where that stays open."""
    numbers = m.at(token)
    draft = m.drafts[numbers[0]] if len(numbers) == 1 else None
    if draft is None or draft.kind != "place":
        return None
    return draft.country or homes.home_of(m, draft)[0]


def bystander(m: Mentions, number: int) -> bool:
    """Whether an entity is none that an event is done to: a place, or people told of once, with neither name nor article ("46 people")."""
    draft = m.drafts[number]
    return draft.kind == "place" or not (draft.named or draft.known or draft.definite) and len(draft.tokens) < 2


def counted(m: Mentions, number: int) -> bool:
    """Whether an entity is people told of by their exact number and a noun of their own: "two drivers", not "more than 200 people"."""
    draft, view = m.drafts[number], m.view
    if draft.kind != "person" or draft.country is not None or not draft.tokens:
        return False  # who has a nationality is told by the country
    head = draft.tokens[0]
    exact = any(view.edges(c)[0] == c == view.edges(head)[0] for c in view.kids(head, "nummod"))
    return exact and normal(view.lemma[head]) not in lexicon(m.pack, "anyone") | lexicon(m.pack, "quantity-noun")


def are_people(m: Mentions, numbers: Sequence[int]) -> None:
    """Take the entities for people that no word tells the kind of: who is arrested is no body ("14 foreigners")."""
    for number in numbers:
        draft = m.drafts[number]
        if draft.kind == "organization" and not (draft.named or draft.known or draft.roles):
            draft.kind = "person"
