"""What dispatches say they do to others (correct, update, kill, translate), tied to those others as soon as both are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from selon.store import tables as t
from selon.store.insert import insert_rows
from selon.store.portions import portions

if TYPE_CHECKING:
    from selon.store.rows import Packed, Row
    from selon.store.write import Numbers

#: What a dispatch may be named by, the surest first.
_NAMES = ("guid", "url", "item", "key")


def relate(connection: Connection, numbers: Numbers, batch: int, new: Sequence[tuple[int, Packed]]) -> dict[int, set[int]]:
    """Write what the dispatches *new* state, and tie to them what earlier ones have stated of them.

    A dispatch with the identifier or address of an earlier one is a new version of it. Out: for each of *new* the earlier dispatches that it names, or
    that name it.
    """
    named = _Named(connection, new)
    rows: list[Row] = []
    waiting: dict[str, list[Row]] = {}
    for row in _waiting(connection, new):
        waiting.setdefault(row["target"], []).append(row)
    ended: list[int] = []
    for id, packed in new:
        mine = packed.dispatch
        for name in dict.fromkeys(name for column in _NAMES if (name := mine[column])):
            for row in [row for row in waiting.pop(name, ()) if row["dispatch_id"] != id]:
                if row["ended"] is None and row["born"] != batch:
                    ended.append(row["id"])
                    rows.append({**row, "id": numbers.take(t.relation), "target_id": id, "born": batch})
                else:  # one of this batch: not yet written
                    row["target_id"] = id
        for relation, target, evidence in packed.links:
            row = _row(numbers, batch, id, relation, target, named.before(id, target, _NAMES), evidence)
            rows.append(row)
            if row["target_id"] is None:
                waiting.setdefault(target, []).append(row)
        for column in ("guid", "url"):
            earlier = named.before(id, mine[column], (column,)) if mine[column] else None
            if earlier is not None:
                rows.append(_row(numbers, batch, id, "revises", mine[column], earlier, f"the same {column}"))
                break
    for some in portions(ended):
        connection.execute(update(t.relation).where(t.relation.c.id.in_(some)).values(ended=batch))
    insert_rows(connection, t.relation, rows)
    tied: dict[int, set[int]] = {id: set() for id, _ in new}
    for row in rows:
        if row["target_id"] is not None:
            later, before = max(row["dispatch_id"], row["target_id"]), min(row["dispatch_id"], row["target_id"])
            tied.setdefault(later, set()).add(before)
    return tied


class _Named:
    """Dispatches by what they are named by: those of the ledger that *new* may mean, *new* among them."""

    def __init__(self, connection: Connection, new: Sequence[tuple[int, Packed]]) -> None:
        self._ids: dict[tuple[str, str], list[int]] = {}
        targets = {target for _, packed in new for _, target, _ in packed.links}
        for column in _NAMES:
            own = {packed.dispatch[column] for _, packed in new if packed.dispatch[column]} if column in ("guid", "url") else set()
            wanted = sorted(targets | own)
            for some in portions(wanted):
                query = select(t.dispatch.c[column], t.dispatch.c.id).where(t.dispatch.c[column].in_(some))
                for name, id in connection.execute(query):
                    self._ids.setdefault((column, name), []).append(id)

    def before(self, id: int, name: str, columns: Iterable[str]) -> int | None:
        """The latest dispatch before *id* that is so named in the first of *columns* where there is one."""
        for column in columns:
            found = [each for each in self._ids.get((column, name), ()) if each < id]
            if found:
                return max(found)
        return None


def _waiting(connection: Connection, new: Sequence[tuple[int, Packed]]) -> list[Row]:
    """What earlier dispatches have stated of dispatches that were not there, and that may be among *new*."""
    names = sorted({name for _, packed in new for column in _NAMES if (name := packed.dispatch[column])})
    found: list[Row] = []
    for some in portions(names):
        query = select(t.relation).where(t.relation.c.target.in_(some), t.relation.c.target_id.is_(None), t.relation.c.ended.is_(None))
        found.extend(dict(row) for row in connection.execute(query.order_by(t.relation.c.id)).mappings())
    return found


def _row(numbers: Numbers, batch: int, id: int, relation: str, target: str, target_id: int | None, evidence: str) -> Row:
    return {
        "id": numbers.take(t.relation),
        "dispatch_id": id,
        "relation": relation,
        "target": target,
        "target_id": target_id,
        "evidence": evidence,
        "born": batch,
        "ended": None,
    }
