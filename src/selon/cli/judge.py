"""``selon judge``: what a person decides on a claim, two entities or two dispatches; kept apart from what selon read."""

from __future__ import annotations

import argparse
import getpass
from typing import TYPE_CHECKING, Any

from selon.cli.options import add_command, add_db_option

if TYPE_CHECKING:
    from selon.cli.options import Commands

DESCRIPTION = """\
Confirm, correct or reject a claim; merge two entities, or split them again; put a dispatch (the second key) into the story of another, or take it out.
Nothing that was read is changed: judgements are kept beside it, with who, when and why, and hold after a new reading."""
EXAMPLE = """\
examples:
  selon judge confirm cmxq2... --reason 'seen on the agency's own site'
  selon judge correct cmxq2... --set act=visit --set certainty=probable --reason 'a plan, not a pledge'
  selon judge merge person:kim-jong-un person:~kim-jng --reason 'one man'
  selon judge split dab3... dxy7... --reason 'another strike, a day later'
  selon judge withdraw 12 --reason 'my mistake'
  selon judge list"""


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands, "judge", help="confirm, correct or reject a claim; merge or split entities and stories", description=DESCRIPTION, epilog=EXAMPLE
    )
    parser.mixed = True
    parser.add_argument("verdict", choices=("confirm", "correct", "reject", "merge", "split", "withdraw", "list"), help="what you decide")
    parser.add_argument("keys", nargs="*", metavar="KEY", help="a claim; two entities or two dispatches; the number of a judgement")
    parser.add_argument("--reason", default="", metavar="WORDS", help="why")
    parser.add_argument("--by", default=None, metavar="NAME", help="who decides (your name on this machine)")
    parser.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="for correct: a field and its value; several values parted by ;")
    add_db_option(parser)
    parser.set_defaults(run=run, parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Write a judgement, or list them."""
    from selon.store.decide import judge, listed, withdraw
    from selon.store.engine import opened

    fail = arguments.parser.error
    keys = arguments.keys
    wanted = {"list": 0, "merge": 2, "split": 2}.get(arguments.verdict, 1)
    if len(keys) != wanted:
        fail(f"{arguments.verdict} takes {wanted or 'no'} key{'s' if wanted > 1 else ''}")
    if arguments.verdict == "withdraw" and not keys[0].isdecimal():
        fail("withdraw takes the number of a judgement (selon judge list)")
    value = _values(arguments.set, fail) or None
    with opened(arguments.db) as engine:
        if arguments.verdict == "list":
            for line in listed(engine):
                print(line)
            return 0
        author = arguments.by or _user() or fail("say who decides: --by NAME")
        if arguments.verdict == "withdraw":
            number = withdraw(engine, int(keys[0]), author=author, reason=arguments.reason)
        else:
            number = judge(engine, arguments.verdict, keys[0], keys[1] if wanted == 2 else None, author=author, reason=arguments.reason, value=value)
    print(f"judgement {number}: {arguments.verdict} {' '.join(keys)}")
    return 0


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a process of a user without a name
        return None


def _values(pairs: list[str], fail: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            fail(f"argument --set: {pair!r}: write FIELD=VALUE")
        several = [each.strip() for each in value.split(";")]
        values[name] = several if name in ("actor", "recipient", "place") else value or None
    return values
