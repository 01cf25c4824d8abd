"""Rows for events: PLOVER, GDELT, ICEWS. No date is ever filled in."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from selon.exports import gdelt, icews
from selon.exports.entry import Entry
from selon.exports.events import quadrant
from tests.exports import sample
from tests.exports.helpers import export, rows

#: The event table of GDELT 2.0 as its codebook lists it.
GDELT = """GLOBALEVENTID SQLDATE MonthYear Year FractionDate
Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code
Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code
Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID
ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID
DATEADDED SOURCEURL""".split()


def _gdelt(entries: list[Entry], out: Path) -> list[dict[str, str]]:
    export("cameo", entries, out)
    lines = out.read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == ""
    found = [line.split("\t") for line in lines]
    assert {len(cells) for cells in found} <= {61}
    return [dict(zip(GDELT, cells, strict=True)) for cells in found]


def _icews(entries: list[Entry], out: Path) -> list[dict[str, str]]:
    export("cameo-icews", entries, out)
    with out.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_columns_are_those_of_the_codebook() -> None:
    assert list(gdelt.COLUMNS) == GDELT and len(GDELT) == 61
    assert len(icews.COLUMNS) == 20


def test_a_gdelt_row(tmp_path: Path) -> None:
    first = _gdelt([sample.dated()], tmp_path / "out")[0]
    told = {name: value for name, value in first.items() if value}
    number = told.pop("GLOBALEVENTID")
    assert re.fullmatch(r"\d+", number) and int(number) < 2**63
    assert told == {
        "SQLDATE": "20310512",
        "MonthYear": "203105",
        "Year": "2031",
        "FractionDate": "2031.3616",
        "Actor1Code": "NOR",
        "Actor1Name": "NORWAY",
        "Actor1CountryCode": "NOR",
        "Actor2Code": "NORCOP",
        "Actor2Name": first["Actor2Name"],
        "Actor2CountryCode": "NOR",
        "Actor2Type1Code": "COP",
        "IsRootEvent": "1",
        "EventCode": "040",
        "EventBaseCode": "040",
        "EventRootCode": "04",
        "QuadClass": "1",
        "NumMentions": "1",
        "NumSources": "1",
        "NumArticles": "1",
        "ActionGeo_Type": "1",
        "ActionGeo_FullName": "Norway",
        "DATEADDED": "20310502000000",
        "SOURCEURL": "https://wire.invalid/1",
    }


def test_gdelt_dates_are_as_sure_as_the_text(tmp_path: Path) -> None:
    found = [(row["SQLDATE"], row["MonthYear"], row["Year"], bool(row["FractionDate"])) for row in _gdelt([sample.dated()], tmp_path / "out")]
    assert found == [
        ("20310512", "203105", "2031", True),
        ("", "203105", "2031", False),  # 2031-05
        ("", "", "2031", False),  # 2031
        ("", "203105", "2031", False),  # one of two days in May
        ("", "203105", "2031", False),  # an interval within May
        *[("", "", "", False)] * 6,
        ("", "", "", False),  # an event without a date
    ]


def test_losses_of_rows(tmp_path: Path) -> None:
    counts = export("cameo", [sample.dated()], tmp_path / "out").counts
    assert counts["open-date"] == 9 and counts["no-date"] == 2 and counts["certainty"] == 1
    assert counts["not-an-event"] == 1 and counts["chain"] == 11 and counts["scale"] == 12
    assert (tmp_path / "out.losses.json").exists()


def test_icews_rows(tmp_path: Path) -> None:
    first, second = _icews([sample.dated()], tmp_path / "out")[:2]
    assert first["Event Date"] == "2031-05-12" and second["Event Date"] == ""
    assert (first["Source Name"], first["Source Country"], first["Target Sectors"]) == ("Norway", "Norway", "Government,Police")
    assert (first["Event Text"], first["CAMEO Code"], first["Intensity"]) == ("Consult", "040", "")
    assert (first["City"], first["Country"], first["Publisher"], first["Story ID"]) == ("Oslo", "Norway", "Wire", "dsp-2")


@pytest.mark.parametrize("name", ["gdelt", "icews"])
def test_ids_are_one_to_a_row(name: str, entries: list[Entry], tmp_path: Path) -> None:
    found = _gdelt(entries, tmp_path / "out") if name == "gdelt" else _icews(entries, tmp_path / "out")
    ids = [row["GLOBALEVENTID" if name == "gdelt" else "Event ID"] for row in found]
    assert len(set(ids)) == len(ids) > 10


def test_readers_of_tables_read_them(entries: list[Entry], tmp_path: Path) -> None:
    import pandas

    _gdelt(entries, tmp_path / "gdelt")
    frame = pandas.read_csv(tmp_path / "gdelt", sep="\t", header=None, names=GDELT, dtype={"EventCode": str})
    assert frame["GLOBALEVENTID"].is_unique and frame["GLOBALEVENTID"].dtype == "int64"


def test_a_country_that_is_only_assumed_is_left_out(tmp_path: Path) -> None:
    """The only country named is likely that of the police; a row could not say "likely"."""
    entry = sample.dated()
    police = replace(entry.ledger.entities[2], country=None)
    ledger = replace(entry.ledger, entities=(entry.ledger.entities[0], police), claims=entry.ledger.claims[:1])
    (row,) = _gdelt([replace(entry, ledger=ledger)], tmp_path / "out")
    assert (row["Actor1Code"], row["Actor2Code"], row["Actor2CountryCode"]) == ("NOR", "COP", "")


@pytest.mark.parametrize(("code", "expected"), [("010", 1), ("0577", 1), ("061", 2), ("0872", 2), ("091", 3), ("138", 3), ("141", 4), ("204", 4)])
def test_quadrants(code: str, expected: int) -> None:
    assert quadrant(code) == expected


def test_plover_has_a_date_only_for_a_sure_day(tmp_path: Path) -> None:
    export("plover", [sample.dated()], tmp_path / "out")
    found = rows(tmp_path / "out")
    assert [row["date"] for row in found if "date" in row] == ["2031-05-12"]
    assert all(("date" in row) != row.get("date_open", False) for row in found)
    assert found[3] | {"date_edtf": "[2031-05-05,2031-05-12]", "date_first": "2031-05-05", "date_last": "2031-05-12"} == found[3]
    assert "date_edtf" not in found[10] and "date_first" not in found[10]


def test_plover_keeps_the_chain_in_words(tmp_path: Path) -> None:
    export("plover", [sample.visit()], tmp_path / "out")
    first = rows(tmp_path / "out")[0]
    assert first["according_to"] == ["according to VNA, according to Pressa", "according to Pressa"]
    assert first["claims"] == ["clm-c1", "clm-c5"] and first["story"] == "story-1"
    assert first["event"] in ("AGREE", "REQUEST") and first["date_open"]


def test_what_a_person_has_rejected_is_no_event(tmp_path: Path) -> None:
    losses = export("plover", [sample.visit()], tmp_path / "out")
    assert losses.counts["rejected"] == 1
    assert "clm-c2" not in [claim for row in rows(tmp_path / "out") for claim in row["claims"]]
    export("plover", [replace(sample.visit(), judgements={"c2": "confirmed"})], tmp_path / "out")
    assert "clm-c2" in [claim for row in rows(tmp_path / "out") for claim in row["claims"]]
