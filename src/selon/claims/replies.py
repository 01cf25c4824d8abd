"""Whom a reply answers: "rejected the charge", "a accepté l'invitation" concern the one who made the charge or gave the invitation; "welcomed the move",
"C'est une provocation" the one who did what was told last.

The noun takes up what an earlier claim of the dispatch tells, as "the minister" takes up a person; where no earlier claim is of its sort, it stays open.
Words that name an act of speech ("the charge", "the offer") are those of the one who does that act; a report ("the report") is that of whoever tells it.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.claims.draft import Draft
from selon.claims.telling import Telling, is_party
from selon.knowledge.gazetteer import normal
from selon.mentions.represent import represented
from selon.mentions.vocabulary import lexicon, replied_to

#: What a reply does to the words or the deed it answers; the acts without a type that answer.
_REPLIES = frozenset({"ACCUSE", "AGREE", "REJECT", "SUPPORT"})
_UNTYPED = frozenset({"deny", "judge"})
#: Types of acts that are done with words: who does them has said them.
#: Sentences back that a judged deed may stand.
_NEAR = 3
_SAID = frozenset({"ACCUSE", "AGREE", "REQUEST", "REJECT", "THREATEN"})


def resolve_replies(told: Telling, drafts: list[Draft]) -> None:
    """Give the replies among *drafts* (in text order) that name no recipient the author of the words that they answer."""
    for number, draft in enumerate(drafts):
        if draft.recipient or not draft.actor or draft.type not in _REPLIES and draft.act not in _UNTYPED:
            continue
        kinds = _answered(told, draft)
        if kinds:
            draft.recipient = _author(told, draft, drafts[:number], kinds)
        elif draft.rule == "verdict" and draft.act in _UNTYPED:
            draft.recipient = _author(told, draft, drafts[:number], _SAID)
        elif _judges_deed(told, draft):
            draft.recipient = _doer(told, draft, drafts[:number])


def _judges_deed(told: Telling, draft: Draft) -> bool:
    """Whether a judgement is on what was told before, without a word of whose it is: "the move", "cette décision", "C'est une provocation"."""
    view, verb = told.view, draft.verb if draft.verb >= 0 else draft.head
    subjects = view.kids(draft.head, "subj", "subj:pass", "expl")
    if draft.rule == "verdict" and all(view.pos[t] in ("PRON", "DET") and not told.mentions.at(t) for t in subjects):
        return True
    small = [c for c in view.kids(verb, "comp", "xcomp") if view.pos[c] == "ADJ"]  # "deemed the move illegal", "juge regrettable cette décision"
    judged = subjects if draft.rule == "verdict" else [draft.head, *view.object(verb), *(t for c in small for t in view.kids(c, "subj", "obj"))]
    return any(_is_bare_deed(told, noun) for noun in judged)


def _is_bare_deed(told: Telling, noun: int) -> bool:
    """Whether *noun* takes up a deed and says no word of whose it is: "the move", "cette décision"."""
    view, phrase = told.view, told.mentions.phrases.get(noun)
    if view.pos[noun] != "NOUN" or normal(view.lemma[noun]) not in lexicon(told.pack, "deed-noun"):
        return False
    return phrase is not None and phrase.definite and not phrase.countries and not view.kids(noun, "nmod", "poss", "acl", "rel", "xcomp", "comp", "compound")


def _doer(told: Telling, judgement: Draft, before: list[Draft]) -> tuple[int, ...]:
    """Who did what was told last by somebody other than who judges."""
    own = _powers(told, (*judgement.actor, *(n for voice in judgement.voices for n in voice.sources)))
    return doer_before(told, judgement, before, frozenset(own))


def doer_before(told: Telling, draft: Draft, before: list[Draft], but: frozenset[int]) -> tuple[int, ...]:
    """Who did what was told last before *draft*, none of *but*; a person in office for his country."""
    sentence = told.view.sent[draft.head]
    for earlier in reversed(before):
        if told.view.sent[earlier.head] < sentence - _NEAR:
            break
        doers = tuple(dict.fromkeys(_powers(told, earlier.actor)))
        if doers and earlier.rule not in ("statement", "verdict") and not set(doers) & but and all(is_party(told, n) for n in doers):
            return doers
    return ()


def _powers(told: Telling, numbers: Sequence[int]) -> tuple[int, ...]:
    """The entities, each person in office replaced by whom he speaks for."""
    spoken_for = ((n, represented(told.mentions, told.mentions.drafts[n])) for n in numbers)
    return tuple(n if power is None else power for n, power in spoken_for)


def _author(told: Telling, reply: Draft, before: list[Draft], kinds: frozenset[str]) -> tuple[int, ...]:
    """Who said what *reply* answers: the doer of the latest act of speech of *kinds*, or, where there is none, the latest other speaker."""
    whatever = kinds >= _SAID  # "these remarks" may be on anything
    for earlier in reversed(before):
        if earlier.type in kinds & _SAID and earlier.actor and not set(earlier.actor) & set(reply.actor):
            return earlier.actor
        speaker = earlier.voices[0].sources if earlier.voices else ()
        claims = bool(earlier.voices) and earlier.voices[0].report.entry.kind in ("claim", "accuse")
        if not all(is_party(told, n) and (claims or told.mentions.drafts[n].kind != "agency") for n in speaker):
            continue  # a document or a medium only passes on what it does not claim itself
        if (
            (earlier.type in kinds or whatever or reply.act in _UNTYPED)
            and speaker
            and not set(speaker) & {*reply.actor, *(n for v in reply.voices for n in v.sources)}
        ):
            return speaker
    return ()


def _answered(told: Telling, draft: Draft) -> frozenset[str]:
    """The PLOVER types of claims that the reply's definite noun may take up; none where it says whose words they are."""
    view = told.view
    nouns = [draft.head, *view.object(draft.verb if draft.verb >= 0 else draft.head), *(view.kids(draft.head, "subj") if draft.rule == "verdict" else ())]
    for noun in nouns:
        kinds = replied_to(told.pack).get(normal(view.lemma[noun])) if view.pos[noun] == "NOUN" else None
        phrase = told.mentions.phrases.get(noun)
        if not kinds or phrase is None or not phrase.definite or phrase.countries:
            continue
        # "a qualifié ces accusations de fables": what they are called is no complement of theirs
        called = {c for c in view.kids(noun, "nmod") if draft.act == "judge" and not told.mentions.may_speak(c)}
        called |= {c for c in view.kids(noun, "nmod") if normal(view.case(c)) in lexicon(told.pack, "companion")}  # "accepté cette invitation avec plaisir"
        more = {*view.kids(noun, "nmod", "poss", "acl", "rel", "xcomp", "comp", "compound"), phrase.owner, draft.verb} - {None, draft.verb} - called
        if not more:
            return kinds
    return frozenset()
