"""What is answered: the same on the command line, in Python and in frames."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from sqlalchemy import Engine

from selon.cli import main
from selon.errors import LedgerError, SettingError
from selon.query.book import Book, open_ledger
from selon.query.questions import QUESTIONS
from tests.store.conftest import Databases
from tests.store.texts import packed


@pytest.fixture
def url(database: str, databases: Databases) -> str:
    return databases.ledger(database, full=True)


def plain(rows: Any) -> list[dict[str, Any]]:
    return [{name: list(value) if isinstance(value, tuple) else value for name, value in row.items()} for row in rows]


def test_command_python_and_frames_say_the_same(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    import pyarrow

    with open_ledger(url) as book:
        for name in QUESTIONS:
            found = book.ask(name)
            rows = plain(found)
            assert rows, name
            assert main([name, "--db", url, "--format", "json", "--limit", "0"]) == 0
            assert json.loads(capsys.readouterr().out) == rows == json.loads(found.to_json())
            assert main([name, "--db", url, "--format", "csv", "--limit", "0"]) == 0
            assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out)))) == len(rows)
            assert main([name, "--db", url]) == 0
            assert capsys.readouterr().out.count("\n") > len(rows)
            arrow = found.to_arrow()
            assert arrow.to_pylist() == rows
            kinds = {"str": pyarrow.string(), "int": pyarrow.int64(), "list": pyarrow.list_(pyarrow.string())}
            assert [field.type for field in arrow.schema] == [kinds[kind] for kind in found.kinds]
            polars = found.to_polars()
            assert polars.to_dicts() == rows
            pandas = found.to_pandas()
            assert list(pandas.columns) == list(found.columns) and len(pandas) == len(rows)
            for column, kind in zip(found.columns, found.kinds, strict=True):
                if kind == "int":
                    assert pandas[column].tolist() == [row[column] for row in rows]


def test_nothing_found_has_columns_all_the_same(url: str) -> None:
    with open_ledger(url) as book:
        for name, question in QUESTIONS.items():
            empty = book.ask(name, **{"name" if "name" in question.filters else "until" if "until" in question.filters else "country": "1990"})
            assert len(empty) == 0
            assert empty.to_arrow().schema == book.ask(name).to_arrow().schema
            assert empty.to_csv().rstrip().split(",") == list(empty.columns)
            assert json.loads(empty.to_json()) == []


def test_a_limit_says_that_there_is_more(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_ledger(url) as book:
        for name in QUESTIONS:
            whole = list(book.ask(name))
            for limit in (1, len(whole) - 1, len(whole), len(whole) + 1):
                if limit > 0:
                    some = book.ask(name, limit=limit)
                    assert list(some) == whole[:limit] and some.more == (limit < len(whole)), (name, limit)
    assert main(["claims", "--db", url, "--limit", "1", "--format", "json"]) == 0
    assert "--limit asks for more" in capsys.readouterr().err


def test_formulas_are_no_formulas_in_csv() -> None:
    from selon.query.answer import answer

    assert answer((("a", "str"), ("b", "list")), [["=1+1", ("@x", "y")], [None, ()]]).to_csv() == "a,b\n'=1+1,'@x; y\n,\n"


def test_days_that_are_unknown(url: str) -> None:
    undated = packed()[7].key
    with open_ledger(url) as book:
        rows = [row for row in book.claims() if row["dispatch"] == undated]
        assert rows and {row["published"] for row in rows} == {None}
        assert list(book.claims())[-len(rows) :] == rows  # last in order
        assert not any(row["dispatch"] == undated for until in ("2999", "2024") for row in book.claims(until=until))
        (story,) = book.stories(key=undated)
        assert (story["first_day"], story["last_day"]) == (None, None)
        assert story["story"] not in {row["story"] for row in book.stories(until="2999")}
        source = next(row for row in book.sources() if "O'Neill" in row["name"])
        assert (source["first_day"], source["last_day"]) == (None, None)


def test_capitals_that_are_no_country_are_a_name(url: str) -> None:
    with open_ledger(url) as book:
        assert len(book.claims(source="KCNA")) == 1
        assert len(book.entities(name="DROP")) == 1
        assert {row["actors"] for row in book.claims(actor="MLI")} == {("Mali's army",)}


def test_keys_that_are_not_there(url: str) -> None:
    with open_ledger(url) as book:
        for name, question in QUESTIONS.items():
            if "key" in question.filters:
                assert len(book.ask(name, key="x'y")) == 0
        with pytest.raises(LedgerError, match="no such story"):
            book.story("snothing")
        with pytest.raises(LedgerError, match="no such dispatch"):
            book.ledger("dnothing")
        story = next(iter(book.stories(key=packed()[0].key)))["story"]
        assert {source["name"] for source in book.story(story)["sources"]} >= {"Mali's army", "Moussa Traoré"}


@pytest.mark.parametrize(
    ("question", "filters", "message"),
    [
        ("claims", {"since": "yesterday"}, "no date"),
        ("claims", {"as_of": "yesterday"}, "neither a day"),
        ("claims", {"as_of": "0001-01-01T00:00+14:00"}, "neither a day"),
        ("claims", {"country": "Mali"}, "no code of a country"),
        ("claims", {"certainty": "sure"}, "none of"),
        ("claims", {"limit": -1}, "below zero"),
        ("entities", {"actor": "RUS"}, "takes no filter actor"),
        ("commitments", {"open": True, "status": "lapsed"}, "exclude each other"),
    ],
)
def test_what_cannot_be_asked_is_one_clear_line(url: str, question: str, filters: dict[str, Any], message: str) -> None:
    with open_ledger(url) as book, pytest.raises(SettingError, match=message):
        book.ask(question, **filters)


def test_strange_characters_are_one_clear_line(url: str) -> None:
    with open_ledger(url) as book:
        for value in ("a\x00b", "\ud800"):
            for name in ("actor", "act", "provider", "key", "text"):
                with pytest.raises(SettingError, match="stand for nothing"):
                    book.claims(**{name: value + "x"})


def test_one_question_sees_one_ledger(full: Engine) -> None:
    from sqlalchemy import func, select

    from selon.store.engine import asking, writing
    from selon.store.tables import batch
    from selon.store.write import Batch, Refused, append

    with asking(full) as connection:
        before = connection.execute(select(func.count()).select_from(batch)).scalar_one()
        with writing(full) as other:
            append(other, Batch(refused=[Refused("x", "x: y", "y", None)]), coder="selon test")
        assert connection.execute(select(func.count()).select_from(batch)).scalar_one() == before
    with asking(full) as connection:
        assert connection.execute(select(func.count()).select_from(batch)).scalar_one() == before + 1


def test_a_book_ingests(ledger_url: str, tmp_path: Any) -> None:
    from tests.store.texts import ITEMS, lines

    (tmp_path / "a.jsonl").write_bytes(lines(ITEMS[:2]))
    with open_ledger(ledger_url, create=True) as book:
        assert isinstance(book, Book)
        assert book.ingest(tmp_path / "a.jsonl").counts.new == 2
        assert book.ingest(tmp_path / "a.jsonl").counts.duplicate == 2
        assert [key for key, _ in book.ledgers()] == [row.key for row in sorted(packed()[:2], key=lambda row: row.key)]
        assert len(list(book.ledgers(as_of="2001-01-01"))) == 0
