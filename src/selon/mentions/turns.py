"""Turns of phrase that take up what was told: "the latter", "the North", the same bare plural again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.knowledge.gazetteer import normal
from selon.mentions.phrases import Phrase
from selon.mentions.vocabulary import directions, lexicon

if TYPE_CHECKING:
    from selon.mentions.resolve import Mentions


def direction(m: Mentions, phrase: Phrase) -> int | None:
    """ "the North", "le Sud": the country that the lexicon gives, where the dispatch speaks of it."""
    if not phrase.definite or phrase.title_tokens or phrase.countries:
        return None
    iso3 = directions(m.pack).get(normal(m.view.word[phrase.head]))
    if iso3 is None or not m.view.word[phrase.head][:1].isupper() or phrase.head - phrase.first > 1:
        return None
    return m.country(iso3) if iso3 in m.told_countries else None


def latter(m: Mentions, phrase: Phrase) -> int | None:
    """ "ce dernier", "the latter": the person or body told of last."""
    if normal(m.view.lemma[phrase.head]) not in lexicon(m.pack, "latter") or not phrase.definite or phrase.last != phrase.head:
        return None
    if phrase.head - phrase.first != 1 or m.view.role[phrase.head] == "amod":
        return None
    plural = phrase.number == "plur"
    return next((d.number for d in m.latest(phrase.head) if d.kind != "place" and d.plural == plural), None)


def said_alike(m: Mentions, phrase: Phrase) -> int | None:
    """People told of in the same bare plural before: "shipyard workers" ... "shipyard workers"."""
    if phrase.number != "plur" or m.view.kids(phrase.head, "det", "nummod"):
        return None
    key = normal(m.plain(phrase))
    return next((d.number for d in m.latest(phrase.head) if d.plural and not d.named and key in d.names), None)
