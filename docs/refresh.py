"""Rewrites the generated parts of README.md and docs/: what the program itself can tell is never written by hand.

A generated part stands between ``<!-- begin NAME -->`` and ``<!-- end -->``. Run ``python docs/refresh.py`` (in the environment that
``sh tools/setup dev`` makes) after a change to notices, errors, commands, schemas, tables or output; ``--check`` only names the
parts that are out of date and exits with 1. ``tests/test_docs.py`` and ``tests/test_readme.py`` hold them to it.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md",
    "docs/reference/command-line.md",
    "docs/reference/json.md",
    "docs/reference/notices.md",
    "docs/reference/settings.md",
    "docs/reference/tables.md",
    "docs/reference/acts.md",
    "docs/reference/modes.md",
    "docs/reference/contexts.md",
)
PART = re.compile(r"(<!-- begin ([a-z-]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
#: What is printed in README.md.
SAMPLE = "samples/fr-accord.txt"
#: (module, constant, unit, what it bounds).
LIMITS = (
    ("selon.syntax.parsed", "READING_LIMIT", "characters", "how much of one dispatch is read; what lies beyond is kept and gets the notice `text-cut`"),
    ("selon.syntax.parse", "SENTENCE_LIMIT", "characters", "the longest stretch given to the parser as one sentence; a longer one is cut at a space"),
    ("selon.intake.formats.item", "FILE_LIMIT", "bytes", "how much of a text file or page is read"),
    ("selon.intake.formats.jsonl", "LINE_LIMIT", "bytes", "the longest line of JSON lines; a longer one is rejected"),
    ("selon.knowledge.imports.lines", "LINE_LIMIT", "bytes", "the longest line of a file to import; a longer one is set aside"),
    ("selon.intake.formats.fetch", "LIMIT", "bytes", "the longest page fetched from an address"),
    ("selon.intake.formats.fetch", "TIMEOUT", "seconds", "how long fetching a page may take"),
)


def notices() -> str:
    """Every notice code with its meaning."""
    from selon.notices import CODES

    return _table(("code", "what was set aside, repaired or left open"), ((f"`{code}`", meaning) for code, meaning in sorted(CODES.items())))


def errors() -> str:
    """The family of errors."""
    from selon import errors as module

    family = [c for c in vars(module).values() if isinstance(c, type) and issubclass(c, module.SelonError)]
    return _table(("class", "code", "raised for"), ((f"`{c.__name__}`", f"`{c.code}`", " ".join((c.__doc__ or "").split())) for c in family))


def commands() -> str:
    """The help of every command."""
    os.environ["COLUMNS"] = "100"
    from selon.cli.main import build_parser

    parts: list[str] = []
    for parser in _parsers(build_parser()):
        heading = "" if parser.prog == "selon" else f"## `{parser.prog}`\n\n"
        parts.append(f"{heading}```text\n{parser.format_help().rstrip()}\n```\n")
    return "\n".join(parts)


def schema() -> str:
    """The fields of the ledger's JSON, section by section."""
    from importlib.resources import files

    loaded: dict[str, Any] = json.loads(files("selon").joinpath("render", "ledger.schema.json").read_text(encoding="utf-8"))
    parts = ["## The ledger\n\n" + _fields(loaded)]
    for name, definition in loaded.get("$defs", {}).items():
        text = definition.get("description", "")
        body = _fields(definition) if "properties" in definition else f"{_kind(definition)}\n"
        parts.append(f"## `{name}`\n\n" + (f"{_cell(text[0].upper() + text[1:])}.\n\n" if text else "") + body)
    return "\n".join(parts)


def columns() -> str:
    """The columns of every table, from its schema."""
    from selon.tables import OWN, all_tables, schema_of

    where: dict[str, list[str]] = {}
    for folder, name in (*all_tables(), *(("DIR", name) for name in OWN)):
        where.setdefault(name, []).append(folder)
    parts: list[str] = []
    for name in sorted(where):
        found = schema_of(name)
        rows = ((f"`{f['name']}`", "yes" if f.get("constraints", {}).get("required") else "", _meaning(f)) for f in found["fields"])
        places = ", ".join(f"`{folder}/{name}.csv`" for folder in where[name])
        keys = ", ".join(f"`{key}`" for key in found["primaryKey"])
        parts.append(f"### {name}\n\n{places}. Key: {keys}.\n\n" + _table(("column", "required", "meaning"), rows))
    return "\n".join(parts)


def acts() -> str:
    """Every act with its PLOVER type and mode and its CAMEO code."""
    from selon.tables import read_table

    rows = sorted(read_table("knowledge", "acts"), key=lambda row: (row["type"] or "~", row["act"]))
    cells = ((f"`{r['act']}`", r["type"], r["mode"], r["cameo"], f"`{r['opens']}`" if r["opens"] else "", r["example_en"]) for r in rows)
    return _table(("act", "PLOVER type", "mode", "CAMEO", "opens", "example"), cells)


def modes() -> str:
    """Every mode with its type and the acts that have it."""
    from selon.tables import read_table

    having: dict[tuple[str, str], list[str]] = {}
    for act in read_table("knowledge", "acts"):
        having.setdefault((act["plover"] or act["type"], act["mode"]), []).append(f"`{act['act']}`")
    rows = read_table("knowledge", "modes")
    cells = ((r["type"], f"`{r['mode']}`", r["meaning"], ", ".join(having.get((r["type"], r["mode"]), [])), r["provenance"]) for r in rows)
    return _table(("type", "mode", "meaning", "acts", "provenance"), cells)


