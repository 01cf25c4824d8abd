"""How fast a ledger of a million claims answers, and how many bytes a claim takes.

    python -m benchmarks.latency --claims 1000000 --db big.db [--again] [--rounds 50]

Fills a ledger with generated readings (``benchmarks.traffic.claims``; nothing is read, everything is packed and written as after reading) and asks
the ten commonest questions, each with other names, places and words in every round. Prints the median and the 95th percentile of each in milliseconds.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.traffic.claims import ledgers
from sqlalchemy import Connection, func, select, text

import selon.store.link as link
from selon.query.filters import Filters
from selon.query.questions import ask
from selon.store import tables as t
from selon.store.engine import open_engine, writing
from selon.store.keys import dispatch_key
from selon.store.rows import pack_ledger
from selon.store.write import Batch, append

#: Dispatches a batch.
SIZE = 256


def fill(name: str, claims: int, seed: int) -> None:
    """Write generated ledgers of *claims* claims in all, each a story of its own: their sentences are of one make, and would make one story of all."""
    link.edge = lambda one, other: None  # type: ignore[assignment]
    link.candidates = lambda connection, new, later=False: {id: set() for id, _ in new}  # type: ignore[assignment]
    engine = open_engine(name, create=True)
    batch, done, began = Batch(), 0, time.perf_counter()
    for ledger in ledgers(claims, seed):
        batch.read.append((pack_ledger(ledger, dispatch_key(ledger.dispatch)), "generated"))
        done += len(ledger.claims)
        if len(batch) >= SIZE:
            _write(engine, batch)
            batch = Batch()
            print(f"\r{done:,} claims, {done / (time.perf_counter() - began):,.0f} a second", end="", flush=True)
    _write(engine, batch)
    print(f"\r{done:,} claims in {time.perf_counter() - began:,.0f} s")
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.execute(text("ANALYZE"))


def _write(engine, batch: Batch) -> None:  # type: ignore[no-untyped-def]
    with writing(engine) as connection:
        append(connection, batch, coder="generated")


def questions(connection: Connection, seed: int) -> Iterator[tuple[str, Callable[[], Filters]]]:
    """The ten commonest questions: name and a maker of its filters, other ones each time."""
    chance = random.Random(seed)
    few = {name: connection.execute(query).scalars().all() for name, query in _SAMPLES.items()}

    def one(name: str) -> str:
        return str(chance.choice(few[name]))

    def since() -> str:
        return f"{chance.choice((2023, 2024, 2025))}-{chance.randint(1, 12):02}"

    yield "claims", lambda: Filters(actor=one("country"), since=since())
    yield "claims", lambda: Filters(actor=one("country"), recipient=one("country"))
    yield "claims", lambda: Filters(text=f"{one('word')} {one('word')}")
    yield "claims", lambda: Filters(source=one("source"))
    yield "events", lambda: Filters(type=one("type"), country=one("country"), since=since())
    yield "events", lambda: Filters(act=one("act"), since=since(), until=since())
    yield "stories", lambda: Filters(country=one("country"), since=since())
    yield "contested", lambda: Filters(since=since())
    yield "commitments", lambda: Filters(open=True, by=one("country"))
    yield "sources", lambda: Filters(country=one("country"))


_SAMPLES = {
    "country": select(t.part.c.country).where(t.part.c.country.is_not(None)).distinct().limit(400),
    "source": select(t.entity.c.key)
    .join(t.tally, (t.tally.c.entity_id == t.entity.c.id) & (t.tally.c.part == "chain"))
    .order_by(t.tally.c.claims.desc())
    .limit(300),
    "type": select(t.claim.c.type).where(t.claim.c.type.is_not(None)).distinct(),
    "act": select(t.claim.c.act).distinct().limit(200),
    "word": text("SELECT 1"),
}


def main() -> None:
    """Fill and ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--db", default="big.db")
    parser.add_argument("--again", action="store_true", help="the ledger is there already: only ask")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not arguments.again:
        fill(arguments.db, arguments.claims, arguments.seed)
    engine = open_engine(arguments.db)
    with engine.connect() as connection:
        number = connection.execute(select(func.count()).select_from(t.claim)).scalar_one()
        words = [each[0] for each in connection.execute(select(t.claim.c.text).limit(2000))]
        _SAMPLES["word"] = select(t.claim.c.text).limit(1)
        vocabulary = sorted({word.strip(".,;:\"'«»()") for line in words for word in line.split() if word.isalpha() and len(word) > 4})
        if engine.dialect.name == "sqlite" and os.path.exists(arguments.db):
            print(f"{number:,} claims, {Path(arguments.db).stat().st_size / number:,.0f} bytes a claim")
        worst = 0.0
        chance = random.Random(arguments.seed)
        asked = list(questions(connection, arguments.seed))
        for place, (name, make) in enumerate(asked, 1):
            times, rows = [], 0
            for _ in range(arguments.rounds):
                filters = make()
                if filters.text:
                    filters = Filters(text=f"{chance.choice(vocabulary)} {chance.choice(vocabulary)}" if chance.random() < 0.5 else chance.choice(vocabulary))
                began = time.perf_counter()
                rows += len(ask(connection, name, filters))
                times.append(1000 * (time.perf_counter() - began))
            p95 = statistics.quantiles(times, n=20)[-1]
            worst = max(worst, p95)
            given = {key: value for key in Filters.__dataclass_fields__ if (value := getattr(filters, key)) != getattr(Filters(), key)}
            print(f"{place:2} {name:12} median {statistics.median(times):7.1f} ms   p95 {p95:7.1f} ms   rows {rows / arguments.rounds:5.1f}   e.g. {given}")
        print(f"worst p95 {worst:.1f} ms")


if __name__ == "__main__":
    main()
