"""What the ledger promises, on SQLite and on PostgreSQL alike: it takes in everything once, loses and overwrites nothing, and knows what it knew."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.exc import DBAPIError

from selon.ingest.run import Outcome, ingest
from selon.query.answer import Answer
from selon.query.filters import Filters
from selon.query.questions import QUESTIONS, ask
from selon.render.json import to_line
from selon.store import tables as t
from selon.store.engine import asking, open_engine, writing
from selon.store.fetch import ledger_of, ledgers
from selon.store.rows import pack_ledger
from selon.store.write import Batch, Refused, Sighted, append
from selon.tasks import Task
from tests.store.conftest import DATABASES, Databases, again, answers, fill
from tests.store.texts import ITEMS, fewer, packed, read, tasks_of

#: Tables whose rows are kept, and those whose rows may end.
KEPT = [table for table in t.metadata.sorted_tables if table.name not in ("tally", "feed")]


def counts(engine: Engine) -> dict[str, int]:
    with asking(engine) as connection:
        return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in t.metadata.sorted_tables}


def count(outcome: Outcome) -> tuple[int, int, int]:
    return outcome.counts.new, outcome.counts.duplicate, outcome.counts.rejected


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Reading takes the rows of the texts from memory; how many were read."""
    from selon.ingest import run

    rows = {each.key: each for each in packed()}
    read: list[str] = []

    def call(self: run.Packer, task: Task) -> run.Read:
        key = run.dispatch_key(task.dispatch)
        read.append(key)
        return run.Read(rows[key], run.place(task.input))

    monkeypatch.setattr(run.Packer, "__call__", call)
    return lambda: len(read)


def test_everything_comes_in_once(engine: Engine, unread: Callable[[], int]) -> None:
    some, more = list(range(7)), list(range(len(ITEMS)))
    first = ingest(engine, tasks_of(tuple(ITEMS[n] for n in some)), ["wire.jsonl"])
    assert count(first) == (7, 0, 0)
    again = ingest(engine, tasks_of(name="copy.jsonl"), ["copy.jsonl"], size=2)
    assert count(again) == (len(more) - 7, 7, 0)
    assert unread() == len(ITEMS)  # what is there is not read again
    twice = ingest(engine, [*tasks_of(name="copy.jsonl"), *tasks_of()], ["copy.jsonl", "wire.jsonl"])
    assert count(twice) == (0, 2 * len(ITEMS), 0)
    with asking(engine) as connection:
        assert connection.execute(select(func.count()).select_from(t.dispatch)).scalar_one() == len(ITEMS)
        seen = connection.execute(select(t.sighting.c.input, func.count()).group_by(t.sighting.c.input)).all()
    assert dict(seen) == {"wire.jsonl": len(ITEMS), "copy.jsonl": len(ITEMS)}


@pytest.mark.parametrize("size", [1, 3, 100])
def test_twice_inside_one_run(engine: Engine, unread: Callable[[], int], size: int) -> None:
    tasks = tasks_of()
    outcome = ingest(engine, [task for task in tasks for _ in range(3)], ["wire.jsonl"], size=size)
    assert count(outcome) == (len(ITEMS), 2 * len(ITEMS), 0)
    assert unread() == len(ITEMS)
    assert counts(engine)["sighting"] == len(ITEMS)


