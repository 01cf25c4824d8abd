"""``selon read``: the ledgers of dispatches, printed; nothing is stored."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from selon.cli.options import add_command, add_knowledge_option, positive, say, wants_colour
from selon.errors import DispatchError, SelonError

if TYPE_CHECKING:
    from selon.cli.options import Commands
    from selon.model.dispatch import Dispatch
    from selon.model.ledger import Ledger
    from selon.notices import Notice

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
    parser.add_argument("--allow-private", action="store_true", help="let addresses lead to this machine and to private networks")
    parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="processes to read with (1)")
    parser.add_argument("-o", "--output", metavar="FILE|DIR", help="where to write; a folder (existing, or written with a final /) gets one file a dispatch")
    parser.add_argument("--no-colour", "--no-color", action="store_true", help="no colour (nor with NO_COLOR set, nor outside a terminal)")
    parser.set_defaults(run=run, parser=parser)


@dataclass(frozen=True, slots=True)
class Task:
    """One dispatch to read, and the name of the input it came from."""

    input: str
    dispatch: Dispatch
    notices: tuple[Notice, ...]

    def __str__(self) -> str:
        return f"{self.input}: dispatch {self.dispatch.id!r}"


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
    """Reads one dispatch and renders it; goes to worker processes as it is.

    *knowledge* is the folder of the user's tables ("" for none), which each process reads for itself: *fingerprint* tells that they are the same.
    """

    style: Style
    knowledge: str = ""
    fingerprint: str | None = None

    def __call__(self, task: Task) -> Done | DispatchError:
        from selon.knowledge.own import load_own
        from selon.pipeline import read_dispatch

        try:
            own = load_own(self.knowledge)
            if self.fingerprint != (own.fingerprint if own is not None else None):
                return DispatchError(f"{task}: the tables in {self.knowledge} have changed since the run began; read it again")
            ledger = read_dispatch(task.dispatch, task.notices, own=own)
            return self._rendered(ledger)
        except SelonError as error:
            return DispatchError(f"{task}: {error}")
        except Exception as error:
            if os.environ.get("SELON_DEBUG"):
                raise
            what = " ".join(f"{error.__class__.__name__}: {error}".split())[:200]
            return DispatchError(f"{task}: a fault of selon itself ({what}); please report it with the text, SELON_DEBUG=1 shows where")

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
    from selon.cli.workers import in_order
    from selon.knowledge.own import load_own

    fail: Callable[[str], None] = arguments.parser.error
    _check(arguments, fail)
    count = _Count()
    style = Style(arguments.format, _width(arguments.output), wants_colour(arguments.no_colour) and not arguments.output)
    several = len(arguments.inputs) > 1 or any(Path(name).suffix.lower() in (".jsonl", ".ndjson") or os.path.isdir(name) for name in arguments.inputs)
    own = load_own(arguments.knowledge)
    reader = Reader(style, str(own.folder), own.fingerprint) if own is not None else Reader(style)
    results = in_order(reader, tasks(arguments.inputs, arguments.lang, arguments.date, arguments.allow_private), jobs=arguments.jobs)
    with _progress(several and sys.stderr.isatty() and bool(arguments.output or not sys.stdout.isatty()), count, arguments.no_colour) as tick:
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


def tasks(inputs: Iterable[str], lang: str | None, date: str | None, allow_private: bool = False) -> Iterator[Task | DispatchError]:
    """The dispatches of all inputs, in order, lazily; in the place of one that cannot be read, the error that says why."""
    from selon.intake.formats import read_input

    for name in inputs:
        for item in read_input(name, lang=lang, date=date, allow_private=allow_private):
            if isinstance(item, DispatchError):
                yield item
            else:
                yield Task("standard input" if name == "-" else name, *item)


def _check(arguments: argparse.Namespace, fail: Callable[[str], None]) -> None:
    """What can be told to be wrong before anything is read."""
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
        self.reasons[_reason(message, inputs)] += 1

    def summary(self) -> str:
        why = "; ".join(f"{reason}: {number}" for reason, number in sorted(self.reasons.items(), key=lambda item: (-item[1], item[0])))
        return f"selon: {self.read} read, {self.rejected} rejected" + (f" ({why})" if why else "")


def _reason(message: str, inputs: list[str]) -> str:
    """The kind of error: its message without place, and without what is particular to the one dispatch."""
    name = max((name for name in inputs if message.startswith(name)), key=len, default="")
    rest = re.sub(r"^[^:]*?(?::\d+)?: ", "", message[len(name) :], count=1)
    rest = re.sub(r"^dispatch (?:'[^']*'|\"[^\"]*\"): ", "", rest)
    return re.sub(r"\s*\([^)]*\)", "", rest.split(";")[0]).strip()


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


@contextmanager
def _progress(shown: bool, count: _Count, no_colour: bool = False) -> Iterator[Callable[[], None]]:
    """A line on standard error that counts, while there is a terminal to show it on."""
    if not shown:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True, no_color=no_colour or None), transient=True, redirect_stdout=False) as progress:
        bar = progress.add_task("reading", total=None, told="")
        yield lambda: progress.update(bar, told=f"{count.read} read, {count.rejected} rejected")
