"""``selon read``: the ledgers of dispatches, printed; nothing is stored."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from selon.cli.options import add_command, add_knowledge_option, add_network_option, positive, say, wants_colour
from selon.cli.progress import progress
from selon.errors import DispatchError
from selon.tasks import ReadLedger, Task, failure, reader, reason_of, tasks

if TYPE_CHECKING:
    from selon.cli.options import Commands
    from selon.model.ledger import Ledger

FORMATS = ("table", "json", "jsonl", "html", "brat")
#: Columns of a table that goes to no terminal.
WIDTH = 100
DESCRIPTION = """\
Print the ledger of each dispatch. An input is a text file (headline, dateline and body), a web page, a .json or .jsonl file, a
feed (RSS, Atom, JSON Feed), NewsML-G2, NITF, ninjs, mail (.eml, .mbox), a web archive (.warc), any of them packed by gzip, a folder of
those, - for standard input, or an http(s) address. A .jsonl input holds one dispatch a line:
  {"id": ..., "text": ... [, "lang", "date", "header", "headline", "provider", "url"]}
What cannot be read gets one line on standard error; the rest goes on."""
EXAMPLE = """\
examples:
  selon read dispatch.txt
  selon read --date 2023-09 --format json dispatch.txt
  selon read corpus.jsonl --format jsonl --jobs 4 -o ledgers.jsonl
  selon read wire/ --format brat -o annotated/

formats:
  table  for a person (the default)
  json   an object for one dispatch, an array for several
  jsonl  one ledger a line, same ids, same order, at any --jobs
  html   one page (all the ledgers are held in memory)
  brat   stand-off annotation; for several dispatches -o names a folder, which gets ID.txt and ID.ann

