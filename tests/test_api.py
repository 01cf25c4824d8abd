"""The Python interface and the published JSON."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

import selon
from selon.model import attribution, claim, dispatch, mention, timex
from selon.notices import CODES
from selon.tables import schema_of

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
SCHEMA: dict[str, Any] = json.loads(files("selon").joinpath("render", "ledger.schema.json").read_text(encoding="utf-8"))
WIRE = "Ferry sinks off Split\n\nSPLIT, July 3 (Northline) - A ferry sank on Monday, the harbour master Ana Peric said.\n"


def test_import_is_light() -> None:
    root = str(Path(selon.__file__).parents[1])
    code = (
        f"import sys; sys.path.insert(0, {root!r}); import selon; assert selon.__version__;"
        "print([name for name in ('spacy', 'rich', 'babel', 'trafilatura', 'numpy', 'selon.pipeline') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    for name in selon.__all__:
        assert getattr(selon, name) is not None
    assert set(selon.__all__) <= set(dir(selon))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        selon.nothing  # noqa: B018


def test_read() -> None:
    ledger = selon.read(WIRE, date="2017", id="ferry", url="urn:x")
    assert isinstance(ledger, selon.Ledger)
    found = ledger.dispatch
    assert (found.id, found.lang, found.date, found.provider, found.url) == ("ferry", "en", "2017-07-03", "Northline", "urn:x")
    assert found.text == WIRE
    assert found.digest == hashlib.sha256(WIRE.encode()).hexdigest()
    (first,) = ledger.claims
    assert first.spans[0].of(found.text) == "A ferry sank on Monday"
    assert first.chain[-1] == "AGENCY" and len(first.chain) == 2


def test_read_bytes() -> None:
    data = ("date 2017-07\n" + WIRE.replace("Peric", "Perić")).encode("utf-16")
    ledger = selon.read(data)
    assert (ledger.dispatch.header, ledger.dispatch.date, ledger.dispatch.id) == ("date 2017-07", "2017-07-03", hashlib.sha256(data).hexdigest()[:12])
    assert "Perić" in ledger.dispatch.text and not ledger.dispatch.text.startswith("date")


def test_read_with_what_is_known() -> None:
    ledger = selon.read("A ferry sank, the harbour master said.", lang="en", headline="Ferry sinks", provider="Northline", header="2017-07-03")
    found = ledger.dispatch
    assert found.headline is not None and found.headline.of(found.text) == "Ferry sinks"
    assert (found.provider, found.date) == ("Northline", "2017-07-03")


def test_errors() -> None:
    with pytest.raises(selon.LanguageError, match="there are: en, fr"):
        selon.read(WIRE, lang="xx")
    with pytest.raises(selon.SelonError, match="is no date"):
        selon.read(WIRE, date="tomorrow")
    with pytest.raises(TypeError, match="str or bytes, not int"):
        selon.read(3)  # type: ignore[arg-type]


def test_read_file(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(WIRE, encoding="utf-8")
    assert selon.read_file(path, date="2017").claims == selon.read(WIRE, date="2017").claims
    with pytest.raises(selon.DispatchError, match="there is no such file"):
        selon.read_file(tmp_path / "none.txt")
    many = tmp_path / "many.jsonl"
    many.write_text('{"text": "One fell."}\n{"text": "Two fell."}\n', encoding="utf-8")
    with pytest.raises(selon.DispatchError, match="several"):
        selon.read_file(many)
    many.write_text("", encoding="utf-8")
    with pytest.raises(selon.DispatchError, match="no dispatch"):
        selon.read_file(many)


def test_read_all(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"id": "a", "text": "One fell."}\nno json\n{"id": "b", "text": "Two fell.", "lang": "xx"}\n', encoding="utf-8")
    found = list(selon.read_all(path, tmp_path / "none.txt"))
    assert isinstance(found[0], selon.Ledger) and found[0].dispatch.id == "a"
    messages = [str(item) for item in found[1:] if isinstance(item, selon.DispatchError)]
    assert [message.removeprefix(str(tmp_path)) for message in messages] == [
        "/many.jsonl:2: no JSON (Expecting value at character 1)",
        "/many.jsonl: dispatch 'b': no language pack for 'xx'; there are: en, fr",
        "/none.txt: there is no such file",
    ]


def test_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for name, thing in [("ledger", SCHEMA), *SCHEMA["$defs"].items()]:
        if thing["type"] == "object":
            assert thing["additionalProperties"] is False, name
            assert sorted(thing["required"]) == sorted(thing["properties"]), name
        assert thing["description"], name
        for field, rules in thing.get("properties", {}).items():
            assert rules.get("description"), f"{name}.{field}"
            assert {"type", "$ref", "const", "anyOf"} & set(rules), f"{name}.{field}"


def _enum(where: str) -> set[str]:
    node: Any = SCHEMA
    for key in where.split("/"):
        node = node[key]
    return {value for value in node["enum"] if value is not None}


@pytest.mark.parametrize(
    ("where", "values"),
    [
        ("properties/status", get_args(dispatch.Status)),
        ("properties/credits/items/properties/role", get_args(dispatch.CreditRole)),
        ("$defs/entity/properties/kind", get_args(mention.EntityKind)),
        ("$defs/attribution/properties/quote", get_args(attribution.Quote)),
        ("$defs/timex/properties/type", get_args(timex.TimexType)),
        ("$defs/claim/properties/quote", get_args(attribution.Quote)),
        ("$defs/claim/properties/certainty", get_args(claim.Certainty)),
        ("$defs/claim/properties/polarity", get_args(claim.Polarity)),
        ("$defs/commitment/properties/status", get_args(claim.Status)),
        ("$defs/notice/properties/code", tuple(CODES)),
    ],
)
def test_schema_keeps_step_with_the_model(where: str, values: tuple[str, ...]) -> None:
    assert _enum(where) == set(values)


@pytest.mark.parametrize(
    ("where", "table", "column"),
    [
        ("$defs/attribution/properties/kind", "cues", "kind"),
        ("$defs/entity/properties/sector", "roles", "sector"),
        ("$defs/event/properties/type", "acts", "type"),
        ("$defs/omission/properties/kind", "omissions", "kind"),
    ],
)
def test_schema_keeps_step_with_the_tables(where: str, table: str, column: str) -> None:
    (field,) = [field for field in schema_of(table)["fields"] if field["name"] == column]
    assert _enum(where) == set(field["constraints"]["enum"])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_fit_the_schema(path: Path) -> None:
    ledger = selon.read_file(path)
    row = selon.to_dict(ledger)
    jsonschema.Draft202012Validator(SCHEMA).validate(row)
    assert json.loads(selon.to_json(ledger)) == json.loads(json.dumps(row))
    assert ledger.claims and ledger.attributions and ledger.dispatch.provider
    assert list(row) == list(SCHEMA["properties"])


@pytest.mark.parametrize("text", ["", " ", "\n", "No.", "« »"])
def test_next_to_nothing_fits_the_schema(text: str) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(selon.to_dict(selon.read(text)))
