"""``selon watch``: feeds that keep a ledger current."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from selon.cli.options import add_command, add_db_option, add_knowledge_option, add_network_option, positive, say

if TYPE_CHECKING:
    from selon.cli.options import Commands

DESCRIPTION = """\
Ask feeds (RSS, Atom, JSON Feed) again and again, and keep what they carry in the ledger. Servers are asked conditionally, as often as they and
their robots.txt allow; one that fails is left alone for longer each time. A watch that was stopped goes on where it was."""
EXAMPLE = """\
examples:
  selon watch feeds.opml --every 5m
  selon watch https://example.org/wire.xml --every 1h --db postgresql://me@localhost/ledger
  selon watch feeds.opml --once"""
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = add_command(commands, "watch", help="keep the ledger current with feeds", description=DESCRIPTION, epilog=EXAMPLE)
    parser.mixed = True
    parser.add_argument("feeds", nargs="+", metavar="OPML|URL", help="lists of feeds (OPML), or addresses of feeds")
    parser.add_argument("--every", type=duration, default=900.0, metavar="TIME", help="how often each feed is asked: 5m, 1h (15m; no less than 1m)")
    parser.add_argument("--once", action="store_true", help="ask what is due once, and end")
    add_db_option(parser)
    add_knowledge_option(parser, "folder of your own tables of people and bodies (SELON_KNOWLEDGE, else your data folder); '' for none")
    add_network_option(parser)
    parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="processes to read with (1)")
    parser.set_defaults(run=run, parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Watch. Returns 1 after --once if anything was rejected; ends by an interruption otherwise."""
    from selon.ingest.watch import Watch, feeds_of
    from selon.knowledge.own import load_own
    from selon.store.engine import opened

    feeds = feeds_of(arguments.feeds)
    with opened(arguments.db, create=True) as engine:
        watch = Watch(
            engine,
            feeds,
            every=arguments.every,
            own=load_own(arguments.knowledge),
            jobs=arguments.jobs,
            allow_private=arguments.allow_private,
            tell=lambda line: say(f"selon: {line}"),
        )
        if not arguments.once:
            watch.forever()
        outcome = watch.round()
    say(f"selon: {len(feeds)} feeds, {outcome.counts.new} new, {outcome.counts.duplicate} duplicate, {outcome.counts.rejected} rejected")
    return 1 if outcome.counts.rejected else 0


def duration(text: str) -> float:
    """Seconds from ``90s``, ``5m``, ``1h``, ``1d`` or a plain number of seconds."""
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)([smhd]?)", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no length of time; write 5m, 1h")
    return float(found[1]) * _UNITS[found[2] or "s"]
