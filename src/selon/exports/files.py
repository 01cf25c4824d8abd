"""Where exports go: a file that appears only when it is whole, or a stream; and libraries that only some exports need."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from selon.errors import SettingError


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose.

    *open_dates*: events whose date is no single known day are kept, without a date and marked ("flag"), or left out ("leave-out"), in the formats that
    have a row for an event. *base* is what the addresses (IRIs) of dispatches, claims and entities begin with.
    """

    open_dates: Literal["flag", "leave-out"] = "flag"
    base: str = "urn:x-selon:"


Target = Path | IO[bytes]


@contextmanager
def opened(out: Target) -> Iterator[IO[bytes]]:
    """*out* to write bytes into. A file is written under another name and appears when it is whole; a stream is left open."""
    if not isinstance(out, Path):
        yield out
        out.flush()
        return
    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb") as stream:
            yield stream
        os.replace(part, out)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def need(module: str, format: str) -> Any:
    """The module of a library that only *format* needs. Raises SettingError, saying what to install, where it is missing."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise SettingError(f"the format {format} needs the package {module.split('.')[0]}: install it with pip") from error


def folder_of(out: Target, format: str) -> Path:
    """*out* as a folder, made where it is missing. Raises SettingError for a stream or a file: *format* is several files."""
    if not isinstance(out, Path):
        raise SettingError(f"the format {format} is a folder of files: name one with -o")
    if out.exists() and not out.is_dir():
        raise SettingError(f"{out} is a file; the format {format} is a folder of files")
    out.mkdir(parents=True, exist_ok=True)
    return out
