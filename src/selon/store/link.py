"""Linking what has come in: relations that dispatches state, edges between dispatches, stories, contradictions, commitments.

Each new dispatch is set against those before it, one after the other, so that the outcome does not depend on where batches begin and end. Only the
stories that a new edge touches are worked out anew; one that changes is superseded, never overwritten.
"""

from __future__ import annotations

import json
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select, update

from selon.store import tables as t
from selon.store.decide import Bonds, bonds
from selon.store.keys import digest
from selon.stories.card import Card, from_json
from selon.stories.commitments import threads
from selon.stories.contradictions import contradictions, corrections
from selon.stories.copies import copy_tree
from selon.stories.days import OPEN
from selon.stories.facts import FactPair
from selon.stories.group import group
from selon.stories.origins import claim_clusters, origins
from selon.stories.same import Edge, edge

if TYPE_CHECKING:
    from selon.store.rows import Packed, Row
    from selon.store.write import Numbers

_MANY = 500
#: Cards kept at hand while a batch is linked.
_CARDS = 4000


class Cards:
    """Cards of dispatches by their numbers, read as they are asked for; the latest asked for are kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: OrderedDict[int, Card] = OrderedDict()

    def __getitem__(self, id: int) -> Card:
        return self.many([id])[id]

    def keep(self, id: int, card: Card) -> None:
        """Keep a card that has just been made."""
        self._kept[id] = card
        self._kept.move_to_end(id)
        while len(self._kept) > _CARDS:
            self._kept.popitem(last=False)

    def many(self, ids: Iterable[int]) -> dict[int, Card]:
        """The cards of *ids*."""
        wanted = sorted(set(ids))
        found = {id: self._kept[id] for id in wanted if id in self._kept}
        lacking = [id for id in wanted if id not in found]
        for at in range(0, len(lacking), _MANY):
            held = t.reading.c.dispatch_id.in_(lacking[at : at + _MANY]) & t.reading.c.ended.is_(None)
            for id, packed in self._connection.execute(select(t.reading.c.dispatch_id, t.reading.c.card).where(held)):
                found[id] = from_json(zlib.decompress(packed).decode("utf-8", errors="surrogatepass"))
                self.keep(id, found[id])
        return found


def link_new(connection: Connection, numbers: Numbers, batch: int, new: Sequence[tuple[int, Packed]]) -> None:
    """Link dispatches just written, given by their numbers, in order."""
    if not new:
        return
    cards = Cards(connection)
    _relate(connection, numbers, batch, new)
    fresh = {id for id, _ in new}
    _insert(connection, t.link_key, [{"key": key, "dispatch_id": id} for id, packed in new for key in packed.link_keys])
    edges: list[Row] = []
    for id, packed in new:
        candidates = _candidates(connection, id, packed)
        mine = cards[id]
        for other_id, other in sorted(cards.many(candidates).items()):
            found = edge(mine, other)
            if found is not None:
                edges.append({"id": numbers.take(t.edge), **_edge_row(found, mine, id, other_id), "born": batch})
    _insert(connection, t.edge, edges)
    regroup(connection, numbers, batch, fresh, cards)


def link_again(connection: Connection, numbers: Numbers, batch: int, new: Sequence[tuple[int, Packed]]) -> None:
    """Link dispatches that have been read again: their edges are worked out anew, with earlier and later ones."""
    cards = Cards(connection)
    fresh = [id for id, _ in new]
    before = {id for component in _components(connection, fresh, bonds(connection)) for id in component}
    for id, packed in new:
        held = ((t.edge.c.one_id == id) | (t.edge.c.other_id == id)) & t.edge.c.ended.is_(None)
        connection.execute(update(t.edge).where(held).values(ended=batch))
        had = set(connection.execute(select(t.link_key.c.key).where(t.link_key.c.dispatch_id == id)).scalars())
        _insert(connection, t.link_key, [{"key": key, "dispatch_id": id} for key in packed.link_keys if key not in had])
    edges: list[Row] = []
    for number, (id, packed) in enumerate(new):
        mine = cards[id]
        # A pair of two that are both read again is looked at once.
        candidates = _candidates(connection, id, packed, later=True) - {id, *fresh[:number]}
        for other_id, other in sorted(cards.many(candidates).items()):
            found = edge(mine, other)
            if found is not None:
                edges.append({"id": numbers.take(t.edge), **_edge_row(found, mine, id, other_id), "born": batch})
    _insert(connection, t.edge, edges)
    regroup(connection, numbers, batch, before, cards)


def regroup(connection: Connection, numbers: Numbers, batch: int, touched: Iterable[int], cards: Cards | None = None) -> None:
    """Work out anew the stories that hold dispatches *touched*, and those that edges join to them."""
    cards = cards or Cards(connection)
    decided = bonds(connection)
    for component in _components(connection, sorted(set(touched)), decided):
        members = cards.many(component)
        by_key = {card.key: id for id, card in members.items()}
        found = [e for e in _edges(connection, component) if not {e.one, e.other} & decided.left]
        found.extend(Edge(one, other, "facts", 1.0, (), "merged by hand") for one, other in decided.together if one in by_key and other in by_key)
        wanted = [tuple(sorted(by_key[key] for key in keys)) for keys in group(list(by_key), found)]
        held = _stories_of(connection, component)
        for id in [id for id, ids in held.items() if ids not in wanted or set(ids) & set(touched)]:
            _end(connection, batch, id)
        for ids in wanted:
            if ids not in held.values() or set(ids) & set(touched):
                _tell(connection, numbers, batch, [members[id] for id in ids], ids)


def _candidates(connection: Connection, id: int, packed: Packed, *, later: bool = False) -> set[int]:
    """Earlier dispatches (later ones too) that share a key with this one, or that one of the two names."""
    found: set[int] = set()
    keys = list(packed.link_keys)
    for at in range(0, len(keys), _MANY):
        query = select(t.link_key.c.dispatch_id).where(t.link_key.c.key.in_(keys[at : at + _MANY]))
        found.update(connection.execute(query if later else query.where(t.link_key.c.dispatch_id < id)).scalars())
    named = select(t.relation.c.target_id).where(t.relation.c.dispatch_id == id, t.relation.c.target_id.is_not(None))
    naming = select(t.relation.c.dispatch_id).where(t.relation.c.target_id == id)
    for query in (named, naming):
        found.update(other for other in connection.execute(query).scalars() if other is not None and (later or other < id))
    return found


def _relate(connection: Connection, numbers: Numbers, batch: int, new: Sequence[tuple[int, Packed]]) -> None:
    """Write what the dispatches say they do to others, and find the targets, those of earlier dispatches that have waited for theirs among them.

    A dispatch with the identifier or address of an earlier one is a new version of it.
    """
    rows: list[Row] = []
    for id, packed in new:
        mine = packed.dispatch
        names = [name for name in (mine["guid"], mine["url"], mine["item"], mine["key"]) if name]
        waiting = connection.execute(
            select(t.relation).where(
                t.relation.c.target.in_(names), t.relation.c.target_id.is_(None), t.relation.c.ended.is_(None), t.relation.c.dispatch_id != id
            )
        )
        for row in waiting.mappings().all():
            connection.execute(update(t.relation).where(t.relation.c.id == row["id"]).values(ended=batch))
            rows.append({**row, "id": numbers.take(t.relation), "target_id": id, "born": batch, "ended": None})
        for mentioned in rows:  # those of this batch
            if mentioned["target_id"] is None and mentioned["target"] in names:
                mentioned["target_id"] = id
        for relation, target, evidence in packed.links:
            rows.append(_relation(numbers, batch, id, relation, target, _named(connection, id, target), evidence))
        for column, name in (("guid", mine["guid"]), ("url", mine["url"])):
            before = _before(connection, id, column, name) if name else None
            if before is not None:
                rows.append(_relation(numbers, batch, id, "revises", name, before, f"the same {column}"))
                break
    _insert(connection, t.relation, rows)


def _relation(numbers: Numbers, batch: int, id: int, relation: str, target: str, target_id: int | None, evidence: str) -> Row:
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


def _named(connection: Connection, id: int, target: str) -> int | None:
    """The latest dispatch before *id* that *target* names."""
    for column in ("guid", "url", "item", "key"):
        found = _before(connection, id, column, target)
        if found is not None:
            return found
    return None


def _before(connection: Connection, id: int, column: str, name: str) -> int | None:
    query = select(t.dispatch.c.id).where(t.dispatch.c[column] == name, t.dispatch.c.id < id).order_by(t.dispatch.c.id.desc()).limit(1)
    found: int | None = connection.execute(query).scalar()
    return found


def _edge_row(found: Edge, mine: Card, id: int, other_id: int) -> Row:
    one, other = (id, other_id) if found.one == mine.key else (other_id, id)
    evidence = {"one": found.one, "other": found.other, "score": found.score, "facts": [asdict(each) for each in found.facts], "why": found.why}
    return {"one_id": one, "other_id": other, "kind": found.kind, "evidence": _json(evidence)}


def _edges(connection: Connection, ids: Sequence[int]) -> list[Edge]:
    found: list[Edge] = []
    wanted = set(ids)
    for at in range(0, len(ids), _MANY):
        query = select(t.edge.c.other_id, t.edge.c.kind, t.edge.c.evidence).where(t.edge.c.one_id.in_(ids[at : at + _MANY]), t.edge.c.ended.is_(None))
        for other_id, kind, evidence in connection.execute(query):
            if other_id in wanted:
                e = json.loads(evidence)
                found.append(Edge(e["one"], e["other"], kind, e["score"], tuple(FactPair(**each) for each in e["facts"]), e["why"]))
    return sorted(found, key=lambda each: (each.one, each.other))


def _components(connection: Connection, touched: Sequence[int], decided: Bonds) -> list[list[int]]:
    """The dispatches that edges, or decisions, join to each of *touched*."""
    done: set[int] = set()
    components: list[list[int]] = []
    for start in touched:
        if start in done:
            continue
        reached, border = {start}, [start]
        while border:
            further: set[int] = set()
            for at in range(0, len(border), _MANY):
                part = border[at : at + _MANY]
                for mine, theirs in ((t.edge.c.one_id, t.edge.c.other_id), (t.edge.c.other_id, t.edge.c.one_id)):
                    further.update(connection.execute(select(theirs).where(mine.in_(part), t.edge.c.ended.is_(None))).scalars())
            further.update(id for each in border for id in decided.joined.get(each, ()))
            border = sorted(further - reached)
            reached |= further
        done |= reached
        components.append(sorted(reached))
    return components


def _stories_of(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The stories as they stand that hold any of *ids*, with all their dispatches."""
    found: set[int] = set()
    for at in range(0, len(ids), _MANY):
        query = select(t.story.c.id).join(t.story_member, t.story_member.c.story_id == t.story.c.id)
        found.update(connection.execute(query.where(t.story_member.c.dispatch_id.in_(ids[at : at + _MANY]), t.story.c.ended.is_(None))).scalars())
    held: dict[int, list[int]] = {}
    stories = sorted(found)
    for at in range(0, len(stories), _MANY):
        query = select(t.story_member.c.story_id, t.story_member.c.dispatch_id).where(t.story_member.c.story_id.in_(stories[at : at + _MANY]))
        for story, dispatch in connection.execute(query):
            held.setdefault(story, []).append(dispatch)
    return {story: tuple(sorted(members)) for story, members in held.items()}


