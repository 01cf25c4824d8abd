"""Two writers and four readers at once: nobody fails, nothing is lost or doubled."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from selon.ingest.run import Packer
from selon.store import tables as t
from selon.store.engine import asking, opened
from selon.tasks import ReadLedger
from tests.store.conftest import ROOT, Databases, answers, fill_with
from tests.store.test_contract import tallies
from tests.store.texts import ITEMS, tasks_of, varied

#: How long the readers go on at least, in seconds.
SECONDS = 4.0


@pytest.mark.slow
def test_two_writers_and_four_readers(database: str, databases: Databases, tmp_path: Path) -> None:
    rows = []
    for task in tasks_of(tuple(item for number in range(8) for item in varied(number))):
        read = Packer(ReadLedger())(task)
        assert not isinstance(read, Exception)
        rows.append(read.packed)
    assert len({each.key for each in rows}) == 8 * len(ITEMS)
    half = len(rows) // 2
    parts = [rows[: half + 15], rows[half - 15 :][::-1]]  # thirty of them come both ways
    url = databases.ledger(database, full=False)
    started = []
    for number, part in enumerate(parts):
        path = tmp_path / f"{number}.pickle"
        path.write_bytes(pickle.dumps(part))
        started.append(begin("write", url, str(path), str(2 + number), f"writer {number}"))
    started += [begin("ask", url, str(SECONDS)) for _ in range(4)]
    since = time.monotonic()
    told = [process.communicate() for process in started]
    taken = time.monotonic() - since
    assert [(process.returncode, error) for process, (_, error) in zip(started, told, strict=True)] == [(0, "")] * 6
    asked = [int(out) for out, _ in told[2:]]
    assert all(asked)
    print(f"{database}: {len(rows)} dispatches by two writers, {sum(asked)} questions by four readers, {taken:.1f} s")
    with opened(url) as engine:
        if database == "sqlite":
            with engine.connect() as connection:
                assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        with asking(engine) as connection:
            held = connection.execute(select(t.dispatch.c.key)).scalars().all()
            assert sorted(held) == sorted(each.key for each in rows)
            assert connection.execute(select(func.count()).select_from(t.reading)).scalar_one() == len(rows)
            assert connection.execute(select(func.count()).select_from(t.sighting)).scalar_one() == sum(map(len, parts))
            assert connection.execute(select(func.count()).select_from(t.claim)).scalar_one() == sum(len(each.claims) for each in rows)
        kept, made = tallies(engine)
        assert kept == made
        stories = answers(engine)["stories"]
    with opened(databases.ledger("sqlite", full=False)) as alone:
        fill_with(alone, rows, 7)
        assert answers(alone)["stories"] == stories


def begin(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.workers", *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
