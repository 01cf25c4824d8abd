"""What keeping costs over bare reading: CPU time a dispatch for reading, packing, writing and linking.

    python -m benchmarks.overhead dispatches.jsonl [--db LEDGER] [--limit 300] [--batch 96]

With ``--db`` the dispatches come into a copy of a ledger that is full already, as they do in use; without, into an empty one. All in one process and
one run, so that the ratio holds on a noisy machine.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine

from selon.collector import sparing
from selon.errors import DispatchError
from selon.ingest.run import SIZE
from selon.store.engine import open_engine, writing
from selon.store.keys import dispatch_key
from selon.store.rows import pack_ledger
from selon.store.write import Batch, append
from selon.tasks import ReadLedger, tasks


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input")
    parser.add_argument("--db")
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--skip", type=int, default=0, help="dispatches passed over at the beginning")
    parser.add_argument("--batch", type=int, default=SIZE)
    arguments = parser.parse_args()
    read = ReadLedger()
    spent = {"reading": 0.0, "packing": 0.0, "writing and linking": 0.0}
    count = 0
    with tempfile.TemporaryDirectory() as folder, sparing() as settle:
        path = Path(folder, "ledger.db")
        if arguments.db:
            shutil.copyfile(arguments.db, path)
        engine = open_engine(str(path), create=True)
        batch = Batch()
        warm = True
        for task in islice(tasks([arguments.input], None, None), arguments.skip, arguments.skip + arguments.limit + 4):
            if isinstance(task, DispatchError):
                continue
            began = time.process_time()
            ledger = read(task)
            after = time.process_time()
            assert not isinstance(ledger, DispatchError), ledger
            packed = pack_ledger(ledger, dispatch_key(ledger.dispatch))
            done = time.process_time()
            if warm:  # the first dispatches load models and tables
                count += 1
                warm = count < 4
                if not warm:
                    count = 0
                    settle()
                continue
            count += 1
            spent["reading"] += after - began
            spent["packing"] += done - after
            batch.read.append((packed, arguments.input))
            if len(batch) >= arguments.batch:
                spent["writing and linking"] += _write(engine, batch, settle)
                batch = Batch()
        if len(batch):
            spent["writing and linking"] += _write(engine, batch, settle)
        engine.dispose()
    for name, seconds in spent.items():
        print(f"{name:20} {1000 * seconds / count:7.1f} ms a dispatch")
    extra = spent["packing"] + spent["writing and linking"]
    print(f"keeping costs {100 * extra / spent['reading']:.1f} % of reading ({count} dispatches)")


def _write(engine: Engine, batch: Batch, settle: Callable[[], None]) -> float:
    began = time.process_time()
    with writing(engine) as connection:
        append(connection, batch, coder="benchmark")
    settle()
    return time.process_time() - began


if __name__ == "__main__":
    main()