def _end(connection: Connection, batch: int, story: int) -> None:
    connection.execute(update(t.story).where(t.story.c.id == story).values(ended=batch))
    for table in (t.occurrence, t.contradiction, t.commitment):
        connection.execute(update(table).where(table.c.story_id == story, table.c.ended.is_(None)).values(ended=batch))


def _tell(connection: Connection, numbers: Numbers, batch: int, cards: Sequence[Card], ids: Sequence[int]) -> None:
    """Write one story, with what is contested and what is owed in it."""
    ordered = sorted(cards, key=lambda card: (card.days or OPEN, card.key))
    story = numbers.take(t.story)
    behind = origins(ordered)
    claims = claim_keys_of(connection, ids)
    detail = {
        "sources": [_with_claims(asdict(source), claims) for source in behind.sources],
        "copies": [asdict(copy) for copy in copy_tree(ordered)] if len(ordered) > 1 else [],
        "corrections": [
            {"corrects": claims.get(each.corrects), "by": [claims[ref] for ref in each.by if ref in claims], "what": list(each.what), "why": each.why}
            for each in corrections(ordered)
        ],
    }
    days = [card.days for card in ordered if card.days]
    row = {
        "id": story,
        "key": digest("s", ordered[0].key),
        "title": next((card.headline for card in ordered if card.headline), None),
        "first_day": min((first for first, _ in days), default=""),
        "last_day": max((last for _, last in days), default=""),
        "reports": len(behind.reports),
        "outlets": len(behind.outlets),
        "origins": len(behind.sources),
        "state_origins": sum(source.ownership == "state" for source in behind.sources),
        "detail": _json(detail),
        "born": batch,
    }
    _insert(connection, t.story, [row])
    _insert(connection, t.story_member, [{"story_id": story, "dispatch_id": id} for id in sorted(ids)])
    _gather(connection, numbers, batch, story, ordered, claims)
    _contest(connection, numbers, batch, story, ordered, claims)
    _owe(connection, numbers, batch, story, ordered, claims)


