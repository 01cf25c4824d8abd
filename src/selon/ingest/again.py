"""Reading again: what an older version read, and what could not be read."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, select, update

from selon.errors import DispatchError, SelonError
from selon.ingest.run import SIZE, Outcome, Packer, coder_of, ingest
from selon.intake.decode import STAGE
from selon.intake.formats import is_url, read_bytes
from selon.knowledge.own import OwnTables
from selon.render.rebuild import notice
from selon.store import tables as t
from selon.store.engine import writing
from selon.store.fetch import dispatch_of
from selon.store.link import link_again
from selon.store.rows import Packed, unpack_json
from selon.store.write import Numbers, begin_batch, readings
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
    with engine.connect() as connection:
        return [Aside(*row) for row in connection.execute(query)]


def retry(engine: Engine, *, own: OwnTables | None = None, jobs: int = 1, tell: Tell | None = None) -> Outcome:
    """Read again what is set aside: from where it came, or where that is gone, from the bytes that were kept. What can be read now is set aside no more."""
    with engine.connect() as connection:
        rows = connection.execute(select(t.rejected).where(t.rejected.c.ended.is_(None)).order_by(t.rejected.c.id)).mappings().all()
    inputs = list(dict.fromkeys(row["input"] for row in rows if os.path.exists(row["input"]) or is_url(row["input"])))

    def items() -> Iterator[Task | DispatchError]:
        yield from tasks(inputs, None, None)
        for row in rows:
            if row["input"] in inputs:
                continue
            if row["raw"] is None:
                yield DispatchError(row["message"])
                continue
            for found in read_bytes(zlib.decompress(row["raw"]), row["input"], id=f"rejected-{row['id']}"):
                # The old message says where it stood, which the bytes alone do not.
                yield DispatchError(row["message"], raw=zlib.decompress(row["raw"])) if isinstance(found, DispatchError) else Task(row["input"], *found)

    outcome = ingest(engine, items(), [*inputs, *(row["input"] for row in rows)], own=own, jobs=jobs, tell=tell)
    mended = [row["id"] for row in rows if row["digest"] not in outcome.refused]
    if mended:
        with writing(engine) as connection:
            batch = begin_batch(connection, Numbers(connection), "retry", coder_of(own))
            for id in mended:
                connection.execute(update(t.rejected).where(t.rejected.c.id == id, t.rejected.c.ended.is_(None)).values(ended=batch))
    return outcome


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
            with engine.connect() as connection:
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
        readings(connection, numbers, number, coder, new)
        link_again(connection, numbers, number, new)
    outcome.counts.new += len(batch)
    if tell is not None:
        tell(outcome, None)
