"""``selon show``: what a key of the ledger stands for, whole."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

from selon.cli.options import add_command, add_db_option, wants_colour
from selon.errors import LedgerError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from selon.cli.options import Commands

FORMATS = ("table", "json", "html")
WIDTH = 100


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        "show",
        help="show a dispatch, claim, story or commitment of the ledger by its key",
        description="Show what a key stands for: a dispatch (d...) with its whole ledger, a claim (c...) with where it stands and what contradicts it, "
        "a story (s...) with its sources, copies and corrections, a commitment (m...) with its steps.",
        epilog="examples:\n  selon show dst6yphfh4mvby\n  selon show skfrx7ugte6rhb --format json",
    )
    parser.add_argument("key", metavar="KEY", help="a key, as the questions print them")
    parser.add_argument("--as-of", metavar="WHEN", help="as the ledger stood at the end of this day, or at this moment (UTC)")
    parser.add_argument("--format", choices=FORMATS, default="table", help="what to print (table); html for a dispatch only")
    add_db_option(parser)
    parser.add_argument("--no-colour", "--no-color", action="store_true", help="no colour (nor with NO_COLOR set, nor outside a terminal)")
    parser.set_defaults(run=run, parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Print what the key stands for. Raises LedgerError where the ledger does not hold it."""
    from selon.store.engine import asking, opened

    with opened(arguments.db) as engine, asking(engine) as connection:
        if arguments.key.startswith("d"):
            sys.stdout.write(_dispatch(connection, arguments))
            return 0
        if arguments.format == "html":
            arguments.parser.error("html is for a dispatch (d...)")
        found = _record(connection, arguments.key, arguments.as_of)
    if arguments.format == "json":
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(found)) + "\n")
    return 0


def _dispatch(connection: Connection, arguments: argparse.Namespace) -> str:
    from selon.query.moment import moment
    from selon.store.fetch import ledger_of

    ledger = ledger_of(connection, arguments.key, moment(connection, arguments.as_of).batch)
    if arguments.format == "json":
        from selon.render.json import to_text

        return to_text(ledger) + "\n"
    if arguments.format == "html":
        from selon.render import html

        return html.render([ledger])
    from selon.render import table

    width = shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH
    return table.render(ledger, width=width, colour=wants_colour(arguments.no_colour))


def _record(connection: Connection, key: str, as_of: str | None) -> dict[str, Any]:
    """Everything on a claim, story, contradiction or commitment."""
    from selon.query.filters import Filters
    from selon.query.questions import ask, story_detail

    asked = {"c": "claims", "s": "stories", "x": "contested", "m": "commitments"}.get(key[:1])
    rows = list(ask(connection, asked, Filters(key=key, as_of=as_of))) if asked else []
    if not rows:
        raise LedgerError(f"{key}: the ledger has no such key (claims, stories and the other questions print them)")
    found = rows[0]
    if asked == "claims":
        found["contested"] = [_other(row, key) for row in ask(connection, "contested", Filters(key=key, as_of=as_of))]
    if asked == "stories":
        detail = story_detail(connection, key, as_of)
        found["behind"] = detail["sources"]
        found["copies"] = [_worded(connection, copy) for copy in detail["copies"]]
        found["corrections"] = detail["corrections"]
        found["contested"] = list(ask(connection, "contested", Filters(key=key, as_of=as_of, limit=0)))
        found["owed"] = list(ask(connection, "commitments", Filters(key=key, as_of=as_of, limit=0)))
    return found


def _worded(connection: Connection, copy: dict[str, Any]) -> dict[str, Any]:
    """Who carried whose text, with the words that were cut, added and reworded."""
    from selon.store.fetch import text_of

    texts = {side: text_of(connection, copy[dispatch]) for side, dispatch in (("mine", "of"), ("theirs", "by"))}

    def words(passage: dict[str, Any], side: str) -> str:
        span = passage.get(side)
        return " ".join(texts[side][span[0] : span[1]].split()) if span else ""

    return {
        "of": copy["of"],
        "by": copy["by"],
        "share": copy["share"],
        "cut": [words(each, "mine") for each in copy["cut"]],
        "added": [words(each, "theirs") for each in copy["added"]],
        "reworded": [f"{words(each, 'mine')} -> {words(each, 'theirs')}" for each in copy["reworded"]],
    }


def _other(row: dict[str, Any], key: str) -> dict[str, Any]:
    """The side of a contradiction that is not *key*."""
    side = "other" if row["one_claim"] == key else "one"
    return {"kind": row["kind"], "reason": row["reason"], "claim": row[f"{side}_claim"], "text": row[side], "chain": row[f"{side}_chain"]}


def _lines(value: Any, indent: str = "") -> list[str]:
    """A record for a person: a line a field, lists beneath their name; nothing for what is empty."""
    lines: list[str] = []
    for name, each in value.items():
        if each in (None, "", (), [], {}):
            continue
        if isinstance(each, (list, tuple)) and each and isinstance(each[0], dict):
            lines.append(f"{indent}{name}:")
            for item in each:
                inner = _lines(item, indent + "    ")
                lines.append(f"{indent}  - {inner[0].strip()}" if inner else f"{indent}  -")
                lines.extend(inner[1:])
        elif isinstance(each, (list, tuple)):
            lines.append(f"{indent}{name}: {(' ← ' if name.endswith('chain') else '; ').join(map(str, each))}")
        else:
            lines.append(f"{indent}{name}: {each}")
    return lines