def _gather(connection: Connection, numbers: Numbers, batch: int, story: int, cards: Sequence[Card], claims: dict[tuple[str, str], str]) -> None:
    """Write which claims tell the same."""
    rows: list[Row] = []
    for cluster in claim_clusters(cards):
        keys = [claims[ref] for ref in cluster.claims if ref in claims]
        if len(keys) < 2:
            continue
        behind = cluster.origins
        counts = {"reports": len(behind.reports), "outlets": len(behind.outlets), "origins": len(behind.sources)}
        for key in keys:
            shared = {"story_id": story, "lead": keys[0], "born": batch, **counts}
            rows.append({"id": numbers.take(t.occurrence), "claim": key, "first": int(key == keys[0]), **shared})
    _insert(connection, t.occurrence, rows)


def _contest(connection: Connection, numbers: Numbers, batch: int, story: int, cards: Sequence[Card], claims: dict[tuple[str, str], str]) -> None:
    days = {card.key: card.days[0] for card in cards if card.days}
    rows: list[Row] = []
    for each in contradictions(cards):
        one, other = (claims[ref] for ref in each.claims)
        rows.append(
            {
                "id": numbers.take(t.contradiction),
                "key": digest("x", one, other),
                "story_id": story,
                "one": one,
                "other": other,
                "kind": each.what,
                "reason": each.why,
                "day": max((days[key] for key, _ in each.claims if key in days), default=""),
                "born": batch,
            }
        )
    _insert(connection, t.contradiction, rows)


