"""Opening the ledger's database: SQLite by a file's name, PostgreSQL by URL; brought up to date by numbered migrations."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from selon.errors import LedgerError

#: How long a writer waits for another, in seconds.
WAIT = 120
#: The number under which writers of one PostgreSQL database queue up ("selon").
_LOCK = 0x73656C6F6E
#: Pages (of 4 KB) that SQLite's log takes before they go into the file itself: a page that many batches write goes there once.
_LOG = 8000


def locate(name: str | None) -> URL:
    """The address of the database: *name* (a file or a URL), else ``SELON_DB``, else ``selon.db`` in the current folder.

    Raises LedgerError for a URL of another kind.
    """
    given = name or os.environ.get("SELON_DB") or "selon.db"
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise LedgerError(f"{_bare(given)}: no address of a database; write postgresql://user@host/name, or the name of a file") from error
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
            event.listen(engine, "begin", _begin)
        try:
            migrate(engine, shown, create=create)
        except BaseException:
            engine.dispose()
            raise
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(f"{shown}: the driver of PostgreSQL is missing; install selon with its extra: selon[postgres]") from error
    except DBAPIError as error:
        raise LedgerError(f"{shown}: cannot be opened ({_line(error)})") from error
    return engine


@contextlib.contextmanager
def opened(name: str | None = None, *, create: bool = False) -> Iterator[Engine]:
    """What ``open_engine`` gives, closed at the end."""
    engine = open_engine(name, create=create)
    try:
        yield engine
    finally:
        engine.dispose()


@contextlib.contextmanager
def asking(engine: Engine) -> Iterator[Connection]:
    """A transaction that reads: all its statements see the ledger as it stood at the first one. Raises LedgerError where the database cannot be read."""
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
    except DBAPIError as error:
        raise LedgerError(f"{_shown(engine)}: cannot be read ({_line(error)})") from error


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
        taken = engine.dialect.name == "sqlite" and now is None and bool(inspect(connection).get_table_names())
    if now == head:
        return
    if now is None and not create:
        raise LedgerError(f"{shown}: there is no ledger in it; make one with selon ingest, or name another with --db")
    if taken:
        raise LedgerError(f"{shown}: this is a database of something else; name another file with --db")
    if engine.dialect.name == "sqlite":
        with contextlib.closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA journal_mode=WAL")  # readers never wait for a writer; the file remembers it
    from alembic import command

    try:
        with writing(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except CommandError as error:
        raise LedgerError(f"{shown}: the ledger was written by a newer selon (its schema is {now}); use that one") from error


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"creator": lambda: _connect(str(url.database or ":memory:"))}
    return {"pool_pre_ping": True, "connect_args": {"connect_timeout": 10}}


def _connect(name: str) -> sqlite3.Connection:
    """A connection to a file: to read and write, else, where file or folder may not be written, to read."""
    if name == ":memory:":
        return _opened(name)
    path = Path(name).absolute()
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return _opened(name)
    try:
        return _opened(f"{path.as_uri()}?mode=ro")
    except sqlite3.OperationalError:
        # Even a reader of a WAL keeps a file beside the database. Where none can be made, nobody writes: the file is taken as it lies.
        return _opened(f"{path.as_uri()}?immutable=1")


def _opened(name: str) -> sqlite3.Connection:
    """NORMAL: a power cut may cost the last batch, never the database; a killed process costs nothing.

    The driver's own transactions are turned off: it would begin one too late for two writers.
    """
    uri = name.startswith("file:")
    connection = sqlite3.connect(name, timeout=WAIT, check_same_thread=False, isolation_level=None, uri=uri)
    try:
        for pragma in ("synchronous=NORMAL", f"wal_autocheckpoint={_LOG}", "foreign_keys=ON", "cache_size=-65536", "mmap_size=1073741824", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("selon_write") else "BEGIN")


def _bare(given: str) -> str:
    """An address that can't be parsed, without what may be a password."""
    return re.sub(r"//[^/@]*@", "//***@", given)


def _shown(engine: Engine) -> str:
    return str(engine.url.database) if engine.dialect.name == "sqlite" else engine.url.render_as_string(hide_password=True)


def _line(error: DBAPIError) -> str:
    return " ".join(str(error.orig or error).split())[:300]
