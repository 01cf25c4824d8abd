"""Watching feeds that a real server on loopback serves."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from selon.cli import main
from selon.cli.watch import duration
from selon.errors import DispatchError
from selon.ingest.watch import Watch, feeds_of
from selon.query.book import Book
from selon.store import tables as t
from selon.store.engine import open_engine

ITEM = """<item><title>{title}</title><link>{base}/{n}</link><guid>{n}</guid><pubDate>Mon, 03 Jul 2023 0{n}:00:00 GMT</pubDate>
<description>&lt;p&gt;SPLIT, July 3 (Reuters) - {title}, the harbour office said on Monday.&lt;/p&gt;</description></item>"""
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>The Quay</title><language>en</language>{items}</channel></rss>'


class Wire(http.server.ThreadingHTTPServer):
    """A site with a feed: *items* are the titles it carries, *status* what it answers, *robots* its robots.txt; *asked* what was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.items = ["A ferry sank"]
        self.status = 200
        self.retry = ""
        self.robots = ""
        self.asked: list[tuple[str, str | None]] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Wire

    def do_GET(self) -> None:
        wire = self.server
        wire.asked.append((self.path, self.headers.get("If-None-Match")))
        etag = f'"{len(wire.items)}"'
        if self.path == "/robots.txt":
            return self._send(200, wire.robots.encode(), "text/plain", "")
        if wire.status != 200:
            return self._send(wire.status, b"", "text/plain", "")
        if self.headers.get("If-None-Match") == etag:
            return self._send(304, b"", "", etag)
        items = "".join(ITEM.format(title=title, n=n, base=wire.base) for n, title in enumerate(wire.items, 1))
        return self._send(200, FEED.format(items=items).encode(), "application/rss+xml", etag)

    def _send(self, status: int, body: bytes, kind: str, etag: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        if etag:
            self.send_header("ETag", etag)
        if self.server.retry:
            self.send_header("Retry-After", self.server.retry)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def wire() -> Iterator[Wire]:
    server = Wire()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(str(tmp_path / "ledger.db"), create=True)
    yield engine
    engine.dispose()


def watch(engine: Engine, wire: Wire, told: list[str] | None = None) -> Watch:
    """A watch as a new process would make it."""
    return Watch(engine, feeds_of([f"{wire.base}/feed"]), every=300, allow_private=True, tell=(told if told is not None else []).append)


def due_now(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(t.feed.update().values(due=(datetime.now(UTC) - timedelta(seconds=1)).isoformat()))


def state(engine: Engine) -> dict[str, object]:
    with engine.connect() as connection:
        return dict(connection.execute(select(t.feed)).mappings().one())


def test_what_a_feed_carries_comes_in_once(engine: Engine, wire: Wire) -> None:
    assert watch(engine, wire).round().counts.new == 1
    assert watch(engine, wire).round().seen == 0  # not due yet, also after a restart
    assert [path for path, _ in wire.asked].count("/feed") == 1

    due_now(engine)
    assert watch(engine, wire).round().seen == 0
    assert wire.asked[-1] == ("/feed", '"1"')  # asked conditionally, and nothing has changed

    wire.items.append("A lighthouse burned")
    due_now(engine)
    outcome = watch(engine, wire).round()
    assert (outcome.counts.new, outcome.counts.duplicate) == (1, 1)


def test_what_came_is_a_dispatch_of_its_outlet(engine: Engine, wire: Wire, tmp_path: Path) -> None:
    watch(engine, wire).round()
    with Book(str(tmp_path / "ledger.db")) as book:
        (ledger,) = [ledger for _, ledger in book.ledgers()]
    assert ledger.dispatch.carriage.outlet == "The Quay"
    assert ledger.dispatch.provider == "Reuters"
    assert ledger.dispatch.date == "2023-07-03"


def test_a_failing_feed_is_left_alone_for_longer_and_longer(engine: Engine, wire: Wire) -> None:
    wire.status = 503
    waits = []
    told: list[str] = []
    for _ in range(3):
        assert watch(engine, wire, told).round().counts.rejected == 1
        row = state(engine)
        waits.append((datetime.fromisoformat(str(row["due"])) - datetime.fromisoformat(str(row["checked"]))).total_seconds())
        due_now(engine)
    assert [round(wait / 300) for wait in waits] == [1, 2, 4]
    assert state(engine)["failures"] == 3
    assert "503" in told[0]
    wire.status = 200
    assert watch(engine, wire).round().counts.new == 1
    assert state(engine)["failures"] == 0


def test_a_server_that_says_when_is_asked_then(engine: Engine, wire: Wire) -> None:
    wire.status, wire.retry = 429, "7200"
    watch(engine, wire).round()
    row = state(engine)
    assert (datetime.fromisoformat(str(row["due"])) - datetime.fromisoformat(str(row["checked"]))).total_seconds() == pytest.approx(7200, abs=5)


def test_robots_are_heeded(engine: Engine, wire: Wire) -> None:
    wire.robots = "User-agent: *\nDisallow: /feed"
    told: list[str] = []
    assert watch(engine, wire, told).round().counts.new == 0
    assert "robots.txt" in told[0]
    assert "/feed" not in [path for path, _ in wire.asked]


def test_command(tmp_path: Path, wire: Wire, capsys: pytest.CaptureFixture[str]) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml version="2.0"><body><outline text="Quay" xmlUrl="{wire.base}/feed"/></body></opml>', encoding="utf-8")
    db = str(tmp_path / "command.db")
    assert main(["watch", str(opml), "--once", "--db", db, "--allow-private"]) == 0
    assert "1 feeds, 1 new" in capsys.readouterr().err
    assert main(["watch", str(tmp_path / "none.opml"), "--once", "--db", db]) == 1
    assert "none.opml: cannot be read" in capsys.readouterr().err


def test_a_list_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text("<html/>", encoding="utf-8")
    with pytest.raises(DispatchError, match="no OPML"):
        feeds_of([str(path)])


@pytest.mark.parametrize(("text", "seconds"), [("90", 90), ("90s", 90), ("5m", 300), ("1.5h", 5400), ("1d", 86400)])
def test_durations(text: str, seconds: float) -> None:
    assert duration(text) == seconds
