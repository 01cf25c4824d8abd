"""``selon knowledge``: the tables that selon reads with."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from selon.cli.options import add_command

if TYPE_CHECKING:
    from selon.cli.options import Commands

EXAMPLE = """\
example:
  selon knowledge check"""
CHECK_EXAMPLE = """\
examples:
  selon knowledge check
  selon knowledge check --table cues
  selon knowledge check --table lang/fr/events"""


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        "knowledge",
        help="check the knowledge tables",
        description="The tables of names, acts and words that selon reads with.",
        epilog=EXAMPLE,
    )
    below = parser.add_subparsers(title="commands", metavar="COMMAND", dest="knowledge_command", required=True)
    check = add_command(
        below,
        "check",
        help="print every fault of the tables",
        description="Check the tables against their schemas and against each other; each fault on a line: file, row, reason.",
        epilog=CHECK_EXAMPLE,
    )
    check.add_argument("--table", metavar="NAME", help="only the tables of this name (cues, or lang/fr/cues)")
    check.set_defaults(run=run, parser=check)


def run(arguments: argparse.Namespace) -> int:
    """Print each fault; returns 1 if there is one."""
    from selon.knowledge.check import check_knowledge, tables

    known = tables()
    name: str | None = arguments.table
    if name is not None:
        name = name.removesuffix(".csv")
        if name not in known and name not in {one.rsplit("/", 1)[-1] for one in known}:
            fail: Callable[[str], None] = arguments.parser.error
            fail(f"argument --table: there is no table {name!r}; there are: {', '.join(known)}")
    problems = check_knowledge(name)
    for problem in problems:
        print(problem)
    if not problems:
        count = sum(name in (None, one, one.rsplit("/", 1)[-1]) for one in known)
        print(f"{count} {'table' if count == 1 else 'tables'}: no fault")
    return 1 if problems else 0
