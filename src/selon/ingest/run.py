"""The run of an ingest: inputs to batches.

A dispatch that the ledger has is not read again, so a run that was killed goes on where its last batch ended when it is started again. A batch is one
transaction: what is in it is there with all that belongs to it, or not at all.
"""

from __future__ import annotations

import json
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Engine, select

from selon.collector import sparing
from selon.errors import DispatchError
from selon.knowledge.own import OwnTables
from selon.model.dispatch import Dispatch
from selon.store import tables as t
from selon.store.engine import asking, writing
from selon.store.keys import dispatch_key
from selon.store.rows import Packed, pack_ledger
from selon.store.write import Batch, Counts, Refused, Sighted, append
from selon.tasks import ReadLedger, Task, failure, reader, reason_of
from selon.workers import in_order

#: A batch is written when it has so many dispatches (about what one process reads in that time), or so many seconds after the last.
SIZE = 96
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

    def add(self, other: Outcome) -> None:
        """Count what another run came to, too."""
        self.counts.new += other.counts.new
        self.counts.duplicate += other.counts.duplicate
        self.counts.rejected += other.counts.rejected
        for reason, number in other.reasons.items():
            self.reasons[reason] = self.reasons.get(reason, 0) + number
        self.refused |= other.refused

    @property
    def seen(self) -> int:
        """All items so far."""
        return self.counts.new + self.counts.duplicate + self.counts.rejected


def ingest(
    engine: Engine,
    items: Iterable[Task | DispatchError],
    inputs: Iterable[str],
    *,
    given: Mapping[str, Any] | None = None,
    own: OwnTables | None = None,
    jobs: int = 1,
    size: int = SIZE,
    tell: Callable[[Outcome, DispatchError | None], None] | None = None,
) -> Outcome:
    """Read *items* and keep them.

    In: the tasks and errors of ``tasks.tasks``, the names of its *inputs* and what else it was *given* (by keyword), so that what is set aside can be read
    again in the same way; the user's tables; how many processes read; the *size* of a batch; *tell* is
    called for each error, and after each batch (with None). Out: what came of it. Raises LedgerError where the ledger cannot be written; what was
    written before stays.
    """
    return _Run(engine, list(inputs), given or {}, own, size, tell).go(items, jobs)


def place(name: str) -> str:
    """An input's name as it can be found again from anywhere, and kept by any database: bytes in it that are no UTF-8 are made visible."""
    return _kept(os.path.abspath(name) if os.path.exists(name) else name)


def _kept(words: str) -> str:
    return words.encode("utf-8", errors="backslashreplace").decode("utf-8").replace("\0", "\\0")


def _raw_of(dispatch: Dispatch) -> bytes:
    """A dispatch as a JSON line, from which it can be read again."""
    came = dispatch.carriage
    item = {name: getattr(dispatch, name) for name in ("id", "text", "lang", "date", "header", "provider", "url")}
    return json.dumps({**item, **asdict(came)}, ensure_ascii=False).encode("utf-8", errors="replace")


class _Run:
    def __init__(
        self,
        engine: Engine,
        inputs: list[str],
        given: Mapping[str, Any],
        own: OwnTables | None,
        size: int,
        tell: Callable[[Outcome, DispatchError | None], None] | None,
    ) -> None:
        self.engine = engine
        self.inputs = inputs
        self.given = {name: value for name, value in given.items() if value}
        self.own = own
        self.size = size
        self.tell = tell
        self.outcome = Outcome()
        self.batch = Batch()
        self.written = time.monotonic()
        #: What is being read, in order; None in the place of an error.
        self.reading: deque[tuple[str, Task] | None] = deque()
        #: Keys of dispatches that are being read or wait to be written, with the inputs that they were seen in again meanwhile.
        self.pending: dict[str, list[str]] = {}

    def go(self, items: Iterable[Task | DispatchError], jobs: int) -> Outcome:
        results = in_order(Packer(reader(self.own)), self._new(items), jobs=jobs)
        try:
            with sparing() as settle:
                for result in results:
                    read = self.reading.popleft()
                    if isinstance(result, DispatchError):
                        self._refuse(result, read)
                    else:
                        self.batch.read.append((result.packed, result.input))
                    if len(self.batch) >= self.size or time.monotonic() - self.written > SECONDS:
                        self._write()
                        settle()
        finally:
            results.close()
        self._write()
        return self.outcome

    def _new(self, items: Iterable[Task | DispatchError]) -> Iterator[Task | DispatchError]:
        """The items that are to be read: what the ledger has, or what is being read already, is noted and passed over."""
        for item in items:
            if isinstance(item, DispatchError):
                self.reading.append(None)
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
                self.reading.append((key, item))
                yield item

    def _has(self, key: str) -> bool:
        with asking(self.engine) as connection:
            return connection.execute(select(t.dispatch.c.id).where(t.dispatch.c.key == key)).first() is not None

    def _refuse(self, error: DispatchError, read: tuple[str, Task] | None) -> None:
        """Set an item aside; what could not be *read* (key and task) with the dispatch itself, and as often as it came."""
        message = str(error)
        name = max((name for name in self.inputs if message.startswith(name)), key=len, default=message.split(":")[0])
        kept = _kept(message.replace(name, place(name), 1))  # one input named in two ways is one
        given, raw = {**self.given, **({"kind": error.kind} if error.kind else {})}, error.raw
        times = 1
        if read is not None:
            times += len(self.pending.pop(read[0], ()))
            if raw is None:
                given, raw = {"kind": "jsonl"}, _raw_of(read[1].dispatch)
        refused = Refused(place(name), kept, _kept(reason_of(message, self.inputs)), raw, given)
        self.batch.refused.extend([refused] * times)
        self.outcome.reasons[refused.reason] = self.outcome.reasons.get(refused.reason, 0) + times
        self.outcome.refused.add(refused.digest)
        if self.tell is not None:
            self.tell(self.outcome, error)

    def _write(self) -> None:
        batch, self.batch = self.batch, Batch()
        for packed, _ in batch.read:
            batch.seen.extend(Sighted(packed.key, name) for name in self.pending.pop(packed.key, ()))
        if len(batch):
            with writing(self.engine) as connection:
                counts = append(connection, batch, coder=coder_of(self.own))
            self.outcome.counts.new += counts.new
            self.outcome.counts.duplicate += counts.duplicate
            self.outcome.counts.rejected += counts.rejected
        self.written = time.monotonic()
        if self.tell is not None:
            self.tell(self.outcome, None)
