"""The ledger from Python: kept, asked, exported as on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from selon.query.answer import Answer
from selon.query.filters import Filters
from selon.query.moment import moment
from selon.query.questions import QUESTIONS, ask, story_detail
from selon.store.engine import asking, open_engine
from selon.store.fetch import ledger_of, ledgers

if TYPE_CHECKING:
    from types import TracebackType

    from selon.ingest.run import Outcome
    from selon.model.ledger import Ledger


def open_ledger(name: str | os.PathLike[str] | None = None, *, create: bool = False) -> Book:
    """The ledger *name*: a SQLite file, or the URL of a PostgreSQL database; ``SELON_DB``, else ``selon.db`` in the current folder where None.

    *create* makes it where there is none. Raises LedgerError where it cannot be opened.
    """
    return Book(os.fspath(name) if name is not None else None, create=create)


class Book:
    """A ledger that is open. Questions are methods: ``book.claims(actor="RUS", since="2023-09")`` takes the filters of ``selon claims`` and gives an
    ``Answer``, which turns into Arrow, pandas or polars frames, JSON or CSV; ``limit`` is 0 (all) where not given."""

    def __init__(self, name: str | None, *, create: bool = False) -> None:
        self.engine = open_engine(name, create=create)

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger."""
        self.engine.dispose()

    def ask(self, question: str, **filters: Any) -> Answer:
        """The answer to *question* (claims, events, stories, contested, commitments, omissions, entities, sources, timeline).

        Raises ValueError for another one, SettingError for a filter that it does not take or a value that can't be.
        """
        if question not in QUESTIONS:
            raise ValueError(f"{question!r} is no question; there are {', '.join(QUESTIONS)}")
        with asking(self.engine) as connection:
            return ask(connection, question, Filters(**{"limit": 0, **filters}))

    def claims(self, **filters: Any) -> Answer:
        """What is claimed, by whom, how sure."""
        return self.ask("claims", **filters)

    def events(self, **filters: Any) -> Answer:
        """What occurred, each occurrence once, with its reports and independent sources."""
        return self.ask("events", **filters)

    def stories(self, **filters: Any) -> Answer:
        """Dispatches about the same, with their reports, outlets and independent sources."""
        return self.ask("stories", **filters)

    def contested(self, **filters: Any) -> Answer:
        """Claims that can't both hold, and who stands behind each."""
        return self.ask("contested", **filters)

    def commitments(self, **filters: Any) -> Answer:
        """What is owed, by whom, to whom, until when."""
        return self.ask("commitments", **filters)

    def omissions(self, **filters: Any) -> Answer:
        """What is left unsaid, and by whom."""
        return self.ask("omissions", **filters)

    def entities(self, **filters: Any) -> Answer:
        """Who and what is named, and how often."""
        return self.ask("entities", **filters)

    def sources(self, **filters: Any) -> Answer:
        """On whom claims rest."""
        return self.ask("sources", **filters)

    def timeline(self, **filters: Any) -> Answer:
        """Claims whose event has a date, in its order."""
        return self.ask("timeline", **filters)

    def story(self, key: str, as_of: str | None = None) -> dict[str, Any]:
        """All on one story: its sources with their claims, who copied whom, what was corrected. Raises LedgerError where there is none of that key."""
        with asking(self.engine) as connection:
            return story_detail(connection, key, as_of)

    def ledger(self, key: str, as_of: str | None = None) -> Ledger:
        """The ledger of the dispatch of *key*. Raises LedgerError where there is none."""
        with asking(self.engine) as connection:
            return ledger_of(connection, key, moment(connection, as_of).batch)

    def ledgers(self, as_of: str | None = None) -> Iterator[tuple[str, Ledger]]:
        """All dispatches (key and ledger), by publication day and key."""
        with asking(self.engine) as connection:
            yield from ledgers(connection, moment(connection, as_of).batch)

    def ingest(self, *names: str | os.PathLike[str], lang: str | None = None, date: str | None = None, jobs: int = 1) -> Outcome:
        """Read inputs (files, folders, http(s) addresses) and keep them; what came of it."""
        from selon.ingest.run import ingest
        from selon.knowledge.own import load_own
        from selon.tasks import tasks

        inputs = [os.fspath(name) for name in names]
        return ingest(self.engine, tasks(inputs, lang, date), inputs, given={"lang": lang, "date": date}, own=load_own(), jobs=jobs)
