"""FollowTheMoney and Wikidata files into the user's tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from selon.errors import InputError, TableError
from selon.knowledge.check import check_own
from selon.knowledge.imports import lines as lines_module
from selon.knowledge.imports.facts import common_date, country_of, name_of, names_of, titles_of
from selon.knowledge.imports.ftm import sector_of
from selon.knowledge.imports.run import import_files, summary
from selon.knowledge.imports.store import Store
from selon.knowledge.imports.wikidata import read_wikidata
from selon.tables import Row


def entity(id: str, schema: str, **properties: str | list[str]) -> str:
    values = {name: [value] if isinstance(value, str) else value for name, value in properties.items()}
    return json.dumps({"id": id, "schema": schema, "properties": values, "datasets": ["demo"]}, ensure_ascii=False)


FTM = [
    entity("hold-1", "Occupancy", holder="Q7747", post="pos-1", startDate=["2012", "2012-05-07"], status="current"),
    entity(
        "Q7747",
        "Person",
        name="Vladimir Putin",
        alias=["PUTIN, Vladimir", "Владимир Путин"],
        weakAlias=["Vova", "Vlad Putin"],
        nationality="ru",
        topics="role.pep",
    ),
    entity("pos-1", "Position", name="President of the Russian Federation", country="ru", topics=["gov.national", "gov.head"]),
    entity("gaz", "Company", name="Zarya Gas", jurisdiction="ru"),
    entity("tie-1", "Directorship", director="Q7747", organization="gaz", role="chairman", startDate="2001", endDate="2003"),
    entity("addr", "Address", full="1 Main Street"),
]
_ITEM = "http://www.wikidata.org/entity"
WIKIDATA = f"""\
person,personLabel_en,personLabel_fr,personAltLabel_fr,position,positionLabel_en,positionLabel_fr,country,start,startPrecision,end,endPrecision
{_ITEM}/Q7747,Vladimir Putin,Vladimir Poutine,Poutine,{_ITEM}/Q1,President of Russia,président de la Russie,RUS,2012-05-07T00:00:00Z,11,,
{_ITEM}/Q5,Ana Silva,Q5,,{_ITEM}/Q2,Secretary General of NATO,secrétaire général de l'OTAN,,2015-01-01T00:00:00Z,9,2018-03-01T00:00:00Z,10
"""


def imported(folder: Path, *texts: str, format: str | None = None) -> tuple[Store, list[str]]:
    """The store after importing files with these texts, and what it told, without the path."""
    told: list[str] = []
    names = []
    for number, text in enumerate(texts):
        path = folder / f"in{number}"
        path.write_text(text, encoding="utf-8")
        names.append(str(path))
    store = import_files(names, folder / "tables", format, lambda line: told.append(line.replace(f"{folder}/", "")))
    return store, told


def rows(folder: Path, name: str) -> list[Row]:
    with open(folder / "tables" / f"{name}.csv", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "tables").iterdir())}


def test_followthemoney_entities_become_rows(tmp_path: Path) -> None:
    store, told = imported(tmp_path, "\n".join(FTM))
    assert told == [] and store.unused == {"Address": 1} and store.read == 6
    (person,) = rows(tmp_path, "people")
    assert person == {
        "id": "Q7747",
        "name_en": "Vladimir Putin",
        "name_fr": "",
        "aliases_en": "Vladimir PUTIN|Vlad Putin",
        "aliases_fr": "",
        "country": "RUS",
        "sector": "ELI",
        "provenance": "ftm demo",
    }
    assert [(r["id"], r["country"], r["sector"], r["kind"]) for r in rows(tmp_path, "organizations")] == [("gaz", "RUS", "BUS", "company")]
    assert [(r["title_en"], r["country"], r["organization"], r["sector"], r["start"], r["end"]) for r in rows(tmp_path, "offices")] == [
        ("President of the Russian Federation", "RUS", "", "GOV", "2012-05-07", ""),
        ("chairman", "", "gaz", "", "2001", "2003"),
    ]
    assert check_own(tmp_path / "tables") == []


def test_a_wikidata_csv_becomes_rows(tmp_path: Path) -> None:
    _, told = imported(tmp_path, WIKIDATA)
    assert told == []
    assert [(r["id"], r["name_en"], r["name_fr"], r["aliases_fr"], r["country"]) for r in rows(tmp_path, "people")] == [
        ("Q5", "Ana Silva", "", "", ""),  # a label that is but the item's number is none
        ("Q7747", "Vladimir Putin", "Vladimir Poutine", "Poutine", "RUS"),
    ]
    assert [(r["person"], r["title_fr"], r["country"], r["organization"], r["start"], r["end"]) for r in rows(tmp_path, "offices")] == [
        ("Q5", "secrétaire général de l'OTAN", "", "nato", "2015", "2018-03"),
        ("Q7747", "président de la Russie", "RUS", "", "2012-05-07", ""),
    ]
    assert check_own(tmp_path / "tables") == []


def test_the_same_files_twice_are_the_same_bytes(tmp_path: Path) -> None:
    imported(tmp_path, "\n".join(FTM), WIKIDATA)
    before = bytes_of(tmp_path)
    store, _ = imported(tmp_path, "\n".join(FTM), WIKIDATA)
    assert bytes_of(tmp_path) == before
    assert {name: dict(count) for name, count in store.counts.items()} == {
        "people": {"unchanged": 2},
        "organizations": {"unchanged": 1},
        "offices": {"unchanged": 4},
    }


def test_rows_are_merged_by_id_and_what_a_person_wrote_stays(tmp_path: Path) -> None:
    imported(tmp_path, WIKIDATA)
    table = tmp_path / "tables" / "people.csv"
    table.write_text("# mine\n" + table.read_text(encoding="utf-8").replace("Q5,Ana Silva,", "Q5,Ana M. Silva,"), encoding="utf-8")
    store, _ = imported(tmp_path, entity("Q5", "Person", name="Ana Silva", alias="Ana Costa Silva", citizenship="pt"))
    assert store.counts["people"] == {"changed": 1}
    assert table.read_text(encoding="utf-8").startswith("# mine\nid,")
    row = (
        rows(tmp_path, "people")[0] if table.read_text(encoding="utf-8")[0] != "#" else next(csv.DictReader(table.read_text(encoding="utf-8").splitlines()[1:]))
    )
    assert (row["name_en"], row["aliases_en"], row["country"], row["provenance"]) == ("Ana M. Silva", "Ana Silva|Ana Costa Silva", "PRT", "wikidata, ftm demo")


def test_a_term_that_has_ended_since_is_ended(tmp_path: Path) -> None:
    header, first, *_ = WIKIDATA.splitlines()
    imported(tmp_path, f"{header}\n{first}\n")
    store, _ = imported(tmp_path, f"{header}\n{first.removesuffix(',,')},2030-05-07T00:00:00Z,11\n")
    assert store.counts["offices"] == {"changed": 1}
    assert [r["end"] for r in rows(tmp_path, "offices")] == ["2030-05-07"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": x', "no JSON (Expecting value at character 8)"),
        ("[1]", 'no FollowTheMoney entity; it needs "id", "schema" and "properties"'),
        ('{"id": 3, "schema": "Person", "properties": {}}', 'no FollowTheMoney entity; it needs "id", "schema" and "properties"'),
        ("[" * 100_000, "no JSON (nested too deep, or a number too long)"),
        (entity("x", "Person", name="Владимир Путин"), "x: there is no name in Latin letters"),
        (entity("a b", "Person", name="Ana Silva"), "id: 'a b' does not fit [A-Za-z0-9][A-Za-z0-9_.-]*"),
        (entity("x", "Occupancy", holder="Q1"), "the Occupancy does not say who, or of what"),
        (entity("x", "Occupancy", holder="Q1", post="p"), "there is no position 'p' in the file"),
        (entity("x", "Membership", member="Q1", organization="o", role="head"), "there is no person 'Q1' in the file or the tables"),
        (entity("x", "Membership", member="Q0", organization="o"), "there is no organization 'o' in the file or the tables"),
        (entity("x", "Membership", member="Q0", organization="o", role="head", startDate="soon"), "startDate is no date, or several that disagree"),
        (entity("x", "Membership", member="Q0", organization="o", role="head", endDate=["2001", "2002"]), "endDate is no date, or several that disagree"),
        (entity("x", "Membership", member="Q0", organization="o", role="head", startDate="2005", endDate="2002"), "end: 2002 is before the start, 2005"),
    ],
)
def test_a_bad_entity_gets_one_line_and_the_rest_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    store, told = imported(tmp_path, f"{entity('Q0', 'Person', name='Ana Silva')}\n{line}\n{entity('Q9', 'Person', name='Ivo Novak')}\n", format="ftm")
    assert told == [f"in0:2: {reason}"] and store.faults == 1
    assert [row["id"] for row in rows(tmp_path, "people")] == ["Q0", "Q9"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Q1,Ana", "2 cells, the header has 4"),
        (",Ana Silva,mayor,2001", "the person is missing"),
        ("Q 1,Ana Silva,mayor,2001", "the person is no item: 'Q 1'"),
        ("Q1,Ana Silva,mayor,spring", "start is no date: 'spring'"),
        ("Q1,Q1,mayor,2001", "Q1: there is no name in Latin letters"),
    ],
)
def test_a_bad_row_gets_one_line_and_the_rest_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    _, told = imported(tmp_path, f"person,personLabel,positionLabel,start\nQ0,Eva Lund,mayor,2001\n{line}\nQ9,Ivo Novak,mayor,2001\n", format="wikidata")
    assert told[0] == f"in0:3: {reason}"
    assert {row["id"] for row in rows(tmp_path, "people")} >= {"Q0", "Q9"}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b"\xff\xfep\x00e\x00", "is no UTF-8 text"),
        (b"\x1f\x8b\x08\x00", "is no UTF-8 text"),
        (b"who,what\na,b\n", "has no column for the person"),
        (b"person,personLabel\nQ1,Ana Silva\n", "has no column for the title (such as positionLabel)"),
        (b"[{}]", "neither JSON lines"),
        (b"<html>", "neither JSON lines"),
    ],
)
def test_a_file_that_is_neither_is_told_once(tmp_path: Path, raw: bytes, reason: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(raw)
    told: list[str] = []
    store = import_files([str(path)], tmp_path / "tables", None, told.append)
    assert len(told) == 1 and reason in told[0] and store.faults == 1


def test_lines_that_cannot_be_read_are_told_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "LINE_LIMIT", 1024 * 1024)
    path = tmp_path / "file"
    good = entity("Q0", "Person", name="Ana Silva").encode()
    path.write_bytes(b"\xef\xbb\xbf" + good + b"\n" + b'{"id": "' + b"a" * (3 * 1024 * 1024) + b'"}\n' + b'{"id": "\xe9"}\n' + good.replace(b"Q0", b"Q9"))
    told: list[str] = []
    import_files([str(path)], tmp_path / "tables", None, told.append)
    assert [line.removeprefix(str(path)) for line in told] == [":2: the line is longer than 1 MB", ":3: no UTF-8 (byte 9)"]
    assert [row["id"] for row in rows(tmp_path, "people")] == ["Q0", "Q9"]


def test_a_quotation_mark_that_never_closes_swallows_no_file() -> None:
    text = 'person,personLabel,positionLabel\nQ1,"' + "a b\n" * 100_000
    facts = list(read_wikidata(io.BytesIO(text.encode()), "file"))
    assert any("field larger than field limit" in getattr(fact, "reason", "") for fact in facts)


def test_a_broken_table_stops_the_import_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "people.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(TableError, match="the columns are"):
        imported(tmp_path, WIKIDATA)
    assert [path.name for path in (tmp_path / "tables").iterdir()] == ["people.csv"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "tables").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        imported(tmp_path, WIKIDATA)


def test_cells_hold_one_line_each(tmp_path: Path) -> None:
    imported(tmp_path, entity("Q0", "Person", name="Ana|Silva\nCosta\u2028Reis\x00", alias='"Ana", the #1'))
    (row,) = rows(tmp_path, "people")
    assert row["name_en"] == "Ana Silva Costa Reis"
    assert check_own(tmp_path / "tables") == []


def test_summary_counts(tmp_path: Path) -> None:
    store, _ = imported(tmp_path, "\n".join([*FTM, "{"]))
    assert summary(store) == [
        "7 read, 1 set aside; of other kinds: 1 Address",
        "people: 1 new, 0 changed, 0 unchanged",
        "organizations: 1 new, 0 changed, 0 unchanged",
        "offices: 2 new, 0 changed, 0 unchanged",
    ]


@pytest.mark.parametrize(
    ("dates", "date"),
    [
        ([], ""),
        (["2012"], "2012"),
        (["2012", "2012-05-07T00:00:00"], "2012-05-07"),
        (["2012-05-07", "2012-05-08"], "2012-05"),
        (["2011", "2012"], None),
        (["x"], None),
    ],
)
def test_common_date(dates: list[str], date: str | None) -> None:
    assert common_date(dates) == date


def test_names() -> None:
    assert names_of(["PUTIN, Vladimir", "Vladimir  Putin", "Путин", "A, B, C"], person=True) == ("Vladimir PUTIN", "Vladimir Putin")
    assert names_of(["Bank, The"], person=False) == ("Bank, The",)
    assert (name_of("x" * 201), name_of("Ørsted Łukasz"), name_of("3")) == ("", "Ørsted Łukasz", "")


def test_countries_by_code_or_name_and_none_for_several() -> None:
    assert [country_of([text]) for text in ("ru", "RUS", "Russie", "Russia", "zz", "eu")] == ["RUS", "RUS", "RUS", "RUS", "", ""]
    assert country_of(["ru", "Russia"]) == "RUS" and country_of(["ru", "fr"]) == ""


@pytest.mark.parametrize(
    ("topics", "sector"),
    [
        (["role.pep"], "ELI"),
        (["role.pep.natl", "mil"], "MIL"),
        (["gov.national", "gov.legislative"], "LEG"),
        (["government"], ""),
        (["sanction"], ""),
        ([], ""),
    ],
)
def test_sector_of_topics(topics: list[str], sector: str) -> None:
    assert sector_of(topics) == sector


def test_a_title_goes_to_the_languages_that_know_it() -> None:
    assert titles_of(["président de la République française"]) == {"fr": "président de la République française"}
    assert titles_of(["President of Kenya", "président du Kenya"]) == {"en": "President of Kenya", "fr": "président du Kenya"}
    assert titles_of(["Keeper of the Seals of Nowhere"]) == {"en": "Keeper of the Seals of Nowhere"}
    assert titles_of([" "]) == {}


@pytest.mark.parametrize(
    ("start", "precision", "read"),
    [
        ("2012-05-07T00:00:00Z", "", "2012-05-07"),
        ("+2012-05-07T00:00:00Z", "11", "2012-05-07"),
        ("2012-05-07", "10", "2012-05"),
        ("2012-01-01T00:00:00Z", "", "2012"),  # a year is written so
        ("2012-03-01", "", "2012-03"),
        ("2012-01-01", "11", "2012-01-01"),
        ("2012-01-01", "7", ""),
        ("http://www.wikidata.org/.well-known/genid/0a1", "", ""),
        ("", "", ""),
    ],
)
def test_dates_are_as_fine_as_they_are_known(start: str, precision: str, read: str) -> None:
    text = f"person,personLabel,positionLabel,START-date,startPrecision\nwd,Ana Silva,mayor,{start},{precision}\n"
    (term,) = [fact for fact in _facts(text) if hasattr(fact, "start")]
    assert term.start == read


def test_the_label_services_aliases_are_parted() -> None:
    (person, *_) = _facts('item,itemLabel,itemAltLabel,positionLabel\nQ1,Ana Silva,"Ana Costa, Silva, A. Reis",mayor\n')
    assert person.aliases["en"] == ("Ana Costa", "A. Reis")  # a comma parts names as well


def test_a_label_that_does_not_say_its_language_goes_where_it_is_a_title() -> None:
    (_, term) = _facts("item,itemLabel,positionLabel\nQ1,Ana Silva,président de la Finlande\n")
    assert term.titles == {"fr": "président de la Finlande"}


def _facts(text: str) -> Iterator[Any]:
    return read_wikidata(io.BytesIO(text.encode()), "file")
