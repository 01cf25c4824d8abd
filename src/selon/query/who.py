"""Whom a filter names: a country, an entity by key, or by name; entities that a person merged count as one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, Connection, Table, func, select

from selon.store import tables as t
from selon.store.decide import same_entities
from selon.store.guards import words_of
from selon.tables import read_table

#: Entities that one name may stand for.
_MANY = 200


@cache
def _countries() -> frozenset[str]:
    """The codes of countries; other capitals (AFP) are names."""
    return frozenset(row["iso3"] for row in read_table("knowledge", "countries"))


@dataclass(frozen=True, slots=True)
class Who:
    """A *country*, or the numbers of *entities* (none: nobody is called so)."""

    country: str | None
    entities: tuple[int, ...] = ()

    def of(self, table: Table) -> ColumnElement[bool]:
        """That a row of a table with columns country and entity_id is about them."""
        if self.country is not None:
            return table.c.country == self.country
        return table.c.entity_id.in_(self.entities)


class Naming:
    """Who is who, for one question; *until* is the batch up to which judgements count."""

    def __init__(self, connection: Connection, until: int | None) -> None:
        self._connection = connection
        self.into = same_entities(connection, until)

    def who(self, name: str) -> Who:
        """Whom *name* stands for: an ISO code, a key, or words that a name has."""
        if name in _countries():
            return Who(name)
        if ":" in name:
            found = self._ids(t.entity.c.key == name)
        else:
            words = sorted(set(words_of(name)))
            named = select(t.name_word.c.entity_id).where(t.name_word.c.word.in_(words)).group_by(t.name_word.c.entity_id)
            found = list(self._connection.execute(named.having(func.count() == len(words)).order_by(t.name_word.c.entity_id).limit(_MANY)).scalars())
        return Who(None, tuple(self._merged(found)))

    def _ids(self, condition: ColumnElement[bool]) -> list[int]:
        return list(self._connection.execute(select(t.entity.c.id).where(condition).limit(_MANY)).scalars())

    def _merged(self, ids: list[int]) -> list[int]:
        """*ids* and those that were merged with any of them."""
        if not self.into or not ids:
            return ids
        keys = set(self._connection.execute(select(t.entity.c.key).where(t.entity.c.id.in_(ids))).scalars())
        roots = {self.into.get(key, key) for key in keys}
        all_keys = keys | roots | {key for key, root in self.into.items() if root in roots}
        return sorted(self._connection.execute(select(t.entity.c.id).where(t.entity.c.key.in_(sorted(all_keys)))).scalars())

    def name(self, key: str, name: str) -> str:
        """What an entity is called in an answer: by the name of the one it was merged into."""
        root = self.into.get(key)
        if root is None:
            return name
        found = self._connection.execute(select(t.entity.c.name).where(t.entity.c.key == root)).scalar()
        return found or name
