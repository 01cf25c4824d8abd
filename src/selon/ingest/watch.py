"""Watching feeds: what they carry comes into the ledger, again and again, politely.

The state of each feed (when it is due, what the server gave to ask conditionally with, how often it has failed) lies in the ledger, so that a watch that
was stopped goes on where it was. A feed that fails is asked again later and later; one that says when, then.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from selon.errors import DispatchError, InputError
from selon.ingest.run import Outcome, ingest
from selon.intake.formats import is_url, read_bytes
from selon.intake.formats.fetch import ServerError, fetch
from selon.intake.formats.opml import FeedAddress, read_feeds
from selon.intake.formats.robots import Robots
from selon.knowledge.own import OwnTables
from selon.store import tables as t
from selon.store.engine import writing
from selon.store.insert import insert_or
from selon.tasks import Task

#: A feed that fails is left alone for so many intervals at most.
_LONGEST = 64
#: Nobody is asked more often than this, in seconds.
LEAST = 60.0
_DAY = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and its state: *due* is the moment (ISO, UTC) from which it may be asked again, *problem* why it could not be read the last time."""

    url: str
    lang: str | None = None
    etag: str | None = None
    modified: str | None = None
    due: str = ""
    failures: int = 0
    problem: str | None = None


def feeds_of(names: Iterable[str]) -> list[FeedAddress]:
    """The feeds of OPML files, and addresses given as such, each once, in order. Raises InputError or DispatchError for a file that is no list of feeds."""
    found: dict[str, FeedAddress] = {}
    for name in names:
        if is_url(name):
            found.setdefault(name, FeedAddress(name, None, None))
            continue
        try:
            with Path(name).open("rb") as stream:
                for feed in read_feeds(io.BytesIO(stream.read()), name):
                    found.setdefault(feed.url, feed)
        except OSError as error:
            raise InputError(f"{name}: cannot be read ({error.strerror or error})") from error
    return list(found.values())


class Watch:
    """Asks feeds in turn and keeps what they carry.

    In: the ledger, the feeds, the seconds between two askings of one (*every*), whether feeds and what they lead to may lie in private networks. *tell* is
    called with each line that a person should see.
    """

    def __init__(
        self,
        engine: Engine,
        feeds: Iterable[FeedAddress],
        *,
        every: float,
        own: OwnTables | None = None,
        jobs: int = 1,
        allow_private: bool = False,
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._engine = engine
        self._feeds = list(feeds)
        self._every = max(every, LEAST)
        self._own = own
        self._jobs = jobs
        self._private = allow_private
        self._robots = Robots(allow_private=allow_private)
        self._tell = tell

    def round(self) -> Outcome:
        """Ask all feeds that are due, once."""
        asked: list[Feed] = []
        outcome = ingest(self._engine, self._items(asked), [feed.url for feed in self._feeds], own=self._own, jobs=self._jobs, tell=self._told)
        # Only now, when what they carried is kept, are the feeds marked as read: a watch that is killed before asks again.
        for feed in asked:
            self._keep(feed)
        return outcome

    def forever(self, sleep: Callable[[float], Any] = time.sleep) -> None:
        """Round after round; ends by an interruption."""
        while True:
            outcome = self.round()
            if outcome.counts.new or outcome.counts.rejected:
                self._tell(f"{_now().isoformat(timespec='seconds')}: {outcome.counts.new} new, {outcome.counts.rejected} rejected")
            sleep(max(1.0, self.wait()))

    def wait(self) -> float:
        """The seconds until the next feed is due."""
        due = [feed.due for feed in self._states()]
        if not due:
            return self._every
        return (datetime.fromisoformat(min(due)) - _now()).total_seconds() if all(due) else 0.0

    def _items(self, asked: list[Feed]) -> Iterator[Task | DispatchError]:
        now = _now().isoformat()
        for feed in self._states():
            if feed.due > now:
                continue
            try:
                if not self._robots.may_fetch(feed.url):
                    raise InputError(f"{feed.url}: its robots.txt does not allow it to be fetched")
                got = fetch(feed.url, allow_private=self._private, typed=False, etag=feed.etag, modified=feed.modified)
            except InputError as error:
                asked.append(self._failed(feed, error))
                yield DispatchError(str(error))
                continue
            asked.append(Feed(feed.url, feed.lang, got.etag, got.modified, self._after(self._every, feed.url)))
            if got.changed:
                for found in read_bytes(got.data, feed.url, id=feed.url, lang=feed.lang):
                    yield found if isinstance(found, DispatchError) else Task(feed.url, *found)

    def _failed(self, feed: Feed, error: InputError) -> Feed:
        """The state of a feed that could not be read: left alone for twice as long each time, and as long as its server asks."""
        wait = self._every * min(2**feed.failures, _LONGEST)
        if isinstance(error, ServerError) and error.retry_after is not None:
            wait = max(wait, min(error.retry_after, 7 * _DAY))
        if isinstance(error, ServerError) and error.status == 410:
            wait = 7 * _DAY  # gone, it says
        return Feed(feed.url, feed.lang, feed.etag, feed.modified, self._after(wait, feed.url), feed.failures + 1, str(error))

    def _after(self, seconds: float, url: str) -> str:
        wanted = self._robots.delay(url)
        return (_now() + timedelta(seconds=max(seconds, wanted or 0.0))).isoformat()

    def _states(self) -> list[Feed]:
        with self._engine.connect() as connection:
            rows = {row["url"]: row for row in connection.execute(select(t.feed)).mappings()}
        found = []
        for feed in self._feeds:
            row = rows.get(feed.url)
            if row is None:
                found.append(Feed(feed.url, feed.lang))
            else:
                found.append(Feed(feed.url, feed.lang, row["etag"], row["modified"], row["due"] or "", row["failures"], row["problem"]))
        return found

    def _keep(self, feed: Feed) -> None:
        row = {name: getattr(feed, name) for name in ("url", "etag", "modified", "due", "failures", "problem")} | {"checked": _now().isoformat()}
        with writing(self._engine) as connection:
            statement = insert_or(connection.dialect, t.feed)
            connection.execute(statement.on_conflict_do_update(index_elements=["url"], set_={name: row[name] for name in row if name != "url"}), [row])

    def _told(self, outcome: Outcome, error: DispatchError | None) -> None:
        if error is not None:
            self._tell(str(error))


def _now() -> datetime:
    return datetime.now(UTC)
