"""The questions that the ledger answers, each a function from filters to an answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, case, exists, func, or_, select

from selon.errors import LedgerError, SettingError
from selon.query.answer import Answer, answer
from selon.query.catalogue import CATALOGUE, CLAIMS, WHAT, WHO
from selon.query.claims import claim_rows, shown_parts
from selon.query.corrected import PARTS, named
from selon.query.filters import Filters
from selon.query.scope import Scope, conditions, sides_of
from selon.store import tables as t
from selon.store.portions import portions
from selon.stories.origins import ownership


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its *help* line, the *filters* it takes, the function that answers it, and the columns *shown* to a person."""

    help: str
    filters: tuple[str, ...]
    ask: Callable[[Connection, Filters], Answer]
    shown: tuple[str, ...]


def ask(connection: Connection, name: str, filters: Filters) -> Answer:
    """The answer to the question *name*. Raises SettingError for a filter that it does not take, LedgerError for a key that is not there."""
    question = QUESTIONS[name]
    default = Filters()
    for each in Filters.__dataclass_fields__:
        if getattr(filters, each) != getattr(default, each) and each not in question.filters:
            raise SettingError(f"{name} takes no filter {each.replace('_', '-')}; it takes {', '.join(f.replace('_', '-') for f in question.filters)}")
    return question.ask(connection, filters)


_CLAIM_COLUMNS = (
    ("claim", "str"), ("published", "str"), ("actors", "list"), ("act", "str"), ("type", "str"), ("mode", "str"), ("recipients", "list"), ("place", "str"),
    ("time", "str"), ("text", "str"), ("chain", "list"), ("quote", "str"), ("certainty", "str"), ("polarity", "str"), ("basis", "str"), ("provider", "str"),
    ("outlet", "str"), ("lang", "str"), ("dispatch", "str"), ("headline", "str"), ("url", "str"), ("rule", "str"), ("judged", "str"),
)  # fmt: skip


def _claims(connection: Connection, filters: Filters) -> Answer:
    scope = Scope.of(connection, filters)
    rows, more = claim_rows(scope, filters)
    return answer(_CLAIM_COLUMNS, _claim_cells(scope, rows), more=more)


def _timeline(connection: Connection, filters: Filters) -> Answer:
    scope = Scope.of(connection, filters)
    rows, more = claim_rows(scope, filters, dated=True)
    columns = (("first_day", "str"), ("last_day", "str"), *_CLAIM_COLUMNS)
    return answer(columns, [[row["first_day"], row["last_day"], *cells] for row, cells in zip(rows, _claim_cells(scope, rows), strict=True)], more=more)


def _claim_cells(scope: Scope, rows: Sequence[dict[str, Any]]) -> list[list[Any]]:
    parts = shown_parts(scope.connection, [row["id"] for row in rows], scope.naming)
    cells = []
    for row in rows:
        has = {**parts.get(row["id"], {}), **{part: named(row["corrected"], part) for part in PARTS if part in row["corrected"]}}
        cells.append(
            [
                row["key"], row["dispatch_date"], _many(has.get("actor")), row["act"], row["type"], row["mode"], _many(has.get("recipient")),
                next(iter(_many(has.get("place"))), None), row["time"], row["text"], _many(has.get("chain")), row["quote"], row["certainty"], row["polarity"],
                row["basis"], row["dispatch_provider"], row["dispatch_outlet"], row["dispatch_lang"], row["dispatch_key"], row["dispatch_headline"],
                row["dispatch_url"], row["rule"], row["judged"],
            ]
        )  # fmt: skip
    return cells


def _many(value: Any) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


_EVENT_COLUMNS = (
    ("event", "str"), ("published", "str"), ("time", "str"), ("type", "str"), ("mode", "str"), ("act", "str"), ("actors", "list"), ("recipients", "list"),
    ("place", "str"), ("polarity", "str"), ("certainty", "str"), ("reports", "int"), ("outlets", "int"), ("sources", "int"), ("text", "str"), ("judged", "str"),
)  # fmt: skip


