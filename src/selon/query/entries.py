"""The ledger as what exports are made of: entries of dispatches, and what is owed over them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from selon.exports.entry import Entry, Owed, Party, Step
from selon.query.filters import Filters
from selon.query.moment import Moment, moment
from selon.query.questions import owed_rows
from selon.query.who import Naming
from selon.store import tables as t
from selon.store.decide import on_claims
from selon.store.fetch import ledgers
from selon.store.keys import claim_keys, entity_key
from selon.stories.parties import parties_of


class Entries:
    """The entries of a ledger, in order of publication day and key, so that the same dispatches give the same export whenever they came in.

    *as_of* is the moment at which the ledger is looked at. Raises SettingError for one that is none.
    """

    def __init__(self, connection: Connection, as_of: str | None = None) -> None:
        self.count = self.rejected = 0
        self._connection = connection
        self._as_of = as_of
        self._when: Moment = moment(connection, as_of)

    def entries(self) -> Iterator[Entry]:
        """Every dispatch with its ledger; entities that a person merged have one key."""
        into = Naming(self._connection, self._when.batch).into
        verdicts = {each.claim: each.judgement["verdict"] for each in on_claims(self._connection, self._when.batch) if each.claim is not None}
        query = select(t.dispatch.c.key, t.story.c.key).join(t.story_member, t.story_member.c.dispatch_id == t.dispatch.c.id)
        stories = dict(self._connection.execute(query.join(t.story, t.story.c.id == t.story_member.c.story_id).where(self._when.holds(t.story))).all())
        for key, ledger in ledgers(self._connection, self._when.batch):
            self.count += 1
            keys = claim_keys(ledger, key)
            yield Entry(
                key=key,
                ledger=ledger,
                claim_keys=keys,
                entity_keys={id: into.get(own, own) for id, party in parties_of(ledger).items() for own in [entity_key(party.key, key)]},
                story=stories.get(key),
                judgements={id: verdicts[each] for id, each in keys.items() if each in verdicts},
            )

    def owed(self) -> Iterator[Owed]:
        """What is owed over all dispatches, by key."""
        _, rows, sides, names = owed_rows(self._connection, Filters(as_of=self._as_of, limit=0))
        days = dict(self._connection.execute(select(t.dispatch.c.key, t.dispatch.c.date)).all())
        for row in sorted(rows, key=lambda each: str(each["key"])):
            steps = json.loads(row["steps"])
            told = [(step["dispatch"], claim, step["stage"], step["chain"]) for step in steps for claim in step["claims"] or [""]]
            yield Owed(
                key=row["key"],
                act=row["act"],
                by=tuple(Party(name, country) for name, country in sides.get((row["id"], "by"), [])),
                to=tuple(Party(name, country) for name, country in sides.get((row["id"], "to"), [])),
                due=row["due"],
                place=None,
                status=row["stands"],
                steps=tuple(Step(dispatch, claim, days.get(dispatch), stage) for dispatch, claim, stage, _ in told),
                chain=" < ".join(" + ".join(names.get(key, key) for key in link.split("+")) for link in told[0][3]) if told else "",
                told=max((day for step in steps if (day := days.get(step["dispatch"]))), default=None),
            )
