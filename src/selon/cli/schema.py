"""``selon schema``: the JSON Schema of a ledger."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from selon.cli.options import add_command

if TYPE_CHECKING:
    from selon.cli.options import Commands

EXAMPLE = """\
example:
  selon schema > selon-1.schema.json"""


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        "schema",
        help="print the JSON Schema of a ledger",
        description="Print the JSON Schema (draft 2020-12) of one dispatch's ledger, selon/1.",
        epilog=EXAMPLE,
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    from importlib.resources import files

    sys.stdout.write(files("selon").joinpath("render", "ledger.schema.json").read_text(encoding="utf-8"))
    return 0