def _events(connection: Connection, filters: Filters) -> Answer:
    """Occurrences: claims that tell the same count once, with how many reports, outlets and independent sources tell them."""
    scope = Scope.of(connection, filters)
    rows, more = claim_rows(scope, filters, events=True)
    parts = shown_parts(connection, [row["id"] for row in rows], scope.naming)
    cells = []
    for row in rows:
        has = {**parts.get(row["id"], {}), **{part: named(row["corrected"], part) for part in PARTS if part in row["corrected"]}}
        alone = int(row["source_id"] is not None)
        cells.append(
            [
                row["key"], row["dispatch_date"], row["time"], row["type"], row["mode"], row["act"], _many(has.get("actor")), _many(has.get("recipient")),
                next(iter(_many(has.get("place"))), None), row["polarity"], row["certainty"], row["reports"] or 1, row["outlets"] or 1,
                row["origins"] if row["origins"] is not None else alone, row["text"], row["judged"],
            ]
        )  # fmt: skip
    return answer(_EVENT_COLUMNS, cells, more=more)


_STORY_COLUMNS = (
    ("story", "str"), ("title", "str"), ("first_day", "str"), ("last_day", "str"), ("reports", "int"), ("outlets", "int"), ("sources", "int"),
    ("state_sources", "int"), ("contradictions", "int"), ("commitments", "int"), ("languages", "list"), ("dispatches", "list"), ("source_names", "list"),
)  # fmt: skip


def _stories(connection: Connection, filters: Filters) -> Answer:
    scope = Scope.of(connection, filters)
    about = Filters(**{name: getattr(filters, name) for name in (*WHO, *WHAT, "provider", "outlet", "lang", "as_of")})
    story, member = t.story, t.story_member
    query = select(story).where(scope.when.holds(story))
    if filters.first_day is not None:
        query = query.where(story.c.last_day >= filters.first_day)
    if filters.last_day is not None:
        query = query.where(story.c.first_day <= filters.last_day, story.c.first_day > "")
    if filters.min_origins is not None:
        query = query.where(story.c.origins >= filters.min_origins)
    if filters.max_origins is not None:
        query = query.where(story.c.origins <= filters.max_origins)
    if filters.key is not None:
        of_dispatch = select(member.c.story_id).join(t.dispatch, t.dispatch.c.id == member.c.dispatch_id).where(t.dispatch.c.key == filters.key)
        query = query.where(or_(story.c.key == filters.key, story.c.id.in_(of_dispatch)))
    if about == Filters(as_of=filters.as_of):
        rows, more = _limited(connection, query.order_by(story.c.last_day.desc(), story.c.key), filters)
    else:
        rows, more = _telling(scope, query, about, filters)
    found = _members(connection, [row["id"] for row in rows])
    counts = {table.name: _counted(connection, table, [row["id"] for row in rows]) for table in (t.contradiction, t.commitment)}
    cells = []
    for row in rows:
        dispatches = found.get(row["id"], [])
        names = [source["name"] for source in json.loads(row["detail"])["sources"]]
        cells.append(
            [
                row["key"], row["title"], row["first_day"] or None, row["last_day"] or None, row["reports"], row["outlets"], row["origins"],
                row["state_origins"], *(counts[name].get(row["id"], 0) for name in ("contradiction", "commitment")),
                tuple(sorted({lang for _, lang in dispatches})), tuple(key for key, _ in dispatches), tuple(names),
            ]
        )  # fmt: skip
    return answer(_STORY_COLUMNS, cells, more=more)


def _telling(scope: Scope, query: Any, about: Filters, filters: Filters) -> tuple[list[dict[str, Any]], bool]:
    """The stories of *query* in which some claim is as *about* asks, that with the latest such claim first; and whether the limit cut any off.

    Claims are gone through from the latest on until there are stories enough, so that a common name costs no more than a rare one.
    """
    # A story told from the first day on may have its claims on any day up to the last.
    ask = 4 * filters.limit if filters.limit else 0
    while True:
        claims, further = claim_rows(scope, replace(about, limit=ask, until=filters.until, since=filters.since, rejected=True))
        order: dict[int, int] = {}
        ids = list(dict.fromkeys(row["dispatch_id"] for row in claims))
        place = {id: number for number, id in enumerate(ids)}
        rows: dict[int, dict[str, Any]] = {}
        for some in portions(ids):
            told = query.join(t.story_member, t.story_member.c.story_id == t.story.c.id).add_columns(t.story_member.c.dispatch_id)
            for row in scope.connection.execute(told.where(t.story_member.c.dispatch_id.in_(some))).mappings():
                rows.setdefault(row["id"], dict(row))
                order[row["id"]] = min(order.get(row["id"], len(ids)), place[row["dispatch_id"]])
        found = sorted(rows.values(), key=lambda row: order[row["id"]])
        if not further or (filters.limit and len(found) > filters.limit):
            return (found[: filters.limit], True) if filters.limit and len(found) > filters.limit else (found, False)
        ask *= 4


