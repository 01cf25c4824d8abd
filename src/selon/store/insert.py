"""Writing many rows at once.

SQLAlchemy words each statement once; the rows go to the driver as they are, since its work on every value of every row costs more than the database's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy import insert as insert_plain

if TYPE_CHECKING:
    from selon.store.rows import Row


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row], *, lacking: bool = False) -> None:
    """Insert *rows*, all with the same columns; where *lacking*, only those that are not there yet."""
    if rows:
        statement, order = _worded(table, tuple(rows[0]), connection.dialect, lacking)
        connection.exec_driver_sql(statement, list(map(itemgetter(*order), rows)) if order else list(rows))


def insert_or(dialect: Dialect, table: Table) -> Any:
    """An INSERT that can say what to do where the row is there already, as the database words it."""
    if dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as insert_sqlite

        return insert_sqlite(table)
    from sqlalchemy.dialects.postgresql import insert as insert_postgresql

    return insert_postgresql(table)


@lru_cache(128)
def _worded(table: Table, columns: tuple[str, ...], dialect: Dialect, lacking: bool) -> tuple[str, tuple[str, ...]]:
    """The statement, and its columns in order where it takes them by place."""
    statement = insert_or(dialect, table).on_conflict_do_nothing() if lacking else insert_plain(table)
    compiled = statement.compile(dialect=dialect, column_keys=list(columns))
    return str(compiled), tuple(compiled.positiontup or ())
