"""Dispatches to read, one after the other, and the function that reads one: what commands hand to ``workers.in_order``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selon.errors import DispatchError, SelonError

if TYPE_CHECKING:
    from selon.knowledge.own import OwnTables
    from selon.model.dispatch import Dispatch
    from selon.model.ledger import Ledger
    from selon.notices import Notice


@dataclass(frozen=True, slots=True)
class Task:
    """One dispatch to read, and the name of the input it came from."""

    input: str
    dispatch: Dispatch
    notices: tuple[Notice, ...]

    def __str__(self) -> str:
        return f"{self.input}: dispatch {self.dispatch.id!r}"


@dataclass(frozen=True, slots=True)
class ReadLedger:
    """Reads the dispatch of a task; goes to worker processes as it is. What goes wrong comes back as a DispatchError.

    *knowledge* is the folder of the user's tables ("" for none), which each process reads for itself: *fingerprint* tells that they are the same.
    """

    knowledge: str = ""
    fingerprint: str | None = None

    def __call__(self, task: Task) -> Ledger | DispatchError:
        from selon.knowledge.own import load_own
        from selon.pipeline import read_dispatch

        try:
            own = load_own(self.knowledge)
            if self.fingerprint != (own.fingerprint if own is not None else None):
                return DispatchError(f"{task}: the tables in {self.knowledge} have changed since the run began; read it again")
            return read_dispatch(task.dispatch, task.notices, own=own)
        except Exception as error:
            return failure(task, error)


def reader(own: OwnTables | None) -> ReadLedger:
    """What reads with the user's tables *own*."""
    return ReadLedger(str(own.folder), own.fingerprint) if own is not None else ReadLedger()


def failure(task: Task, error: Exception) -> DispatchError:
    """The error of one dispatch that stands for *error*, which is raised again where it is a fault of selon and SELON_DEBUG asks for it."""
    if isinstance(error, SelonError):
        return DispatchError(f"{task}: {error}")
    if os.environ.get("SELON_DEBUG"):
        raise error
    what = " ".join(f"{error.__class__.__name__}: {error}".split())[:200]
    return DispatchError(f"{task}: a fault of selon itself ({what}); please report it with the text, SELON_DEBUG=1 shows where")


def tasks(
    inputs: Iterable[str],
    lang: str | None,
    date: str | None,
    *,
    format: str | None = None,
    fields: Mapping[str, str] | None = None,
    allow_private: bool = False,
) -> Iterator[Task | DispatchError]:
    """The dispatches of all inputs, in order, lazily; in the place of one that cannot be read, the error that says why. See ``intake.formats.read_input``."""
    from selon.intake.formats import read_input

    for name in inputs:
        for item in read_input(name, lang=lang, date=date, format=format, fields=fields, allow_private=allow_private):
            if isinstance(item, DispatchError):
                yield item
            else:
                yield Task("standard input" if name == "-" else name, *item)


def reason_of(message: str, inputs: Iterable[str]) -> str:
    """The kind of error that *message* tells: without the place (the *inputs* are names that it may begin with), and without what is particular to the
    one dispatch."""
    name = max((name for name in inputs if message.startswith(name)), key=len, default="")
    rest = re.sub(r"^[^:]*?(?::\d+)?: ", "", message[len(name) :], count=1)
    rest = re.sub(r"^dispatch (?:'[^']*'|\"[^\"]*\"): ", "", rest)
    return re.sub(r"\s*\([^)]*\)", "", rest.split(";")[0]).strip()