def _counted(connection: Connection, table: Any, stories: Sequence[int]) -> dict[int, int]:
    """How many rows of *table* each of the stories has."""
    found: dict[int, int] = {}
    for some in portions(stories):
        query = select(table.c.story_id, func.count()).where(table.c.story_id.in_(some)).group_by(table.c.story_id)
        found.update(connection.execute(query).all())
    return found


def _members(connection: Connection, stories: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    query = select(t.story_member.c.story_id, t.dispatch.c.key, t.dispatch.c.lang).join(t.dispatch, t.dispatch.c.id == t.story_member.c.dispatch_id)
    query = query.order_by(func.coalesce(t.dispatch.c.first_day, ""), t.dispatch.c.key)
    for some in portions(stories):
        for story, key, lang in connection.execute(query.where(t.story_member.c.story_id.in_(some))):
            found.setdefault(story, []).append((key, lang))
    return found


_CONTESTED_COLUMNS = (
    ("contradiction", "str"), ("published", "str"), ("kind", "str"), ("reason", "str"), ("one", "str"), ("one_chain", "list"), ("one_provider", "str"),
    ("one_claim", "str"), ("other", "str"), ("other_chain", "list"), ("other_provider", "str"), ("other_claim", "str"), ("story", "str"),
)  # fmt: skip


def _contested(connection: Connection, filters: Filters) -> Answer:
    """Claims that can't both hold, side by side, with who stands behind each."""
    scope = Scope.of(connection, filters)
    pair = t.contradiction
    query = select(pair, t.story.c.key.label("story")).join(t.story, t.story.c.id == pair.c.story_id).where(scope.when.holds(pair))
    query = query.order_by(pair.c.day.desc(), pair.c.key)
    if filters.kind is not None:
        query = query.where(pair.c.kind == filters.kind)
    if filters.first_day is not None:
        query = query.where(pair.c.day >= filters.first_day)
    if filters.last_day is not None:
        query = query.where(pair.c.day <= filters.last_day, pair.c.day > "")
    if filters.key is not None:
        query = query.where(or_(pair.c.key == filters.key, pair.c.one == filters.key, pair.c.other == filters.key, t.story.c.key == filters.key))
    about = Filters(**{name: getattr(filters, name) for name in (*WHO, *WHAT)})
    if about != Filters():
        told = select(t.claim.c.key).join(t.dispatch, t.dispatch.c.id == t.claim.c.dispatch_id)
        told = told.where(*conditions(scope, about), or_(t.claim.c.key == pair.c.one, t.claim.c.key == pair.c.other))
        for side in sides_of(scope, about):
            told = told.where(exists().where(side.holds_of(t.part, t.claim)))
        query = query.where(told.exists())
    rows, more = _limited(connection, query, filters)
    claims = _claims_by_key(scope, [key for row in rows for key in (row["one"], row["other"])])
    cells = []
    for row in rows:
        one, other = (claims.get(row[side], ("", (), None)) for side in ("one", "other"))
        cells.append([row["key"], row["day"] or None, row["kind"], row["reason"], *one, row["one"], *other, row["other"], row["story"]])
    return answer(_CONTESTED_COLUMNS, cells, more=more)


def _claims_by_key(scope: Scope, keys: Sequence[str]) -> dict[str, tuple[str, tuple[str, ...], str | None]]:
    """(words, chain, provider) of claims by key."""
    found: dict[str, tuple[int, str, str | None]] = {}
    wanted = sorted(set(keys))
    for some in portions(wanted):
        query = select(t.claim.c.key, t.claim.c.id, t.claim.c.text, t.dispatch.c.provider).join(t.dispatch, t.dispatch.c.id == t.claim.c.dispatch_id)
        for key, id, words, provider in scope.connection.execute(query.where(t.claim.c.key.in_(some), scope.when.holds(t.claim))):
            found[key] = (id, words, provider)
    parts = shown_parts(scope.connection, [id for id, _, _ in found.values()], scope.naming)
    return {key: (words, _many(parts.get(id, {}).get("chain")), provider) for key, (id, words, provider) in found.items()}


_COMMITMENT_COLUMNS = (
    ("commitment", "str"), ("opened", "str"), ("by", "list"), ("act", "str"), ("to", "list"), ("due", "str"), ("status", "str"), ("steps", "list"),
    ("claims", "list"), ("story", "str"),
)  # fmt: skip


def owed_rows(
    connection: Connection, filters: Filters
) -> tuple[bool, list[dict[str, Any]], dict[tuple[int, str], list[tuple[str, str | None]]], dict[str, str]]:
    """The commitments that *filters* ask for: whether the limit cut any off, the rows (*stands* is the status on the day asked about), who owes and is owed
    (name, country) by (row, part), and the names of all in their chains.

    What is open and was due before the day asked about has lapsed.
    """
    scope = Scope.of(connection, filters)
    owed = t.commitment
    lapsed = (owed.c.status == "open") & owed.c.last_day.is_not(None) & (owed.c.last_day < _today(filters))
    status = case((lapsed, "lapsed"), else_=owed.c.status)
    query = select(owed, status.label("stands"), t.story.c.key.label("story")).join(t.story, t.story.c.id == owed.c.story_id).where(scope.when.holds(owed))
    query = query.order_by(func.coalesce(owed.c.opened, "").desc(), owed.c.key)
    wanted = "open" if filters.open else filters.status
    if filters.open and filters.status not in (None, "open"):
        raise SettingError("commitments: --open and --status exclude each other")
    if wanted is not None:
        query = query.where(status == wanted)
    if filters.act is not None:
        query = query.where(owed.c.act == filters.act)
    if filters.first_day is not None:
        query = query.where(owed.c.opened >= filters.first_day)
    if filters.last_day is not None:
        query = query.where(owed.c.opened <= filters.last_day)
    if filters.key is not None:
        query = query.where(or_(owed.c.key == filters.key, t.story.c.key == filters.key))
    for value, parts in ((filters.by, ("by",)), (filters.to, ("to",)), (filters.party, ("by", "to"))):
        if value is not None:
            who = scope.naming.who(value)
            query = query.where(exists().where(t.party.c.commitment_id == owed.c.id, t.party.c.part.in_(parts), who.of(t.party)))
    rows, more = _limited(connection, query, filters)
    sides: dict[tuple[int, str], list[tuple[str, str | None]]] = {}
    named = select(t.party.c.commitment_id, t.party.c.part, t.entity.c.key, t.entity.c.name, t.entity.c.country)
    named = named.join(t.entity, t.entity.c.id == t.party.c.entity_id)
    for some in portions([row["id"] for row in rows]):
        asked = named.where(t.party.c.commitment_id.in_(some)).order_by(t.party.c.part, t.entity.c.key)
        for id, part, key, name, country in connection.execute(asked):
            sides.setdefault((id, part), []).append((scope.naming.name(key, name), country))
    names = _names_of(scope, {key for row in rows for step in json.loads(row["steps"]) for link in step["chain"] for key in link.split("+")})
    return more, rows, sides, names


def _commitments(connection: Connection, filters: Filters) -> Answer:
    """What is owed, by whom, to whom, until when, and how it stands."""
    more, rows, sides, names = owed_rows(connection, filters)
    cells = []
    for row in rows:
        steps = json.loads(row["steps"])
        told = []
        for step in steps:
            chain = " ← ".join(" + ".join(names.get(key, key) for key in link.split("+")) for link in step["chain"])
            told.append(f"{step['day'] or 'undated'} {step['stage']}" + (f" according to {chain}" if chain else ""))
        claims = tuple(dict.fromkeys(key for step in steps for key in step["claims"]))
        by, to = (tuple(name for name, _ in sides.get((row["id"], part), [])) for part in ("by", "to"))
        cells.append([row["key"], row["opened"], by, row["act"], to, row["due"], row["stands"], tuple(told), claims, row["story"]])
    return answer(_COMMITMENT_COLUMNS, cells, more=more)


def _names_of(scope: Scope, keys: set[str]) -> dict[str, str]:
    """The names of entities by key."""
    found: dict[str, str] = {}
    wanted = sorted(keys)
    for some in portions(wanted):
        query = select(t.entity.c.key, t.entity.c.name).where(t.entity.c.key.in_(some))
        found.update({key: scope.naming.name(key, name) for key, name in scope.connection.execute(query)})
    return found


def _today(filters: Filters) -> str:
    from datetime import UTC, datetime

    return filters.as_of[:10] if filters.as_of else datetime.now(UTC).date().isoformat()


_OMISSION_COLUMNS = (
    ("published", "str"), ("source", "str"), ("kind", "str"), ("what", "str"), ("text", "str"), ("provider", "str"), ("outlet", "str"), ("lang", "str"),
    ("dispatch", "str"), ("headline", "str"), ("url", "str"),
)  # fmt: skip


def _omissions(connection: Connection, filters: Filters) -> Answer:
    scope = Scope.of(connection, filters)
    silence, dispatch = t.omission, t.dispatch
    query = select(silence, *(dispatch.c[name] for name in ("provider", "outlet", "lang", "headline", "url", "date")), dispatch.c.key.label("dispatch"))
    query = query.add_columns(t.entity.c.key.label("who"), t.entity.c.name.label("who_name"))
    source = silence.join(dispatch, dispatch.c.id == silence.c.dispatch_id).outerjoin(t.entity, t.entity.c.id == silence.c.source_id)
    query = query.select_from(source).where(scope.when.holds(silence)).order_by(silence.c.day.desc(), silence.c.id.desc())
    for name in ("provider", "outlet", "lang"):
        if getattr(filters, name) is not None:
            query = query.where(dispatch.c[name] == getattr(filters, name))
    if filters.kind is not None:
        query = query.where(silence.c.kind == filters.kind)
    if filters.first_day is not None:
        query = query.where(silence.c.day >= filters.first_day)
    if filters.last_day is not None:
        query = query.where(silence.c.day <= filters.last_day, silence.c.day > "")
    if filters.key is not None:
        query = query.where(dispatch.c.key == filters.key)
    if filters.source is not None:
        who = scope.naming.who(filters.source)
        query = query.where(t.entity.c.country == who.country if who.country is not None else silence.c.source_id.in_(who.entities))
    rows, more = _limited(connection, query, filters)
    cells = []
    for row in rows:
        who_name = scope.naming.name(row["who"], row["who_name"]) if row["who"] else row["source"] and (row["provider"] or "the agency")
        shown = (row[name] for name in ("kind", "what", "text", "provider", "outlet", "lang", "dispatch", "headline", "url"))
        cells.append([row["date"], who_name, *shown])
    return answer(_OMISSION_COLUMNS, cells, more=more)


_ENTITY_COLUMNS = (
    ("entity", "str"), ("name", "str"), ("kind", "str"), ("country", "str"), ("sector", "str"), ("claims", "int"), ("as_actor", "int"), ("as_recipient", "int"),
    ("as_source", "int"), ("names", "list"), ("roles", "list"), ("merged_into", "str"),
)  # fmt: skip


def _entities(connection: Connection, filters: Filters) -> Answer:
    scope = Scope.of(connection, filters)
    entity, tally = t.entity, t.tally
    query = select(entity, tally.c.claims).join(tally, (tally.c.entity_id == entity.c.id) & (tally.c.part == "any")).where(tally.c.claims > 0)
    query = query.order_by(tally.c.claims.desc(), entity.c.id)
    if filters.name is not None:
        query = query.where(entity.c.id.in_(scope.naming.who(filters.name).entities))
    if filters.kind is not None:
        query = query.where(entity.c.kind == filters.kind)
    if filters.country is not None:
        query = query.where(entity.c.country == filters.country)
    if filters.key is not None:
        query = query.where(entity.c.key == filters.key)
    rows, more = _limited(connection, query, filters)
    ids = [row["id"] for row in rows]
    counts: dict[tuple[int, str], int] = {}
    names: dict[int, list[str]] = {}
    roles: dict[int, list[str]] = {}
    for some in portions(ids):
        for id, part, number in connection.execute(select(tally).where(tally.c.entity_id.in_(some))):
            counts[id, part] = number
        for id, name, role in connection.execute(
            select(t.entity_name.c.entity_id, t.entity_name.c.name, t.entity_name.c.role).where(t.entity_name.c.entity_id.in_(some))
        ):
            names.setdefault(id, []).append(name)
            if role:
                roles.setdefault(id, []).append(role)
    cells = []
    for row in rows:
        told = (counts.get((row["id"], part), 0) for part in ("actor", "recipient", "chain"))
        called = (tuple(sorted(set(found.get(row["id"], [])))) for found in (names, roles))
        shown = (row[name] for name in ("key", "name", "kind", "country", "sector", "claims"))
        cells.append([*shown, *told, *called, scope.naming.into.get(row["key"])])
    return answer(_ENTITY_COLUMNS, cells, more=more)


_SOURCE_COLUMNS = (
    ("source", "str"), ("name", "str"), ("kind", "str"), ("country", "str"), ("ownership", "str"), ("claims", "int"), ("first_day", "str"), ("last_day", "str"),
)  # fmt: skip


def _sources(connection: Connection, filters: Filters) -> Answer:
    """Primary sources (the outermost link of a chain before the agency): how many claims rest on each."""
    scope = Scope.of(connection, filters)
    entity, claim = t.entity, t.claim
    about = Filters(**{name: getattr(filters, name) for name in (*CLAIMS, "dated") if name not in ("limit", "rejected", "source", "country", "as_of")})
    whole = about == Filters() and filters.as_of is None
    if whole:
        query = select(entity.c.id, t.tally.c.claims).join(t.tally, (t.tally.c.entity_id == entity.c.id) & (t.tally.c.part == "source"))
        query = query.where(t.tally.c.claims > 0).order_by(t.tally.c.claims.desc(), entity.c.id)
    else:
        number = func.count().label("claims")
        query = select(claim.c.source_id.label("id"), number).join(t.dispatch, t.dispatch.c.id == claim.c.dispatch_id)
        query = query.join(entity, entity.c.id == claim.c.source_id).where(*conditions(scope, about))
        for side in sides_of(scope, about):
            query = query.where(exists().where(side.holds_of(t.part, claim)))
        query = query.group_by(claim.c.source_id).order_by(number.desc(), claim.c.source_id)
    if filters.country is not None:
        query = query.where(entity.c.country == filters.country)
    if filters.source is not None:
        who = scope.naming.who(filters.source)
        query = query.where(entity.c.country == who.country if who.country is not None else entity.c.id.in_(who.entities))
    if filters.kind is not None:
        query = query.where(entity.c.kind == filters.kind)
    rows, more = _limited(connection, query, filters)
    cells = []
    for row in rows:
        found = connection.execute(select(entity).where(entity.c.id == row["id"])).mappings().one()
        held = (claim.c.source_id == row["id"]) & scope.when.holds(claim) & (claim.c.day > "")
        first = connection.execute(select(claim.c.day).where(held).order_by(claim.c.day).limit(1)).scalar()
        last = connection.execute(select(claim.c.day).where(held).order_by(claim.c.day.desc()).limit(1)).scalar()
        name = scope.naming.name(found["key"], found["name"])
        cells.append([found["key"], name, found["kind"], found["country"], ownership().get(found["key"]), row["claims"], first, last])
    return answer(_SOURCE_COLUMNS, cells, more=more)


def _limited(connection: Connection, query: Any, filters: Filters) -> tuple[list[dict[str, Any]], bool]:
    rows = [dict(row) for row in connection.execute(query.limit(filters.limit + 1) if filters.limit else query).mappings()]
    return (rows[: filters.limit], True) if filters.limit and len(rows) > filters.limit else (rows, False)


def story_detail(connection: Connection, key: str, as_of: str | None = None) -> dict[str, Any]:
    """All that the ledger has on one story: sources with their claims, the copy tree, corrections. Raises LedgerError where there is none of that key."""
    scope = Scope.of(connection, Filters(as_of=as_of))
    row = connection.execute(select(t.story).where(t.story.c.key == key, scope.when.holds(t.story))).mappings().first()
    if row is None:
        raise LedgerError(f"{key}: there is no such story in the ledger (selon stories lists their keys)")
    found: dict[str, Any] = json.loads(row["detail"])
    return found


_ASKED: dict[str, tuple[Callable[[Connection, Filters], Answer], tuple[str, ...]]] = {
    "claims": (_claims, ("published", "actors", "act", "recipients", "time", "text", "chain", "certainty", "polarity", "provider", "claim")),
    "events": (_events, ("published", "time", "type", "actors", "act", "recipients", "place", "reports", "outlets", "sources", "text", "event")),
    "stories": (_stories, ("last_day", "title", "reports", "outlets", "sources", "state_sources", "contradictions", "source_names", "story")),
    "contested": (_contested, ("published", "kind", "one", "one_chain", "other", "other_chain", "reason", "contradiction")),
    "commitments": (_commitments, ("opened", "by", "act", "to", "due", "status", "steps", "commitment")),
    "omissions": (_omissions, ("published", "source", "kind", "what", "text", "provider", "dispatch")),
    "entities": (_entities, ("name", "kind", "country", "sector", "claims", "as_actor", "as_recipient", "as_source", "entity")),
    "sources": (_sources, ("name", "kind", "country", "ownership", "claims", "first_day", "last_day", "source")),
    "timeline": (_timeline, ("time", "actors", "act", "recipients", "place", "text", "chain", "certainty", "polarity", "claim")),
}
QUESTIONS = {name: Question(*CATALOGUE[name], *_ASKED[name]) for name in CATALOGUE}
