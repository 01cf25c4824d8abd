"""``selon export``: ledgers in the formats of others."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from selon.cli.options import add_command, add_db_option, say
from selon.errors import DispatchError, InputError

if TYPE_CHECKING:
    from selon.cli.options import Commands
    from selon.exports.entry import Entry, Owed
    from selon.query.entries import Entries

DESCRIPTION = """\
Write ledgers in another format: all of the ledger (--db), or the inputs, which are what selon read --format jsonl printed, or what selon export
--format jsonl wrote; - is standard input. What the format cannot say is counted on standard error, and kept in the export or beside it."""
EXAMPLE = """\
examples:
  selon export --format parquet -o tables/
  selon export --format ical --db postgresql://me@localhost/ledger -o visits.ics
  selon read corpus.jsonl --format jsonl -o ledgers.jsonl
  selon export ledgers.jsonl --format csv -o tables/
  selon export ledgers.jsonl --format cameo --open-dates leave-out -o events.export.CSV
  selon export ledgers.jsonl --format prov --base https://example.org/ledger/ -o claims.trig

formats, and what each cannot say:
"""
EXITS = "\nexit codes: 0 all written, 1 something was rejected, 2 the command line is wrong"


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    from selon.exports import FORMATS

    width = max(map(len, FORMATS))
    listed = "".join(f"  {each.name:{width}}  {each.help}\n" + (f"  {'':{width}}  not: {each.cannot}\n" if each.cannot else "") for each in FORMATS.values())
    parser = add_command(commands, "export", help="write ledgers in other formats", description=DESCRIPTION, epilog=EXAMPLE + listed + EXITS)
    parser.mixed = True
    parser.add_argument("inputs", nargs="*", metavar="LEDGERS|-", help="JSON lines of ledgers; none: the ledger of --db")
    add_db_option(parser)
    parser.add_argument("--as-of", metavar="WHEN", help="the ledger as it stood at the end of this day, or at this moment (UTC)")
    parser.add_argument("--format", choices=tuple(FORMATS), required=True, metavar="FORMAT", help="what to write; the formats are listed below")
    parser.add_argument("-o", "--output", metavar="FILE|DIR", help="where to write; csv and parquet need a folder")
    parser.add_argument(
        "--open-dates", choices=("flag", "leave-out"), default="flag", help="keep events whose day is open, without a date and marked, or leave them out (flag)"
    )
    parser.add_argument("--base", metavar="IRI", default="urn:x-selon:", help="what addresses begin with in prov, schema-org and ninjs (urn:x-selon:)")
    parser.set_defaults(run=run, parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Export, and say what could not be said. Returns 1 if an input or a line of one was rejected."""
    from selon.exports import FORMATS
    from selon.exports.files import Options

    fail: Callable[[str], None] = arguments.parser.error
    format = FORMATS[arguments.format]
    output = arguments.output
    if arguments.inputs.count("-") > 1:
        fail("standard input (-) can be read only once")
    if output is None and format.folder:
        fail(f"the format {format.name} is a folder of files: name one with -o")
    if output is not None and not output:
        fail("argument -o: the name is empty")
    if output is not None and any(name != "-" and Path(output).exists() and Path(name).exists() and Path(output).samefile(name) for name in arguments.inputs):
        fail(f"argument -o: {output} is an input too; it would be overwritten")
    out = Path(output) if output is not None else sys.stdout.buffer
    try:
        with _source(arguments) as source:
            losses = format.write(source.entries(), source.owed(), out, Options(arguments.open_dates, arguments.base))
    except BrokenPipeError:
        raise
    except OSError as error:
        say(f"selon: {output or 'standard output'}: cannot be written ({error.strerror or error})")
        return 1
    for line in losses.lines():
        say(f"selon: {line}")
    say(f"selon: {source.count} exported, {source.rejected} rejected")
    return 1 if source.rejected else 0


@contextmanager
def _source(arguments: argparse.Namespace) -> Iterator[Ledgers | Entries]:
    """What is exported: the inputs, or the ledger where there are none."""
    if arguments.inputs:
        if arguments.db or arguments.as_of:
            arguments.parser.error("give inputs, or a ledger with --db, not both")
        with TemporaryFile() as spool:
            yield Ledgers(arguments.inputs, spool)
        return
    from selon.query.entries import Entries
    from selon.store.engine import asking, opened

    with opened(arguments.db) as engine, asking(engine) as connection:
        yield Entries(connection, arguments.as_of)


class Ledgers:
    """Entries from files of JSON lines. What they say is owed waits in *spool* until all were gone through; a dispatch that comes again is left
    out. Only keys are held."""

    def __init__(self, inputs: list[str], spool: IO[bytes]) -> None:
        self.count = self.rejected = 0
        self._inputs = inputs
        self._spool = spool
        self._entries = self._read()

    def entries(self) -> Iterator[Entry]:
        """Every entry, in order; what is rejected gets one line on standard error."""
        return self._entries

    def owed(self) -> Iterator[Owed]:
        """What is owed; entries that nobody asked for are gone through first."""
        from selon.exports.ledgers import owed_from

        for _ in self._entries:
            pass
        self._spool.seek(0)
        for line in self._spool:
            yield owed_from(json.loads(line))

    def _read(self) -> Iterator[Entry]:
        from selon.exports.entry import Owed
        from selon.exports.jsonl import owed_line
        from selon.exports.ledgers import read_entries

        keys: set[str] = set()
        owed: set[str] = set()
        for name in self._inputs:
            shown = "standard input" if name == "-" else name
            try:
                with nullcontext(sys.stdin.buffer) if name == "-" else open(name, "rb") as stream:
                    for found in read_entries(stream, shown):
                        if isinstance(found, DispatchError):
                            self._reject(str(found))
                        elif isinstance(found, Owed):
                            if found.key not in owed:
                                owed.add(found.key)
                                self._spool.write(owed_line(found))
                        elif found.key in keys:
                            self._reject(f"{shown}: dispatch {found.ledger.dispatch.id!r} came before")
                        else:
                            self.count += 1
                            keys.add(found.key)
                            yield found
            except InputError as error:
                self._reject(str(error))
            except OSError as error:
                self._reject(f"{shown}: cannot be read ({error.strerror or error})")

    def _reject(self, message: str) -> None:
        self.rejected += 1
        say(f"selon: {message}")
