"""Nouns of speech with their content: "assurances that ...", "la promesse de ..."."""

from __future__ import annotations

from selon.attributions.cues import Cue, CueEntry, cue_index
from selon.attributions.scene import Report, Scene, linked_infinitive, subtree, that, trim
from selon.syntax.roles import possessors


def noun(scene: Scene, cue: Cue) -> Report | None:
    """A noun with its content: "assurances that ...", "la promesse de ..."."""
    view = scene.view
    entry = cue.taking("clause", "inf", "gerund")
    if entry is None:
        return None
    charge = _apposed(scene, cue, entry)
    if charge is not None:
        return charge
    for c in view.children[cue.last] + (view.children[cue.head] if cue.last != cue.head else []):
        if c <= cue.last:
            continue
        clause = view.role[c] in ("comp", "acl", "rel", "advcl") and that(scene, c) and view.is_finite(c) and is_complement(scene, c)
        infinitive = view.role[c] in ("acl", "xcomp") and not view.is_finite(c) and linked_infinitive(scene, c)
        if (clause and "clause" in entry.forms) or (infinitive and entry.forms & {"inf", "gerund"}):
            source = list(possessors(view, cue.head, scene.pack))
            if not source:
                source = [x for x in view.kids(cue.head, "nmod", "obl") if view.case(x) in ("from", "by", "par")]
            if not source and view.role[cue.head] == "obj" and not entry.recipient.startswith("obj"):
                source = [x for x in view.kids(view.head[cue.head], "obl") if cue.last < x < c and view.case(x) == "from"]
            return Report("governed", cue, entry, "clause" if clause else "inf", list(cue.tokens), trim(scene, subtree(scene, c)), [c], source)
    # the clause hung on the verb: "received assurances from X that all forces would leave"
    governor = view.head[cue.head]
    if view.role[cue.head] == "obj" and "clause" in entry.forms:
        for c in view.children[governor]:
            if c > cue.last and view.role[c] in ("comp", "dep") and that(scene, c):
                source = [x for x in (*view.kids(cue.head, "nmod"), *view.kids(governor, "obl")) if view.case(x) in ("from", "by", "par", "of", "de")]
                content = trim(scene, subtree(scene, c))
                speakers = source or list(view.subject(governor))
                return Report("governed", cue, entry, "clause", list(cue.tokens), content, [c], speakers, settled=bool(source))
    return None


def _apposed(scene: Scene, cue: Cue, entry: CueEntry) -> Report | None:
    """A charge named beside what is said against it, with him who made it: "..., a charge made by the government", "une accusation portée par Oslo"."""
    view = scene.view
    first = view.edges(cue.head)[0]
    if entry.kind != "accuse" or view.role[cue.head] not in ("appos", "tmod", "dep") or not first or view.word[first - 1] != ",":
        return None
    for c in view.children[cue.head]:
        if c < cue.last or view.role[c] not in ("acl", "rel") or view.pos[c] != "VERB":
            continue
        if any(not other.rest for other in cue_index(scene.pack).get(("VERB", view.lemma[c]), ())):
            continue  # "a charge denied by Oslo"
        source = view.kids(c, "agent") if view.role[c] == "acl" else [x for x in view.kids(c, "subj") if view.lemma[x] not in view.relatives]
        if source and all(scene.speaks(x) for x in source):
            content = trim(scene, subtree(scene, cue.head, ("acl", "rel")))
            return Report("governed", cue, entry, "np", list(cue.tokens), content, [cue.head], list(source), settled=True)
    return None


def is_complement(scene: Scene, c: int) -> bool:
    """Whether a "that" clause under a noun has all its arguments: else it is a relative clause."""
    view = scene.view
    return view.kid(c, "subj", "subj:pass") is not None and not any(
        view.word[x].lower() in scene.pack.relatives and view.role[x] in ("subj", "obj", "subj:pass") for x in view.children[c]
    )
