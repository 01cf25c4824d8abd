"""The parser of the command line, and how every command ends: exit codes, broken pipes, interruptions."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import cast

from selon import __version__
from selon.cli import doctor, export, ingest, judge, knowledge, ledger, read, schema, show, watch
from selon.cli.options import Parser
from selon.errors import SelonError
from selon.evaluate import command as evaluate

#: Exit codes: all was done; something was rejected or found faulty; the command line is wrong.
DONE, REJECTED, USAGE = 0, 1, 2
#: As shells count a process that SIGINT or SIGPIPE ended.
INTERRUPTED, PIPE = 130, 141

Command = Callable[[argparse.Namespace], int]

DESCRIPTION = """\
selon ("according to") reads news-agency dispatches in French and English and prints a ledger of each: who did what
to whom, when and where, according to whom, how sure, what is denied, what is left unsaid and what is still owed."""
EXAMPLE = """\
example:
  selon read dispatch.txt
  selon COMMAND --help      shows each command with an example"""


def build_parser() -> Parser:
    """The parser with every command; a command's function is in ``run``."""
    parser = Parser(prog="selon", description=DESCRIPTION, epilog=EXAMPLE, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"selon {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    for module in (read, ingest, watch, ledger, show, judge, export, schema, doctor, knowledge, evaluate):
        module.add_to(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    In: the arguments without the program's name; None takes those of the process. Out: the exit code: 0 done, 1 something was rejected
    or faulty, 2 the command line is wrong, 130 interrupted, 141 the reader of the output went away.
    """
    _utf8()
    try:
        arguments = build_parser().parse_args(argv)
        code = cast("Command", arguments.run)(arguments)
        sys.stdout.flush()
        return code
    except SystemExit as end:  # argparse: help, version, usage
        return end.code if isinstance(end.code, int) else USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return PIPE
    except SelonError as error:
        print(f"selon: {error}", file=sys.stderr)
        return REJECTED


def _utf8() -> None:
    """Same bytes out on every system: UTF-8, line feeds."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and stream in (sys.__stdout__, sys.__stderr__):
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _silence_stdout() -> None:
    """Nobody reads standard output any more: let the interpreter's last flush go nowhere."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
