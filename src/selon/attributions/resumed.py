"""Who speaks again under a description: "the army denied", "the group urged", "the minister said".

Mentions are told before anyone is known to speak; of several whom a description fits, one who has spoken means himself more often than one who was
only told of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from selon.knowledge.gazetteer import normal
from selon.mentions.draft import Draft, kind_of_role
from selon.mentions.phrases import Phrase
from selon.mentions.resolve import Mentions
from selon.mentions.vocabulary import lexicon
from selon.syntax.view import View

if TYPE_CHECKING:
    from selon.attributions.assemble import Voice

#: PLOVER sectors of bodies that "the group", "the organization" do not take up.
_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "MED", "IGO"})
#: Ranks of people who may be told by their office alone.
_OFFICES = frozenset("head-of-state head-of-government minister spokesperson officer diplomat".split())
#: Sentences back that a name may stand which "the group" shows to be no person's.
_NEAR = 2


def resumed(voice: Voice, voices: list[Voice], token: int, view: View, mentions: Mentions) -> tuple[int, ...]:
    """The entity that the source at *token* means because it has spoken before; () where the description fits none, or means another that has acted since.

    *voices* are all of the dispatch; those before *voice* have their sources.
    """
    phrase = mentions.phrases.get(token)
    if phrase is None or not _is_bare(phrase, view, mentions):
        return ()
    for other in _earlier(voice, voices):
        for number in other.sources:
            meant = _meant(phrase, number, mentions)
            if meant is None and _is_body_noun(phrase, mentions) and (gap := _gap(other, voice, view)) <= _NEAR and (gap <= 1 or _is_new(token, mentions)):
                as_body(mentions.drafts[number])
                meant = _meant(phrase, number, mentions)
            if meant is not None:
                acting = _acted(phrase, other, voice, voices, view, mentions)
                found = meant if acting is None else acting
                return () if found in mentions.at(token) else (found,)
    return ()


def _is_body_noun(phrase: Phrase, mentions: Mentions) -> bool:
    return normal(mentions.view.lemma[phrase.head]) in lexicon(mentions.pack, "body-noun")


def _is_new(token: int, mentions: Mentions) -> bool:
    """Whether the description takes up nobody whom the text has told of."""
    return all(not mentions.drafts[n].named and mentions.drafts[n].tokens[:1] == [token] for n in mentions.at(token))


def _gap(other: Voice, voice: Voice, view: View) -> int:
    """How many sentences after the one voice the other speaks."""
    return view.sent[voice.report.cue_tokens[0]] - view.sent[other.report.cue_tokens[-1]]


def as_body(draft: Draft) -> None:
    """Take *draft*, which "it" or "the group" takes up, for a body where nothing but the look of its name told that it is a person or a place."""
    if draft.kind in ("person", "place") and draft.named and draft.known is None and " " in draft.name:
        if not (draft.ranks or draft.titles or draft.genders):
            draft.kind = "organization"


def _earlier(voice: Voice, voices: list[Voice]) -> Iterator[Voice]:
    """The voices of the text itself before *voice*, the latest first."""
    cue = voice.report.cue_tokens[0]
    for other in sorted(voices, key=lambda v: -v.report.cue_tokens[0]):
        if other.report.cue_tokens[0] < cue and other.parent is None and not set(other.report.cue_tokens) & voice.report.content:
            yield other


def _is_bare(phrase: Phrase, view: View, mentions: Mentions) -> bool:
    """Whether the phrase is a definite article and a role noun, and no more."""
    if phrase.role is None or phrase.name is not None or phrase.entry is not None or phrase.countries or phrase.number == "plur" or not phrase.definite:
        return False
    words = [k for k in range(phrase.first, phrase.last + 1) if view.word[k].lower() not in mentions.pack.articles]
    return len(words) == 1 and view.word[phrase.first].lower() not in mentions.pack.possessives


def _meant(phrase: Phrase, number: int, mentions: Mentions) -> int | None:
    """The entity that the description means where entity *number* has spoken: that one, or the minister of the ministry that has; None where none fits."""
    role, draft = phrase.role, mentions.drafts[number]
    assert role is not None
    head = normal(mentions.view.lemma[phrase.head])
    if kind_of_role(role) == "person":
        if draft.kind == "person" and not draft.plural and (role["lemma"] in draft.roles or role["rank"] in _OFFICES and role["rank"] in draft.ranks):
            return number
        if role["rank"] == "minister" and draft.kind == "organization" and draft.sector in ("GOV", "MIL") and draft.country is not None:
            return _minister_of(draft, phrase, mentions)
        return None
    if draft.kind != "organization" or draft.plural:
        return None
    if head in lexicon(mentions.pack, "army-noun"):
        return number if draft.sector == "MIL" and not draft.named and _is_army(draft, mentions) else None  # none of its own name: "the Army for Justice"
    if head in lexicon(mentions.pack, "body-noun"):
        return number if draft.named and (draft.sector not in _STATE or draft.sector == "MIL" and draft.country is None) else None
    if role["sector"] == "BUS":
        return number if draft.named and draft.sector in ("BUS", "", None) else None
    return None


def _is_army(draft: Draft, mentions: Mentions) -> bool:
    return any(word in lexicon(mentions.pack, "army-noun") for role in draft.roles for word in (normal(role), normal(role).split(" ")[-1]))


def _minister_of(body: Draft, phrase: Phrase, mentions: Mentions) -> int | None:
    """The minister told of last who is of the same country as the ministry *body*."""
    told = mentions.latest(phrase.head)
    return next((d.number for d in told if d.kind == "person" and not d.plural and "minister" in d.ranks and d.country == body.country), None)


def _acted(phrase: Phrase, other: Voice, voice: Voice, voices: list[Voice], view: View, mentions: Mentions) -> int | None:
    """The entity that the description fits and that did something between two voices, as the text itself tells it; nobody within what others say."""
    told = {t for each in voices if each.sources for t in each.report.content}
    between = range(other.report.cue_tokens[-1] + 1, voice.report.cue_tokens[0])
    for draft in mentions.latest(phrase.head):
        acts = any(t in between and t != phrase.head and t not in told and view.role[t] in ("subj", "subj:pass", "agent") for t in draft.tokens)
        if acts and _meant(phrase, draft.number, mentions) == draft.number:
            return draft.number
    return None
