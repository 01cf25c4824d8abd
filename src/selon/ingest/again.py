"""Reading again: what an older version read, and what could not be read."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Engine, RowMapping, select, update

from selon.errors import DispatchError, SelonError
from selon.ingest.run import SIZE, Outcome, Packer, coder_of, ingest
from selon.intake.decode import STAGE
from selon.intake.formats import is_url, read_bytes
from selon.knowledge.own import OwnTables
from selon.render.rebuild import notice
from selon.store import tables as t
from selon.store.engine import asking, writing
from selon.store.fetch import dispatch_of
from selon.store.link import link_again
from selon.store.rows import Packed, unpack_json
from selon.store.write import Numbers, begin_batch, readings_again
from selon.tasks import Task, reader, tasks
from selon.workers import in_order

Tell = Callable[[Outcome, DispatchError | None], None]


@dataclass(frozen=True, slots=True)
class Aside:
    """An item that is set aside: when (UTC), from where, and why."""

    id: int
    at: str
    input: str
    reason: str
    message: str


def set_aside(engine: Engine) -> list[Aside]:
    """What is set aside, the oldest first."""
    query = select(t.rejected.c.id, t.batch.c.at, t.rejected.c.input, t.rejected.c.reason, t.rejected.c.message)
    query = query.join(t.batch, t.batch.c.id == t.rejected.c.born).where(t.rejected.c.ended.is_(None)).order_by(t.rejected.c.id)
    with asking(engine) as connection:
        return [Aside(*row) for row in connection.execute(query)]


def retry(engine: Engine, *, own: OwnTables | None = None, jobs: int = 1, tell: Tell | None = None) -> Outcome:
    """Read again what is set aside: from where it came, or where that is gone, from the bytes that were kept. What can be read now is set aside no more."""
    with asking(engine) as connection:
        rows = connection.execute(select(t.rejected).where(t.rejected.c.ended.is_(None)).order_by(t.rejected.c.id)).mappings().all()
    outcome = Outcome()
    for stated, some in groupby(sorted(rows, key=lambda row: (_given(row), row["id"])), key=_given):
        held = list(some)
        names = list(dict.fromkeys(row["input"] for row in held))
        done = ingest(engine, _again(held, json.loads(stated)), names, given=json.loads(stated), own=own, jobs=jobs, tell=tell)
        mended = [row["id"] for row in held if row["digest"] not in done.refused]
        if mended:
            with writing(engine) as connection:
                batch = begin_batch(connection, Numbers(connection), "retry", coder_of(own))
                for id in mended:
                    connection.execute(update(t.rejected).where(t.rejected.c.id == id, t.rejected.c.ended.is_(None)).values(ended=batch))
        outcome.add(done)
    return outcome


def _given(row: RowMapping) -> str:
    """What the user said of an item's input (JSON), by which items are read again together."""
    return json.dumps({name: value for name, value in json.loads(row["given"]).items() if name != "kind"}, sort_keys=True)


def _again(rows: Sequence[RowMapping], given: Mapping[str, Any]) -> Iterator[Task | DispatchError]:
    """The items of *rows*, which share what was *given*: files as they are now, what an address gives now; else the bytes that were kept."""
    for name in dict.fromkeys(row["input"] for row in rows):
        read = False
        if os.path.exists(name):
            yield from tasks([name], given.get("lang"), given.get("date"), format=given.get("format"), fields=given.get("fields"))
            continue
        if is_url(name):
            found = list(tasks([name], given.get("lang"), given.get("date"), format=given.get("format"), fields=given.get("fields")))
            read = any(isinstance(item, Task) for item in found)
            yield from found if read else ()
        if not read:
            for row in rows:
                if row["input"] == name:
                    yield from _from_bytes(row, given)


def _from_bytes(row: RowMapping, given: Mapping[str, Any]) -> Iterator[Task | DispatchError]:
    name, message = row["input"], row["message"]
    kind = json.loads(row["given"]).get("kind")
    raw = zlib.decompress(row["raw"]) if row["raw"] is not None else None
    if raw is None:
        yield DispatchError(message)
        return
    url = name if is_url(name) else None
    shared = {"lang": given.get("lang"), "date": given.get("date"), "fields": given.get("fields")}
    for found in read_bytes(raw, name, id=f"rejected-{row['id']}", kind=kind or given.get("format"), url=url, **shared):
        # The old message says where it stood, which the bytes alone do not.
        yield DispatchError(message, raw=raw, kind=kind) if isinstance(found, DispatchError) else Task(name, *found)


def reread(engine: Engine, *, own: OwnTables | None = None, jobs: int = 1, tell: Tell | None = None) -> Outcome:
    """Read again the dispatches whose reading is another version's; ``counts.new`` says how many. The readings before are kept, superseded."""
    coder = coder_of(own)
    outcome = Outcome()
    numbers_of: dict[str, int] = {}

    def items() -> Iterator[Task | DispatchError]:
        last = 0
        while True:
            query = select(t.dispatch, t.reading.c.ledger).join(t.reading, t.reading.c.dispatch_id == t.dispatch.c.id)
            query = query.where(t.reading.c.ended.is_(None), t.reading.c.coder != coder, t.dispatch.c.id > last).order_by(t.dispatch.c.id).limit(1)
            with asking(engine) as connection:
                row = connection.execute(query).mappings().first()
                if row is None:
                    return
            last = row["id"]
            numbers_of[row["key"]] = row["id"]
            said = unpack_json(row["ledger"])
            notices = tuple(notice(each) for each in said["notices"] if each["stage"] == STAGE)
            yield Task(row["key"], dispatch_of(row, said["carriage"]["links"]), notices)

    results = in_order(Packer(reader(own)), items(), jobs=jobs)
    batch: list[Packed] = []
    try:
        for result in results:
            if isinstance(result, DispatchError):
                outcome.counts.rejected += 1
                if tell is not None:
                    tell(outcome, result)
                continue
            batch.append(result.packed)
            if len(batch) >= SIZE:
                _supersede(engine, batch, numbers_of, coder, outcome, tell)
                batch = []
    finally:
        results.close()
    if batch:
        _supersede(engine, batch, numbers_of, coder, outcome, tell)
    return outcome


def _supersede(engine: Engine, batch: list[Packed], numbers_of: dict[str, int], coder: str, outcome: Outcome, tell: Tell | None) -> None:
    with writing(engine) as connection:
        numbers = Numbers(connection)
        number = begin_batch(connection, numbers, "reread", coder)
        new = []
        for packed in batch:
            if packed.key not in numbers_of:
                raise SelonError(f"{packed.key}: its text no longer gives its key")
            new.append((numbers_of[packed.key], packed))
        readings_again(connection, numbers, number, coder, new)
        link_again(connection, numbers, number, new)
    outcome.counts.new += len(batch)
    if tell is not None:
        tell(outcome, None)
