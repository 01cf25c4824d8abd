"""Asking a database for many things, in portions: one statement takes only so many values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

Value = TypeVar("Value")

#: Values in one statement.
_MOST = 500


def portions(values: Iterable[Value]) -> Iterator[list[Value]]:
    """*values* in order, so many at a time as one statement takes."""
    whole = list(values)
    for at in range(0, len(whole), _MOST):
        yield whole[at : at + _MOST]
