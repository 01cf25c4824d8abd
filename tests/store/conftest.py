"""Ledgers to test with: a fresh one in SQLite and one on a PostgreSQL, for every test that asks."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from selon.query.filters import Filters
from selon.query.questions import QUESTIONS, ask
from selon.store.engine import asking, open_engine, writing
from selon.store.link import link_again
from selon.store.rows import Packed
from selon.store.write import Batch, Numbers, append, begin_batch, known_keys, readings_again
from tests.store.texts import packed

ROOT = Path(__file__).parents[2]
DATABASES = ("sqlite", "postgresql")
_names = count()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server: that of ``SELON_TEST_POSTGRES``, else one that is started here."""
    given = os.environ.get("SELON_TEST_POSTGRES")
    if given:
        yield given
        return
    if not shutil.which("initdb") and not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.skip("no PostgreSQL server here (initdb); install one, or name one in SELON_TEST_POSTGRES")
    import tempfile

    # The server refuses to run as root, and another user can't look into pytest's own folders.
    folder = tempfile.mkdtemp(prefix="selon-postgresql-")
    try:
        started = subprocess.run(["sh", str(ROOT / "tools/postgres"), "start", f"{folder}/server"], capture_output=True, text=True, check=False)
        assert started.returncode == 0, started.stderr
        yield started.stdout.strip()
    finally:
        subprocess.run(["sh", str(ROOT / "tools/postgres"), "stop", f"{folder}/server"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


class Databases:
    """Makes databases, and copies of them, in both systems; all are dropped at the end."""

    def __init__(self, folder: Path, server: Callable[[], str]) -> None:
        self._folder = folder
        self._server = server
        self._admin: Engine | None = None
        self._made: list[str] = []
        self._templates: dict[tuple[str, bool], str] = {}

    def new(self, database: str, template: str | None = None, options: str = "") -> str:
        """The address of a database in "sqlite" or "postgresql": one that is not there yet (a file) or is empty, or a copy of *template* (an address).

        *options* are those of PostgreSQL's CREATE DATABASE."""
        name = f"selon_{os.getpid()}_{next(_names)}"
        if database == "sqlite":
            if template is not None:
                shutil.copy(template, self._folder / f"{name}.db")
            return str(self._folder / f"{name}.db")
        source = f" TEMPLATE {make_url(template).database}" if template is not None else " TEMPLATE template0" if options else ""
        self._run(f"CREATE DATABASE {name}{source} {options}")
        self._made.append(name)
        return make_url(self._server()).set(database=name).render_as_string(hide_password=False)

    def ledger(self, database: str, *, full: bool) -> str:
        """A ledger of its own: empty, or *full* of all the texts, written in one batch."""
        if (database, full) not in self._templates:
            url = self.new(database)
            engine = open_engine(url, create=True)
            if full:
                fill(engine)
            engine.dispose()
            self._templates[database, full] = url
        return self.new(database, self._templates[database, full])

    def drop(self) -> None:
        """Drop all that was made."""
        for name in self._made if os.environ.get("SELON_TEST_POSTGRES") else ():  # a server of one's own goes as a whole
            self._run(f"DROP DATABASE {name} WITH (FORCE)")
        if self._admin is not None:
            self._admin.dispose()

    def _run(self, statement: str) -> None:
        if self._admin is None:
            self._admin = create_engine(make_url(self._server()).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
        with self._admin.connect() as connection:
            connection.execute(text(statement))


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """What makes databases; the server is started when the first test asks for one."""
    made = Databases(tmp_path_factory.mktemp("ledgers"), lambda: str(request.getfixturevalue("postgresql_server")))
    yield made
    made.drop()


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """The name of a system of databases; a test that asks for it runs on each."""
    return str(request.param)


@pytest.fixture
def ledger_url(database: str, databases: Databases) -> str:
    """The address of a ledger that is not there yet."""
    return databases.new(database)


@pytest.fixture
def engine(database: str, databases: Databases) -> Iterator[Engine]:
    """An empty ledger."""
    engine = open_engine(databases.ledger(database, full=False))
    yield engine
    engine.dispose()


@pytest.fixture
def full(database: str, databases: Databases) -> Iterator[Engine]:
    """A ledger that holds all the texts, written in one batch."""
    engine = open_engine(databases.ledger(database, full=True))
    yield engine
    engine.dispose()


def fill(engine: Engine, size: int = 100) -> None:
    """Write all the texts, *size* a batch."""
    fill_with(engine, packed(), size)


def fill_with(engine: Engine, rows: Sequence[Packed], size: int) -> None:
    """Write *rows*, *size* a batch."""
    for at in range(0, len(rows), size):
        with writing(engine) as connection:
            append(connection, Batch(read=[(each, "wire.jsonl") for each in rows[at : at + size]]), coder="selon test")


def again(engine: Engine, rows: Sequence[Packed], coder: str) -> None:
    """Write *rows* as what a newer version read."""
    with writing(engine) as connection:
        numbers = Numbers(connection)
        batch = begin_batch(connection, numbers, "reread", coder)
        ids = known_keys(connection, [each.key for each in rows])
        new = [(ids[each.key], each) for each in rows]
        readings_again(connection, numbers, batch, coder, new)
        link_again(connection, numbers, batch, new)


def answers(engine: Engine, **filters: Any) -> dict[str, str]:
    """The whole answers to all questions that take *filters*, as JSON."""
    with asking(engine) as connection:
        return {
            name: ask(connection, name, Filters(limit=0, **filters)).to_json() for name, question in QUESTIONS.items() if set(filters) <= set(question.filters)
        }
