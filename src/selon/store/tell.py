"""Stories, worked out and written: who belongs together, the sources behind it, what is told alike, contested and owed.

Only stories that something new touches are worked out; one that has changed is superseded, never overwritten. Rows are gathered for all stories of a
batch and written at once.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, select, update

from selon.store import tables as t
from selon.store.decide import bonds
from selon.store.edges import Cards, components
from selon.store.insert import insert_rows
from selon.store.keys import digest, entity_key
from selon.store.portions import portions
from selon.stories.card import Card
from selon.stories.days import OPEN
from selon.stories.group import group
from selon.stories.link import Story, story_of
from selon.stories.same import Edge

if TYPE_CHECKING:
    from selon.store.rows import Row
    from selon.store.write import Numbers

#: (key of a dispatch, id of a claim inside it) -> key of the claim.
Claims = dict[tuple[str, str], str]


def regroup(connection: Connection, numbers: Numbers, batch: int, touched: Iterable[int], cards: Cards | None = None) -> None:
    """Work out anew the stories that hold dispatches *touched*, and those that edges join to them."""
    cards = cards or Cards(connection)
    decided = bonds(connection)
    new = set(touched)
    ended: list[int] = []
    told: list[tuple[int, ...]] = []
    touching = components(connection, new, decided.joined)
    reached = [id for component in touching for id in component.ids]
    standing, key_of = _stories_of(connection, reached), _keys_of(connection, reached)
    for component in touching:
        by_key = {key_of[id]: id for id in component.ids}
        ties = ((key_of[one], key_of[other], score) for one, other, score in component.edges)
        found = [Edge(one, other, "facts", score, (), "") for one, other, score in ties if not {one, other} & decided.left]
        found.extend(Edge(one, other, "facts", 1.0, (), "merged by hand") for one, other in decided.together if one in by_key and other in by_key)
        wanted = [tuple(sorted(by_key[key] for key in keys)) for keys in group(list(by_key), found)]
        held = {id: story for id, story in standing.items() if not set(component.ids).isdisjoint(story)}
        ended.extend(id for id, story in held.items() if story not in wanted or set(story) & new)
        told.extend(story for story in wanted if story not in held.values() or set(story) & new)
    _end(connection, batch, ended)
    _Teller(connection, numbers, batch, {key_of[id]: id for story in told for id in story}).tell(cards.many(story) for story in told)


@dataclass
class _Teller:
    """Writes stories; *ids* are the numbers of their dispatches by key."""

    connection: Connection
    numbers: Numbers
    batch: int
    ids: dict[str, int]
    rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    #: Who owes and is owed: (number of the commitment, part, key of the entity).
    parties: list[tuple[int, str, str]] = field(default_factory=list)

    def tell(self, stories: Iterable[Mapping[int, Card]]) -> None:
        """Write *stories*, each given by its cards."""
        claims = _claim_keys(self.connection, sorted(self.ids.values()))
        for members in stories:
            cards = sorted(members.values(), key=lambda card: (card.days or OPEN, card.key))
            told = story_of(cards, ())
            story = self._story(told, cards, claims)
            self._gather(story, told, claims)
            self._contest(story, told, cards, claims)
            self._owe(story, told, claims)
        self._sides()
        tables: tuple[Table, ...] = (t.story, t.story_member, t.occurrence, t.contradiction, t.commitment, t.party)
        for table in tables:
            insert_rows(self.connection, table, self.rows[table.name])

    def _story(self, told: Story, cards: list[Card], claims: Claims) -> int:
        story = self.numbers.take(t.story)
        behind = told.origins
        detail = {
            "sources": [{**_plain(source), "claims": [claims[ref] for ref in source.claims if ref in claims]} for source in behind.sources],
            "copies": [_plain(copy) for copy in told.copies],
            "corrections": [
                {
                    "corrects": claims.get(each.corrects),
                    "dispatch": each.dispatch,
                    "by": [claims[ref] for ref in each.by if ref in claims],
                    "what": list(each.what),
                    "why": each.why,
                }
                for each in told.corrections
            ],
        }
        days = [card.days for card in cards if card.days]
        self.rows["story"].append(
            {
                "id": story,
                "key": digest("s", cards[0].key),
                "title": next((card.headline for card in cards if card.headline), None),
                "first_day": min((first for first, _ in days), default=""),
                "last_day": max((last for _, last in days), default=""),
                "reports": len(behind.reports),
                "outlets": len(behind.outlets),
                "origins": len(behind.sources),
                "state_origins": sum(source.ownership == "state" for source in behind.sources),
                "detail": _json(detail),
                "born": self.batch,
            }
        )
        self.rows["story_member"].extend({"story_id": story, "dispatch_id": id} for id in sorted(self.ids[card.key] for card in cards))
        return story

    def _gather(self, story: int, told: Story, claims: Claims) -> None:
        """Which claims tell the same."""
        for cluster in told.claims:
            keys = [claims[ref] for ref in cluster.claims if ref in claims]
            if len(keys) < 2:
                continue
            behind = cluster.origins
            shared = {"story_id": story, "lead": keys[0], "born": self.batch}
            shared |= {"reports": len(behind.reports), "outlets": len(behind.outlets), "origins": len(behind.sources)}
            for key in keys:
                self.rows["occurrence"].append({"id": self.numbers.take(t.occurrence), "claim": key, "first": int(key == keys[0]), **shared})

    def _contest(self, story: int, told: Story, cards: list[Card], claims: Claims) -> None:
        days = {card.key: card.days[0] for card in cards if card.days}
        for each in told.contradictions:
            one, other = (claims[ref] for ref in each.claims)
            self.rows["contradiction"].append(
                {
                    "id": self.numbers.take(t.contradiction),
                    "key": digest("x", one, other),
                    "story_id": story,
                    "one": one,
                    "other": other,
                    "kind": each.what,
                    "reason": each.why,
                    "day": max((days[key] for key, _ in each.claims if key in days), default=""),
                    "born": self.batch,
                }
            )

    def _owe(self, story: int, told: Story, claims: Claims) -> None:
        for thread in told.commitments:
            number = self.numbers.take(t.commitment)
            steps = [
                {
                    **_plain(step),
                    "claims": [claims[step.dispatch, id] for id in step.claims if (step.dispatch, id) in claims],
                    "chain": ["+".join(entity_key(key, step.dispatch) for key in link.split("+")) for link in step.chain],
                }
                for step in thread.steps
            ]
            told_by = thread.steps[0].dispatch if thread.steps else ""
            opening = next((key for step in steps for key in step["claims"]), thread.id)
            first, last = thread.days or (None, None)
            self.rows["commitment"].append(
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
                    "born": self.batch,
                }
            )
            self.parties.extend((number, part, entity_key(key, told_by)) for part, keys in (("by", thread.by), ("to", thread.to)) for key in keys)

    def _sides(self) -> None:
        """Who owes and is owed, by the numbers of their entities."""
        keys = sorted({key for _, _, key in self.parties})
        entities: dict[str, tuple[int, str | None]] = {}
        for some in portions(keys):
            query = select(t.entity.c.key, t.entity.c.id, t.entity.c.country).where(t.entity.c.key.in_(some))
            entities.update({key: (id, country) for key, id, country in self.connection.execute(query).all()})
        for number, part, key in dict.fromkeys(self.parties):
            if key in entities:
                id, country = entities[key]
                self.rows["party"].append({"commitment_id": number, "part": part, "entity_id": id, "country": country})


def _stories_of(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The stories as they stand that hold any of *ids*, with all their dispatches."""
    found: set[int] = set()
    for some in portions(ids):
        query = select(t.story.c.id).join(t.story_member, t.story_member.c.story_id == t.story.c.id)
        found.update(connection.execute(query.where(t.story_member.c.dispatch_id.in_(some), t.story.c.ended.is_(None))).scalars())
    held: dict[int, list[int]] = {}
    stories = sorted(found)
    for some in portions(stories):
        query = select(t.story_member.c.story_id, t.story_member.c.dispatch_id).where(t.story_member.c.story_id.in_(some))
        for story, dispatch in connection.execute(query).all():
            held.setdefault(story, []).append(dispatch)
    return {story: tuple(sorted(members)) for story, members in held.items()}


