"""Cards and edges of dispatches, from the database and into it."""

from __future__ import annotations

import json
import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from selon.store import tables as t
from selon.store.portions import portions
from selon.stories.card import Card, from_json
from selon.stories.facts import FactPair
from selon.stories.link import MOST_SHARING
from selon.stories.same import Edge

if TYPE_CHECKING:
    from selon.store.rows import Packed, Row

#: Cards kept at hand while a batch is linked.
_CARDS = 4000


class Cards:
    """Cards of dispatches by their numbers, read as they are asked for; the latest asked for are kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[int, Card] = OrderedDict()

    def many(self, ids: Iterable[int]) -> dict[int, Card]:
        """The cards of *ids*, in order of the numbers."""
        wanted = sorted(set(ids))
        lacking = [id for id in wanted if id not in self._kept]
        found = {id: self._kept[id] for id in wanted if id in self._kept}
        for some in portions(lacking):
            held = t.reading.c.dispatch_id.in_(some) & t.reading.c.ended.is_(None)
            for id, packed in self._connection.execute(select(t.reading.c.dispatch_id, t.reading.c.card).where(held)):
                found[id] = self._kept[id] = _unpacked(packed)
        while len(self._kept) > _CARDS:
            self._kept.popitem(last=False)
        return {id: found[id] for id in wanted if id in found}


@lru_cache(_CARDS)
def _unpacked(packed: bytes) -> Card:
    """The card of its packed form. The same bytes give the same object, also in a later batch: what was worked out for it is remembered (``stories.memo``)."""
    return from_json(zlib.decompress(packed).decode("utf-8", errors="surrogatepass"))


def candidates(connection: Connection, new: Sequence[tuple[int, Packed]], *, later: bool = False) -> dict[int, set[int]]:
    """For each of *new* the earlier dispatches (*later*: all others) that share a key with it; a key that too many share tells nothing."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    keys = sorted({key for _, packed in new for key in packed.link_keys})
    for some in portions(keys):
        query = select(t.link_key.c.key, t.link_key.c.dispatch_id).where(t.link_key.c.key.in_(some))
        for key, id in connection.execute(query):
            holders[key].append(id)
    found: dict[int, set[int]] = {}
    for id, packed in new:
        sharing = ([other for other in holders[key] if other < id or (later and other != id)] for key in packed.link_keys)
        found[id] = {other for others in sharing if len(others) <= MOST_SHARING for other in others}
    return found


def edge_row(found: Edge, mine: Card, id: int, other_id: int) -> Row:
    """The row of an edge between the dispatch *id*, whose card is *mine*, and *other_id*."""
    one, other = (id, other_id) if found.one == mine.key else (other_id, id)
    evidence = {"one": found.one, "other": found.other, "score": found.score, "facts": [asdict(each) for each in found.facts], "why": found.why}
    return {"one_id": one, "other_id": other, "kind": found.kind, "evidence": json.dumps(evidence, ensure_ascii=False, separators=(",", ":"), sort_keys=True)}


def edges_among(connection: Connection, ids: Collection[int]) -> list[Edge]:
    """The edges that hold between dispatches *ids*."""
    found: list[Edge] = []
    wanted = sorted(ids)
    among = set(wanted)
    for some in portions(wanted):
        held = t.edge.c.one_id.in_(some) & t.edge.c.ended.is_(None)
        for other_id, kind, evidence in connection.execute(select(t.edge.c.other_id, t.edge.c.kind, t.edge.c.evidence).where(held)):
            if other_id in among:
                e = json.loads(evidence)
                found.append(Edge(e["one"], e["other"], kind, e["score"], tuple(FactPair(**each) for each in e["facts"]), e["why"]))
    return sorted(found, key=lambda each: (each.one, each.other))


def components(connection: Connection, touched: Iterable[int], joined: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """The dispatches that edges, or decisions (*joined*), tie to those *touched*: sets that nothing ties to each other, each sorted."""
    ties: defaultdict[int, set[int]] = defaultdict(set)
    reached = set(touched)
    border = sorted(reached)
    while border:
        further: set[int] = set()
        for some in portions(border):
            for mine, theirs in ((t.edge.c.one_id, t.edge.c.other_id), (t.edge.c.other_id, t.edge.c.one_id)):
                for one, other in connection.execute(select(mine, theirs).where(mine.in_(some), t.edge.c.ended.is_(None))):
                    ties[one].add(other)
                    ties[other].add(one)
                    further.add(other)
        for each in border:
            for other in joined.get(each, ()):
                ties[each].add(other)
                ties[other].add(each)
                further.add(other)
        border = sorted(further - reached)
        reached |= further
    found: list[list[int]] = []
    done: set[int] = set()
    for start in sorted(reached):
        if start not in done:
            whole, stack = {start}, [start]
            while stack:
                nearer = ties[stack.pop()] - whole
                whole |= nearer
                stack.extend(nearer)
            done |= whole
            found.append(sorted(whole))
    return found
