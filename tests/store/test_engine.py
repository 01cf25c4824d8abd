"""Opening a ledger: made, migrated, refused with one clear line, read where it can't be written."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import text

from selon.cli import main
from selon.errors import LedgerError
from selon.store import tables as t
from selon.store.engine import locate, open_engine, writing
from tests.store.conftest import Databases, answers


def test_the_migrations_make_the_tables(database: str, databases: Databases) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = open_engine(databases.ledger(database, full=False))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, t.metadata)
    engine.dispose()
    told = [difference for difference in differences if "claim_words" not in repr(difference)]
    assert told == []


def test_a_ledger_of_a_newer_selon_is_left_alone(database: str, databases: Databases, capsys: pytest.CaptureFixture[str]) -> None:
    url = databases.ledger(database, full=False)
    engine = open_engine(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    for create in (False, True):
        with pytest.raises(LedgerError, match=r"written by a newer selon \(its schema is 9999\)"):
            open_engine(url, create=create)
    assert main(["claims", "--db", url]) == 1
    assert one_line(capsys)


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1 and "Traceback" not in told.err
    return told.err


@pytest.mark.parametrize("command", ["claims", "reread", "rejected"])
def test_no_ledger_is_one_clear_line(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SELON_DB", raising=False)
    Path("text.db").write_text("This is no database, but a text that is long enough for one to look like it. " * 20)
    Path("empty.db").touch()
    Path("folder").mkdir()
    other = sqlite3.connect("other.db")
    other.execute("CREATE TABLE places (name)")
    other.close()
    for db, words in (
        ([], "selon.db: there is no ledger"),
        (["--db", "nowhere/x.db"], "there is no ledger"),
        (["--db", "text.db"], "not a database"),
        (["--db", "empty.db"], "no ledger in it"),
        (["--db", "folder"], "folder"),
        (["--db", "other.db"], "no ledger in it"),
        (["--db", "mysql://me:secret@localhost/x"], "a ledger is kept in SQLite"),
        (["--db", "postgresql://me:secret@localhost:port/x"], "no address of a database"),
        (["--db", "://"], "no address of a database"),
        (["--db", "postgresql://me:secret@127.0.0.1:1/x"], "cannot be opened"),
    ):
        assert main([command, *db]) == 1, db
        line = one_line(capsys)
        assert words in line and "secret" not in line
    assert sorted(os.listdir()) == ["empty.db", "folder", "other.db", "text.db"]


def test_what_an_ingest_cannot_make(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("x")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE places (name)")
    other.close()
    for db, words in ((tmp_path / "no/folder.db", "there is no folder"), (tmp_path, "cannot be opened"), (tmp_path / "other.db", "something else")):
        assert main(["ingest", str(tmp_path / "a.txt"), "--db", str(db)]) == 1
        assert words in one_line(capsys)
    assert sqlite3.connect(tmp_path / "other.db").execute("SELECT name FROM sqlite_master").fetchall() == [("places",)]


def test_an_unknown_database_of_a_server(postgresql_server: str, capsys: pytest.CaptureFixture[str]) -> None:
    url = postgresql_server.rsplit("/", 1)[0] + "/selon_nowhere"
    assert main(["claims", "--db", url]) == 1
    assert "does not exist" in one_line(capsys)
    assert main(["claims", "--db", postgresql_server]) == 1
    assert "no ledger in it" in one_line(capsys)


def test_addresses() -> None:
    for given in ("postgres://me@host/x", "postgresql://me@host/x", "postgresql+psycopg2://me@host/x"):
        assert locate(given).drivername == "postgresql+psycopg"
    assert locate("sqlite:///x.db").database == "x.db"
    assert locate("C:x.db").database == "C:x.db"


@pytest.mark.parametrize("beside", [True, False], ids=["folder-writable", "folder-read-only"])
def test_a_file_that_may_only_be_read(databases: Databases, beside: bool) -> None:
    """A second user asks the ledger of the first; rights stop no root, so a process that is root no more asks, where root runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="selon-"))
    try:
        path = folder / "ledger.db"
        shutil.copy(databases.ledger("sqlite", full=True), path)
        engine = open_engine(str(path))
        expected = answers(engine)["claims"]
        engine.dispose()
        path.chmod(0o444)
        folder.chmod(0o777 if beside else 0o555)
        code = (
            "import os, sys, selon.store.link, selon.store.write\n"
            "from selon.query.book import open_ledger; from selon.store.decide import judge; from selon.errors import LedgerError\n"
            "with open_ledger(sys.argv[1]) as book: book.claims()\n"  # all modules are loaded while they can be
            "if os.geteuid() == 0: os.setuid(65534)\n"
            "book = open_ledger(sys.argv[2]); print(book.claims().to_json())\n"
            "try: judge(book.engine, 'merge', 'country:RUS', 'country:CZE', author='x', reason='x')\n"
            "except LedgerError as error: print(error, file=sys.stderr)\n"
        )
        other = databases.ledger("sqlite", full=True)
        done = subprocess.run([sys.executable, "-c", code, other, str(path)], cwd="/", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout == expected + "\n"
        assert "cannot be written" in done.stderr and done.stderr.count("\n") == 1
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_two_make_one_ledger(ledger_url: str) -> None:
    code = "import sys; from selon.store.engine import open_engine; open_engine(sys.argv[1], create=True).dispose()"
    started = [subprocess.Popen([sys.executable, "-c", code, ledger_url], stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for process in started:
        assert process.communicate()[1] == "" and process.returncode == 0
    engine = open_engine(ledger_url)
    engine.dispose()


def test_a_file_that_breaks_while_it_is_asked(databases: Databases, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(databases.ledger("sqlite", full=True))
    with path.open("r+b") as file:
        size = path.stat().st_size
        for page in range(20 * 4096, size - 4096, 4096):
            file.seek(page)
            file.write(b"\xff" * 4096)
    assert main(["claims", "--db", str(path)]) == 1
    assert "cannot be" in one_line(capsys)