def _keys_of(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in portions(ids):
        found.update(connection.execute(select(t.dispatch.c.id, t.dispatch.c.key).where(t.dispatch.c.id.in_(some))).all())
    return found


def _end(connection: Connection, batch: int, stories: Sequence[int]) -> None:
    """Supersede stories with all that hangs on them."""
    for some in portions(stories):
        connection.execute(update(t.story).where(t.story.c.id.in_(some)).values(ended=batch))
        for table in (t.occurrence, t.contradiction, t.commitment):
            connection.execute(update(table).where(table.c.story_id.in_(some), table.c.ended.is_(None)).values(ended=batch))


def _claim_keys(connection: Connection, ids: Sequence[int]) -> Claims:
    found: Claims = {}
    for some in portions(ids):
        query = select(t.dispatch.c.key, t.claim.c.local, t.claim.c.key).join(t.claim, t.claim.c.dispatch_id == t.dispatch.c.id)
        query = query.where(t.claim.c.dispatch_id.in_(some), t.claim.c.ended.is_(None))
        found.update({(dispatch, local): key for dispatch, local, key in connection.execute(query).all()})
    return found


def _plain(part: Any) -> dict[str, Any]:
    """The fields of a dataclass with slots by name, its parts as they are: ``_json`` asks for theirs in turn, and nothing is copied as ``asdict`` does."""
    return {name: getattr(part, name) for name in part.__slots__}


_json = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
