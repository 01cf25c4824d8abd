"""``selon claims``, ``events``, ``stories`` and the other questions to the ledger; ``judge``, what a person decides."""

from __future__ import annotations

import argparse
import shutil
import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selon.cli.options import add_command, add_db_option, say, wants_colour
from selon.errors import SettingError
from selon.query.filters import Filters

if TYPE_CHECKING:
    from selon.cli.options import Commands
    from selon.query.answer import Answer

FORMATS = ("table", "json", "csv")
#: Columns of a table that goes to no terminal.
WIDTH = 160
#: Columns of running words, with their shares of what width the others leave; those take no more than _NARROW.
_WIDE = {"text": 4, "one": 3, "other": 3, "what": 3, "reason": 2, "title": 3, "steps": 4, "source_names": 3, "chain": 2, "one_chain": 2, "other_chain": 2}
_NARROW = 16
#: What is asked, in the order of the help.
NAMES = ("claims", "events", "stories", "contested", "commitments", "omissions", "entities", "sources", "timeline")
_EXAMPLES = {
    "claims": "selon claims --actor PRK --recipient RUS --since 2023-09 --text 'arms deliver*'",
    "events": "selon events --type ASSAULT --country MLI --min-origins 2",
    "stories": "selon stories --party RUS --since 2023-09",
    "contested": "selon contested --country MLI --kind number",
    "commitments": "selon commitments --open --by RUS",
    "omissions": "selon omissions --source KCNA",
    "entities": "selon entities --name Poutine",
    "sources": "selon sources --country PRK",
    "timeline": "selon timeline --party PRK --dated event --since 2023",
}


def add_to(commands: Commands) -> None:
    """Add the commands to the parser."""
    from selon.query.catalogue import CATALOGUE

    for name in NAMES:
        help, taken = CATALOGUE[name]
        parser = add_command(commands, name, help=help, description=f"Ask the ledger: {help}.", epilog=f"example:\n  {_EXAMPLES[name]}")
        for each in fields(Filters):
            if each.name in taken:
                _add_filter(parser, each.name, each.metadata, each.default)
        add_db_option(parser)
        parser.add_argument("--format", choices=FORMATS, default="table", help="what to print (table)")
        parser.add_argument("-o", "--output", metavar="FILE", help="where to write")
        parser.add_argument("--no-colour", "--no-color", action="store_true", help="no colour (nor with NO_COLOR set, nor outside a terminal)")
        parser.set_defaults(run=run, parser=parser, question=name)


def _add_filter(parser: argparse.ArgumentParser, name: str, metadata: Any, default: Any) -> None:
    option = "--" + name.replace("_", "-")
    if metadata["flag"]:
        parser.add_argument(option, action="store_true", help=metadata["help"])
    elif metadata["choices"]:
        shown = f" ({default})" if default else ""
        parser.add_argument(option, choices=metadata["choices"], default=default, help=metadata["help"] + shown)
    else:
        number = name in ("limit", "min_origins", "max_origins")
        parser.add_argument(option, metavar=metadata["metavar"], default=default, type=int if number else str, help=metadata["help"])


def run(arguments: argparse.Namespace) -> int:
    """Ask and print."""
    from selon.query.questions import QUESTIONS, ask
    from selon.store.engine import asking, opened

    question = QUESTIONS[arguments.question]
    try:
        filters = Filters(**{name: getattr(arguments, name) for name in question.filters})
    except SettingError as error:
        arguments.parser.error(str(error))
    with opened(arguments.db) as engine, asking(engine) as connection:
        found = ask(connection, arguments.question, filters)
    if arguments.format == "json":
        text = found.to_json() + "\n"
    elif arguments.format == "csv":
        text = found.to_csv()
    else:
        text = table(found, question.shown, colour=wants_colour(arguments.no_colour) and not arguments.output)
    if arguments.output:
        try:
            Path(arguments.output).write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            say(f"selon: {arguments.output}: cannot be written ({error.strerror or error})")
            return 1
    else:
        sys.stdout.write(text)
    if found.more:
        say(f"selon: the first {len(found)}; --limit asks for more (0: all)")
    return 0


def table(found: Answer, shown: tuple[str, ...], *, colour: bool = False) -> str:
    """An answer as a table for a person, of the columns *shown*."""
    import io

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not len(found):
        return "nothing found\n"
    width = max(100, shutil.get_terminal_size((WIDTH, 24)).columns) if sys.stdout.isatty() else WIDTH
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1), expand=True)
    for name in shown:
        if name in _WIDE:
            out.add_column(name.replace("_", " "), overflow="fold", ratio=_WIDE[name])
        else:
            widest = max([len(name), *(len(_cell(row[name], name)) for row in found)])
            out.add_column(name.replace("_", " "), overflow="fold", width=min(widest, _NARROW))
    for row in found:
        out.add_row(*(Text(_cell(row[name], name)) for name in shown))
    stream = io.StringIO()
    Console(file=stream, width=width, force_terminal=colour, no_color=not colour, highlight=False).print(out)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _cell(value: Any, name: str) -> str:
    if isinstance(value, tuple):
        return (" ← " if name.endswith("chain") else "; ").join(value)
    return "" if value is None else str(value)
