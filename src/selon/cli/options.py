"""Types and small helpers that the commands share."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


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
