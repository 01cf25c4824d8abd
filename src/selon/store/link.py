"""Linking what has come in: relations that dispatches state, edges between dispatches, and from them stories.

Each new dispatch is set against those before it, so that the outcome does not depend on where batches begin and end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, update

from selon.store import tables as t
from selon.store.decide import bonds
from selon.store.edges import Cards, candidates, components, edge_row
from selon.store.insert import insert_rows
from selon.store.portions import portions
from selon.store.relate import relate
from selon.store.tell import regroup
from selon.stories.same import edge

if TYPE_CHECKING:
    from selon.store.rows import Packed, Row
    from selon.store.write import Numbers

#: Dispatches whose candidates are read at once.
_AT_ONCE = 32


def link_new(connection: Connection, numbers: Numbers, batch: int, new: Sequence[tuple[int, Packed]]) -> None:
    """Link dispatches just written, given by their numbers, in order."""
    if not new:
        return
    cards = Cards(connection)
    cards.add(new)
    tied = relate(connection, numbers, batch, new)
    _keep_keys(connection, new)
    near = candidates(connection, new)
    _join(connection, numbers, batch, {id: near[id] | {other for other in tied.get(id, ()) if other < id} for id, _ in new}, cards)
    regroup(connection, numbers, batch, {id for id, _ in new}, cards)


def link_again(connection: Connection, numbers: Numbers, batch: int, new: Sequence[tuple[int, Packed]]) -> None:
    """Link dispatches that have been read again: their edges are worked out anew, with earlier and later ones."""
    cards = Cards(connection)
    fresh = [id for id, _ in new]
    before = {id for component in components(connection, fresh, bonds(connection).joined) for id in component.ids}
    for some in portions(fresh):
        held = (t.edge.c.one_id.in_(some) | t.edge.c.other_id.in_(some)) & t.edge.c.ended.is_(None)
        connection.execute(update(t.edge).where(held).values(ended=batch))
    _keep_keys(connection, new)
    near = candidates(connection, new, later=True)
    stated = _stated(connection, fresh)
    # A pair of two that are both read again is looked at once.
    pairs = {id: (near[id] | stated.get(id, set())) - {id, *fresh[:number]} for number, id in enumerate(fresh)}
    _join(connection, numbers, batch, pairs, cards)
    regroup(connection, numbers, batch, before, cards)


def _join(connection: Connection, numbers: Numbers, batch: int, pairs: Mapping[int, set[int]], cards: Cards) -> None:
    """Look at *pairs*, and write the edges that there are."""
    rows: list[Row] = []
    for some in portions(pairs, _AT_ONCE):
        found = cards.many({id for each in some if pairs[each] for id in (each, *pairs[each])})
        for id in some:
            for other_id in sorted(pairs[id] & found.keys()):
                tie = edge(found[id], found[other_id])
                if tie is not None:
                    rows.append({"id": numbers.take(t.edge), **edge_row(tie, found[id], id, other_id), "born": batch})
    insert_rows(connection, t.edge, rows)


def _keep_keys(connection: Connection, new: Sequence[tuple[int, Packed]]) -> None:
    """Write the keys that dispatches are found by; those of an earlier reading stay."""
    insert_rows(connection, t.link_key, [{"key": key, "dispatch_id": id} for id, packed in new for key in packed.link_keys], lacking=True)


def _stated(connection: Connection, ids: Sequence[int]) -> dict[int, set[int]]:
    """The dispatches that relations tie to each of *ids*."""
    found: dict[int, set[int]] = {}
    for some in portions(ids):
        held = (t.relation.c.dispatch_id.in_(some) | t.relation.c.target_id.in_(some)) & t.relation.c.target_id.is_not(None)
        for one, other in connection.execute(select(t.relation.c.dispatch_id, t.relation.c.target_id).where(held, t.relation.c.ended.is_(None))):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found
