"""What people decided: judgements, kept apart from what selon read, and found again after a new reading.

A judgement is never changed; a later one on the same target goes before it, and one that *withdraws* it undoes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, get_args

from sqlalchemy import Connection, Engine, RowMapping, select

from selon.errors import LedgerError
from selon.model.claim import Certainty, Polarity
from selon.store import tables as t
from selon.store.guards import storable
from selon.store.insert import insert_rows
from selon.store.portions import portions
from selon.stories.days import days_of

#: Verdict -> what it is about. A claim is *confirmed*, *rejected* or *corrected*; of entities and stories two are *merged*, or one is *split* off.
VERDICTS: dict[str, tuple[str, ...]] = {
    "confirm": ("claim",),
    "reject": ("claim",),
    "correct": ("claim",),
    "merge": ("entity", "story"),
    "split": ("entity", "story"),
}
#: Fields of a claim that a person may correct.
CORRECTABLE = ("type", "mode", "act", "time", "certainty", "polarity", "actor", "recipient", "place", "text")
#: The share of words that a claim of a new reading must share with a judged one to be taken for it.
_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Bonds:
    """Decisions on stories: pairs of dispatches (keys) that belong *together* (and *joined*, by their numbers), and those that *left* their story."""

    together: tuple[tuple[str, str], ...] = ()
    left: frozenset[str] = frozenset()
    joined: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def judge(
    engine: Engine,
    verdict: str,
    target: str,
    other: str | None = None,
    *,
    author: str,
    reason: str,
    value: Mapping[str, Any] | None = None,
    withdraws: int | None = None,
) -> int:
    """Write a judgement; its number.

    In: a key of VERDICTS; the key of a claim, entity or dispatch; for merge and split the key of the *other* (stories are merged and split by
    dispatches: *other* joins the story of *target*, or leaves it); who decides and why; for "correct" the fields with their new values.
    Raises LedgerError where a key is not in the ledger or the verdict does not fit.
    """
    from selon.store.engine import writing
    from selon.store.tell import regroup
    from selon.store.write import Numbers, begin_batch

    _check_said(author, reason, target, other, json.dumps(value, ensure_ascii=False))
    if value and set(value) - set(CORRECTABLE):
        raise LedgerError(f"{', '.join(sorted(set(value) - set(CORRECTABLE)))}: not among what can be corrected ({', '.join(CORRECTABLE)})")
    _check_values(value or {})
    with writing(engine) as connection:
        numbers = Numbers(connection)
        kind, anchor, touched = _checked(connection, verdict, target, other, value)
        batch = begin_batch(connection, numbers, "judge", author)
        id = numbers.take(t.judgement)
        row = {
            "id": id,
            "at": datetime.now(UTC).isoformat(timespec="microseconds"),
            "author": author,
            "reason": reason,
            "verdict": verdict,
            "kind": kind,
            "target": target,
            "other": other,
            "value": json.dumps(value, ensure_ascii=False, sort_keys=True) if value else None,
            "anchor": json.dumps(anchor, ensure_ascii=False, sort_keys=True) if anchor else None,
            "withdraws": withdraws,
            "batch_id": batch,
        }
        insert_rows(connection, t.judgement, [row])
        if kind == "story":
            regroup(connection, numbers, batch, touched)
    return id


def withdraw(engine: Engine, judgement: int, *, author: str, reason: str) -> int:
    """Undo a judgement by another one; its number. Raises LedgerError where there is no such judgement."""
    from selon.store.engine import writing
    from selon.store.tell import regroup
    from selon.store.write import Numbers, begin_batch

    _check_said(author, reason)
    with writing(engine) as connection:
        row = connection.execute(select(t.judgement).where(t.judgement.c.id == judgement)).mappings().first() if judgement < 2**31 else None
        if row is None:
            raise LedgerError(f"{judgement}: there is no such judgement (selon judge list)")
        if row["verdict"] == "withdraw" or connection.execute(select(t.judgement.c.id).where(t.judgement.c.withdraws == judgement)).first():
            raise LedgerError(f"{judgement}: withdrawn already, or itself a withdrawal; judge anew instead")
        numbers = Numbers(connection)
        batch = begin_batch(connection, numbers, "judge", author)
        id = numbers.take(t.judgement)
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        new = {**row, "id": id, "at": at, "author": author, "reason": reason, "verdict": "withdraw", "value": None, "withdraws": judgement, "batch_id": batch}
        insert_rows(connection, t.judgement, [new])
        if row["kind"] == "story":
            ids = select(t.dispatch.c.id).where(t.dispatch.c.key.in_([row["target"], row["other"]]))
            regroup(connection, numbers, batch, connection.execute(ids).scalars().all())
    return id


def _check_said(author: str, reason: str, *others: str | None) -> None:
    for words in (author, reason, *others):
        if words is not None and not storable(words):
            raise LedgerError(f"{words!r}: characters that stand for nothing")
    if not author.strip() or not reason.strip():
        raise LedgerError("a judgement needs who decides (--by) and why (--reason)")


def _check_values(value: Mapping[str, Any]) -> None:
    for name, choices in (("certainty", get_args(Certainty)), ("polarity", get_args(Polarity))):
        if name in value and value[name] not in choices:
            raise LedgerError(f"{name}: {value[name]!r} is none of {', '.join(choices)}")
    if not value.get("act", "some"):
        raise LedgerError("act: a claim has one")
    if value.get("time") is not None and days_of(value["time"]) is None:
        raise LedgerError(f"time: {value['time']!r} is no date; write 2023-09-14, 2023-09 or 2023 (EDTF)")


def standing(connection: Connection, kind: str, until: int | None = None) -> list[RowMapping]:
    """The judgements on claims, entities or stories that stand, in order; those of batches after *until* left out."""
    query = select(t.judgement).where(t.judgement.c.kind == kind).order_by(t.judgement.c.id)
    if until is not None:
        query = query.where(t.judgement.c.batch_id <= until)
    rows = connection.execute(query).mappings().all()
    undone = {row["withdraws"] for row in rows if row["withdraws"] is not None}
    return [row for row in rows if row["id"] not in undone and row["verdict"] != "withdraw"]


def bonds(connection: Connection) -> Bonds:
    """The decisions on stories that stand."""
    latest: dict[tuple[str, str], RowMapping] = {_pair(row): row for row in standing(connection, "story")}
    if not latest:
        return Bonds()
    keys = sorted({key for pair in latest for key in pair})
    query = select(t.dispatch.c.key, t.dispatch.c.id).where(t.dispatch.c.key.in_(keys))
    numbers: dict[str, int] = dict(connection.execute(query).all())
    together = tuple(sorted(pair for pair, row in latest.items() if row["verdict"] == "merge"))
    joined: dict[int, tuple[int, ...]] = {}
    for one, other in together:
        for mine, theirs in ((one, other), (other, one)):
            joined[numbers[mine]] = (*joined.get(numbers[mine], ()), numbers[theirs])
    return Bonds(together, frozenset(row["other"] for row in latest.values() if row["verdict"] == "split"), joined)


def _pair(row: RowMapping) -> tuple[str, str]:
    return min(row["target"], row["other"]), max(row["target"], row["other"])


def same_entities(connection: Connection, until: int | None = None) -> dict[str, str]:
    """Key of an entity -> key of the one it was merged into; a split undoes a merge."""
    latest: dict[frozenset[str], RowMapping] = {}
    for row in standing(connection, "entity", until):
        latest[frozenset((row["target"], row["other"]))] = row
    into: dict[str, str] = {}

    def root(key: str) -> str:
        while key in into:
            key = into[key]
        return key

    for row in sorted(latest.values(), key=lambda each: int(each["id"])):
        if row["verdict"] == "merge" and root(row["target"]) != root(row["other"]):
            into[root(row["other"])] = root(row["target"])
    return {key: root(key) for key in into}


@dataclass(frozen=True, slots=True)
class Found:
    """A judgement on a claim and the claim (key) that it now stands on; *how*: same, moved (its words are read otherwise now), lost."""

    judgement: RowMapping
    claim: str | None
    how: str


def on_claims(connection: Connection, until: int | None = None) -> list[Found]:
    """The judgements on claims that stand (after batch *until*), each with the claim it stands on: the one of that key, else of the same dispatch the one
    whose words overlap most by half or more, the same act going first."""
    rows = standing(connection, "claim", until)
    keys = [row["target"] for row in rows]
    held: set[str] = set()
    for some in portions(keys):
        held.update(connection.execute(select(t.claim.c.key).where(t.claim.c.key.in_(some), t.holds(t.claim, until))).scalars())
    return [Found(row, row["target"], "same") if row["target"] in held else _moved(connection, row, until) for row in rows]


def _moved(connection: Connection, row: RowMapping, until: int | None) -> Found:
    anchor = json.loads(row["anchor"])
    query = select(t.claim.c.key, t.claim.c.text, t.claim.c.act).join(t.dispatch, t.dispatch.c.id == t.claim.c.dispatch_id)
    best: tuple[float, bool, str] | None = None
    query = query.where(t.dispatch.c.key == anchor["dispatch"], t.holds(t.claim, until)).order_by(t.claim.c.id)
    for key, words, act in connection.execute(query):
        share = _share(anchor["text"], words)
        if share >= _OVERLAP and (best is None or (act == anchor["act"], share) > (best[1], best[0])):
            best = (share, act == anchor["act"], key)
    return Found(row, best[2], "moved") if best else Found(row, None, "lost")


def _share(one: str, other: str) -> float:
    mine, theirs = set(one.casefold().split()), set(other.casefold().split())
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def _checked(
    connection: Connection, verdict: str, target: str, other: str | None, value: Mapping[str, Any] | None
) -> tuple[str, dict[str, Any] | None, Iterable[int]]:
    """What the judgement is about, where a claim stands, and the dispatches of stories that it touches."""
    kinds = VERDICTS.get(verdict)
    if kinds is None:
        raise LedgerError(f"{verdict}: no verdict; there are {', '.join(VERDICTS)}")
    if (verdict == "correct") != bool(value):
        raise LedgerError("correct needs the fields and their values (--set act=visit)" if verdict == "correct" else f"{verdict} takes no values")
    if "claim" in kinds:
        query = select(t.claim.c.text, t.claim.c.act, t.dispatch.c.key).join(t.dispatch, t.dispatch.c.id == t.claim.c.dispatch_id)
        found = connection.execute(query.where(t.claim.c.key == target, t.claim.c.ended.is_(None))).first()
        if found is None:
            raise LedgerError(f"{target}: there is no such claim in the ledger (selon claims lists their keys)")
        if other is not None:
            raise LedgerError(f"{verdict} takes one key")
        return "claim", {"text": found[0], "act": found[1], "dispatch": found[2]}, ()
    if other is None or other == target:
        raise LedgerError(f"{verdict} takes two keys, of two entities or of two dispatches")
    for kind, table in (("entity", t.entity), ("story", t.dispatch)):
        query = select(table.c.key, table.c.id).where(table.c.key.in_([target, other]))
        ids: dict[str, int] = {row[0]: row[1] for row in connection.execute(query)}
        if len(ids) == 2:
            if kind == "entity" and verdict == "split" and not _merged(connection, target, other):
                raise LedgerError(f"{target}, {other}: these two were not merged by hand (selon judge list)")
            return kind, None, sorted(ids.values())
    raise LedgerError(f"{target}, {other}: not both keys of entities or both of dispatches in the ledger")


def _merged(connection: Connection, one: str, other: str) -> bool:
    rows = [row for row in standing(connection, "entity") if {row["target"], row["other"]} == {one, other}]
    return bool(rows) and rows[-1]["verdict"] == "merge"


def listed(engine: Engine) -> list[str]:
    """All judgements, a line each, the oldest first; those on claims say where they stand now."""
    from selon.store.engine import asking

    with asking(engine) as connection:
        rows = connection.execute(select(t.judgement).order_by(t.judgement.c.id)).mappings().all()
        found = {each.judgement["id"]: each for each in on_claims(connection)}
    undone = {row["withdraws"] for row in rows if row["withdraws"] is not None}
    lines = []
    for row in rows:
        what = " ".join(filter(None, (row["verdict"], row["target"], row["other"], row["value"])))
        on = found.get(row["id"])
        state = (
            "withdrawn"
            if row["id"] in undone
            else f"now on {on.claim}"
            if on and on.how == "moved"
            else "its claim is read no more"
            if on and on.how == "lost"
            else ""
        )
        lines.append(f"{row['id']}  {row['at'][:19]}  {row['author']}: {what} ({row['reason']})" + (f" [{state}]" if state else ""))
    return lines
