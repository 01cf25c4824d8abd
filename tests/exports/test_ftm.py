"""FollowTheMoney: every entity and statement by the model of its own library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from selon.exports.entry import Entry
from tests.exports import sample
from tests.exports.helpers import export, rows

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

MISSING = "followthemoney is not installed (requirements-interop.lock)"


def _entities(entries: list[Entry], out: Path) -> list[dict[str, Any]]:
    export("ftm", entries, out)
    return rows(out)


def test_every_entity_fits_the_model(entries: list[Entry], tmp_path: Path) -> None:
    pytest.importorskip("followthemoney", reason=MISSING)
    from followthemoney import model, registry

    found = _entities(entries, tmp_path / "out")
    schemata = {row["id"]: model.get(row["schema"]) for row in found}
    assert len(found) > 60
    for row in found:
        proxy = model.get_proxy(row, cleaned=False)
        proxy.schema.validate(row)
        assert proxy.id == row["id"]
        for name, values in row["properties"].items():
            property = proxy.schema.properties[name]
            # a value that the library would clean away or alter is none of its kind
            assert sorted(proxy.get(name)) == sorted({registry.get(property.type.name).clean(value) or "" for value in values}), (row["schema"], name, values)
            if property.type.name in ("date", "country", "language", "url"):
                assert sorted(proxy.get(name)) == sorted(values)
            if property.type.name == "entity":
                assert property.range is not None
                assert all(schemata[value].is_a(property.range.name) for value in values), (row["schema"], name)


def test_one_id_one_schema(entries: list[Entry], tmp_path: Path) -> None:
    found = _entities(entries, tmp_path / "out")
    assert len({(row["id"], row["schema"]) for row in found}) == len({row["id"] for row in found})


def test_what_is_denied_is_a_note(tmp_path: Path) -> None:
    found = {row["properties"]["name"][0]: row for row in _entities([sample.visit()], tmp_path / "out") if row["schema"] in ("Event", "Note")}
    denied, told = found["any delivery of rockets"], found["Brandt accepted the invitation"]
    assert denied["schema"] == "Note" and "denied" in denied["properties"]["description"][0]
    rejected = found["She may deliver rockets to Ruritania"]
    assert rejected["schema"] == "Note" and rejected["properties"]["description"][0].endswith("judged: rejected")
    assert told["schema"] == "Event" and len(told["properties"]["involved"]) == 2
    assert told["properties"]["description"] == ["accept invitation; according to Otto Brandt + VNA, according to VNA, according to Pressa"]
    assert told["properties"]["sourceUrl"] == ["https://pressa.invalid/1?a=1&b=2"]


def test_dates_are_as_open_as_they_are(tmp_path: Path) -> None:
    found = [row["properties"] for row in _entities([sample.dated()], tmp_path / "out") if row["schema"] == "Event"]
    dates = [{name: row[name][0] for name in ("date", "startDate", "endDate") if name in row} for row in found]
    assert dates == [
        {"date": "2031-05-12"},
        {"date": "2031-05"},
        {"date": "2031"},
        {},
        {"startDate": "2031-05-03", "endDate": "2031-05-10"},
        {"endDate": "2031-05-10"},
        {"startDate": "2031-05-03"},
        *[{}] * 5,
    ]


def test_whom_the_text_only_describes_is_a_mention_only(tmp_path: Path) -> None:
    found = _entities([sample.visit()], tmp_path / "out")
    mentions = [row["properties"] for row in found if row["schema"] == "Mention"]
    assert {"Ana Lorca", "Valdoria's president Ana Lorca", "She"} in [set(row["name"]) for row in mentions]
    assert all(row["document"] == [found[0]["id"]] for row in mentions)


def test_statements_are_those_of_the_library(entries: list[Entry], tmp_path: Path) -> None:
    pytest.importorskip("followthemoney", reason=MISSING)
    from followthemoney.statement import Statement
    from followthemoney.statement.serialize import read_json_statements

    export("ftm-statements", entries, tmp_path / "out")
    written = rows(tmp_path / "out")
    with (tmp_path / "out").open("rb") as stream:
        read = list(read_json_statements(stream))
    assert len(read) == len(written) > 300
    for row, statement in zip(written, read, strict=True):
        assert statement.to_dict() == row | {"external": False}
        again = Statement(statement.entity_id, statement.prop, statement.schema, statement.value, statement.dataset, lang=row["lang"])
        assert again.id == row["id"] and again.lang == row["lang"]


def test_statements_make_the_entities(entries: list[Entry], tmp_path: Path) -> None:
    pytest.importorskip("followthemoney", reason=MISSING)
    from followthemoney import model

    export("ftm-statements", [sample.visit()], tmp_path / "statements")
    merged: dict[str, dict[str, set[str]]] = {}
    for row in rows(tmp_path / "statements"):
        merged.setdefault(row["entity_id"], {}).setdefault(row["prop"], set()).add(row["value"])
        assert row["first_seen"] == "2031-05-14" and row["origin"] == "dsp-1"
    for row in _entities([sample.visit()], tmp_path / "entities"):
        assert model.get_proxy(row).id in merged
        assert merged[row["id"]] == {name: set(values) for name, values in row["properties"].items()}
