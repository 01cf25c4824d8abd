"""Asking a database for many things, in portions: one statement takes only so many values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

Value = TypeVar("Value")

#: Values in one statement.
_MOST = 500


def portions(values: Iterable[Value], most: int = _MOST) -> Iterator[list[Value]]:
    """*values* in order, *most* at a time: as many as one statement takes."""
    whole = list(values)
    for at in range(0, len(whole), most):
        yield whole[at : at + most]
