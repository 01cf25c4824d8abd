"""What an attack strikes: "The blasts at the U.S. embassy killed 40 people" is done to the embassy, whether its victims are told or not."""

from __future__ import annotations

from selon.attributions.assemble import Voice
from selon.claims.telling import Telling, entities_at
from selon.events.patterns import Match
from selon.knowledge.gazetteer import acts


def struck(told: Telling, match: Match, verb: int, voice: Voice | None) -> tuple[int, ...]:
    """The bodies that stand where the attack of *match* or the attack that its clause names takes place."""
    view = told.view
    if _type(match) != "ASSAULT":
        return ()
    arguments = [*view.surface_subject(verb), *view.object(verb), *view.kids(verb, "obl")]
    deeds = [t for t in arguments if view.pos[t] == "NOUN" and (own := told.matcher.typed(t)) is not None and _type(own) == "ASSAULT"]
    near = bool(deeds) or view.pos[match.trigger] == "NOUN" or match.pattern.act == "bomb"  # "killed two guards near the hospital" is not done to the hospital
    found = dict.fromkeys(n for n in entities_at(told, view.object(verb), voice) if _stands(told, n))
    for deed in dict.fromkeys((match.trigger, verb, *deeds) if near else deeds):
        for c in view.kids(deed, "obl", "nmod"):
            if view.case(c):
                found.update(dict.fromkeys(n for n in entities_at(told, (c,), voice) if _stands(told, n)))
    return tuple(found)


def _type(match: Match) -> str:
    row = acts().get(match.pattern.act)
    return row["type"] if row is not None else ""


def _stands(told: Telling, number: int) -> bool:
    """Whether an entity is a body that is told by its sort and has a house: an embassy, a school."""
    draft = told.mentions.drafts[number]
    return draft.kind == "organization" and "body" in draft.ranks and not draft.plural
