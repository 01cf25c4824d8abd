"""PLOVER's auxiliary modes of an event: future, historical, hypothetical, negated.

An event may have several: "will not attack" is future and negated. None says that the event is told as something that happened.
"""

from __future__ import annotations

import re

from selon.claims.draft import Draft
from selon.lang.pack import LanguagePack
from selon.model.claim import Auxiliary, When
from selon.syntax.view import View

#: Years after which an event is history, and the year before which it is where the dispatch bears no date.
_HISTORY_YEARS, _HISTORY = 10, 1990
#: A plain date, or the first of an interval.
_DATE = re.compile(r"(\d{4}(?:-\d\d){0,2})(?:/|$)")


def auxiliary_of(draft: Draft, view: View, time: When | None, date: str | None) -> tuple[Auxiliary, ...]:
    """The auxiliary modes of the event of *draft*, sorted; *time* is the event's, *date* (EDTF) the dispatch's.

    future: the clause tells what will or may be, or its time lies after the dispatch and it is not told in the past. historical: its time lies
    ten years or more before the dispatch. hypothetical: it hangs on a condition, is asked, or its source takes no position. negated: it is denied.
    """
    found: list[Auxiliary] = []
    if draft.ahead or _lies_after(time, date) and view.finite(draft.verb).tense != "past":
        found.append("future")
    if _is_history(time, date):
        found.append("historical")
    if is_hypothetical(draft, view.text):
        found.append("hypothetical")
    if draft.polarity == "negative":
        found.append("negated")
    return tuple(found)


def is_hypothetical(draft: Draft, text: str) -> bool:
    """Whether an event is supposed, asked, or left open by its source."""
    asked = text[draft.spans[-1].end :].lstrip(" \u00a0\u202f\"'»”’")[:1] == "?"
    return draft.certainty == "unknown" or draft.supposed or asked


def is_supposed(view: View, draft: Draft, pack: LanguagePack) -> bool:
    """Whether the event stands under a condition ("if the army attacks") or, in the agency's own conditional, on one ("the army would attack if ...").

    What will be done on a condition is announced all the same: a threat, a promise.
    """
    i = draft.verb
    while True:
        if is_condition(view, i, pack):
            return True
        if not draft.voices and view.finite(i).mood == "cnd" and any(is_condition(view, c, pack) for c in view.kids(i, "advcl")):
            return True
        if view.role[i] != "xcomp" or view.head[i] == i:
            return False
        i = view.head[i]


def is_condition(view: View, i: int, pack: LanguagePack) -> bool:
    """Whether *i* heads a condition: not "asked if", whose clause is an argument; but whatever the parser makes of a clause that begins the sentence."""
    marks = [c for c in view.kids(i, "mark") if view.word[c].lower() in pack.condition_words]
    return any(view.role[i] == "advcl" or c == view.sentences[view.sent[i]][0] for c in marks)


def _lies_after(time: When | None, date: str | None) -> bool:
    """Whether *time* begins after the dispatch, as far as both are told: a month of 2023 does not lie after 2023."""
    found = _DATE.match(time.edtf) if time is not None and time.edtf else None
    if found is None or date is None or not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", date):
        return False
    length = min(len(found[1]), len(date))
    return found[1][:length] > date[:length]


def _is_history(time: When | None, date: str | None) -> bool:
    """Whether *time* lies long before the dispatch: "nationalised by Egypt in 1956"."""
    edtf = time.edtf if time is not None else None
    if not edtf or not edtf[:4].isdigit():
        return False
    now = int(date[:4]) - _HISTORY_YEARS if date and date[:4].isdigit() else _HISTORY
    return int(edtf[:4]) < now
