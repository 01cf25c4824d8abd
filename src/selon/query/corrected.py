"""Claims as a person corrected them: what a filter asks of a corrected field is looked up in what was put in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from selon.query.filters import Filters
from selon.query.scope import Scope, Side, sides_of
from selon.query.search import in_words
from selon.store import tables as t
from selon.store.guards import words_of
from selon.stories.days import days_of

#: Fields of a claim that a judgement may correct and a filter may ask for by value.
FIELDS = ("act", "type", "certainty", "polarity")
#: Fields of a claim that name who has a part in it.
PARTS = ("actor", "recipient", "place")


def corrected(row: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The *row* of a claim with the *values* that a person gave it; its days follow its time."""
    new = {**row, **{name: value for name, value in values.items() if name in row}}
    if "time" in values:
        new["first_day"], new["last_day"] = days_of(values["time"]) or (None, None)
    return new


def meets(scope: Scope, filters: Filters, new: Mapping[str, Any], values: Mapping[str, Any], *, events: bool, dated: bool) -> bool:
    """Whether a corrected claim is one that *filters* ask for, as far as corrections may change that. *events* and *dated* as in ``claim_rows``."""
    if any(getattr(filters, name) not in (None, new[name]) for name in FIELDS):
        return False
    if (events and new["type"] is None) or (dated and new["first_day"] is None):
        return False
    if filters.text is not None and not in_words(new["text"], filters.text):
        return False
    if filters.dated == "event":
        if filters.first_day is not None and not (new["last_day"] or "") >= filters.first_day:
            return False
        if filters.last_day is not None and not "" < (new["first_day"] or "") <= filters.last_day:
            return False
    return all(_has(scope, side, new["id"], values) for side in sides_of(scope, filters))


def named(values: Mapping[str, Any], part: str) -> tuple[str, ...]:
    """Those that a correction names for a *part*."""
    value = values[part]
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _has(scope: Scope, side: Side, claim: int, values: Mapping[str, Any]) -> bool:
    read = [part for part in side.parts if part not in values]
    held = select(t.part.c.claim_id).where(t.part.c.claim_id == claim, t.part.c.part.in_(read), side.who.of(t.part)).limit(1)
    if scope.connection.execute(held).first() is not None:
        return True
    return any(_is(scope, side, name) for part in side.parts if part in values for name in named(values, part))


def _is(scope: Scope, side: Side, name: str) -> bool:
    """Whether *name*, as a person wrote it, is whom *side* asks for."""
    who = scope.naming.who(name)
    if side.who.country is not None:
        return side.who.country == who.country or side.who.country in _countries(scope, who.entities)
    wanted = set(words_of(side.name))
    return bool(set(who.entities) & set(side.who.entities)) or name == side.name or (":" not in side.name and bool(wanted) and wanted <= set(words_of(name)))


def _countries(scope: Scope, entities: Sequence[int]) -> set[str | None]:
    return set(scope.connection.execute(select(t.entity.c.country).where(t.entity.c.id.in_(entities))).scalars()) if entities else set()
