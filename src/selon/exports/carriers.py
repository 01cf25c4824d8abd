"""Agencies and outlets by their names: one key for one carrier, whether a dispatch relays it or is its own."""

from __future__ import annotations

from functools import cache

from selon.knowledge.gazetteer import normal
from selon.tables import Row, read_table, values


def carrier_key(name: str) -> str:
    """``agency:kcna`` for one that the knowledge tables know by *name*, else ``name:`` and the name without case and accents."""
    row = agencies_by_name().get(normal(name))
    return f"agency:{row['id']}" if row else f"name:{normal(name)}"


@cache
def agencies_by_key() -> dict[str, Row]:
    """The rows of the table of agencies by their key."""
    return {f"agency:{row['id']}": row for row in read_table("knowledge", "agencies")}


@cache
def agencies_by_name() -> dict[str, Row]:
    """The same by every name that they have."""
    found: dict[str, Row] = {}
    for row in read_table("knowledge", "agencies"):
        names = [row[column] for column in row if column == "name" or column.startswith("name_")]
        for name in (*names, *values(row["aliases"])):
            if name:
                found.setdefault(normal(name), row)
    return found