exit codes: 0 all read, 1 something was rejected, 2 the command line is wrong"""


def add_to(commands: Commands) -> None:
    """Add the command to the parser."""
    parser = add_command(
        commands,
        "read",
        help="print the ledgers of dispatches",
        description=DESCRIPTION,
        epilog=EXAMPLE,
    )
    parser.mixed = True
    parser.add_argument("inputs", nargs="+", metavar="FILE|DIR|-|URL", help="what to read")
    parser.add_argument("--lang", metavar="CODE", help="language (ISO 639-1) of dispatches that give none; detected where not given")
    parser.add_argument("--date", metavar="EDTF", help="publication date of dispatches that give none, as coarse as it is known: 2023-09-14, 2023-09, 2023")
    parser.add_argument("--format", choices=FORMATS, default="table", help="what to print (table)")
    add_knowledge_option(parser, "folder of your own tables of people and bodies (SELON_KNOWLEDGE, else your data folder); '' for none")
    add_network_option(parser)
    parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="processes to read with (1)")
    parser.add_argument("-o", "--output", metavar="FILE|DIR", help="where to write; a folder (existing, or written with a final /) gets one file a dispatch")
    parser.add_argument("--no-colour", "--no-color", action="store_true", help="no colour (nor with NO_COLOR set, nor outside a terminal)")
    parser.set_defaults(run=run, parser=parser)


@dataclass(frozen=True, slots=True)
class Style:
    """How a worker renders a ledger: *width* in columns; *keep* to hand the ledger itself back."""

    format: str
    width: int
    colour: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A dispatch read: what to print (brat: the annotation, and *text* what it annotates; html: the *ledger* itself)."""

    id: str
    output: str
    text: str = ""
    ledger: Ledger | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one dispatch and renders it; goes to worker processes as it is."""

    style: Style
    read: ReadLedger

    def __call__(self, task: Task) -> Done | DispatchError:
        ledger = self.read(task)
        if isinstance(ledger, DispatchError):
            return ledger
        try:
            return self._rendered(ledger)
        except Exception as error:
            return failure(task, error)

    def _rendered(self, ledger: Ledger) -> Done:
        id = ledger.dispatch.id
        match self.style.format:
            case "jsonl":
                from selon.render.json import to_line

                return Done(id, to_line(ledger))
            case "json":
                from selon.render.json import to_text

                return Done(id, to_text(ledger))
            case "html":
                return Done(id, "", ledger=ledger)
            case "brat":
                from selon.render import brat

                return Done(id, brat.render(ledger), brat.text(ledger))
            case _:
                from selon.render import table

                return Done(id, table.render(ledger, width=self.style.width, colour=self.style.colour))


def run(arguments: argparse.Namespace) -> int:
    """Read and print. Returns 1 if anything was rejected."""
    from selon.knowledge.own import load_own
    from selon.workers import in_order

    fail: Callable[[str], None] = arguments.parser.error
    _check(arguments, fail)
    count = _Count()
    style = Style(arguments.format, _width(arguments.output), wants_colour(arguments.no_colour) and not arguments.output)
    several = len(arguments.inputs) > 1 or any(Path(name).suffix.lower() in (".jsonl", ".ndjson") or os.path.isdir(name) for name in arguments.inputs)
    own = load_own(arguments.knowledge)
    results = in_order(
        Reader(style, reader(own)), tasks(arguments.inputs, arguments.lang, arguments.date, allow_private=arguments.allow_private), jobs=arguments.jobs
    )
    with progress(several and sys.stderr.isatty() and bool(arguments.output or not sys.stdout.isatty()), count.told, arguments.no_colour) as tick:
        try:
            writer = _writer(arguments)
            with writer:
                for result in results:
                    if isinstance(result, DispatchError):
                        count.reject(result, arguments.inputs)
                        writer.rejected()
                    else:
                        count.read += 1
                        writer.write(result)
                    tick()
        except _Several:
            fail("there are several dispatches: for brat, -o must name a folder")
        except BrokenPipeError:
            raise
        except OSError as error:
            say(f"selon: {arguments.output or 'standard output'}: cannot be written ({error.strerror or error}); nothing more was read")
            return 1
        finally:
            results.close()
    if count.read + count.rejected > 1:
        say(count.summary())
    return 1 if count.rejected else 0


def check_given(arguments: argparse.Namespace, fail: Callable[[str], None]) -> None:
    """What can be told to be wrong of inputs, language and date before anything is read."""
    from selon.errors import AnchorError
    from selon.intake.assemble import check_date
    from selon.lang.pack import installed

    if arguments.lang and arguments.lang not in installed():
        fail(f"argument --lang: no language pack for {arguments.lang!r}; there are: {', '.join(installed())}")
    if arguments.date is not None:
        try:
            check_date(arguments.date)
        except AnchorError as error:
            fail(f"argument --date: {error}")
    if arguments.inputs.count("-") > 1:
        fail("standard input (-) can be read only once")


def _check(arguments: argparse.Namespace, fail: Callable[[str], None]) -> None:
    check_given(arguments, fail)
    output = arguments.output
    if output is None:
        if arguments.format == "brat" and len(arguments.inputs) > 1:
            fail("several inputs: for brat, -o must name a folder")
        return
    if not output:
        fail("argument -o: the name is empty")
    if arguments.format == "brat" and os.path.isfile(output):
        fail(f"argument -o: {output} is a file; for brat it must be a folder")
    if os.path.isfile(output) and any(os.path.exists(name) and os.path.samefile(output, name) for name in arguments.inputs):
        fail(f"argument -o: {output} is an input too; it would be overwritten before it is read")
    parent = Path(output).parent
    if not _is_folder(arguments) and not parent.is_dir():
        fail(f"argument -o: there is no folder {parent}")


def _is_folder(arguments: argparse.Namespace) -> bool:
    output = arguments.output
    return arguments.format == "brat" or os.path.isdir(output) or output.endswith(("/", os.sep))


def _width(output: str | None) -> int:
    return shutil.get_terminal_size((WIDTH, 24)).columns if output is None and sys.stdout.isatty() else WIDTH


class _Count:
    """How many were read and rejected, and why."""

    def __init__(self) -> None:
        self.read = 0
        self.rejected = 0
        self.reasons: Counter[str] = Counter()

    def reject(self, error: DispatchError, inputs: list[str]) -> None:
        message = str(error)
        say(f"selon: {message}")
        self.rejected += 1
        self.reasons[reason_of(message, inputs)] += 1

    def told(self) -> str:
        return f"{self.read} read, {self.rejected} rejected"

    def summary(self) -> str:
        why = "; ".join(f"{reason}: {number}" for reason, number in sorted(self.reasons.items(), key=lambda item: (-item[1], item[0])))
        return f"selon: {self.read} read, {self.rejected} rejected" + (f" ({why})" if why else "")


class _Writer(Protocol):
    def write(self, done: Done) -> None: ...
    def rejected(self) -> None: ...
    def __enter__(self) -> _Writer: ...
    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None: ...


class _Several(Exception):
    """A second dispatch, where the output takes but one."""


def _writer(arguments: argparse.Namespace) -> _Writer:
    if arguments.output and _is_folder(arguments):
        return _Folder(Path(arguments.output), arguments.format)
    put: AbstractContextManager[Callable[[str], object]]
    put = _into(arguments.output) if arguments.output else nullcontext(sys.stdout.write)
    if arguments.format == "json":
        return _Json(put)
    if arguments.format == "html":
        return _Html(put)
    return _Stream(put, between="\n" if arguments.format == "table" else "", one=arguments.format == "brat", flush=arguments.output is None)


@contextmanager
def _into(name: str) -> Iterator[Callable[[str], object]]:
    with open(name, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
        yield stream.write


def _line(output: str) -> str:
    return output if output.endswith("\n") or not output else output + "\n"


class _Stream:
    """One output after the other, as they come."""

    def __init__(self, put: AbstractContextManager[Callable[[str], object]], *, between: str, one: bool, flush: bool) -> None:
        self.manager = put
        self.between = between
        self.one = one
        self.flush = flush
        self.held: Done | None = None
        self.any = False

    def __enter__(self) -> _Stream:
        self.put = self.manager.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None and self.held is not None:
            self.put(_line(self.held.output))
        self.manager.__exit__(kind, *rest)  # type: ignore[arg-type]

    def write(self, done: Done) -> None:
        if self.one:
            if self.held is not None:
                raise _Several
            self.held = done
            return
        self.put((self.between if self.any else "") + _line(done.output))
        self.any = True
        if self.flush:
            sys.stdout.flush()

    def rejected(self) -> None:
        pass


class _Json:
    """An object for one dispatch; an array as soon as there is a second, be it a rejected one."""

    def __init__(self, put: AbstractContextManager[Callable[[str], object]]) -> None:
        self.manager = put
        self.first: str | None = None
        self.items = 0
        self.open = False
        self.printed = 0

    def __enter__(self) -> _Json:
        self.put = self.manager.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            if self.items > 1:
                self._array()
                self.put("\n]\n" if self.printed else "]\n")
            elif self.first is not None:
                self.put(self.first + "\n")
        self.manager.__exit__(kind, *rest)  # type: ignore[arg-type]

    def write(self, done: Done) -> None:
        self.items += 1
        if self.items == 1:
            self.first = done.output
            return
        self._array()
        self._element(done.output)

    def rejected(self) -> None:
        self.items += 1

    def _array(self) -> None:
        if not self.open:
            self.put("[")
            self.open = True
            if self.first is not None:
                self._element(self.first)

    def _element(self, output: str) -> None:
        self.put((",\n" if self.printed else "\n") + output)
        self.printed += 1


class _Html:
    """One page of all the ledgers."""

    def __init__(self, put: AbstractContextManager[Callable[[str], object]]) -> None:
        self.manager = put
        self.ledgers: list[Ledger] = []

    def __enter__(self) -> _Html:
        self.put = self.manager.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None and self.ledgers:
            self.put(_line(_page(self.ledgers)))
        self.manager.__exit__(kind, *rest)  # type: ignore[arg-type]

    def write(self, done: Done) -> None:
        assert done.ledger is not None
        self.ledgers.append(done.ledger)

    def rejected(self) -> None:
        pass


def _page(ledgers: list[Ledger]) -> str:
    from selon.render import html

    first = ledgers[0].dispatch
    title = first.headline.of(first.text) if first.headline else first.id
    return html.render(ledgers, title=title if len(ledgers) == 1 else f"{len(ledgers)} dispatches")


#: Ends of the names of files in a folder, by format.
_SUFFIX = {"table": ".txt", "json": ".json", "jsonl": ".jsonl", "html": ".html"}


class _Folder:
    """A file for each dispatch; for brat, two."""

    def __init__(self, folder: Path, format: str) -> None:
        self.folder = folder
        self.format = format
        self.taken: set[str] = set()

    def __enter__(self) -> _Folder:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        pass

    def write(self, done: Done) -> None:
        stem = file_name(done.id, self.taken)
        if self.format == "brat":
            self._put(stem + ".txt", done.text)
            self._put(stem + ".ann", _line(done.output))
        else:
            self._put(stem + _SUFFIX[self.format], _line(_page([done.ledger]) if done.ledger else done.output))

    def rejected(self) -> None:
        pass

    def _put(self, name: str, content: str) -> None:
        (self.folder / name).write_text(content, encoding="utf-8", errors="backslashreplace", newline="\n")


#: Names of devices on Windows, which no file may have there.
_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


def file_name(id: str, taken: set[str]) -> str:
    """A file's stem for a dispatch's id: letters, digits, ``. _ -``, at most 80 characters, none of *taken* (to which it is added)."""
    stem = re.sub(r"[^\w.-]+", "_", id, flags=re.ASCII)[:80].strip("._ ") or "dispatch"
    if _DEVICES.fullmatch(stem):
        stem = "_" + stem
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return name
