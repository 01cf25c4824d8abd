"""Claims and occurrences: which rows answer a question, and what is shown of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select
from sqlalchemy.sql import Subquery

from selon.query.filters import Filters
from selon.query.moment import Moment, moment
from selon.query.search import matches
from selon.query.who import Naming, Who
from selon.store import tables as t
from selon.store.decide import Found, on_claims

#: How far rows are counted to tell which of several conditions is met by the fewest.
_FEW = 2000
#: Fields of a claim that a judgement may correct and a filter may ask for.
_FIELDS = ("act", "type", "certainty", "polarity")
#: Keys asked for in one statement.
_MANY = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """What every part of one question shares."""

    connection: Connection
    when: Moment
    naming: Naming

    @classmethod
    def of(cls, connection: Connection, filters: Filters) -> Scope:
        """The scope of a question with *filters*."""
        when = moment(connection, filters.as_of)
        return cls(connection, when, Naming(connection, when.batch))


@dataclass(frozen=True, slots=True)
class _Side:
    """A condition on who has a part in a claim."""

    who: Who
    parts: tuple[str, ...]

    def of(self, part: Any) -> ColumnElement[bool]:
        return and_(self.who.of(part), part.c.part.in_(self.parts) if len(self.parts) > 1 else part.c.part == self.parts[0])


def claim_rows(scope: Scope, filters: Filters, *, events: bool = False, dated: bool = False) -> tuple[list[dict[str, Any]], bool]:
    """The claims that *filters* ask for, the latest first, and whether the limit cut any off.

    *events*: only those that tell an event, each occurrence once; *dated*: only those whose event has a date, in its order, the earliest first.
    """
    judged = {found.claim: found for found in on_claims(scope.connection, scope.when.batch) if found.claim is not None}
    corrected = {key: json.loads(found.judgement["value"]) for key, found in judged.items() if found.judgement["verdict"] == "correct"}
    hidden = {key for key, found in judged.items() if found.judgement["verdict"] == "reject"} if not filters.rejected else set()
    apart = sorted(hidden | set(corrected))
    limit = filters.limit + 1 if filters.limit else None
    query = _select(scope, filters, events=events, dated=dated, fields=True)
    if apart:
        query = query.where(t.claim.c.key.not_in(apart))
    rows = [dict(row) for row in scope.connection.execute(query.limit(limit) if limit else query).mappings()]
    if set(corrected) - hidden:
        again = _select(scope, filters, events=events, dated=dated, fields=False).where(t.claim.c.key.in_(sorted(set(corrected) - hidden)))
        for read in scope.connection.execute(again).mappings():
            new = {**read, **{name: value for name, value in corrected[read["key"]].items() if name in read}}
            if all(getattr(filters, name) in (None, new[name]) for name in _FIELDS):
                rows.append(new)
        rows.sort(key=_order(dated))
    more = bool(filters.limit) and len(rows) > filters.limit
    if more:
        rows = rows[: filters.limit]
    for row in rows:
        found = judged.get(row["key"])
        row["judged"] = _judged(found) if found else None
        row["corrected"] = corrected.get(row["key"], {})
    return rows, more


def shown_parts(connection: Connection, ids: Sequence[int], naming: Naming) -> dict[int, dict[str, list[str]]]:
    """The names of those who have a part in each of the claims *ids*: claim -> part -> names, a chain from the innermost out."""
    found: dict[int, dict[str, list[str]]] = {}
    for at in range(0, len(ids), _MANY):
        query = (
            select(t.part.c.claim_id, t.part.c.part, t.entity.c.key, t.entity.c.name)
            .join(t.entity, t.entity.c.id == t.part.c.entity_id)
            .where(t.part.c.claim_id.in_(list(ids)[at : at + _MANY]))
            .order_by(t.part.c.claim_id, t.part.c.part, t.part.c.rank, t.entity.c.key)
        )
        for claim, part, key, name in connection.execute(query):
            found.setdefault(claim, {}).setdefault(part, []).append(naming.name(key, name))
    return found


def _select(scope: Scope, filters: Filters, *, events: bool, dated: bool, fields: bool) -> Select[Any]:
    claim, dispatch = t.claim, t.dispatch
    wanted = conditions(scope, filters, fields=fields)
    sides = sides_of(scope, filters)
    columns = [
        *(c for c in claim.c if c.name not in ("born", "ended", "reading_id")),
        *(dispatch.c[name].label(f"dispatch_{name}") for name in ("key", "date", "provider", "outlet", "lang", "headline", "url")),
    ]
    driver = _rarest(scope.connection, sides) if not dated and filters.text is None and filters.key is None else None
    source: Any = claim
    if driver is not None:
        # The rows of the rarest side come from its index already in order of days: nothing is sorted.
        part: Any = t.part.alias("driver")
        if len(driver.parts) > 1 or driver.who.country is not None or len(driver.who.entities) > 1:
            inner = select(t.part.c.claim_id, t.part.c.day).where(driver.of(t.part)).distinct()
            part = inner.subquery("driver")
        else:
            wanted.append(driver.of(part))
        source = part.join(claim, claim.c.id == part.c.claim_id)
        order = (part.c.day.desc(), part.c.claim_id.desc())
    else:
        order = (claim.c.first_day, claim.c.key) if dated else (claim.c.day.desc(), claim.c.id.desc())
    for side in sides:
        if side is not driver:
            wanted.append(exists().where(t.part.c.claim_id == claim.c.id, side.of(t.part)))
    source = source.join(dispatch, dispatch.c.id == claim.c.dispatch_id)
    if events:
        told = t.occurrence
        source = source.outerjoin(told, (told.c.claim == claim.c.key) & scope.when.holds(told))
        columns.extend((told.c.lead, told.c.reports, told.c.outlets, told.c.origins))
        wanted.extend((claim.c.type.is_not(None), or_(told.c.first.is_(None), told.c.first == 1)))
        if filters.min_origins is not None:
            wanted.append(_origins(told, claim) >= filters.min_origins)
        if filters.max_origins is not None:
            wanted.append(_origins(told, claim) <= filters.max_origins)
    if dated:
        wanted.append(claim.c.first_day.is_not(None))
    return select(*columns).select_from(source).where(*wanted).order_by(*order)


def _origins(told: Any, claim: Any) -> ColumnElement[int]:
    from sqlalchemy import case

    return func.coalesce(told.c.origins, case((claim.c.source_id.is_(None), 0), else_=1))


def conditions(scope: Scope, filters: Filters, *, fields: bool = True) -> list[ColumnElement[bool]]:
    """What must hold of a claim and its dispatch, but for who has a part in it; *fields* false leaves out what a judgement may have corrected."""
    claim, dispatch = t.claim, t.dispatch
    wanted: list[ColumnElement[bool]] = [scope.when.holds(claim)]
    for name in _FIELDS if fields else ():
        if getattr(filters, name) is not None:
            wanted.append(claim.c[name] == getattr(filters, name))
    for name in ("provider", "outlet", "lang"):
        if getattr(filters, name) is not None:
            wanted.append(dispatch.c[name] == getattr(filters, name))
    if filters.text is not None:
        wanted.append(matches(scope.connection, filters.text))
    if filters.key is not None:
        wanted.append(or_(claim.c.key == filters.key, dispatch.c.key == filters.key))
    first, last = (claim.c.first_day, claim.c.last_day) if filters.dated == "event" else (claim.c.day, claim.c.day)
    if filters.first_day is not None:
        wanted.append(last >= filters.first_day)
    if filters.last_day is not None:
        wanted.append(first <= filters.last_day)
    return wanted


def sides_of(scope: Scope, filters: Filters) -> list[_Side]:
    """What the filters ask of those who have a part in a claim."""
    sides: list[_Side] = []
    for value, parts in (
        (filters.actor, ("actor",)),
        (filters.recipient, ("recipient",)),
        (filters.party, ("actor", "recipient")),
        (filters.country, ("actor", "recipient", "place")),
        (filters.place, ("place",)),
        (filters.source, ("chain",)),
    ):
        if value is not None:
            sides.append(_Side(scope.naming.who(value), parts))
    return sides


def _rarest(connection: Connection, sides: Sequence[_Side]) -> _Side | None:
    """The side that the fewest rows meet, as far as counting up to a bound tells."""
    if len(sides) < 2:
        return sides[0] if sides else None
    counted = []
    for number, side in enumerate(sides):
        few: Subquery = select(t.part.c.claim_id).where(side.of(t.part)).limit(_FEW).subquery()
        counted.append((connection.execute(select(func.count()).select_from(few)).scalar_one(), number))
    return sides[min(counted)[1]]


def _order(dated: bool) -> Any:
    if dated:
        return lambda row: (row["first_day"] or "", row["key"])
    return lambda row: (_descending(row["day"]), -row["id"])


def _descending(day: str | None) -> tuple[int, ...]:
    """A key by which days come latest first, unknown ones last."""
    return tuple(-ord(character) for character in day) if day else (1,)


def _judged(found: Found) -> str:
    row = found.judgement
    return f"{row['verdict']} by {row['author']}: {row['reason']}" + (" (read otherwise since)" if found.how == "moved" else "")
