"""Carriers that name another source: "citing diplomats", "quoted the minister as saying"."""

from __future__ import annotations

from selon.attributions.cues import Cue
from selon.attributions.postposed import reported
from selon.attributions.scene import Report, Scene, bounds, cue_tokens, subtree, trim


def citing(scene: Scene, cue: Cue) -> Report | None:
    """ "quoted the minister as saying that ...": source the object, content the clause under the gerund."""
    view = scene.view
    entry = next((e for e in cue.entries if e.kind == "cite"), None)
    if entry is None:
        return None
    spoken = next((c for c in view.children[cue.head] if view.role[c] in ("gerund", "advcl", "xcomp", "obl") and view.case(c) in scene.pack.as_words), None)
    passive = view.is_passive(cue.head)
    people = list(view.object(cue.head))
    if spoken is not None and people:
        clause = view.kid(spoken, "comp")
        content = subtree(scene, clause) if clause is not None else subtree(scene, spoken) - {spoken}
        told_by = [t for t in view.kids(spoken, "obl", "agent", "nmod") if view.case(t) in scene.pack.agent] if clause is None else []
        content -= {t for agent in told_by for t in subtree(scene, agent)}  # "was quoted as saying by the agency"
        content = trim(scene, content - {t for t in view.children[spoken] if view.role[t] == "case"})
        carriers = told_by or list(view.subject(cue.head))
        if not content:
            begin, end, first, last = bounds(scene, cue)
            first, people = _behind_quotation(scene, cue, begin, first, last, people)
            if first <= begin:
                return None
            content, heads, quotation = reported(scene, begin, end, first, last, cue)
            content -= set(range(first, last + 1))
            if not content:
                return None
            return Report(
                "postposed",
                cue,
                entry,
                "quote",
                sorted({*cue_tokens(scene, cue), spoken}),
                content,
                heads,
                people,
                set(range(first, last + 1)),
                quotation,
                carriers=carriers,
            )
        tokens = sorted({*cue_tokens(scene, cue), spoken, *(t for t in view.children[spoken] if view.role[t] == "case")})
        return Report("citing", cue, entry, "clause", tokens, content, [clause if clause is not None else spoken], people, carriers=carriers)
    if passive or spoken is not None:
        return None
    if not people or not view.subject(cue.head):
        return None
    # "X, citing Y, reported that Z": Y stands behind what X reports
    participle = not view.is_finite(cue.head) and (view.role[cue.head] in ("advcl", "acl") or view.role[cue.head] == "xcomp" and view.word[cue.head - 1] == ",")
    if participle or view.role[cue.head] == "rel":
        return Report("citing", cue, entry, "np", cue_tokens(scene, cue), set(), [], people, set(subtree(scene, cue.head)), relay_of=None)
    return None


def _behind_quotation(scene: Scene, cue: Cue, begin: int, first: int, last: int, people: list[int]) -> tuple[int, list[int]]:
    """Where the clause that quotes begins behind the quotation before it, and who is quoted, where an apposition parts him from the verb and the parser
    hung him elsewhere: "..., Ann Kale, a nurse in Orly, was quoted as saying"."""
    view = scene.view
    quoted = [t for t in range(begin, first) if view.quoted[t] >= 0 and view.quoted[t] != view.quoted[cue.head]]
    opening = quoted[-1] + 1 if quoted else first
    while opening < first and view.pos[opening] == "PUNCT":
        opening += 1
    if not view.is_passive(cue.head) or any(opening <= t <= last for t in people):
        return opening, people
    ahead = range(opening, cue.tokens[0])
    top = next((t for t in ahead if view.pos[t] in ("NOUN", "PROPN") and view.head[t] not in ahead and scene.speaks(t)), None)
    return opening, people if top is None else [top]