def test_what_failed_is_counted_each_time_it_came(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from selon.errors import DispatchError
    from selon.ingest import run

    monkeypatch.setattr(run.Packer, "__call__", lambda self, task: DispatchError(f"{task}: no way to read it"))
    tasks = tasks_of(ITEMS[:2])
    outcome = ingest(engine, [*tasks, DispatchError("wire.jsonl:9: no JSON"), *tasks], ["wire.jsonl"])
    assert count(outcome) == (0, 0, 5)
    assert outcome.reasons == {"no way to read it": 4, "no JSON": 1}
    assert counts(engine)["rejected"] == 3


@pytest.mark.parametrize("size", [1, 4])
def test_answers_do_not_depend_on_batches(databases: Databases, engine: Engine, size: int) -> None:
    whole = open_engine(databases.ledger("sqlite", full=True))
    fill(engine, size)
    assert answers(engine) == answers(whole)
    whole.dispose()


def test_a_batch_is_there_as_a_whole_or_not_at_all(engine: Engine) -> None:
    fill(engine)
    before = counts(engine)

    class Stop(Exception):
        pass

    row = pack_ledger(read()[0], "dxxx")
    refused = Refused("x", "x: y", "y", b"z")
    with pytest.raises(Stop), writing(engine) as connection:
        append(connection, Batch([(row, "other")], [Sighted(packed()[1].key, "other")], [refused]), coder="selon test")
        raise Stop
    assert counts(engine) == before
    broken = replace(row, claims=(({**row.claims[0][0], "act": None}, None, ()),))
    from selon.errors import LedgerError

    with pytest.raises(LedgerError, match="cannot be written"), writing(engine) as connection:
        append(connection, Batch([(broken, "other")]), coder="selon test")
    assert counts(engine) == before


def test_the_database_refuses_to_forget(full: Engine) -> None:
    from selon.store.decide import judge

    judge(full, "confirm", packed()[0].claims[0][0]["key"], author="me", reason="so it is")
    with writing(full) as connection:
        append(connection, Batch(refused=[Refused("x", "x: y", "y", None)]), coder="selon test")
    for table in KEPT:
        _refuses(full, table)


def _refuses(full: Engine, table: Any) -> None:
    with full.connect() as connection:
        assert connection.execute(select(func.count()).select_from(table)).scalar_one(), f"{table.name}: a table without rows proves nothing"
    changes = (update(table).values({column: column}) for column in table.c if column.name != "ended" and full.dialect.name == "sqlite")
    for statement in (delete(table), *changes):
        with pytest.raises(DBAPIError, match="append-only"), full.begin() as connection:
            connection.execute(statement)
    column = next((column for column in table.c if column.type.python_type is str), None)
    if column is not None:
        with pytest.raises(DBAPIError, match="append-only"), full.begin() as connection:
            connection.execute(update(table).values({column: "changed"}))
    if "ended" in table.c:
        with full.begin() as connection:
            connection.execute(update(table).values(ended=1))  # ending once is no loss
        for value in (None, 1):
            with pytest.raises(DBAPIError, match="append-only"), full.begin() as connection:
                connection.execute(update(table).values(ended=value))


def test_ledgers_come_back_as_they_were_read(full: Engine) -> None:
    from selon.pipeline import read_dispatch

    some = tasks_of()
    with asking(full) as connection:
        for task, rows in zip(some, packed(), strict=True):
            ledger = ledger_of(connection, rows.key)
            assert ledger.dispatch == task.dispatch
            assert to_line(ledger) == to_line(read_dispatch(task.dispatch, task.notices))
        all = list(ledgers(connection))
    assert sorted(key for key, _ in all) == sorted(each.key for each in packed())
    assert [ledger.dispatch.date or "" for _, ledger in all][:1] == [""]  # by day, the undated first


def test_what_was_known_then(engine: Engine) -> None:
    moments: list[tuple[str, dict[str, str]]] = []

    def remember() -> None:
        with asking(engine) as connection:
            moments.append((connection.execute(select(t.batch.c.at).order_by(t.batch.c.id.desc())).scalars().first() or "", answers(engine)))

    from selon.store.decide import judge, withdraw

    rows = packed()
    with writing(engine) as connection:
        append(connection, Batch([(rows[0], "a"), (rows[4], "a")]), coder="selon 1")
    remember()
    with writing(engine) as connection:
        append(connection, Batch([(each, "a") for each in rows[1:4]] + [(each, "a") for each in rows[5:]]), coder="selon 1")
    remember()
    key = rows[0].claims[0][0]["key"]
    number = judge(engine, "reject", key, author="me", reason="wrong")
    remember()
    judge(engine, "merge", "person:kim-jong-un", "person:vladimir-putin", author="me", reason="a test")
    judge(engine, "merge", rows[8].key, rows[9].key, author="me", reason="a test")
    remember()
    again(engine, [fewer(0, slice(1, None))], "selon 2")  # the rejected claim is read no more
    remember()
    withdraw(engine, number, author="me", reason="not needed")
    remember()
    assert len({json.dumps(found) for _, found in moments}) >= 5
    for at, then in moments:
        assert answers(engine, as_of=at) == {name: text for name, text in then.items() if "as_of" in QUESTIONS[name].filters}
    with asking(engine) as connection:
        assert not len(ask(connection, "claims", Filters(as_of="2001-01-01")))


def test_a_reread_supersedes_and_keeps(full: Engine) -> None:
    from selon.ingest.again import reread

    before = counts(full)
    outcome = reread(full)
    assert outcome.counts.new == len(ITEMS)
    after = counts(full)
    assert after["dispatch"] == before["dispatch"] and after["sighting"] == before["sighting"]
    assert after["reading"] == 2 * before["reading"] and after["claim"] == 2 * before["claim"]
    with asking(full) as connection:
        held = connection.execute(select(func.count()).select_from(t.claim).where(t.claim.c.ended.is_(None))).scalar_one()
        assert held == before["claim"]
    assert reread(full).counts.new == 0


def test_a_reread_changes_no_answer_but_the_numbers_of_rows(full: Engine) -> None:
    before = answers(full)
    again(full, packed(), "selon 2")
    assert answers(full) == before


def tallies(engine: Engine) -> tuple[dict[tuple[int, str], int], dict[tuple[int, str], int]]:
    """The sums that are kept, and the same made anew."""
    with asking(engine) as connection:
        kept = {(e, part): number for e, part, number in connection.execute(select(t.tally)) if number}
        made: dict[tuple[int, str], set[int]] = {}
        for entity, part, claim in connection.execute(
            select(t.part.c.entity_id, t.part.c.part, t.part.c.claim_id).join(t.claim, t.claim.c.id == t.part.c.claim_id).where(t.claim.c.ended.is_(None))
        ):
            made.setdefault((entity, part), set()).add(claim)
            made.setdefault((entity, "any"), set()).add(claim)
        for entity, claim in connection.execute(select(t.claim.c.source_id, t.claim.c.id).where(t.claim.c.ended.is_(None), t.claim.c.source_id.is_not(None))):
            made.setdefault((entity, "source"), set()).add(claim)
    return kept, {place: len(claims) for place, claims in made.items()}


def test_sums_are_what_a_count_gives(engine: Engine) -> None:
    fill(engine, 3)
    kept, made = tallies(engine)
    assert kept == made and made
    rows = packed()
    for coder, part in (("selon 2", slice(0, None, 2)), ("selon 3", slice(1, None, 3)), ("selon 4", slice(0, None))):
        # What a newer version drops and adds: every other claim is gone, then all are back.
        changed = [fewer(number, part) for number in range(len(rows))]
        again(engine, changed[::-1][: len(changed) - (coder == "selon 3")], coder)
        kept, made = tallies(engine)
        assert kept == made and made


def test_all_databases_answer_alike(databases: Databases) -> None:
    """The same from SQLite, a PostgreSQL that compares bytes, one that sorts as English does, and one that knows no letters but those of ASCII."""
    from selon.store.decide import judge
    from tests.store.filters import cases

    urls = [databases.ledger(name, full=False) for name in DATABASES]
    urls += [databases.new("postgresql", options=options) for options in ("LOCALE_PROVIDER icu ICU_LOCALE 'en'", "LOCALE 'C'")]
    engines = [open_engine(url, create=True) for url in urls]

    for engine in engines:
        fill(engine, 4)
        judge(engine, "reject", packed()[2].claims[0][0]["key"], author="me", reason="wrong")
        judge(engine, "correct", packed()[1].claims[0][0]["key"], author="me", reason="wrong", value={"act": "wound", "actor": ["Nusrat al-Islam"]})
        judge(engine, "merge", "person:kim-jong-un", "person:vladimir-putin", author="me", reason="a test")
        again(engine, packed()[3:6], "selon 2")
    asked = found = 0
    for question, filters in cases():
        first, *others = [answer_of(engine, question, filters) for engine in engines]
        assert [other == first for other in others] == [True] * 3, (question, filters)
        asked += 1
        found += bool(len(first))
    assert found > asked / 3
    for engine in engines:
        engine.dispose()


def answer_of(engine: Engine, question: str, filters: Filters) -> Answer:
    with asking(engine) as connection:
        return ask(connection, question, filters)
