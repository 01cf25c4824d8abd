"""The ledger as it stood: which rows held after a batch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Table, func, select

from selon.errors import SettingError
from selon.store import tables as t


@dataclass(frozen=True, slots=True)
class Moment:
    """After *batch*; now where that is None."""

    batch: int | None = None

    def holds(self, table: Table) -> ColumnElement[bool]:
        """That a row of *table* held then."""
        return t.holds(table, self.batch)


def moment(connection: Connection, as_of: str | None) -> Moment:
    """The moment that *as_of* names: the end of a day (2023-09-03), or a time in UTC (2023-09-03T12:00). Raises SettingError for anything else."""
    if as_of is None:
        return Moment()
    try:
        when = datetime.fromisoformat(as_of + "T23:59:59.999999" if re.fullmatch(r"\d{4}-\d\d-\d\d", as_of) else as_of)
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise SettingError(f"as-of: {as_of!r} is neither a day (2023-09-03) nor a time (2023-09-03T12:00)") from error
    last = connection.execute(select(func.max(t.batch.c.id)).where(t.batch.c.at <= when.isoformat(timespec="microseconds"))).scalar()
    return Moment(last or 0)
