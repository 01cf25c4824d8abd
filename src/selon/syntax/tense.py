"""The tense of the clause at an offset: what decides whether "mercredi" is past or to come."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import Literal

from selon.syntax.view import View

Tense = Literal["past", "future", "present"]


def tense_at(view: View) -> Callable[[int], Tense]:
    """A function from a code point to the tense of the clause around it (past where there is no verb)."""
    starts = view.start

    def tense(offset: int) -> Tense:
        i = bisect_right(starts, offset) - 1
        if i < 0 or not starts:
            return "past"
        for a in (i, *view.ancestors(i)):
            if not view.is_predicate(a):
                continue
            form = view.finite(a)
            if form.mood == "inf" and a != view.head[a]:
                governor = view.head[a]
                if view.is_predicate(governor):
                    outer = view.finite(governor)
                    if outer.mood == "ind" and outer.tense == "past" and view.role[a] == "advcl":
                        return "past"
                return "future"
            if form.tense == "fut" or form.mood == "cnd":
                return "future"
            if form.tense == "past" or form.mood == "part" or view.kids(a, "aux", "aux:pass"):
                return "past"
            return "present"
        return "past"

    return tense
