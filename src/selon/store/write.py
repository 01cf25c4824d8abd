"""Appending to the ledger: one batch, one transaction.

Writers of one ledger queue up (see ``engine.writing``), so numbers of rows are given here, the same way in both databases.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlalchemy import Connection, Table, func, select, update

from selon.store import tables as t
from selon.store.guards import words_of
from selon.store.insert import insert_or, insert_rows
from selon.store.link import link_new
from selon.store.portions import portions
from selon.store.rows import Packed, Row


@dataclass(frozen=True, slots=True)
class Sighted:
    """A dispatch that the ledger has already, seen again: its *key* and the name of the *input*."""

    key: str
    input: str


@dataclass(frozen=True, slots=True)
class Refused:
    """An item that could not be read: where from, the whole *message*, the kind of *reason*, its bytes where at hand, and what the user said of its
    input (the keywords of ``tasks.tasks``)."""

    input: str
    message: str
    reason: str
    raw: bytes | None
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """What makes two refusals the same."""
        return hashlib.sha256("\0".join((self.input, self.message)).encode() + (self.raw or b"")).hexdigest()


@dataclass(slots=True)
class Batch:
    """What one transaction appends: readings with the names of their inputs, dispatches seen again, items refused."""

    read: list[tuple[Packed, str]] = field(default_factory=list)
    seen: list[Sighted] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.read) + len(self.seen) + len(self.refused)


@dataclass(slots=True)
class Counts:
    """What came of it."""

    new: int = 0
    duplicate: int = 0
    rejected: int = 0


class Numbers:
    """The next numbers of rows, table by table, for one transaction that writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next: dict[Table, Iterator[int]] = {}

    def take(self, table: Table) -> int:
        """The next number of *table*."""
        if table not in self._next:
            self._next[table] = count(self._connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one() + 1)
        return next(self._next[table])


def begin_batch(connection: Connection, numbers: Numbers, what: str, coder: str) -> int:
    """A new batch's number; its time is now, or that of the batch before it where the clock has gone back."""
    number = numbers.take(t.batch)
    before = connection.execute(select(func.max(t.batch.c.at))).scalar() or ""
    at = max(before, datetime.now(UTC).isoformat(timespec="microseconds"))
    insert_rows(connection, t.batch, [{"id": number, "at": at, "what": what, "coder": coder}])
    return number


def append(connection: Connection, batch: Batch, *, coder: str, what: str = "ingest") -> Counts:
    """Write *batch*; in a transaction of ``engine.writing``. *coder* is the version that read. A dispatch that has come in meanwhile counts as duplicate."""
    counts = Counts()
    numbers = Numbers(connection)
    number = begin_batch(connection, numbers, what, coder)
    known = known_keys(connection, {packed.key for packed, _ in batch.read} | {seen.key for seen in batch.seen})
    rows: dict[str, list[Row]] = {}
    new: list[tuple[int, Packed]] = []
    for packed, name in batch.read:
        if packed.key in known:
            counts.duplicate += 1
        else:
            id = known[packed.key] = numbers.take(t.dispatch)
            rows.setdefault("dispatch", []).append({"id": id, **packed.dispatch, "batch_id": number})
            new.append((id, packed))
            counts.new += 1
        rows.setdefault("seen", []).append({"dispatch_id": known[packed.key], "input": name})
    for seen in batch.seen:
        counts.duplicate += 1
        if seen.key in known:
            rows.setdefault("seen", []).append({"dispatch_id": known[seen.key], "input": seen.input})
    insert_rows(connection, t.dispatch, rows.get("dispatch", []))
    _sightings(connection, numbers, number, rows.get("seen", []))
    readings(connection, numbers, number, coder, new)
    counts.rejected = _refusals(connection, numbers, number, batch.refused)
    link_new(connection, numbers, number, new)
    return counts


