"""What a key stands for, whole; and the ledger handed on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selon.cli import main
from selon.query.book import Book
from selon.render.json import to_text
from selon.store.decide import judge
from tests.store.conftest import Databases


@pytest.fixture
def url(database: str, databases: Databases) -> str:
    return databases.ledger(database, full=True)


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["show", *words]) == 0
    return capsys.readouterr().out


def test_a_dispatch_is_shown_as_it_was_read(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Book(url) as book:
        key, ledger = next(iter(book.ledgers()))
    assert shown(capsys, key, "--db", url, "--format", "json") == to_text(ledger) + "\n"
    assert "Claims (" in shown(capsys, key, "--db", url)
    assert shown(capsys, key, "--db", url, "--format", "html").lower().startswith("<!doctype html")


@pytest.mark.parametrize("question", ["claims", "stories", "contested", "commitments"])
def test_what_a_question_lists_is_shown_by_its_key(url: str, question: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Book(url) as book:
        for row in book.ask(question):
            key = row[{"claims": "claim", "stories": "story", "contested": "contradiction", "commitments": "commitment"}[question]]
            found = json.loads(shown(capsys, key, "--db", url, "--format", "json"))
            assert {name: found[name] for name in row} == json.loads(json.dumps(row))
            assert key in shown(capsys, key, "--db", url)


def test_a_claim_is_shown_with_what_contradicts_it(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Book(url) as book:
        pair = next(iter(book.contested()))
    found = json.loads(shown(capsys, pair["one_claim"], "--db", url, "--format", "json"))
    assert pair["other_claim"] in [each["claim"] for each in found["contested"]]


def test_a_story_is_shown_with_the_words_that_a_copy_changed(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Book(url) as book:
        texts = {key: " ".join(ledger.dispatch.text.split()) for key, ledger in book.ledgers()}
        stories = [row["story"] for row in book.stories()]
    for key in stories:
        for copy in json.loads(shown(capsys, key, "--db", url, "--format", "json"))["copies"]:
            assert all(words in texts[copy["of"]] for words in copy["cut"])
            assert all(words in texts[copy["by"]] for words in copy["added"])


def test_keys_that_are_not_there(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    for key in ("dnone", "cnone", "snone", "mnone", "xnone", "?", ""):
        assert main(["show", key, "--db", url]) == 1
        assert capsys.readouterr().err.count("\n") == 1


def test_a_ledger_is_exported_in_the_order_of_days(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["export", "--db", url, "--format", "jsonl", "-o", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    with Book(url) as book:
        ledgers = dict(book.ledgers())
        owed = {row["commitment"] for row in book.commitments()}
    dispatches = [row for row in rows if "text" in row or "text" in row.get("ledger", {})]
    assert len(dispatches) == len(ledgers)
    assert all(any(key in json.dumps(row) for row in rows) for key in [*ledgers, *owed])
    again = tmp_path / "again.jsonl"
    assert main(["export", str(out), "--format", "jsonl", "-o", str(again)]) == 0
    assert again.read_bytes() == out.read_bytes()
    assert main(["export", str(out), "--db", url, "--format", "jsonl"]) == 2
    assert "not both" in capsys.readouterr().err


def test_what_a_person_rejected_is_no_event_of_an_export(url: str, tmp_path: Path) -> None:
    def events(name: str) -> int:
        out = tmp_path / name
        assert main(["export", "--db", url, "--format", "cameo", "-o", str(out)]) == 0
        return len(out.read_text(encoding="utf-8").splitlines())

    before = events("before")
    with Book(url) as book:
        coded = next(row["claim"] for row in book.claims(type="ASSAULT"))
        judge(book.engine, "reject", coded, author="me", reason="a test")
    assert events("after") < before
