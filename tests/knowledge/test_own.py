"""The user's own tables: found, checked, fingerprinted."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.errors import SettingError, TableError
from selon.knowledge.check import check_own
from selon.knowledge.gazetteer import gazetteer
from selon.knowledge.own import default_folder, load_own
from tests.knowledge.own import OFFICES, PEOPLE, write_tables

ORGANIZATIONS = """\
id,name_en,name_fr,aliases_en,aliases_fr,country,sector,kind,provenance
Q1065,United Nations,,Unosphere,,,IGO,igo,own
dockers,Northern Dockers Union,,NDKU,,GBR,LAB,other,own
"""


def test_the_folder_is_the_variables_else_the_platforms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELON_KNOWLEDGE", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.setenv("SELON_KNOWLEDGE", "")
    assert default_folder() is None and load_own() is None
    monkeypatch.delenv("SELON_KNOWLEDGE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "selon" / "knowledge"
    assert load_own() is None  # not there: no tables
    monkeypatch.setenv("XDG_DATA_HOME", "not/absolute")
    assert str(default_folder()).startswith(str(Path.home()))


def test_a_folder_that_is_named_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingError, match=r"there is no folder .*nowhere"):
        load_own(tmp_path / "nowhere")
    monkeypatch.setenv("SELON_KNOWLEDGE", str(tmp_path / "nowhere"))
    with pytest.raises(SettingError, match="SELON_KNOWLEDGE"):
        load_own()


def test_fingerprint_is_that_of_the_tables_not_of_the_folder(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
        write_tables(folder)
    first, second = load_own(one), load_own(two)
    assert first is not None and second is not None and first.fingerprint == second.fingerprint
    assert load_own(one) is first  # read once
    write_tables(two, people=PEOPLE.replace("Omar Kassim", "Omar Kasim"))
    changed = load_own(two)
    assert changed is not None and changed.fingerprint != first.fingerprint


def test_tables_without_rows_are_none(tmp_path: Path) -> None:
    assert load_own(write_tables(tmp_path, people=PEOPLE.splitlines()[0] + "\n", offices="")) is None


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ("id,name\n", "the columns are"),
        (PEOPLE + "x,y\n", ":9: 2 cells"),
        (PEOPLE + 'x,"y"z\n', ":9: no CSV"),
    ],
)
def test_a_broken_table_names_file_and_line(tmp_path: Path, people: str, reason: str) -> None:
    with pytest.raises(TableError, match=f"people.csv.*{reason}"):
        load_own(write_tables(tmp_path, people=people))


def test_check_names_every_fault_with_its_row(tmp_path: Path) -> None:
    people = PEOPLE + "kassim,,,,,XYZ,KING,own\n"
    offices = OFFICES + (
        "nobody,Mayor,,FRA,,,2012,,own\n"
        "kassim,,,FRA,,,2012,,own\n"
        "kassim,Mayor,,FRA,,,2012,2011,own\n"
        "kassim,Mayor,,FRA,,,2012-02-30,,own\n"
        "kassim,Mayor,,FRA,nothing,,spring,,\n"
    )
    told = [str(problem).removeprefix(str(tmp_path)) for problem in check_own(write_tables(tmp_path, people=people, offices=offices))]
    assert [line for line in told if "KING" not in line] == [
        "/offices.csv:6: person: there is no 'nobody' in people.csv",
        "/offices.csv:7: there is neither a title nor an organization",
        "/offices.csv:8: end: 2011 is before the start, 2012",
        "/offices.csv:9: start: there is no day '2012-02-30'",
        r"/offices.csv:10: start: 'spring' does not fit \d{4}(-\d\d){0,2}",
        "/offices.csv:10: provenance is empty",
        "/offices.csv:10: start: there is no day 'spring'",
        "/offices.csv:10: organization: there is no 'nothing' in any table of organizations, groups or seats",
        "/people.csv:9: repeats kassim of line 7",
        "/people.csv:9: country: there is no 'XYZ' in knowledge/countries.csv",
        "/people.csv:9: there is no name",
    ]
    assert any("/people.csv:9: sector: 'KING' is none of" in line for line in told)


def test_the_example_tables_have_no_fault(tmp_path: Path) -> None:
    assert check_own(write_tables(tmp_path)) == []


def test_organizations_join_those_that_are_shipped(tmp_path: Path) -> None:
    own = load_own(write_tables(tmp_path, organizations=ORGANIZATIONS))
    for lang in ("en", "fr"):
        names = gazetteer(lang, own)
        entries = [names.find(words) for words in ("Northern Dockers Union", "NDKU")]
        assert [entry.key if entry else None for entry in entries] == ["organization:dockers"] * 2
    entry = gazetteer("en", own).find("Unosphere")
    assert entry is not None and entry.key == "organization:un"  # another name of one that is shipped
    assert gazetteer("en", None).find("Unosphere") is None
