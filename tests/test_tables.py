"""The shipped tables keep their schemas and each other: a fault names file, line and reason."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import selon
from selon import tables
from selon.errors import TableError
from selon.knowledge.check import check_knowledge, unknown_words
from selon.knowledge.gazetteer import acts
from selon.lang.pack import installed
from selon.tables import OWN, Table, all_tables, check_table, read_table, schema_of, shipped, values

TABLES = [pytest.param(folder, name, id=f"{folder}/{name}") for folder, name in all_tables()]


@pytest.mark.parametrize(("folder", "name"), TABLES)
def test_table_keeps_its_schema(folder: str, name: str) -> None:
    assert [str(problem) for problem in check_table(shipped(folder, name))][:5] == []


@pytest.mark.parametrize(("folder", "name"), TABLES)
def test_table_agrees_with_the_others(folder: str, name: str) -> None:
    assert [str(problem) for problem in check_knowledge(f"{folder}/{name}")][:5] == []


def test_an_unknown_class_of_words_is_named(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("lemma,pos,when,act,actor,recipient,example,provenance\nsend,VERB,obj~#troopers|#ships,deploy,subj,,They sent ships.,own\n", "utf-8")
    told = [str(problem) for problem in unknown_words(Table(path, "events.csv", "events"), "lang/en")]
    assert len(told) == 1
    assert told[0].startswith("events.csv:2: when: there is no 'troopers' in lang/en/word_classes.csv; there are advisers, agreements,")


@pytest.mark.parametrize("lang", installed())
@pytest.mark.parametrize("name", ["cues", "events"])
def test_every_act_named_exists(lang: str, name: str) -> None:
    missing = {row["act"] for row in read_table(f"lang/{lang}", name) if row["act"]} - set(acts())
    assert not missing


@pytest.mark.parametrize("lang", installed())
def test_events_cover_every_plover_type(lang: str) -> None:
    types = {row["type"] for row in acts().values() if row["type"]}
    named = {acts()[row["act"]]["type"] for row in read_table(f"lang/{lang}", "events") if row["act"] in acts()}
    assert len(types) == 16
    assert types <= named


@pytest.mark.parametrize(("name", "least"), [("agencies", 120), ("organizations", 150), ("groups", 150), ("countries", 240)])
def test_knowledge_is_as_large_as_promised(name: str, least: int) -> None:
    assert len(read_table("knowledge", name)) >= least


@pytest.mark.parametrize("lang", installed())
@pytest.mark.parametrize(("name", "least"), [("cues", 300), ("events", 400)])
def test_language_tables_are_as_large_as_promised(lang: str, name: str, least: int) -> None:
    assert len(read_table(f"lang/{lang}", name)) >= least


def test_languages_have_the_same_tables() -> None:
    of = {lang: {name for folder, name in all_tables() if folder == f"lang/{lang}"} for lang in installed()}
    assert len({frozenset(names) for names in of.values()}) == 1, of


@pytest.mark.parametrize(("folder", "name"), TABLES)
def test_rows_are_sorted_enough_to_find_by_eye(folder: str, name: str) -> None:
    """First key column only: finer order is the author's."""
    key = schema_of(name)["primaryKey"][0]
    cells = [row[key].casefold() for row in read_table(folder, name)]
    unsorted = [b for a, b in pairwise(cells) if a > b]
    assert len(unsorted) <= len(cells) // 4, unsorted[:5]


def test_every_schema_describes_every_column_and_has_a_table() -> None:
    named = {name for _, name in all_tables()} | set(OWN)
    for child in tables.ROOT.joinpath("schemas").iterdir():
        if not child.name.endswith(".json"):
            continue
        name = child.name.removesuffix(".json")
        assert name in named, f"no table has the schema {name}"
        fields = schema_of(name)["fields"]
        assert all(field["description"] for field in fields), name
        assert {field["name"] for field in fields} >= {*schema_of(name)["primaryKey"], "provenance"}, name


def test_values_of_a_cell() -> None:
    assert values("a| b |c") == ("a", "b", "c")
    assert values("") == ()


def test_missing_table_says_so() -> None:
    with pytest.raises(TableError, match="no schema"):
        read_table("knowledge", "nonsense")
    assert "no schema" in str(check_table(shipped("knowledge", "nonsense"))[0])


@pytest.mark.parametrize("lang", installed())
def test_every_omission_formula_finds_its_example(lang: str) -> None:
    missed = [
        (row["pattern"], row["example"])
        for row in read_table(f"lang/{lang}", "omissions")
        if row["example"] and row["kind"] not in {o.kind for o in selon.read(row["example"], lang=lang).omissions}
    ]
    assert not missed
