"""Whether JSON is a ledger: as jsonschema says, of ledgers and of ledgers with a fault."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from selon.render.json import to_dict
from selon.render.shape import fault
from tests.render.dispatches import bare, visit

SCHEMA = json.loads(files("selon").joinpath("render", "ledger.schema.json").read_text(encoding="utf-8"))


def _places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The places of all values inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(place for step, each in inner for place in _places(each, (*path, step)))]


def _thin() -> dict[str, Any]:
    """A ledger with one thing of each kind."""
    return {name: value[:1] if isinstance(value, list) else value for name, value in to_dict(visit()).items()}


def test_a_ledger_has_none() -> None:
    assert fault(to_dict(visit())) is None and fault(to_dict(bare())) is None


@pytest.mark.parametrize("wrong", [17, -1, 0.5, None, True, "", "x", [], {}, [[1, 2]]], ids=str)
def test_it_says_what_jsonschema_says(wrong: object) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for path in _places(_thin()):
        row = _thin()
        inner: Any = row
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = wrong
        assert (fault(row) is None) == validator.is_valid(row), (path, wrong, fault(row))


@pytest.mark.parametrize(
    ("path", "wrong", "expected"),
    [
        (("claims", 0, "certainty"), "sure", 'claims[0].certainty: "sure" is none of certain, probable, possible, unknown'),
        (("claims", 0, "event", "trigger"), [1], "claims[0].event.trigger: [1] has the wrong length"),
        (("claims", 0, "event", "auxiliary"), ["future", "future"], 'claims[0].event.auxiliary: ["future", "future"] says something twice'),
        (("lang",), None, "lang: null is no string"),
        (("lang",), "English", 'lang: "English" does not fit ^[a-z]{2,3}$'),
    ],
)
def test_it_says_where_and_why(path: tuple[str | int, ...], wrong: object, expected: str) -> None:
    row = to_dict(visit())
    inner: Any = row
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = wrong
    assert fault(row) == expected


def test_what_is_missing_is_named_and_what_is_new_is_passed_over() -> None:
    row = to_dict(visit())
    assert fault({**row, "new": 1}) is None
    del row["text"]
    assert fault(row) == "it has no 'text'"
    assert fault([]) == "it: [] is no object"
