"""Places: named with their sort, taken up by it, and capitals that are no powers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.knowledge.gazetteer import normal
from selon.mentions.names import is_proper
from selon.mentions.phrases import Phrase
from selon.mentions.vocabulary import lexicon

if TYPE_CHECKING:
    from selon.mentions.resolve import Mentions

#: Sentences back that "the city" may reach.
_NEAR = 4


def capital_as_place(m: Mentions, phrase: Phrase) -> bool:
    """Whether a capital is told for where it lies, not for its power: "in Paris", "a hotel in Paris", "visit Paris", "fly to Paris"."""
    view = m.view
    head = phrase.head
    while view.role[head] == "conj" and not view.case(head) and view.head[head] != head:
        head = view.head[head]  # "between Casablanca and Lilongwe"
    if head != phrase.head and view.pos[head] == "PROPN" and head not in m.hits:
        return True
    governor = view.head[head]
    lemma = normal(view.lemma[governor])
    case = view.case(head)
    if view.role[head] == "obj" and lemma in lexicon(m.pack, "goal-verb"):
        return True
    if view.role[head] == "obl" and lemma in lexicon(m.pack, "motion"):
        return True
    if view.role[head] == "appos" and lemma in lexicon(m.pack, "place-noun"):
        return True
    if view.role[head] == "nmod" and lemma in lexicon(m.pack, "compass") | lexicon(m.pack, "place-noun"):
        return True
    if case in m.pack.dative and view.role[head] in ("obl", "nmod"):
        if view.role[head] == "nmod" and view.role[governor] == "obj":
            governor = view.head[governor]
        moved = view.kid(governor, "obj")
        return head < governor or moved is None or moved in m.hits or _is_person(m, moved)
    return case in m.pack.place_cases


def _is_person(m: Mentions, token: int) -> bool:
    phrase = m.phrases.get(token)
    if phrase is None:
        return m.view.pos[token] == "PRON"
    return phrase.role is not None and phrase.role["kind"] == "person" or phrase.name is not None and phrase.entry is None


def known_place(m: Mentions, phrase: Phrase) -> int | None:
    """ "the city", "le port", "the island": the latest place of that sort."""
    word = normal(m.view.lemma[phrase.head])
    if phrase.name is not None or phrase.role is not None or not phrase.definite or phrase.number == "plur" or word not in lexicon(m.pack, "place-noun"):
        return None
    if phrase.owner is not None or phrase.countries or phrase.last - phrase.first > 1 or m.view.kids(phrase.head, "rel", "acl"):
        return None
    sentence = m.view.sent[phrase.head]
    town = word in lexicon(m.pack, "town")
    for draft in m.latest(phrase.head):
        if draft.kind != "place":
            continue
        if word in draft.roles or word in draft.words():
            return draft.number
        if town and not draft.roles - lexicon(m.pack, "town") and sentence - m.view.sent[m.last_before(draft, phrase.head)] <= _NEAR:
            return draft.number
    return None


def named_place(m: Mentions, phrase: Phrase) -> int | None:
    """ "the eastern town of Garissa", "le détroit d'Ormuz", "the Zarumilla river": a place with its sort and its name."""
    view = m.view
    sort = normal(view.lemma[phrase.head])
    if sort not in lexicon(m.pack, "place-noun"):
        return None
    for c in view.children[phrase.head]:
        after = c > phrase.head and view.role[c] in ("nmod", "appos", "flat") and view.case(c) in ("", *m.pack.of)
        before = c < phrase.head and view.role[c] in ("compound", "flat", "amod", "nmod") and not view.case(c)
        if not (after or before) or not is_proper(view, c) or c in view.national or not phrase.first <= c <= phrase.last:
            continue
        if c in m.hits and m.hits[c].entry.kind in ("country", "organization", "agency", "group"):
            continue
        inner = m.phrases.get(c)
        name = inner.name if inner is not None and inner.name else run_of(m, c, phrase)
        number = m.called(normal(name))
        if number is not None and m.drafts[number].kind != "place":
            return None
        if number is None:
            number = m.found("place", name, phrase, None)
            m.drafts[number].named = True
        m.call(m.drafts[number], normal(m.plain(phrase)))
        m.drafts[number].roles.add(sort)
        return number
    return None


def run_of(m: Mentions, token: int, phrase: Phrase) -> str:
    """The adjacent name words around *token* inside *phrase*."""
    a = b = token
    while a - 1 >= phrase.first and is_proper(m.view, a - 1) and a - 1 != phrase.head:
        a -= 1
    while b + 1 <= phrase.last and is_proper(m.view, b + 1) and b + 1 != phrase.head:
        b += 1
    return m.view.span(a, b).of(m.view.text)