def cameo() -> str:
    """Every CAMEO code with its PLOVER types."""
    from selon.tables import read_table

    cells = ((r["code"], r["label"], r["type"].replace("|", ", ")) for r in read_table("knowledge", "cameo"))
    return _table(("code", "CAMEO's label", "PLOVER types"), cells)


def contexts() -> str:
    """Every context with how many phrases tell it in each language."""
    from selon.lang.pack import get_pack, installed
    from selon.tables import read_table

    count = {lang: Counter(row["context"] for row in get_pack(lang).table("context_words")) for lang in installed()}
    rows = read_table("knowledge", "contexts")
    cells = ((f"`{r['context']}`", r["meaning"], *(str(count[lang][r["context"]]) for lang in installed()), r["provenance"]) for r in rows)
    return _table(("context", "meaning", *(f"phrases ({lang})" for lang in installed()), "provenance"), cells)


def limits() -> str:
    """The fixed limits, from the constants themselves."""
    cells = ((f"`{module}.{name}`", f"{getattr(importlib.import_module(module), name):,} {unit}", meaning) for module, name, unit, meaning in LIMITS)
    return _table(("constant", "value", "what it bounds"), cells)


def sample() -> str:
    """What the README's first command prints."""
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", "SELON_KNOWLEDGE": ""}
    done = subprocess.run(
        [sys.executable, "-m", "selon", "read", SAMPLE], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True, encoding="utf-8"
    )
    lines = (line.rstrip() for line in done.stdout.rstrip().splitlines())
    return "```text\n" + "\n".join(lines) + "\n```\n"


PARTS: dict[str, Callable[[], str]] = {
    "notices": notices,
    "errors": errors,
    "commands": commands,
    "schema": schema,
    "columns": columns,
    "acts": acts,
    "modes": modes,
    "cameo": cameo,
    "contexts": contexts,
    "limits": limits,
    "sample": sample,
}


def stale(page: str) -> Iterator[tuple[str, str, str]]:
    """(name, what stands there, what should) of the generated parts of *page* that are out of date."""
    for match in PART.finditer((ROOT / page).read_text(encoding="utf-8")):
        wanted = PARTS[match[2]]()
        if match[3] != wanted:
            yield match[2], match[3], wanted


def main() -> int:
    """Rewrite, or with ``--check`` only tell. Returns 1 if a check found something out of date."""
    parser = argparse.ArgumentParser(description="Rewrite the generated parts of README.md and docs/.")
    parser.add_argument("--check", action="store_true", help="only name the parts that are out of date")
    arguments = parser.parse_args()
    found = 0
    for page in PAGES:
        path = ROOT / page
        text = path.read_text(encoding="utf-8")
        for name, before, after in list(stale(page)):
            found += 1
            print(f"{page}: {name}{' is out of date' if arguments.check else ''}")
            if not arguments.check:
                text = text.replace(f"<!-- begin {name} -->\n{before}<!-- end -->", f"<!-- begin {name} -->\n{after}<!-- end -->")
        if not arguments.check:
            path.write_text(text, encoding="utf-8")
    return 1 if arguments.check and found else 0


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                yield from _parsers(child)


def _fields(definition: dict[str, Any]) -> str:
    rows: list[tuple[str, str, str]] = []
    for name, field in definition.get("properties", {}).items():
        rows.append((f"`{name}`", _kind(field), field.get("description", "")))
        inner = field.get("items", {}) if isinstance(field.get("items"), dict) else {}
        for holder, mark in ((field, "."), (inner, "[].")):
            for below, described in holder.get("properties", {}).items():
                rows.append((f"`{name}{mark}{below}`", _kind(described), described.get("description", "")))
    return _table(("field", "type", "meaning"), rows)


def _kind(field: dict[str, Any]) -> str:
    """A JSON Schema type in a few words."""
    if "$ref" in field:
        return field["$ref"].rsplit("/", 1)[-1]
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return ", ".join(f"`{value}`" if value is not None else "null" for value in field["enum"])
    for key in ("anyOf", "oneOf"):
        if key in field:
            return " or ".join(_kind(option) for option in field[key])
    found = field.get("type", "any")
    if isinstance(found, list):
        return " or ".join(found)
    if found == "array":
        items = field.get("items")
        if isinstance(items, dict) and items:
            return f"list of {_kind(items)}"
        if field.get("prefixItems"):
            return "[" + ", ".join(_kind(item) for item in field["prefixItems"]) + "]"
        return "list"
    return str(found)


def _meaning(field: dict[str, Any]) -> str:
    rules = field.get("constraints", {})
    text = field.get("description", "")
    if "enum" in rules:
        text += ": " + ", ".join(f"`{value}`" for value in rules["enum"])
    if field.get("type") == "array":
        text += " (several, parted by `|`)"
    return text


def _table(heads: tuple[str, ...], rows: Any) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Text for a cell: one line; outside code, no character that Markdown would read."""
    pieces = re.split(r"(`[^`]*`)", " ".join(text.split()))
    kept = [piece if piece.startswith("`") and piece.endswith("`") and len(piece) > 1 else re.sub(r"([*_<>\[\]{}~$@#`])", r"\\\1", piece) for piece in pieces]
    return re.sub(r"(?<!\\)\|", r"\\|", "".join(kept))


if __name__ == "__main__":
    raise SystemExit(main())
