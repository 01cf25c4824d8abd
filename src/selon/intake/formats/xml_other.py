"""XML of no kind that is read."""

from __future__ import annotations

from typing import BinaryIO, NoReturn

from selon.errors import DispatchError
from selon.intake.formats.item import Given
from selon.intake.formats.prolog import root_of


def read(stream: BinaryIO, given: Given) -> NoReturn:
    """Nothing: raises DispatchError, which names the root element."""
    name = root_of(stream.read(64 * 1024))[0]
    raise DispatchError(f"{given.name}: XML of an unknown kind{f' (<{name}>)' if name else ''}; RSS, Atom, NewsML-G2, NITF and OPML are read")
