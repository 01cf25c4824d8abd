"""Whether JSON is a ledger: a check against the published JSON Schema, of the keywords that it uses.

Properties that the schema does not name are passed over: within ``selon/1`` a later version may add some.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "null": (type(None),),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def fault(row: object) -> str | None:
    """What is wrong with *row* as a ledger, the first thing in the order of the schema: where, and why; None for nothing."""
    return _fault(row, _schema(), "")


@cache
def _schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files("selon").joinpath("render", "ledger.schema.json").read_text(encoding="utf-8"))
    return loaded


def _fault(value: Any, rule: dict[str, Any], where: str) -> str | None:
    if "$ref" in rule:
        return _fault(value, _schema()["$defs"][rule["$ref"].rsplit("/", 1)[1]], where)
    if "anyOf" in rule:
        found = [_fault(value, each, where) for each in rule["anyOf"]]
        return None if None in found else found[0]
    types = rule.get("type", [])
    named = [types] if isinstance(types, str) else types
    if named and not any(_is(value, name) for name in named):
        return f"{_shown(value, where)} is no {' or '.join(named)}"
    if value not in rule.get("enum", [value]) or value != rule.get("const", value):
        return f"{_shown(value, where)} is none of {', '.join(map(str, rule.get('enum') or [rule.get('const')]))}"
    match value:
        case str() if "pattern" in rule and not re.search(rule["pattern"], value):
            return f"{_shown(value, where)} does not fit {rule['pattern']}"
        case bool():
            return None
        case int() | float() if not rule.get("minimum", value) <= value <= rule.get("maximum", value):
            return f"{_shown(value, where)} is out of range"
        case list():
            return _list_fault(value, rule, where)
        case dict():
            return _object_fault(value, rule, where)
    return None


def _list_fault(value: list[Any], rule: dict[str, Any], where: str) -> str | None:
    if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
        return f"{_shown(value, where)} has the wrong length"
    if rule.get("uniqueItems") and len({json.dumps(each, sort_keys=True) for each in value}) < len(value):
        return f"{_shown(value, where)} says something twice"
    first, rest = rule.get("prefixItems", []), rule.get("items") or {}
    for number, each in enumerate(value):
        found = _fault(each, first[number] if number < len(first) else rest, f"{where}[{number}]")
        if found:
            return found
    return None


def _object_fault(value: dict[str, Any], rule: dict[str, Any], where: str) -> str | None:
    missing = [name for name in rule.get("required", []) if name not in value]
    if missing:
        return f"{where or 'it'} has no {missing[0]!r}"
    for name, each in rule.get("properties", {}).items():
        if name in value and (found := _fault(value[name], each, f"{where}.{name}".lstrip("."))):
            return found
    return None


def _shown(value: object, where: str) -> str:
    return f"{where or 'it'}: {json.dumps(value)[:60]}"


def _is(value: object, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))
