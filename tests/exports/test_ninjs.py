"""ninjs: the properties that version 3.0 of the standard has, and nothing else (it allows no others)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from selon.exports.entry import Entry
from tests.exports import sample
from tests.exports.helpers import export, rows


def _object(*required: str, **properties: str) -> dict[str, Any]:
    """A schema of an object with these properties and no others; values are types, ``uri`` among them."""
    kinds = {name: {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$"} if kind == "uri" else {"type": kind} for name, kind in properties.items()}
    return {"type": "object", "additionalProperties": False, "required": list(required), "properties": kinds}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


_TEXT = _object("value", role="string", contentType="string", value="string")
_THING = _object(name="string", rel="string", uri="uri", literal="string")
#: The properties of a news item in ninjs 3.0, as far as selon writes them, as the standard describes them.
ITEM = {
    "type": "object",
    "additionalProperties": False,
    "required": ["uri"],
    "properties": {
        **_object(uri="uri", profile="string", version="string", language="string", by="string", located="string")["properties"],
        "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]},
        "representationType": {"enum": ["full", "partial"]},
        "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
        "headlines": _list(_TEXT),
        "descriptions": _list(_TEXT),
        "bodies": _list(_object("value", role="string", contentType="string", charCount="integer", wordCount="integer", value="string")),
        "people": _list(_THING),
        "organisations": _list(_THING),
        "places": _list(_THING),
        "subjects": _list(_object(name="string", rel="string", uri="uri", literal="string")),
        "events": _list(_object(id="string", name="string", rel="string", uri="uri", literal="string")),
        "infoSources": _list(_object(name="string", role="string", uri="uri", literal="string")),
        "associations": _list(_object("name", "uri", name="string", uri="uri")),
        "altIds": _list(_object(role="string", value="string")),
        "standard": _object(name="string", version="string", schema="uri"),
    },
}


def _items(entries: list[Entry], out: Path) -> list[dict[str, Any]]:
    export("ninjs", entries, out)
    return rows(out)


def test_every_item_has_the_properties_of_the_standard(entries: list[Entry], tmp_path: Path) -> None:
    for item in _items(entries, tmp_path / "out"):
        jsonschema.validate(item, ITEM)


def test_an_item(tmp_path: Path) -> None:
    (item,) = _items([sample.visit()], tmp_path / "out")
    assert item["uri"] == "https://pressa.invalid/1?a=1&b=2" and item["by"] == "reporting: Ida Holm" and item["located"] == "STRELSAU"
    assert item["associations"] == [{"name": "corrects", "uri": "urn:x-selon:item:urn%3Apressa%3A0"}]
    assert {"role": "date", "value": "2031-05-14"} in item["altIds"] and {"role": "guid", "value": "urn:pressa:1"} in item["altIds"]
    assert [source["name"] for source in item["infoSources"][:3]] == ["Pressa", "The Strelsau Post", "VNA"]


def test_claims_travel_as_json_whose_spans_fit_the_body(tmp_path: Path) -> None:
    (item,) = _items([sample.visit()], tmp_path / "out")
    claims = [json.loads(each["value"]) for each in item["descriptions"] if each["role"] == "claim"]
    (body,) = item["bodies"]
    assert [claim["id"] for claim in claims] == ["c1", "c2", "c3", "c4", "c5"]
    start, end = claims[2]["text_spans"][0]
    assert body["value"][start:end] == "any delivery of rockets"


def test_nothing_tells_a_time_that_is_not_known(entries: list[Entry], tmp_path: Path) -> None:
    for item in _items(entries, tmp_path / "out"):
        assert not {"versionCreated", "firstCreated", "contentCreated"} & set(item)
