"""What can't be read is set aside with its reason, and read again when it can be: in the same way, and once."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from selon.cli import main
from selon.ingest import run
from selon.query.book import open_ledger
from selon.store import tables as t
from selon.store.engine import asking, opened
from selon.store.keys import dispatch_key
from selon.tasks import ReadLedger
from tests.store.texts import ITEMS, lines, packed, tasks_of

GOOD = [json.dumps(item, ensure_ascii=False) for item in ITEMS[:3]]


def selon(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


def dispatches(url: str) -> list[tuple[str, str | None]]:
    with opened(url) as engine, asking(engine) as connection:
        return [(key, date) for key, date in connection.execute(select(t.dispatch.c.key, t.dispatch.c.date).order_by(t.dispatch.c.id))]


def test_bad_lines_are_set_aside_and_read_once_they_are_mended(ledger_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text("\n".join([GOOD[0], '{"id": "broken", ', GOOD[1], "[1]", GOOD[2][:-1]]))
    code, _, told = selon(capsys, "ingest", path, "--db", ledger_url)
    assert code == 1 and "selon: 2 new, 0 duplicate, 3 rejected (no JSON: 2; not an object: 1)" in told
    code, out, told = selon(capsys, "rejected", "--db", ledger_url)
    assert code == 1 and out.count("\n") == 3 and "selon: 3 set aside" in told and f"{path}:2: no JSON" in out
    selon(capsys, "ingest", path, "--db", ledger_url)  # once more: counted, kept once
    code, again, told = selon(capsys, "rejected", "--retry", "--db", ledger_url)
    assert code == 1 and again == out and "selon: 0 new, 2 duplicate, 3 rejected" in told
    path.write_text("\n".join([GOOD[0], "", GOOD[1], "[1]", GOOD[2]]))
    code, out, told = selon(capsys, "rejected", "--retry", "--db", ledger_url)
    assert code == 1 and out.count("\n") == 1 and f"{path}:4: not an object" in out and "1 new" in told
    path.write_text("\n".join(GOOD))
    code, out, told = selon(capsys, "rejected", "--retry", "--db", ledger_url)
    assert (code, out) == (0, "") and "selon: 0 set aside" in told
    assert sorted(key for key, _ in dispatches(ledger_url)) == sorted(row.key for row in packed()[:3])


def test_a_retry_reads_as_the_first_run_did(ledger_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "corpus.jsonl"
    text = "LUMA (Wire) - The army said 12 people were killed."
    good, bad = json.dumps({"body": text, "paper": "The Post"}), json.dumps({"body": 7})
    path.write_text(f"{good}\n{bad}\n")
    given = ("--field", "body=text", "--field", "paper=outlet", "--date", "2024-05-14", "--lang", "en")
    assert selon(capsys, "ingest", path, *given, "--db", ledger_url)[0] == 1
    for _ in range(2):
        code, out, _ = selon(capsys, "rejected", "--retry", "--db", ledger_url)
        assert code == 1 and out.count("\n") == 1
    path.write_text(f"{good}\n{bad.replace('7', json.dumps(text.replace('12', '13')))}\n")
    assert selon(capsys, "rejected", "--retry", "--db", ledger_url)[0] == 0
    assert [date for _, date in dispatches(ledger_url)] == ["2024-05-14"] * 2
    assert selon(capsys, "ingest", path, *given, "--db", ledger_url)[2].startswith("selon: 0 new, 2 duplicate")


def test_one_file_by_two_names_is_set_aside_once(ledger_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("wire.jsonl").write_text("{\n")
    for name in ("wire.jsonl", str(tmp_path / "wire.jsonl"), "./wire.jsonl"):
        assert selon(capsys, "ingest", name, "--db", ledger_url)[0] == 1
    code, out, _ = selon(capsys, "rejected", "--db", ledger_url)
    assert code == 1 and out.count("\n") == 1
    monkeypatch.chdir("/")
    Path(tmp_path / "wire.jsonl").write_text(GOOD[0])
    assert selon(capsys, "rejected", "--retry", "--db", ledger_url)[0] == 0


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_standard_input_is_read_again_from_what_was_kept(ledger_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, (GOOD[0] + "\nno JSON at all\n" + GOOD[1] + "\n").encode())
    real = ReadLedger.__call__

    def faulty(self: ReadLedger, task: Any) -> Any:
        if task.dispatch.id == "blast-2":
            return run.failure(task, ValueError("a fault"))
        return real(self, task)

    monkeypatch.setattr(ReadLedger, "__call__", faulty)
    assert selon(capsys, "ingest", "-", "--db", ledger_url)[0] == 1
    code, out, _ = selon(capsys, "rejected", "--db", ledger_url)
    assert code == 1 and "standard input:2: no JSON" in out and "standard input: dispatch 'blast-2': a fault of selon itself" in out
    assert selon(capsys, "rejected", "--retry", "--db", ledger_url)[1] == out
    monkeypatch.setattr(ReadLedger, "__call__", real)  # a newer version
    code, out, told = selon(capsys, "rejected", "--retry", "--db", ledger_url)
    assert code == 1 and out.count("\n") == 1 and "standard input:2: no JSON" in out and "1 new" in told
    assert [key for key, _ in dispatches(ledger_url)] == [packed()[0].key, packed()[1].key]
    pipe(monkeypatch, lines(ITEMS[:2]))
    assert "0 new, 2 duplicate, 0 rejected" in selon(capsys, "ingest", "-", "--db", ledger_url)[2]


@pytest.mark.parametrize("number", range(len(ITEMS)))
def test_what_is_kept_of_a_dispatch_gives_its_key(number: int) -> None:
    from selon.intake.formats import read_bytes

    task = tasks_of()[number]
    (found,) = read_bytes(run._raw_of(task.dispatch), "x", id="y", kind="jsonl")
    assert isinstance(found, tuple)
    assert dispatch_key(found[0]) == dispatch_key(task.dispatch)


def test_names_and_fields_that_no_database_keeps(ledger_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = os.fsencode(tmp_path) + b"/caf\xe9"
    os.mkdir(folder)
    with open(folder + b"/d\xe9p\xeache.txt", "wb") as file:
        file.write(b"LUMA, May 14 (Wire) - The army said 12 people were killed.")
    with open(folder + b"/x.jsonl", "wb") as file:
        file.write(rb'{"id": "a\u0000\ud800", "text": "LUMA, May 14 (Wire) - The army said 13 people were killed.", "outlet": "o\u0000", "guid": "\ud800",')
        file.write(rb'"url": "http://x/\u0000", "lang": "en", "links": [{"relation": "updates", "target": "\ud800\u0000", "evidence": "\u0000"}]}')
        file.write(b"\nbroken \x00 \xff\n")
    assert selon(capsys, "ingest", os.fsdecode(folder), "--db", ledger_url, "--lang", "en")[2].endswith("2 new, 0 duplicate, 1 rejected (no JSON: 1)\n")
    code, out, _ = selon(capsys, "rejected", "--retry", "--db", ledger_url)
    assert code == 1 and out.count("\n") == 1
    with open_ledger(ledger_url) as book:
        assert len(book.claims()) == 2 and len(list(book.ledgers())) == 2


def test_what_is_nowhere_stays_set_aside(ledger_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gone.txt"
    assert selon(capsys, "ingest", path, "--db", ledger_url)[0] == 1
    code, out, _ = selon(capsys, "rejected", "--retry", "--db", ledger_url)
    assert code == 1 and out.count("\n") == 1 and "there is no such file" in out
    path.write_text(ITEMS[0]["text"])
    assert selon(capsys, "rejected", "--retry", "--db", ledger_url)[0] == 0
    assert len(dispatches(ledger_url)) == 1


def test_an_address_that_fails_leaves_what_was_kept(ledger_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from selon.errors import InputError
    from selon.intake.formats import fetch

    url, text = "https://example.org/feed.jsonl", GOOD[0].encode()
    served: list[bytes | None] = [text + b"\n{\n", None, b"", GOOD[1].encode()]

    def get(name: str, *args: Any, **more: Any) -> Any:
        data = served.pop(0)
        if data is None:
            raise InputError(f"{name}: cannot be reached")
        return SimpleNamespace(data=data, url=name, kind="application/x-ndjson")

    monkeypatch.setattr(fetch, "fetch", get)
    assert selon(capsys, "ingest", url, "--db", ledger_url)[0] == 1
    for _ in range(2):
        code, out, _ = selon(capsys, "rejected", "--retry", "--db", ledger_url)
        assert code == 1 and out.count("\n") == 1 and f"{url}:2: no JSON" in out
    assert selon(capsys, "rejected", "--retry", "--db", ledger_url)[0] == 0  # it gives other things now
    assert len(dispatches(ledger_url)) == 2
