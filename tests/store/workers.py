"""Processes that write and read one ledger at once: ``python -m tests.store.workers write|ask URL ...``."""

from __future__ import annotations

import pickle
import sys
import time

from selon.query.filters import Filters
from selon.query.questions import QUESTIONS, ask
from selon.store.engine import asking, opened, writing
from selon.store.rows import Packed
from selon.store.write import Batch, Refused, append


def write(url: str, path: str, size: int, name: str) -> None:
    """Append the rows pickled in *path*, *size* a batch; of each batch one item is set aside, too."""
    with open(path, "rb") as file:
        rows: list[Packed] = pickle.load(file)
    with opened(url) as engine:
        for at in range(0, len(rows), size):
            with writing(engine) as connection:
                refused = [Refused(name, f"{name}:{at}: no JSON", "no JSON", b"{")]
                append(connection, Batch([(each, name) for each in rows[at : at + size]], refused=refused), coder="selon test")


def read(url: str, seconds: float) -> None:
    """Ask all questions in turn for so many *seconds*; an answer that contradicts itself ends the process with an error."""
    asked = 0
    end = time.monotonic() + seconds
    with opened(url) as engine:
        while time.monotonic() < end:
            for name in QUESTIONS:
                with asking(engine) as connection:
                    found = ask(connection, name, Filters(limit=0))
                    if name == "stories":
                        together = [key for row in found for key in row["dispatches"]]
                        assert len(together) == len(set(together)), "a dispatch stands in two stories"
                        assert len({row["dispatch"] for row in ask(connection, "claims", Filters(limit=0))} - set(together)) == 0, "a claim without a story"
                asked += 1
    print(asked)


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
    else:
        read(sys.argv[2], float(sys.argv[3]))
