"""Nouns of speech with their content: "assurances that ...", "la promesse de ..."."""

from __future__ import annotations

from selon.attributions.cues import Cue
from selon.attributions.scene import Report, Scene, linked_infinitive, subtree, that, trim
from selon.syntax.roles import possessors


def noun(scene: Scene, cue: Cue) -> Report | None:
    """A noun with its content: "assurances that ...", "la promesse de ..."."""
    view = scene.view
    entry = cue.taking("clause", "inf", "gerund")
    if entry is None:
        return None
    for c in view.children[cue.last] + (view.children[cue.head] if cue.last != cue.head else []):
        if c <= cue.last:
            continue
        clause = view.role[c] in ("comp", "acl", "rel", "advcl") and that(scene, c) and view.is_finite(c) and is_complement(scene, c)
        infinitive = view.role[c] in ("acl", "xcomp") and not view.is_finite(c) and linked_infinitive(scene, c)
        if (clause and "clause" in entry.forms) or (infinitive and entry.forms & {"inf", "gerund"}):
            source = list(possessors(view, cue.head, scene.pack))
            if not source:
                source = [x for x in view.kids(cue.head, "nmod", "obl") if view.case(x) in ("from", "by", "par")]
            return Report("governed", cue, entry, "clause" if clause else "inf", list(cue.tokens), trim(scene, subtree(scene, c)), [c], source)
    # the clause hung on the verb: "received assurances from X that all forces would leave"
    governor = view.head[cue.head]
    if view.role[cue.head] == "obj" and "clause" in entry.forms:
        for c in view.children[governor]:
            if c > cue.last and view.role[c] == "comp" and that(scene, c):
                source = [x for x in (*view.kids(cue.head, "nmod"), *view.kids(governor, "obl")) if view.case(x) in ("from", "by", "par", "of", "de")]
                return Report("governed", cue, entry, "clause", list(cue.tokens), trim(scene, subtree(scene, c)), [c], source or list(view.subject(governor)))
    return None


def is_complement(scene: Scene, c: int) -> bool:
    """Whether a "that" clause under a noun has all its arguments: else it is a relative clause."""
    view = scene.view
    return view.kid(c, "subj", "subj:pass") is not None and not any(
        view.word[x].lower() in scene.pack.relatives and view.role[x] in ("subj", "obj", "subj:pass") for x in view.children[c]
    )
