"""Which clause a word stands in: a slot of an event is filled from the event's own clause.

An infinitive, a gerund or a verb coordinated with the event's shares its subject and its adjuncts, a relative clause the noun it hangs on: those ties
are undone by the logical roles of the view and are no other clause. But what a relative or a subordinate clause or a participle on a participant
tells for itself belongs to that clause: "arrested a man who had fled to Oslo" is no arrest in Oslo.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.syntax.view import View


def other_clause(view: View, token: int, anchors: Sequence[int], *, phrases: bool = False, content: bool = False) -> int | None:
    """The head of the clause that keeps *token* from the event.

    *anchors* are the tokens that stand for the event: its trigger, its verb, the head of its clause. None where one of them reaches the token within its
    own clause, and where none stands above it. *phrases*: a participle belongs to the phrase that it completes ("the funds meant for Hungary");
    *content*: the clause that says what is promised or agreed belongs to the promise.
    """
    found: int | None = None
    for anchor in anchors:
        path = _down(view, token, anchor)
        if path is None:
            continue
        border = next((p for p in path if _opens_clause(view, p, anchors, phrases, content)), None)
        if border is None:
            return None
        found = border if found is None else found
    return found


def _down(view: View, token: int, anchor: int) -> list[int] | None:
    """The tokens between *anchor* and *token* (the token included), the upmost first; None where *anchor* does not stand above it."""
    path = [token]
    if token == anchor:
        return []
    for above in view.ancestors(token):
        if above == anchor:
            return path[::-1]
        path.append(above)
    return None


def _opens_clause(view: View, i: int, anchors: Sequence[int], phrases: bool, content: bool) -> bool:
    """Whether *i* heads a clause with slots of its own."""
    if not view.is_predicate(i):
        return False
    role = view.role[i]
    form = view.verbal.get(i)
    if role == "rel":
        return True
    if role == "comp":
        return view.is_finite(i) and not content
    if role in ("conj", "para"):
        return view.kid(i, "subj", "subj:pass") is not None
    if role == "acl":
        # "talks held in May" are told by the noun itself, "in a letter delivered on Monday" by how it is done
        told = view.head[i] in anchors or view.role[view.head[i]] == "obl"
        return not phrases and not told and form is not None and form.mood == "part"
    return role == "advcl" and (view.is_finite(i) or form is not None and form.mood == "part" and view.kid(i, "mark", "case") is not None)
