"""Kills ``selon ingest`` again and again, at any moment, resumes it, and compares what comes of it with a run that nobody disturbed.

    python benchmarks/kills.py dispatches.jsonl --kills 50 [--db URL] [--batch 4] [--seed 0]

Nothing may be lost or doubled: every dispatch is there once, the file is sound, and all ledgers and answers are byte for byte those of the run that
was left alone. Without an input, texts are made. Exit code 1 where anything differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, func, select, text

from selon.query.filters import Filters
from selon.query.questions import QUESTIONS, ask
from selon.render.json import to_line
from selon.store import tables as t
from selon.store.engine import asking, opened
from selon.store.fetch import ledgers


@dataclass(frozen=True, slots=True)
class Result:
    """What came of the kills: how many hit a running ingest, at which phase (before the first batch was there, between the first and the last), how many
    runs it took, and what is wrong (nothing, it is hoped)."""

    kills: int
    starting: int
    writing: int
    runs: int
    dispatches: int
    seconds: float
    faults: tuple[str, ...]


def export(engine: Engine) -> bytes:
    """All ledgers as JSON lines, and the whole answers to all questions."""
    with asking(engine) as connection:
        lines = [to_line(ledger) for _, ledger in ledgers(connection)]
        answers = {name: ask(connection, name, Filters(limit=0)).to_json() for name in QUESTIONS}
    return ("\n".join(lines) + json.dumps(answers, ensure_ascii=False, indent=1)).encode()


def faults(engine: Engine, expected: bytes) -> list[str]:
    """What is wrong with a ledger whose export should be *expected*."""
    found = []
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            sound = connection.execute(text("PRAGMA integrity_check")).scalars().all()
            found.extend(f"integrity_check: {line}" for line in sound if line != "ok")
            found.extend(f"foreign_key_check: {row}" for row in connection.execute(text("PRAGMA foreign_key_check")))
        dispatches = connection.execute(select(func.count()).select_from(t.dispatch)).scalar_one()
        read = connection.execute(select(func.count()).select_from(t.reading).where(t.reading.c.ended.is_(None))).scalar_one()
        seen = connection.execute(select(func.count()).select_from(t.sighting)).scalar_one()
    if not dispatches == read == seen:
        found.append(f"{dispatches} dispatches, {read} readings, {seen} sightings")
    if export(engine) != expected:
        found.append("the export differs")
    return found


def run(path: Path, url: str, alone: str, *, kills: int, batch: int = 4, seed: int = 0, jobs: int = 1) -> Result:
    """Kill so many times. In: the input, the address of the ledger to be (none is there yet) and that of the one for the run that is left alone."""
    chance = random.Random(seed)
    since = time.monotonic()
    command = [sys.executable, "-m", "selon", "ingest", str(path), "--batch", str(batch), "--jobs", str(jobs), "--db"]
    begun = time.monotonic()
    done = subprocess.run([*command, alone], capture_output=True, text=True, check=False)
    whole = time.monotonic() - begun
    if done.returncode:
        return Result(0, 0, 0, 0, 0, whole, (f"the run that was left alone failed: {done.stderr}",))
    with opened(alone) as engine:
        expected = export(engine)
        total = _held(engine)
    hit = starting = writing = runs = 0
    wrong: list[str] = []
    before = 0
    while hit < kills:
        runs += 1
        process = subprocess.Popen([*command, url], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        share = (total - before) / total
        # Half of the kills fall in what is left to be read, the others at any moment of a whole run, its start among them.
        delay = chance.uniform(0, whole * (0.1 + 0.9 * share)) if chance.random() < 0.5 else _after_progress(url, before, chance, whole)
        try:
            _, error = process.communicate(timeout=delay)
            if process.returncode:
                wrong.append(f"run {runs}: {error.strip()[-300:]}")
                break
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            hit += 1
            now = _count(url)
            starting, writing = starting + (now == before), writing + (now > before)
            before = now
            continue
        # All is in: the rest of the kills falls on a new ledger.
        with opened(url) as engine:
            wrong += faults(engine, expected)
        if wrong:
            break
        before = 0
        url = _next(url, runs)
    finished = subprocess.run([*command, url], capture_output=True, text=True, check=False)
    if finished.returncode:
        wrong.append(f"the last run: {finished.stderr.strip()[-300:]}")
    with opened(url) as engine:
        wrong += faults(engine, expected)
    return Result(hit, starting, writing, runs + 1, total, time.monotonic() - since, tuple(wrong))


def _after_progress(url: str, before: int, chance: random.Random, whole: float) -> float:
    """Wait until something more is there (or for as long as a run takes); then a moment in which the next batch is read or written."""
    end = time.monotonic() + whole
    while time.monotonic() < end and _count(url) <= before:
        time.sleep(0.02)
    return chance.uniform(0, 0.4)


def _count(url: str) -> int:
    from selon.errors import LedgerError

    try:
        with opened(url) as engine:
            return _held(engine)
    except LedgerError:
        return 0


def _held(engine: Engine) -> int:
    with asking(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(t.dispatch)).scalar_one())


def _next(url: str, number: int) -> str:
    """The address of another ledger: a file beside the first, or the first database emptied."""
    if "://" not in url:
        return f"{url}.{number}"
    with opened(url) as engine, engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return url


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path, help="JSON lines")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--batch", type=int, default=4, help="dispatches a batch")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--db", help="an empty database to kill in (a new SQLite file where not given)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        alone = str(Path(folder) / "alone.db")
        result = run(given.input, given.db or str(Path(folder) / "killed.db"), alone, kills=given.kills, batch=given.batch, seed=given.seed, jobs=given.jobs)
        digest = "" if result.faults else hashlib.sha256(_export_of(alone)).hexdigest()[:16]
    print(
        f"{result.kills} kills ({result.starting} with nothing new written yet, {result.writing} after), {result.runs} runs, "
        f"{result.dispatches} dispatches, {result.seconds:.0f} s, export {digest}"
    )
    for fault in result.faults:
        print(f"fault: {fault}")
    return 1 if result.faults else 0


def _export_of(url: str) -> bytes:
    with opened(url) as engine:
        return export(engine)


if __name__ == "__main__":
    raise SystemExit(main())
