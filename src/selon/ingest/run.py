"""The run of an ingest: inputs to batches.

A dispatch that the ledger has is not read again, so a run that was killed goes on where its last batch ended when it is started again. A batch is one
transaction: what is in it is there with all that belongs to it, or not at all.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Engine, select

from selon.errors import DispatchError
from selon.knowledge.own import OwnTables
from selon.store import tables as t
from selon.store.engine import writing
from selon.store.keys import dispatch_key
from selon.store.rows import Packed, pack_ledger
from selon.store.write import Batch, Counts, Refused, Sighted, append
from selon.tasks import ReadLedger, Task, failure, reader, reason_of
from selon.workers import in_order

#: A batch is written when it has so many dispatches, or so many seconds after the last.
SIZE = 32
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Read:
    """A dispatch that has been read: its rows and the name of its input."""

    packed: Packed
    input: str


@dataclass(frozen=True, slots=True)
class Packer:
    """Reads the dispatch of a task and makes its rows; goes to worker processes as it is."""

    read: ReadLedger

    def __call__(self, task: Task) -> Read | DispatchError:
        ledger = self.read(task)
        if isinstance(ledger, DispatchError):
            return ledger
        try:
            return Read(pack_ledger(ledger, dispatch_key(ledger.dispatch)), place(task.input))
        except Exception as error:
            return failure(task, error)


def coder_of(own: OwnTables | None) -> str:
    """What stands for the version that reads: selon's, and the fingerprint of the user's tables."""
    from selon import __version__

    return f"selon {__version__}" + (f" + {own.fingerprint}" if own is not None else "")


@dataclass(slots=True)
class Outcome:
    """What a run came to: *counts*, how many were rejected for what, and the digests of what was rejected."""

    counts: Counts = field(default_factory=Counts)
    reasons: dict[str, int] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    @property
    def seen(self) -> int:
        """All items so far."""
        return self.counts.new + self.counts.duplicate + self.counts.rejected


def ingest(
    engine: Engine,
    items: Iterable[Task | DispatchError],
    inputs: Iterable[str],
    *,
    own: OwnTables | None = None,
    jobs: int = 1,
    size: int = SIZE,
    tell: Callable[[Outcome, DispatchError | None], None] | None = None,
) -> Outcome:
    """Read *items* and keep them.

    In: the tasks and errors of ``tasks.tasks`` and the names of its *inputs*; the user's tables; how many processes read; the *size* of a batch; *tell* is
    called for each error, and after each batch (with None). Out: what came of it. Raises LedgerError where the ledger cannot be written; what was
    written before stays.
    """
    return _Run(engine, list(inputs), own, size, tell).go(items, jobs)


def place(name: str) -> str:
    """An input's name as it can be found again from anywhere."""
    return os.path.abspath(name) if os.path.exists(name) else name


class _Run:
    def __init__(
        self, engine: Engine, inputs: list[str], own: OwnTables | None, size: int, tell: Callable[[Outcome, DispatchError | None], None] | None
    ) -> None:
        self.engine = engine
        self.inputs = inputs
        self.own = own
        self.size = size
        self.tell = tell
        self.outcome = Outcome()
        self.batch = Batch()
        self.written = time.monotonic()
        #: Keys of dispatches that are being read, with the inputs that they were seen in again meanwhile.
        self.pending: dict[str, list[str]] = {}

    def go(self, items: Iterable[Task | DispatchError], jobs: int) -> Outcome:
        results = in_order(Packer(reader(self.own)), self._new(items), jobs=jobs)
        try:
            for result in results:
                if isinstance(result, DispatchError):
                    self._refuse(result)
                else:
                    self.batch.read.append((result.packed, result.input))
                    self.batch.seen.extend(Sighted(result.packed.key, name) for name in self.pending.pop(result.packed.key, ()))
                if len(self.batch) >= self.size or time.monotonic() - self.written > SECONDS:
                    self._write()
        finally:
            results.close()
        self._write()
        return self.outcome

    def _new(self, items: Iterable[Task | DispatchError]) -> Iterator[Task | DispatchError]:
        """The items that are to be read: what the ledger has, or what is being read already, is noted and passed over."""
        for item in items:
            if isinstance(item, DispatchError):
                yield item
                continue
            key = dispatch_key(item.dispatch)
            if key in self.pending:
                self.pending[key].append(place(item.input))
            elif self._has(key):
                self.batch.seen.append(Sighted(key, place(item.input)))
                if len(self.batch) >= self.size * 32:  # a long stretch of what is there already
                    self._write()
            else:
                self.pending[key] = []
                yield item

    def _has(self, key: str) -> bool:
        with self.engine.connect() as connection:
            return connection.execute(select(t.dispatch.c.id).where(t.dispatch.c.key == key)).first() is not None

    def _refuse(self, error: DispatchError) -> None:
        message = str(error)
        name = max((name for name in self.inputs if message.startswith(name)), key=len, default=message.split(":")[0])
        refused = Refused(place(name), message, reason_of(message, self.inputs), error.raw)
        self.batch.refused.append(refused)
        self.outcome.reasons[refused.reason] = self.outcome.reasons.get(refused.reason, 0) + 1
        self.outcome.refused.add(refused.digest)
        if self.tell is not None:
            self.tell(self.outcome, error)

    def _write(self) -> None:
        batch, self.batch = self.batch, Batch()
        if len(batch):
            with writing(self.engine) as connection:
                counts = append(connection, batch, coder=coder_of(self.own))
            self.outcome.counts.new += counts.new
            self.outcome.counts.duplicate += counts.duplicate
            self.outcome.counts.rejected += counts.rejected
        self.written = time.monotonic()
        if self.tell is not None:
            self.tell(self.outcome, None)
