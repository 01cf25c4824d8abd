"""Types and small helpers that the commands share."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


class Parser(argparse.ArgumentParser):
    """A parser that, where *mixed* is set, takes options between and after the inputs, too."""

    mixed = False
    _inside = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As in argparse."""
        if not self.mixed or self._inside:
            return super().parse_known_args(args, namespace)
        self._inside = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._inside = False


def add_command(commands: Commands, name: str, *, help: str, description: str, epilog: str) -> Parser:
    """A command's parser: its texts printed as they are written, its options in full words only."""
    return commands.add_parser(
        name, help=help, description=description, epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )


def add_knowledge_option(parser: argparse.ArgumentParser, help: str) -> None:
    """``--knowledge``: the folder of the user's own tables."""
    parser.add_argument("--knowledge", metavar="DIR", help=help)


def add_db_option(parser: argparse.ArgumentParser) -> None:
    """``--db``: the ledger."""
    parser.add_argument("--db", metavar="FILE|URL", help="the ledger: a SQLite file, or postgresql://user@host/name (SELON_DB, else selon.db)")


def add_network_option(parser: argparse.ArgumentParser) -> None:
    """``--allow-private``: where addresses may lead."""
    parser.add_argument("--allow-private", action="store_true", help="let addresses lead to this machine and to private networks")


def say(line: str) -> None:
    """One line for a person, on standard error; control characters in it (file names may hold any) are made visible."""
    print("".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in line), file=sys.stderr, flush=True)


def wants_colour(off: bool) -> bool:
    """Whether standard output is a terminal that shows colour and nobody said no (``--no-colour``, ``NO_COLOR``)."""
    return not off and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


def positive(text: str) -> int:
    """A whole number above zero, for argparse."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above zero")
    return number
