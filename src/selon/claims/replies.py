"""Whom a reply answers: "rejected the charge", "a accepté l'invitation" concern the one who made the charge or gave the invitation.

The noun takes up what an earlier claim of the dispatch tells, as "the minister" takes up a person; where no earlier claim is of its sort, it stays open.
"""

from __future__ import annotations

from selon.claims.draft import Draft
from selon.claims.telling import Telling
from selon.knowledge.gazetteer import normal
from selon.mentions.vocabulary import replied_to

#: What a reply does to the words it answers; a denial has no type.
_REPLIES = frozenset({"AGREE", "REJECT", None})


def resolve_replies(told: Telling, drafts: list[Draft]) -> None:
    """Give the replies among *drafts* (in text order) that name no recipient the actors of the claim that they answer."""
    for number, draft in enumerate(drafts):
        if draft.recipient or not draft.actor or draft.type not in _REPLIES or draft.type is None and draft.act != "deny":
            continue
        kinds = _answered(told, draft)
        if not kinds:
            continue
        for earlier in reversed(drafts[:number]):
            if earlier.type in kinds and earlier.actor and not set(earlier.actor) & set(draft.actor):
                draft.recipient = earlier.actor
                break


def _answered(told: Telling, draft: Draft) -> frozenset[str]:
    """The PLOVER types of claims that the reply's definite noun may take up; none where it says whose words they are."""
    view = told.view
    nouns = [draft.head, *view.object(draft.verb if draft.verb >= 0 else draft.head)]
    for noun in nouns:
        kinds = replied_to(told.pack).get(normal(view.lemma[noun])) if view.pos[noun] == "NOUN" else None
        phrase = told.mentions.phrases.get(noun)
        if kinds and phrase is not None and phrase.owner is None and not phrase.countries and not view.kids(noun, "nmod", "acl", "rel", "compound"):
            return kinds
    return frozenset()
