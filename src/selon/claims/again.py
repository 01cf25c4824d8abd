"""An event that is told again by its noun alone: "the visit will take place in April", "the deployment is defensive" is the visit, the deployment told
before, with its parties.

The noun takes up the latest claim of a type that its patterns have, or the act that an acceptance before opened; a noun that says whose it is takes up none.
"Nothing of the kind", which answers what was just told, takes up the event of it that has a known act and parties.
"""

from __future__ import annotations

from dataclasses import replace

from selon.claims.draft import Draft
from selon.claims.happening import type_of
from selon.claims.replies import doer_before
from selon.claims.telling import Telling
from selon.knowledge.gazetteer import acts, normal
from selon.mentions.vocabulary import lexicon

#: Claims among which the one is that "nothing of the kind" answers.
_ANSWERED = 2
#: Complements that tell whose an event is, or which.
_OWN = ("nmod", "poss", "acl", "rel", "compound", "amod", "nummod")


def resolve_again(told: Telling, drafts: list[Draft]) -> None:
    """Give those of *drafts* (in text order) that only name an event told before its act and its parties."""
    for number, draft in enumerate(drafts):
        if draft.type is None and draft.rule.endswith("syntax") and draft.polarity == "negative" and _nothing_such(told, draft):
            _take_up_answered(draft, drafts[:number])
        elif draft.type is None and draft.rule.endswith("syntax") and not draft.actor and not draft.recipient:
            noun = _noun(told, draft)
            types = _types(told, noun) if noun is not None else frozenset()
            if types:
                _take_up(told, draft, drafts[:number], types)
            elif noun is not None and normal(told.view.lemma[noun]) in lexicon(told.pack, "deed-noun"):
                draft.actor = doer_before(told, draft, drafts[:number], frozenset(n for v in draft.voices for n in v.sources))  # "confirmed the step"


def _nothing_such(told: Telling, draft: Draft) -> bool:
    """Whether a claim says that nothing like what was told is the case: "we have nothing of the kind on the agenda"."""
    words = f" {' '.join(normal(told.view.word[t]) for t in sorted(draft.tokens))} "
    return any(f" {phrase} " in words for phrase in lexicon(told.pack, "nothing-such"))


def _take_up_answered(draft: Draft, before: list[Draft]) -> None:
    """The event that is answered: of the claims just before, told by the same or by another, the last that has a known act and parties."""
    answered = next((each for each in reversed(before[-_ANSWERED:]) if each.type is not None and (each.actor or each.recipient)), None)
    if answered is not None:
        draft.act, draft.type, draft.actor, draft.recipient = answered.act, answered.type, answered.actor, answered.recipient
        draft.rule = draft.rule.replace("syntax", f"answer:{answered.act}")


def _noun(told: Telling, draft: Draft) -> int | None:
    """The bare definite noun that the claim is about, where its verb only says that it happens or what it is like."""
    view = told.view
    head = draft.head
    if view.pos[head] == "NOUN" and not view.is_predicate(head):
        nouns = [head]
    else:
        happens = normal(view.lemma[head]) in lexicon(told.pack, "occurrence") and not any(view.kids(o, "det") for o in view.kids(head, "obj"))
        carried = happens or view.pos[head] != "VERB" or view.is_passive(head) and not view.subject(head)
        nouns = view.kids(head, "subj", "subj:pass") if carried else []
    for noun in nouns:
        phrase = told.mentions.phrases.get(noun)
        determiner = next((view.word[c].lower() for c in view.kids(noun, "det", "amod")), "")
        definite = phrase is not None and phrase.definite and determiner not in told.pack.possessives
        if view.pos[noun] == "NOUN" and definite and not view.kids(noun, *_OWN):
            return noun
    return None


def _types(told: Telling, noun: int) -> frozenset[str]:
    patterns = told.matcher.index.get(("NOUN", told.view.lemma[noun]), ())
    return frozenset(row["type"] for pattern in patterns if (row := acts().get(pattern.act)) is not None and row["type"])


def _take_up(told: Telling, draft: Draft, before: list[Draft], types: frozenset[str]) -> None:
    for earlier in reversed(before):
        opened = earlier.opening.act if earlier.opening is not None and earlier.type == "AGREE" else None
        act = earlier.act if earlier.type in types else opened
        if act is None or type_of(told, act) not in types or not (earlier.actor or earlier.recipient):
            continue
        draft.act, draft.type, draft.actor, draft.recipient = act, type_of(told, act), earlier.actor, earlier.recipient
        draft.rule = draft.rule.replace("syntax", f"again:{act}")
        if draft.opening is not None:
            draft.opening = replace(draft.opening, act=act)  # "the visit will take place by May" dates the visit that is owed
        return