def known_keys(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Those of *keys* that the ledger has, with the numbers of their rows."""
    return _numbers_of(connection, t.dispatch, sorted(keys))


def readings_again(connection: Connection, numbers: Numbers, batch: int, coder: str, new: Sequence[tuple[int, Packed]]) -> None:
    """Write newer readings of dispatches, given by their numbers: what the earlier ones said ends with this batch."""
    for some in portions([id for id, _ in new]):
        held = t.claim.c.dispatch_id.in_(some) & t.claim.c.ended.is_(None)
        parts = select(t.part.c.claim_id, t.part.c.entity_id, t.part.c.part).join(t.claim, t.claim.c.id == t.part.c.claim_id).where(held)
        sources = select(t.claim.c.source_id).where(held, t.claim.c.source_id.is_not(None))
        _count(connection, connection.execute(parts).all(), connection.execute(sources).scalars().all(), -1)
        for table in (t.reading, t.claim, t.omission):
            connection.execute(update(table).where(table.c.dispatch_id.in_(some), table.c.ended.is_(None)).values(ended=batch))
    readings(connection, numbers, batch, coder, new)


def readings(connection: Connection, numbers: Numbers, batch: int, coder: str, new: Sequence[tuple[int, Packed]]) -> None:
    """Write readings of dispatches, given by their numbers."""
    entities = _entities(connection, numbers, new)
    rows: dict[Table, list[Row]] = {t.reading: [], t.claim: [], t.part: [], t.omission: []}
    for id, packed in new:
        reading = numbers.take(t.reading)
        shared = {"reading_id": reading, "dispatch_id": id, "born": batch}
        rows[t.reading].append({"id": reading, "dispatch_id": id, "coder": coder, "ledger": packed.ledger, "card": packed.card, "born": batch})
        for row, source, parts in packed.claims:
            claim = numbers.take(t.claim)
            rows[t.claim].append({"id": claim, **row, "source_id": entities[source][0] if source else None, **shared})
            for part, rank, key in parts:
                entity, country = entities[key]
                rows[t.part].append({"claim_id": claim, "part": part, "rank": rank, "entity_id": entity, "country": country, "day": row["day"]})
        for row, source in packed.omissions:
            rows[t.omission].append({"id": numbers.take(t.omission), **row, "source_id": entities[source][0] if source else None, **shared})
    for table, values in rows.items():
        insert_rows(connection, table, values)
    _names(connection, new, entities)
    told = [(row["claim_id"], row["entity_id"], row["part"]) for row in rows[t.part]]
    _count(connection, told, [row["source_id"] for row in rows[t.claim] if row["source_id"] is not None], 1)


def _count(connection: Connection, parts: Sequence[tuple[int, int, str]], sources: Iterable[int], sign: int) -> None:
    """Add claims to the sums, or take them off, where *sign* is -1: the *parts* that entities have in them (claim, entity, part), and their *sources*."""
    sums = Counter((entity, part) for _, entity, part in set(parts))
    sums.update((entity, "any") for _, entity in {(claim, entity) for claim, entity, _ in parts})
    sums.update((entity, "source") for entity in sources)
    rows = [{"entity_id": entity, "part": part, "claims": sign * number} for (entity, part), number in sorted(sums.items())]
    if rows:
        statement = insert_or(connection.dialect, t.tally)
        added = {"claims": t.tally.c.claims + statement.excluded.claims}
        connection.execute(statement.on_conflict_do_update(index_elements=["entity_id", "part"], set_=added), rows)


def _entities(connection: Connection, numbers: Numbers, new: Sequence[tuple[int, Packed]]) -> dict[str, tuple[int, str | None]]:
    """Number and country of every entity that the readings name; those the ledger lacks are written."""
    wanted: dict[str, Row] = {}
    for _, packed in new:
        for key, row in packed.entities.items():
            wanted.setdefault(key, row)
    keys = sorted(wanted)
    found: dict[str, tuple[int, str | None]] = {}
    for some in portions(keys):
        query = select(t.entity.c.key, t.entity.c.id, t.entity.c.country).where(t.entity.c.key.in_(some))
        found.update({key: (id, country) for key, id, country in connection.execute(query).all()})
    rows = []
    for key, row in wanted.items():
        if key not in found:
            found[key] = (numbers.take(t.entity), row["country"])
            rows.append({"id": found[key][0], **row})
    insert_rows(connection, t.entity, rows)
    return found


def _names(connection: Connection, new: Sequence[tuple[int, Packed]], entities: dict[str, tuple[int, str | None]]) -> None:
    rows: dict[tuple[int, str, str], Row] = {}
    named: set[tuple[str, int]] = set()
    for id, packed in new:
        lang = packed.dispatch["lang"]
        named.update((row["name"], entities[key][0]) for key, row in packed.entities.items())
        for key, name, role in packed.names:
            entity = entities[key][0]
            named.add((name, entity))
            rows.setdefault((entity, name, lang), {"entity_id": entity, "name": name, "lang": lang, "role": role, "dispatch_id": id})
    insert_rows(connection, t.entity_name, list(rows.values()), lacking=True)
    words = sorted({(word, entity) for name, entity in named for word in words_of(name)})
    insert_rows(connection, t.name_word, [{"word": word, "entity_id": entity} for word, entity in words], lacking=True)


def _sightings(connection: Connection, numbers: Numbers, batch: int, rows: list[Row]) -> None:
    ids = sorted({row["dispatch_id"] for row in rows})
    had: set[tuple[int, str]] = set()
    for some in portions(ids):
        query = select(t.sighting.c.dispatch_id, t.sighting.c.input).where(t.sighting.c.dispatch_id.in_(some))
        had.update((id, name) for id, name in connection.execute(query))
    new: list[Row] = []
    for row in rows:
        place = (row["dispatch_id"], row["input"])
        if place not in had:
            had.add(place)
            new.append({"id": numbers.take(t.sighting), **row, "batch_id": batch})
    insert_rows(connection, t.sighting, new)


def _refusals(connection: Connection, numbers: Numbers, batch: int, refused: Sequence[Refused]) -> int:
    """Set items aside; how many. One that is set aside already is counted, and kept once."""
    kept = {each.digest: each for each in refused}
    digests = sorted(kept)
    had: set[str] = set()
    for some in portions(digests):
        held = t.rejected.c.digest.in_(some) & t.rejected.c.ended.is_(None)
        had.update(connection.execute(select(t.rejected.c.digest).where(held)).scalars())
    rows = [
        {
            "id": numbers.take(t.rejected),
            "input": each.input,
            "message": each.message,
            "reason": each.reason,
            "digest": digest,
            "given": json.dumps(each.given, ensure_ascii=False, sort_keys=True),
            "raw": zlib.compress(each.raw) if each.raw is not None else None,
            "born": batch,
        }
        for digest, each in kept.items()
        if digest not in had
    ]
    insert_rows(connection, t.rejected, rows)
    return len(refused)


def _numbers_of(connection: Connection, table: Table, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in portions(keys):
        query = select(table.c.key, table.c.id).where(table.c.key.in_(some))
        found.update(connection.execute(query).all())
    return found
