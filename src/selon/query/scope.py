"""What all parts of one question share: the moment it asks about, who is who, and the conditions that its filters make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_

from selon.query.filters import Filters
from selon.query.moment import Moment, moment
from selon.query.search import matches
from selon.query.who import Naming, Who
from selon.store import tables as t


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
class Side:
    """A condition on who has a part in a claim; *name* as the user wrote it."""

    name: str
    who: Who
    parts: tuple[str, ...]

    def of(self, part: Any) -> ColumnElement[bool]:
        """That a row of *part* meets it."""
        return and_(self.who.of(part), part.c.part.in_(self.parts) if len(self.parts) > 1 else part.c.part == self.parts[0])

    def holds_of(self, part: Any, claim: Any) -> ColumnElement[bool]:
        """That a row of *part* (an alias) that belongs to *claim* meets it. Written so that both databases look the row up by its claim: by country or entity
        they would go through all that the country does for each claim."""
        who: ColumnElement[bool]
        if self.who.country is not None:
            who = func.coalesce(part.c.country, "") == self.who.country
        else:
            who = (part.c.entity_id + 0).in_(self.who.entities)
        return and_(part.c.claim_id == claim.c.id, part.c.part.in_(self.parts), who)

    def stretches(self, part: Any) -> list[ColumnElement[bool]]:
        """The same, as stretches of an index of *part*: one for each part, and each entity where the side is not a country."""
        if self.who.country is not None:
            return [and_(part.c.country == self.who.country, part.c.part == name) for name in self.parts]
        return [and_(part.c.entity_id == id, part.c.part == name) for name in self.parts for id in self.who.entities]


def sides_of(scope: Scope, filters: Filters) -> list[Side]:
    """What the filters ask of those who have a part in a claim."""
    sides: list[Side] = []
    for value, parts in (
        (filters.actor, ("actor",)),
        (filters.recipient, ("recipient",)),
        (filters.party, ("actor", "recipient")),
        (filters.country, ("actor", "recipient", "place")),
        (filters.place, ("place",)),
        (filters.source, ("chain",)),
    ):
        if value is not None:
            sides.append(Side(value, scope.naming.who(value), parts))
    return sides


def conditions(scope: Scope, filters: Filters) -> list[ColumnElement[bool]]:
    """What must hold of a claim and its dispatch, but for who has a part in it."""
    claim = t.claim
    wanted = fixed(scope, filters)
    wanted.extend(claim.c[name] == getattr(filters, name) for name in ("act", "type", "certainty", "polarity") if getattr(filters, name) is not None)
    if filters.text is not None:
        wanted.append(matches(scope.connection, filters.text))
    if filters.dated == "event":
        wanted.extend(_between(filters, claim.c.first_day, claim.c.last_day))
    return wanted


def fixed(scope: Scope, filters: Filters) -> list[ColumnElement[bool]]:
    """Those of the conditions that no judgement may move: that the claim held, its dispatch, its key."""
    claim, dispatch = t.claim, t.dispatch
    wanted = [scope.when.holds(claim)]
    wanted.extend(dispatch.c[name] == getattr(filters, name) for name in ("provider", "outlet", "lang") if getattr(filters, name) is not None)
    if filters.key is not None:
        wanted.append(or_(claim.c.key == filters.key, dispatch.c.key == filters.key))
    if filters.dated == "published":
        wanted.extend(_between(filters, claim.c.day, claim.c.day))
    return wanted


def _between(filters: Filters, first: Any, last: Any) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.first_day is not None:
        wanted.append(last >= filters.first_day)
    if filters.last_day is not None:
        wanted.extend((first <= filters.last_day, first > ""))  # what has no date is not before any
    return wanted
