"""``selon ingest``, ``reread`` and ``rejected``: bringing dispatches into the ledger, and what could not be."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from selon.cli.options import add_command, add_db_option, add_knowledge_option, add_network_option, positive, say
from selon.cli.progress import progress
from selon.errors import DispatchError

if TYPE_CHECKING:
    from selon.cli.options import Commands
    from selon.ingest.run import Outcome

DESCRIPTION = """\
Read dispatches and keep them in the ledger. Inputs are those of selon read. What the ledger has already is not read again: a run that was
stopped goes on where it was when it is started anew. What cannot be read is set aside with its reason (selon rejected)."""
EXAMPLE = """\
examples:
  selon ingest wire/ --jobs 4
  selon ingest corpus.csv --field body=text --field paper=outlet --db corpus.db
  selon ingest https://example.org/feed.xml --db postgresql://me@localhost/ledger

exit codes: 0 all kept, 1 something was rejected, 2 the command line is wrong"""
_MAP = "a column or key of the input and what it holds: id, text, lang, date, header, headline, provider, url, outlet, guid, version, named_source"


def add_to(commands: Commands) -> None:
    """Add the commands to the parser."""
    parser = add_command(commands, "ingest", help="read dispatches and keep them in the ledger", description=DESCRIPTION, epilog=EXAMPLE)
    parser.mixed = True
    parser.add_argument("inputs", nargs="+", metavar="FILE|DIR|-|URL", help="what to read")
    parser.add_argument("--lang", metavar="CODE", help="language (ISO 639-1) of dispatches that give none; detected where not given")
    parser.add_argument("--date", metavar="EDTF", help="publication date of dispatches that give none")
    add_network_option(parser)
    parser.add_argument("--input-format", metavar="NAME", help="the inputs' format; told by their bytes where not given")
    parser.add_argument("--field", action="append", default=[], metavar="THEIRS=OURS", help=_MAP)
    _shared(parser)
    parser.add_argument("--batch", type=positive, default=96, help=argparse.SUPPRESS)  # dispatches a transaction; for tests of what a kill costs
    parser.set_defaults(run=run, parser=parser)

    again = add_command(
        commands,
        "reread",
        help="read again what an older version read",
        description="Read again the dispatches of the ledger that another version of selon, or other tables of your own, read. The earlier readings are kept.",
        epilog="example:\n  selon reread --jobs 4",
    )
    _shared(again)
    again.set_defaults(run=reread, parser=again)

    aside = add_command(
        commands,
        "rejected",
        help="what could not be read, and why",
        description="List what was set aside while reading, with the reason; --retry reads it again.",
        epilog="examples:\n  selon rejected\n  selon rejected --retry",
    )
    aside.add_argument("--retry", action="store_true", help="read again what was set aside; what can be read now is kept and listed no more")
    _shared(aside)
    aside.set_defaults(run=rejected, parser=aside)


def _shared(parser: argparse.ArgumentParser) -> None:
    add_db_option(parser)
    add_knowledge_option(parser, "folder of your own tables of people and bodies (SELON_KNOWLEDGE, else your data folder); '' for none")
    parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="processes to read with (1)")
    parser.add_argument("--no-colour", "--no-color", action="store_true", help="no colour (nor with NO_COLOR set, nor outside a terminal)")


def run(arguments: argparse.Namespace) -> int:
    """Read and keep. Returns 1 if anything was rejected."""
    from selon.cli.read import check_given
    from selon.ingest.run import ingest
    from selon.knowledge.own import load_own
    from selon.store.engine import opened
    from selon.tasks import tasks

    check_given(arguments, arguments.parser.error)
    fields = _fields(arguments)
    _check_format(arguments)
    own = load_own(arguments.knowledge)
    given = {"lang": arguments.lang, "date": arguments.date, "format": arguments.input_format, "fields": fields}
    items = tasks(arguments.inputs, **given, allow_private=arguments.allow_private)
    watch = _Watch()
    with opened(arguments.db, create=True) as engine, progress(sys.stderr.isatty(), watch.told, arguments.no_colour) as watch.tick:
        outcome = ingest(engine, items, arguments.inputs, given=given, own=own, jobs=arguments.jobs, size=arguments.batch, tell=watch)
    say(watch.summary(outcome))
    return 1 if outcome.counts.rejected else 0


def reread(arguments: argparse.Namespace) -> int:
    """Read again. Returns 1 if anything was rejected."""
    from selon.ingest.again import reread as read_again
    from selon.knowledge.own import load_own
    from selon.store.engine import opened

    own = load_own(arguments.knowledge)
    watch = _Watch()
    with opened(arguments.db) as engine, progress(sys.stderr.isatty(), watch.told, arguments.no_colour) as watch.tick:
        outcome = read_again(engine, own=own, jobs=arguments.jobs, tell=watch)
    say(f"selon: {outcome.counts.new} read again" + (f", {outcome.counts.rejected} rejected" if outcome.counts.rejected else ""))
    return 1 if outcome.counts.rejected else 0


def rejected(arguments: argparse.Namespace) -> int:
    """List what was set aside, or read it again. Returns 1 if anything is set aside."""
    from selon.ingest.again import retry, set_aside
    from selon.knowledge.own import load_own
    from selon.store.engine import opened

    own = load_own(arguments.knowledge) if arguments.retry else None
    with opened(arguments.db) as engine:
        if arguments.retry:
            watch = _Watch()
            with progress(sys.stderr.isatty(), watch.told, arguments.no_colour) as watch.tick:
                outcome = retry(engine, own=own, jobs=arguments.jobs, tell=watch)
            say(watch.summary(outcome))
        rows = set_aside(engine)
    for row in rows:
        print(f"{row.at[:19]}  {row.message}")
    say(f"selon: {len(rows)} set aside")
    return 1 if rows else 0


class _Watch:
    """Tells of a run while it goes on: each error at once, the counts on the line of progress."""

    def __init__(self) -> None:
        self.outcome: Outcome | None = None
        self.tick: Callable[[], None] = lambda: None

    def __call__(self, outcome: Outcome, error: DispatchError | None) -> None:
        self.outcome = outcome
        if error is not None:
            say(f"selon: {error}")
        self.tick()

    def told(self) -> str:
        """The counts so far."""
        counts = self.outcome.counts if self.outcome else None
        return f"{counts.new} new, {counts.duplicate} there already, {counts.rejected} rejected" if counts else ""

    @staticmethod
    def summary(outcome: Outcome) -> str:
        """The counts at the end."""
        counts = outcome.counts
        why = "; ".join(f"{reason}: {number}" for reason, number in sorted(outcome.reasons.items(), key=lambda item: (-item[1], item[0])))
        return f"selon: {counts.new} new, {counts.duplicate} duplicate, {counts.rejected} rejected" + (f" ({why})" if why else "")


def _fields(arguments: argparse.Namespace) -> dict[str, str]:
    from selon.intake.formats.jsonl import CARRIED, TEXTS

    ours = ("id", "text", *TEXTS, *CARRIED)
    fields: dict[str, str] = {}
    for pair in arguments.field:
        theirs, equals, name = pair.partition("=")
        if not equals or not theirs or name not in ours:
            arguments.parser.error(f"argument --field: {pair!r}: write THEIRS=OURS, OURS being one of {', '.join(ours)}")
        fields[theirs] = name
    return fields


def _check_format(arguments: argparse.Namespace) -> None:
    from selon.intake.formats.registry import BY_NAME

    if arguments.input_format is not None and arguments.input_format not in BY_NAME:
        arguments.parser.error(f"argument --input-format: {arguments.input_format!r} is none of {', '.join(BY_NAME)}")