def _owe(connection: Connection, numbers: Numbers, batch: int, story: int, cards: Sequence[Card], claims: dict[tuple[str, str], str]) -> None:
    rows: list[Row] = []
    parties: list[Row] = []
    found = threads(cards)
    keys = sorted({key for thread in found for key in (*thread.by, *thread.to)})
    entities: dict[str, Any] = {}
    for at in range(0, len(keys), _MANY):
        query = select(t.entity.c.key, t.entity.c.id, t.entity.c.country).where(t.entity.c.key.in_(keys[at : at + _MANY]))
        entities.update({key: (id, country) for key, id, country in connection.execute(query)})
    for thread in found:
        number = numbers.take(t.commitment)
        steps = [{**asdict(step), "claims": [claims[step.dispatch, id] for id in step.claims if (step.dispatch, id) in claims]} for step in thread.steps]
        opening = next((key for step in steps for key in step["claims"]), thread.id)
        first, last = thread.days or (None, None)
        rows.append(
            {
                "id": number,
                "key": digest("m", opening, thread.act),
                "story_id": story,
                "act": thread.act,
                "due": thread.due,
                "first_day": first,
                "last_day": last,
                "status": thread.state,
                "opened": thread.steps[0].day if thread.steps else None,
                "steps": _json(steps),
                "born": batch,
            }
        )
        for part, named in (("by", thread.by), ("to", thread.to)):
            for id, country in dict.fromkeys(entities[key] for key in named if key in entities):
                parties.append({"commitment_id": number, "part": part, "entity_id": id, "country": country})
    _insert(connection, t.commitment, rows)
    _insert(connection, t.party, parties)


def claim_keys_of(connection: Connection, ids: Sequence[int]) -> dict[tuple[str, str], str]:
    """(key of the dispatch, id of the claim inside it) -> key of the claim, for the dispatches *ids*."""
    found: dict[tuple[str, str], str] = {}
    for at in range(0, len(ids), _MANY):
        query = select(t.dispatch.c.key, t.claim.c.local, t.claim.c.key).join(t.claim, t.claim.c.dispatch_id == t.dispatch.c.id)
        query = query.where(t.claim.c.dispatch_id.in_(list(ids)[at : at + _MANY]), t.claim.c.ended.is_(None))
        found.update({(dispatch, local): key for dispatch, local, key in connection.execute(query)})
    return found


def _with_claims(source: dict[str, Any], claims: dict[tuple[str, str], str]) -> dict[str, Any]:
    return {**source, "claims": [claims[tuple(ref)] for ref in source["claims"] if tuple(ref) in claims]}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _insert(connection: Connection, table: Any, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)
