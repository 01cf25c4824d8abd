"""What stands before an expression, and how two of them are joined: ``from`` Friday ``to`` Sunday, ``le 3 et le 4 mai``."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.text import Span
from selon.timexes.detect import plain
from selon.timexes.tables import TimexTables

_LEFT, _GAP = 40, 24


@dataclass(frozen=True, slots=True)
class Link:
    """Two expressions that belong together: how they are joined ("to", "and", "or", "at"), what opens the pair, and where it begins."""

    relation: str
    opener: str
    start: int


def leading(text: str, start: int, tables: TimexTables) -> tuple[str, int]:
    """What the prepositional phrase right before *start* says ("at" where there is none), and where it begins."""
    offset = max(0, start - _LEFT)
    found = tables.leading.search(text[offset:start])
    return (tables.relations[f"before:{plain(found[1])}"], offset + found.start(1)) if found else ("at", start)


def link(text: str, one: Span, two: Span, tables: TimexTables) -> Link | None:
    """How the expressions at *one* and *two* are joined; None where they are not. In ``de mars à mai`` what opens makes the join a range."""
    found = tables.joining.match(text[one.end : two.start]) if 0 <= two.start - one.end < _GAP else None
    if not found:
        return None
    relation = tables.relations[f"between:{plain(found[1])}"] if found[1] else "at"
    opener, start = leading(text, one.start, tables)
    if opener == "between" and relation in ("at", "and") and found[1]:
        relation = "to"
    return Link(relation, opener, start)
