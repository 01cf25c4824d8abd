"""Ledgers to test with: a fresh one in SQLite and one on a PostgreSQL, for every test that asks."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from selon.store.engine import open_engine, writing
from selon.store.write import Batch, append
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


@pytest.fixture
def new_ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Makes the address of a ledger that is not there yet, in "sqlite" or "postgresql"; it is dropped afterwards."""
    made: list[str] = []
    admin: list[Engine] = []

    def new(database: str) -> str:
        if database == "sqlite":
            return str(tmp_path / f"ledger-{next(_names)}.db")
        server = request.getfixturevalue("postgresql_server")
        if not admin:
            admin.append(create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"))
        name = f"selon_{os.getpid()}_{next(_names)}"
        with admin[0].connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        made.append(name)
        return make_url(server).set(database=name).render_as_string(hide_password=False)

    yield new
    for engine in admin:
        with engine.connect() as connection:
            for name in made:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@pytest.fixture(params=DATABASES)
def ledger_url(request: pytest.FixtureRequest, new_ledger: Callable[[str], str]) -> str:
    """The address of a ledger that is not there yet."""
    return new_ledger(request.param)


@pytest.fixture
def engine(ledger_url: str) -> Iterator[Engine]:
    """An empty ledger."""
    engine = open_engine(ledger_url, create=True)
    yield engine
    engine.dispose()


@pytest.fixture
def full(engine: Engine) -> Engine:
    """A ledger that holds all the texts, written in one batch."""
    fill(engine)
    return engine


def fill(engine: Engine, size: int = 100, coder: str = "selon test") -> None:
    """Write all the texts, *size* a batch."""
    all = packed()
    for at in range(0, len(all), size):
        with writing(engine) as connection:
            append(connection, Batch(read=[(each, "wire.jsonl") for each in all[at : at + size]]), coder=coder)
