"""Claims and occurrences: which rows answer a question, and what is shown of each."""

from __future__ import annotations

import heapq
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select
from sqlalchemy.sql import Subquery

from selon.query.corrected import corrected as put_right
from selon.query.corrected import meets
from selon.query.filters import Filters
from selon.query.scope import Scope, Side, conditions, fixed, sides_of
from selon.query.who import Naming
from selon.store import tables as t
from selon.store.decide import Found, on_claims
from selon.store.portions import portions

#: How far rows are counted to tell which of several conditions is met by the fewest.
_FEW = 2000
#: Stretches of the index of parts that are merged at most.
_STRETCHES = 24


def claim_rows(scope: Scope, filters: Filters, *, events: bool = False, dated: bool = False) -> tuple[list[dict[str, Any]], bool]:
    """The claims that *filters* ask for, the latest first, and whether the limit cut any off.

    *events*: only those that tell an event, each occurrence once; *dated*: only those whose event has a date, in its order, the earliest first.
    """
    judged = {found.claim: found for found in on_claims(scope.connection, scope.when.batch) if found.claim is not None}
    corrected = {key: json.loads(found.judgement["value"]) for key, found in judged.items() if found.judgement["verdict"] == "correct"}
    hidden = {key for key, found in judged.items() if found.judgement["verdict"] == "reject"} if not filters.rejected else set()
    apart = sorted(hidden | set(corrected))
    limit = filters.limit + 1 if filters.limit else None
    told = _stand_ins(scope, hidden) if events and hidden else ()
    without = (t.claim.c.key.not_in(apart),) if apart else ()
    rows = _found(scope, filters, limit, without, events=events, dated=dated, told=told)
    again = sorted(set(corrected) - hidden)
    if again:
        query = _select(scope, filters, None, events=events, dated=dated, told=told, as_read=False).where(t.claim.c.key.in_(again))
        for read in scope.connection.execute(query).mappings():
            new = put_right(dict(read), corrected[read["key"]])
            if meets(scope, filters, new, corrected[read["key"]], events=events, dated=dated):
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
    for some in portions(ids):
        query = (
            select(t.part.c.claim_id, t.part.c.part, t.entity.c.key, t.entity.c.name)
            .join(t.entity, t.entity.c.id == t.part.c.entity_id)
            .where(t.part.c.claim_id.in_(some))
            .order_by(t.part.c.claim_id, t.part.c.part, t.part.c.rank, t.entity.c.key)
        )
        for claim, part, key, name in connection.execute(query):
            found.setdefault(claim, {}).setdefault(part, []).append(naming.name(key, name))
    return found


def _stand_ins(scope: Scope, hidden: set[str]) -> tuple[str, ...]:
    """Claims that stand for an occurrence now that the one that stood for it is *hidden*."""
    told = t.occurrence
    leads = select(told.c.lead).where(told.c.claim.in_(sorted(hidden)), told.c.first == 1, scope.when.holds(told))
    query = select(told.c.lead, told.c.claim).where(told.c.lead.in_(leads), scope.when.holds(told)).order_by(told.c.id)
    found: dict[str, str] = {}
    for lead, claim in scope.connection.execute(query):
        if claim not in hidden:
            found.setdefault(lead, claim)
    return tuple(sorted(found.values()))


def _found(
    scope: Scope, filters: Filters, limit: int | None, without: Sequence[ColumnElement[bool]], *, events: bool, dated: bool, told: Sequence[str]
) -> list[dict[str, Any]]:
    """The rows of claims as they were read, the first *limit* in order.

    Where the filters name somebody, rows come from the index of who has a part in what, which is in order of days already: one stretch of it for each
    entity or country and part, merged here. So the latest are found without looking at all, be they a few or a hundred thousand.
    """
    sides = sides_of(scope, filters)
    rarest = _rarest(scope.connection, sides) if sides and not dated and filters.text is None and filters.key is None else None
    stretches = rarest.stretches(t.part) if rarest is not None and limit is not None else []
    if rarest is None or not 0 < len(stretches) <= _STRETCHES:
        query = _select(scope, filters, None, events=events, dated=dated, told=told).where(*without)
        return [dict(row) for row in scope.connection.execute(query.limit(limit) if limit else query).mappings()]
    assert limit is not None
    ask = 2 * limit
    while True:
        runs = []
        for stretch in stretches:
            query = _select(scope, filters, (rarest, stretch), events=events, dated=dated, told=told).where(*without).limit(ask)
            runs.append([dict(row) for row in scope.connection.execute(query).mappings()])
        order = _order(dated)
        # A run that was cut off may lack rows only beyond its last: up to the earliest such end nothing is missing.
        ends = [order(run[-1]) for run in runs if len(run) == ask]
        merged: dict[int, dict[str, Any]] = {}
        for row in heapq.merge(*runs, key=order):
            if ends and order(row) > min(ends):
                break
            merged.setdefault(row["id"], row)
        if len(merged) >= limit or not ends:
            return list(merged.values())[:limit]
        ask *= 4


def _select(
    scope: Scope,
    filters: Filters,
    driver: tuple[Side, ColumnElement[bool]] | None,
    *,
    events: bool,
    dated: bool,
    told: Sequence[str],
    as_read: bool = True,
) -> Select[Any]:
    """The query for claims; *driver* is the side whose rows of ``part`` lead, and the stretch of them; *told* are those that stand for an occurrence
    besides the first; without *as_read* it leaves out what a correction may change."""
    claim, dispatch = t.claim, t.dispatch
    wanted = conditions(scope, filters) if as_read else fixed(scope, filters)
    sides = sides_of(scope, filters) if as_read else []
    columns = [
        *(c for c in claim.c if c.name not in ("born", "ended", "reading_id")),
        *(dispatch.c[name].label(f"dispatch_{name}") for name in ("key", "date", "provider", "outlet", "lang", "headline", "url")),
    ]
    source: Any = claim
    order: tuple[Any, ...] = (claim.c.first_day, claim.c.key) if dated else (claim.c.day.desc(), claim.c.id.desc())
    if driver is not None:
        source = t.part.join(claim, claim.c.id == t.part.c.claim_id)
        wanted.append(driver[1])
        order = (t.part.c.day.desc(), t.part.c.claim_id.desc())
    for side in sides:
        if driver is None or side != driver[0]:
            has = t.part.alias()
            wanted.append(exists().where(side.holds_of(has, claim)))
    source = source.join(dispatch, dispatch.c.id == claim.c.dispatch_id)
    if events:
        occurs = t.occurrence
        source = source.outerjoin(occurs, (occurs.c.claim == claim.c.key) & scope.when.holds(occurs))
        columns.extend((occurs.c.lead, occurs.c.reports, occurs.c.outlets, occurs.c.origins))
        first = or_(occurs.c.first.is_(None), occurs.c.first == 1)
        wanted.append(or_(first, claim.c.key.in_(told)) if told else first)
        if as_read:
            wanted.append(claim.c.type.is_not(None))
        if filters.min_origins is not None:
            wanted.append(_origins(occurs, claim) >= filters.min_origins)
        if filters.max_origins is not None:
            wanted.append(_origins(occurs, claim) <= filters.max_origins)
    if dated and as_read:
        wanted.append(claim.c.first_day.is_not(None))
    return select(*columns).select_from(source).where(*wanted).order_by(*order)


def _origins(told: Any, claim: Any) -> ColumnElement[int]:
    from sqlalchemy import case

    return func.coalesce(told.c.origins, case((claim.c.source_id.is_(None), 0), else_=1))


def _rarest(connection: Connection, sides: Sequence[Side]) -> Side | None:
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
