"""For whom a person speaks: the body or the country that a title tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.knowledge.gazetteer import normal
from selon.mentions.draft import BANDS, Draft

if TYPE_CHECKING:
    from selon.mentions.resolve import Mentions

_SPEAK_FOR_COUNTRY = frozenset({"head-of-state", "head-of-government", "minister", "spokesperson", "diplomat", "official", "officer", "leader"})
_MINISTERS = frozenset({"head-of-state", "head-of-government", "minister"})


def represented(m: Mentions, draft: Draft) -> int | None:
    """The body or country that a person speaks for by title: a spokesman's army, a minister's country; None where none is told."""
    for token in draft.bodies:
        for number in m.entities_of(token) if token not in m.phrases or not m._is_portfolio(m.phrases[token]) else ():
            if m.drafts[number].kind in ("organization", "country"):
                return number
    body = _told_body(m, draft)
    if body is not None:
        return body
    if draft.sector in ("GOV", "MIL") and draft.ranks & _SPEAK_FOR_COUNTRY:
        iso3 = country_of(m, draft)
        return m.country(iso3) if iso3 else None
    return None


def country_of(m: Mentions, draft: Draft) -> str | None:
    """Its country; an official who is given none is the dateline's, where the text speaks of that country."""
    if draft.country is None and draft.kind == "person" and draft.sector == "GOV" and draft.ranks & _SPEAK_FOR_COUNTRY:
        posted = draft.named or bool(draft.ranks & _MINISTERS)
        # "secrétaire d'Etat", "ministre de l'Education": a portfolio is nobody's
        return m.home if posted and m.home_told and all(m.called(word) is None for word in draft.owners) else None
    return draft.country


def _told_body(m: Mentions, draft: Draft) -> int | None:
    """The body told before that the title names by its noun: "the federation president", "a rebel leader"."""
    view = m.view
    words = {
        normal(view.lemma[c])
        for t in draft.tokens
        for c in view.subtree(t)
        if c < t and view.role[c] in ("compound", "amod") and (view.pos[c] in ("NOUN", "PROPN") or view.word[c][:1].isupper())
    }
    for other in m.latest(max(draft.tokens, default=0)):
        if other.plural and other.sector == draft.sector and draft.sector in BANDS and "leader" in draft.ranks:
            return other.number
        if other.kind == "organization" and words & {*(title.split(" ")[-1] for title in other.titles), *(normal(view.lemma[t]) for t in other.tokens)}:
            return other.number
    return None
