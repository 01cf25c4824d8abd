"""``datapackage.json``: what the tables beside it are (Frictionless Data Package and Table Schema, version 1)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from selon import __version__
from selon.exports.fields import TABLES, Field, Table
from selon.exports.losses import Losses

#: Kinds whose values are lists.
LISTS = frozenset({"strings", "spans", "objects"})


def write_package(folder: Path, kind: Literal["csv", "parquet"], counts: dict[str, int], losses: Losses, notes: str) -> None:
    """Describe the tables in *folder*; *counts* are their rows, *notes* what a reader has to know."""
    package = {
        "profile": "data-package" if kind == "parquet" else "tabular-data-package",
        "name": "selon",
        "title": "Claims read from news dispatches: who did what to whom, according to whom",
        "description": notes,
        "created_by": f"selon {__version__}",
        "resources": [_resource(table, kind, counts[table.name]) for table in TABLES],
        "losses": losses.to_list(),
    }
    content = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(content, encoding="utf-8", newline="\n")


def _resource(table: Table, kind: str, rows: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(field) for field in table.fields], "primaryKey": list(table.key)}
    if table.refers:
        schema["foreignKeys"] = [{"fields": list(own), "reference": {"resource": other, "fields": list(their)}} for own, other, their in table.refers]
    schema["missingValues"] = [""]
    described = {"name": table.name, "description": table.meaning, "path": f"{table.name}.{kind}", "format": kind, "rows": rows, "schema": schema}
    if kind == "csv":
        described |= {"profile": "tabular-data-resource", "mediatype": "text/csv", "encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\n"}}
    else:
        described |= {"mediatype": "application/vnd.apache.parquet"}
    return described


def _field(field: Field) -> dict[str, Any]:
    kind = "array" if field.kind in LISTS else field.kind
    described: dict[str, Any] = {"name": field.name, "type": kind, "description": field.meaning}
    return described
