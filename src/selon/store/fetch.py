"""Ledgers of dispatches, back from the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from selon.errors import LedgerError
from selon.model.dispatch import Carriage, Dispatch, Link
from selon.model.ledger import Ledger
from selon.render.rebuild import BUILDERS
from selon.store import tables as t
from selon.store.rows import framed, unpack_json


def ledger_of(connection: Connection, key: str, until: int | None = None) -> Ledger:
    """The ledger of the dispatch of *key*, as its last reading (the last up to batch *until*) has it. Raises LedgerError where there is none."""
    query = select(t.dispatch, t.reading.c.ledger).join(t.reading, t.reading.c.dispatch_id == t.dispatch.c.id).where(t.dispatch.c.key == key)
    row = connection.execute(query.where(t.holds(t.reading, until))).mappings().first()
    if row is None:
        raise LedgerError(f"{key}: there is no such dispatch in the ledger")
    return rebuilt(connection, row)


def rebuilt(connection: Connection, row: RowMapping) -> Ledger:
    """The ledger of a row that holds a dispatch and the ledger of its reading."""
    said = unpack_json(row["ledger"])
    parts: dict[str, Any] = {name: tuple(build(each) for each in said[name]) for name, build in BUILDERS.items()}
    return Ledger(dispatch=dispatch_of(row, said["carriage"]["links"]), **parts)


def dispatch_of(row: RowMapping, links: list[dict[str, str]]) -> Dispatch:
    """The dispatch of a row, with the *links* that it states."""
    stated = tuple(Link(each["relation"], each["target"], each["evidence"]) for each in links)  # type: ignore[arg-type]
    return Dispatch(**framed(dict(row)), carriage=Carriage(row["outlet"], row["guid"], row["version"], row["named_source"], stated))


def ledgers(connection: Connection, until: int | None = None) -> Iterator[tuple[str, Ledger]]:
    """All dispatches (key and ledger), by publication day and key, so that the same dispatches come in the same order whenever they came in."""
    order = connection.execute(select(t.dispatch.c.first_day, t.dispatch.c.key, t.dispatch.c.id)).all()
    for _, key, id in sorted(order, key=lambda each: (each[0] or "", each[1])):
        query = select(t.dispatch, t.reading.c.ledger).join(t.reading, t.reading.c.dispatch_id == t.dispatch.c.id)
        row = connection.execute(query.where(t.dispatch.c.id == id, t.holds(t.reading, until))).mappings().first()
        if row is not None:
            yield key, rebuilt(connection, row)


def text_of(connection: Connection, key: str) -> str:
    """The text of a dispatch; empty where there is none of that key."""
    return connection.execute(select(t.dispatch.c.text).where(t.dispatch.c.key == key)).scalar() or ""
