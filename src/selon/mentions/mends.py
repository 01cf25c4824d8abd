"""Mends of the parse that need what the tables know of names and nationalities."""

from __future__ import annotations

from selon.mentions.names import Hit, is_proper
from selon.mentions.proper import several
from selon.syntax.view import View


def mend_nationalities(view: View) -> None:
    """ "responsables américains et sud-coréens": the second adjective is no noun of its own."""
    for i in sorted(view.national):
        if view.pos[i] == "NOUN" and i >= 2 and view.pos[i - 1] == "CCONJ" and i - 2 in view.national and view.word[i].islower():
            view.pos[i] = "ADJ"
            view.reattach(i - 1, i - 2, "cc")
            view.reattach(i, i - 2, "conj")


def mend_inversions(view: View, hits: dict[int, Hit]) -> None:
    """ "a dit aux journalistes Pierre Dumas": the name is no apposition of the many, it is the subject."""
    for i in range(len(view)):
        head = view.head[i]
        if i <= head or view.role[i] not in ("appos", "flat", "nmod") or view.pos[i] != "PROPN" or not several(view, head, i) or view.kid(i, "case", "det"):
            continue
        verb = view.head[head]
        if any(view.word[k] in (",", "(", "-") for k in range(head + 1, i)) or is_proper(view, head) or i in hits:
            continue
        if view.role[head] in ("obl", "dat", "obj") and view.is_predicate(verb) and view.kid(verb, "subj", "subj:pass") is None:
            view.reattach(i, verb, "subj")
