"""CSV and Parquet tables: valid data packages, the same values in both, nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from selon.exports import parquet
from selon.exports.entry import Entry
from selon.exports.fields import TABLES
from selon.exports.rows import rows_of
from tests.exports import sample
from tests.exports.helpers import export


@pytest.fixture(scope="module")
def tables(entries: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both exports of the same entries."""
    folder = tmp_path_factory.mktemp("tables")
    export("csv", entries, folder / "csv")
    export("parquet", entries, folder / "parquet")
    return folder


def _csv(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def _parquet(folder: Path, name: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    found: list[dict[str, Any]] = pq.read_table(folder / "parquet" / f"{name}.parquet").to_pylist()
    return found


def test_rows_have_the_columns_of_their_tables(entries: list[Entry]) -> None:
    for entry in entries:
        for table, row in rows_of(entry):
            assert len(row) == len(table.fields), table.name


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_data_package_is_valid(kind: str, tables: Path) -> None:
    """Types, primary and foreign keys of every row, by the library of the format; Parquet's package is checked as a description."""
    from frictionless import Package

    package = Package(str(tables / kind / "datapackage.json"))
    report = package.validate() if kind == "csv" else None
    if report is not None:
        assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5]
    assert [resource.name for resource in package.resources] == [table.name for table in TABLES]
    assert not list(Package.metadata_validate(package.to_descriptor()))


def test_a_row_that_refers_to_nothing_would_be_found(tables: Path) -> None:
    """The foreign keys are really there."""
    package = json.loads((tables / "csv" / "datapackage.json").read_text(encoding="utf-8"))
    refers = {resource["name"]: resource["schema"].get("foreignKeys") for resource in package["resources"]}
    assert refers["claims"] == [{"fields": ["dispatch"], "reference": {"resource": "dispatches", "fields": ["key"]}}]
    assert refers["links"] == [{"fields": ["claim"], "reference": {"resource": "claims", "fields": ["key"]}}]


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_both_hold_the_same(table: str, tables: Path) -> None:
    plain, nested = _csv(tables, table), _parquet(tables, table)
    fields = {field.name: field.kind for one in TABLES if one.name == table for field in one.fields}
    assert len(plain) == len(nested)
    for cells, values in zip(plain, nested, strict=True):
        for name, kind in fields.items():
            cell, value = _text(cells[name]), values[name]
            if kind in ("strings", "spans", "objects"):
                assert _refused(json.dumps(json.loads(cell))) == _refused(json.dumps(value))
            elif value is None:
                assert cell == ""
            else:
                assert _refused(cell) == _refused(str(value).lower() if kind == "boolean" else str(value))


def _text(cell: str) -> str:
    """A cell without the apostrophe that was added."""
    return cell[1:] if re.match(r"'+[=+@\t\r-]", cell) else cell


def _refused(text: str) -> str:
    """Characters that CSV replaces and Parquet keeps are alike."""
    return re.sub(r"\\u(?:00[01].|00[79].|ufff[ed]|d800|ff..)|[^\x20-\x7e]|\s", " ", text)


def test_open_dates_stay_open(tables: Path) -> None:
    found = {row["time"] or None: (row["time_first"], row["time_last"]) for row in _csv(tables, "claims") if row["dispatch"] == "dsp-2" and row["time_words"]}
    assert found == {
        "2031-05-12": ("2031-05-12", "2031-05-12"),
        "2031-05": ("2031-05-01", "2031-05-31"),
        "2031": ("2031-01-01", "2031-12-31"),
        "[2031-05-05,2031-05-12]": ("2031-05-05", "2031-05-12"),
        "2031-05-03/2031-05-10": ("2031-05-03", "2031-05-10"),
        "../2031-05-10": ("", "2031-05-10"),
        "2031-05-03/..": ("2031-05-03", ""),
        "XXXX-05-12": ("", ""),
        "2031-21": ("", ""),
        "203X": ("2030-01-01", "2039-12-31"),
        None: ("", ""),
    }


def test_the_chain_is_a_list_and_a_table(tables: Path) -> None:
    (claim,) = (row for row in _csv(tables, "claims") if row["key"] == "clm-c4")
    assert json.loads(claim["chain"]) == ["e2+e3", "e3", "AGENCY"]
    links = [tuple(row.values()) for row in _csv(tables, "links") if row["claim"] == "clm-c4"]
    assert links == [
        ("clm-c4", "0", "0", "true", "speaker", "ent-otto-brandt", "Otto Brandt", "RUR"),
        ("clm-c4", "0", "1", "true", "speaker", "ent-vna", "VNA", "VAL"),
        ("clm-c4", "1", "0", "false", "relay", "ent-vna", "VNA", "VAL"),
        ("clm-c4", "2", "0", "false", "provider", "name:pressa", "Pressa", ""),
    ]


def test_who_did_it_to_whom_is_a_table(tables: Path) -> None:
    found = [tuple(row.values())[1:] for row in _csv(tables, "parties") if row["claim"] == "clm-c1"]
    assert found == [
        ("actor", "0", "ent-ana-lorca", "Ana Lorca", "person", "VAL", "GOV"),
        ("recipient", "0", "ent-otto-brandt", "Otto Brandt", "person", "RUR", "GOV"),
    ]


def test_no_cell_is_a_formula(tables: Path) -> None:
    for table in TABLES:
        for row in _csv(tables, table.name):
            assert not [cell for cell in row.values() if re.match(r"[=+@\t\r-]", cell)]


def test_what_was_marked_can_be_told_from_what_was_there(tables: Path) -> None:
    (headline,) = (row["headline"] for row in _csv(tables, "dispatches") if "HYPERLINK" in row["headline"])
    assert headline == "'" + sample.SPREADSHEET and _text(headline) == sample.SPREADSHEET
    names = [row["name"] for row in _csv(tables, "entities") if "already" in row["name"]]
    assert names == ["''=already"] and _text(names[0]) == "'=already"
    assert sample.SPREADSHEET in [row["headline"] for row in _parquet(tables, "dispatches")]


def test_names_with_quotes_lines_and_commas(tables: Path) -> None:
    names = {row["name"] for row in _csv(tables, "entities")}
    assert sample.NAME.replace("\x07", " ").replace("\x00", " ") in names
    assert sample.NAME in {row["name"] for row in _parquet(tables, "entities")}


def test_losses_stand_in_the_package(tables: Path) -> None:
    losses = {each["reason"]: each["count"] for each in json.loads((tables / "csv" / "datapackage.json").read_text(encoding="utf-8"))["losses"]}
    assert losses["formula-cell"] > 0 and losses["control-characters"] > 0
    assert json.loads((tables / "parquet" / "datapackage.json").read_text(encoding="utf-8"))["losses"] == []


def test_row_groups_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet as pq

    monkeypatch.setattr(parquet, "GROUP_ROWS", 4)
    export("parquet", [sample.dated()], tmp_path)
    metadata = pq.read_metadata(tmp_path / "claims.parquet")
    assert [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)] == [4, 4, 4, 1]


def test_numbers_and_lists_are_typed(tables: Path) -> None:
    import pyarrow.parquet as pq

    schema = pq.read_schema(tables / "parquet" / "claims.parquet")
    assert str(schema.field("spans").type) == "list<element: list<element: int64>>"
    assert str(schema.field("time_first").type) == "date32[day]"
    assert schema.field("chain").metadata[b"description"].startswith(b"according to whom")


def test_other_tools_read_the_parquet(tables: Path) -> None:
    import polars

    frame = polars.read_parquet(tables / "parquet" / "claims.parquet")
    assert frame.filter(polars.col("polarity") == "negative").height > 0
