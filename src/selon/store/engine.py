"""Opening the ledger's database: SQLite by a file's name, PostgreSQL by URL; brought up to date by numbered migrations."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from selon.errors import LedgerError

#: How long a writer waits for another, in seconds.
WAIT = 120
#: The number under which writers of one PostgreSQL database queue up ("selon").
_LOCK = 0x73656C6F6E


def locate(name: str | None) -> URL:
    """The address of the database: *name* (a file or a URL), else ``SELON_DB``, else ``selon.db`` in the current folder.

    Raises LedgerError for a URL of another kind.
    """
    given = name or os.environ.get("SELON_DB") or "selon.db"
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise LedgerError(f"{given}: no address of a database; write postgresql://user@host/name, or the name of a file") from error
    if url.get_backend_name() == "postgresql" or url.drivername == "postgres":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite":
        return url
    raise LedgerError(f"{url.render_as_string(hide_password=True)}: a ledger is kept in SQLite (the name of a file) or PostgreSQL (postgresql://...)")


def open_engine(name: str | None = None, *, create: bool = False) -> Engine:
    """An engine on the ledger, migrated to this version.

    In: what ``locate`` takes; *create* makes the ledger where there is none. Raises LedgerError where there is none, where it cannot be opened,
    or where it was written by a newer selon.
    """
    url = locate(name)
    shown = url.render_as_string(hide_password=True) if url.get_backend_name() != "sqlite" else str(url.database)
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        path = Path(str(url.database))
        if not path.exists() and not create:
            raise LedgerError(f"{shown}: there is no ledger; make one with selon ingest, or name another with --db")
        if not path.parent.is_dir():
            raise LedgerError(f"{shown}: there is no folder {path.parent}")
    try:
        engine = create_engine(url, **_options(url))
        if url.get_backend_name() == "sqlite":
            event.listen(engine, "connect", _set_up)
            event.listen(engine, "begin", _begin)
        migrate(engine, shown, create=create)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(f"{shown}: the driver of PostgreSQL is missing; install selon with its extra: selon[postgres]") from error
    except DBAPIError as error:
        raise LedgerError(f"{shown}: cannot be opened ({_line(error)})") from error
    return engine


@contextlib.contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: one at a time in each ledger, others wait. It is rolled back when the block raises.

    Raises LedgerError where the database cannot be written.
    """
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection = connection.execution_options(selon_write=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
                yield connection
    except DBAPIError as error:
        raise LedgerError(f"{_shown(engine)}: cannot be written ({_line(error)})") from error


def migrate(engine: Engine, shown: str, *, create: bool) -> None:
    """Bring the database to this version's schema; nothing is done where it is there already.

    Raises LedgerError where the database holds no ledger and *create* is false, or one of a newer selon.
    """
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    head = ScriptDirectory.from_config(config).get_current_head()
    with engine.connect() as connection:
        now = MigrationContext.configure(connection).get_current_revision()
    if now == head:
        return
    if now is None and not create:
        raise LedgerError(f"{shown}: there is no ledger in it; make one with selon ingest, or name another with --db")
    from alembic import command

    try:
        with writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise LedgerError(f"{shown}: the ledger was written by a newer selon (its schema is {now}); use that one") from error


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": WAIT, "check_same_thread": False}}
    return {"pool_pre_ping": True, "connect_args": {"connect_timeout": 10}}


def _set_up(connection: Any, record: object) -> None:
    """WAL: readers never wait for a writer. NORMAL: a power cut may cost the last batch, never the database; a killed process costs nothing.

    The driver's own transactions are turned off: it would begin one too late for two writers.
    """
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-65536", "mmap_size=1073741824", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("selon_write") else "BEGIN")


def _shown(engine: Engine) -> str:
    return str(engine.url.database) if engine.dialect.name == "sqlite" else engine.url.render_as_string(hide_password=True)


def _line(error: DBAPIError) -> str:
    return " ".join(str(error.orig or error).split())[:300]
