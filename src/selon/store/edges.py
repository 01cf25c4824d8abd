"""Cards and edges of dispatches, from the database and into it."""

from __future__ import annotations

import json
import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from selon.store import tables as t
from selon.store.portions import portions
from selon.stories.card import Card, from_json
from selon.stories.link import MOST_SHARING
from selon.stories.same import Edge

if TYPE_CHECKING:
    from selon.store.rows import Packed, Row

#: Cards kept at hand while a batch is linked.
_CARDS = 4000
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Cards:
    """Cards of dispatches by their numbers, read as they are asked for; the latest asked for are kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[int, Card] = OrderedDict()

    def add(self, new: Iterable[tuple[int, Packed]]) -> None:
        """Take the cards of dispatches just read; only the latest are kept of too many."""
        self._kept.update((id, _unpacked(packed.card)) for id, packed in new)

    def many(self, ids: Iterable[int]) -> dict[int, Card]:
        """The cards of *ids*, in order of the numbers."""
        wanted = sorted(set(ids))
        lacking = [id for id in wanted if id not in self._kept]
        found = {id: self._kept[id] for id in wanted if id in self._kept}
        for some in portions(lacking):
            held = t.reading.c.dispatch_id.in_(some) & t.reading.c.ended.is_(None)
            for id, packed in self._connection.execute(select(t.reading.c.dispatch_id, t.reading.c.card).where(held)).all():
                found[id] = self._kept[id] = _unpacked(packed)
        while len(self._kept) > _CARDS:
            self._kept.popitem(last=False)
        return {id: found[id] for id in wanted if id in found}


@lru_cache(_CARDS)
def _unpacked(packed: bytes) -> Card:
    """The card of its packed form. The same bytes give the same object, also in a later batch: what was worked out for it is remembered."""
    return from_json(zlib.decompress(packed))


def candidates(connection: Connection, new: Sequence[tuple[int, Packed]], *, later: bool = False) -> dict[int, set[int]]:
    """For each of *new* the earlier dispatches (*later*: all others) that share a key with it; a key that too many share tells nothing."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    keys = sorted({key for _, packed in new for key in packed.link_keys})
    for some in portions(keys):
        query = select(t.link_key.c.key, t.link_key.c.dispatch_id).where(t.link_key.c.key.in_(some))
        for key, id in connection.execute(query).all():
            holders[key].append(id)
    found: dict[int, set[int]] = {}
    for id, packed in new:
        shared = (holders[key] for key in packed.link_keys)
        sharing = ([other for other in held if other < id or (later and other != id)] for held in shared if len(held) > 1)
        found[id] = {other for others in sharing if len(others) <= MOST_SHARING for other in others}
    return found


def edge_row(found: Edge, mine: Card, id: int, other_id: int) -> Row:
    """The row of an edge between the dispatch *id*, whose card is *mine*, and *other_id*."""
    one, other = (id, other_id) if found.one == mine.key else (other_id, id)
    facts = [{"mine": pair.mine, "theirs": pair.theirs, "score": pair.score, "why": pair.why} for pair in found.facts]
    return {"one_id": one, "other_id": other, "kind": found.kind, "score": found.score, "evidence": _encode({"facts": facts, "why": found.why})}


@dataclass(frozen=True, slots=True)
class Component:
    """Dispatches (numbers, sorted) that nothing ties to others, and the edges between them: (one, other, score)."""

    ids: list[int]
    edges: list[tuple[int, int, float]]


def components(connection: Connection, touched: Iterable[int], joined: Mapping[int, Sequence[int]]) -> list[Component]:
    """The dispatches that edges, or decisions (*joined*), tie to those *touched*."""
    edges: dict[tuple[int, int], float] = {}
    ties: defaultdict[int, set[int]] = defaultdict(set)
    reached = set(touched)
    border = sorted(reached)
    while border:
        for some in portions(border):
            for side in (t.edge.c.one_id, t.edge.c.other_id):
                held = select(t.edge.c.one_id, t.edge.c.other_id, t.edge.c.score).where(side.in_(some), t.edge.c.ended.is_(None))
                edges.update(((one, other), score) for one, other, score in connection.execute(held).all())
        pairs = [*((one, other) for one, other in edges if other not in ties[one]), *((each, other) for each in border for other in joined.get(each, ()))]
        for one, other in pairs:
            ties[one].add(other)
            ties[other].add(one)
        border = sorted({other for each in border for other in ties[each]} - reached)
        reached.update(border)
    of: dict[int, Component] = {}
    for start in sorted(reached):
        if start not in of:
            whole, stack = {start}, [start]
            while stack:
                nearer = ties[stack.pop()] - whole
                whole |= nearer
                stack.extend(nearer)
            of.update(dict.fromkeys(whole, Component(sorted(whole), [])))
    for (one, other), score in edges.items():
        of[one].edges.append((one, other, score))
    return list({id(each): each for each in of.values()}.values())
