"""Sparing Python's collector of cyclic garbage what stays: models, tables and cards are hundreds of thousands of objects without a cycle to be found."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Calls after which all is looked at once more.
_ROUND = 64
#: Objects made and not let go of before the collector looks at the new ones (else 700): more than a batch makes, the cards it is set against among them.
#: None of them is garbage, and what is, hundreds of objects a batch, waits for the look at all.
_NEW = 500_000


@contextmanager
def sparing() -> Iterator[Callable[[], None]]:
    """Gives a function to be called between two pieces of work: the collector passes over what is there then, and looks at all of it again after ``_ROUND``
    calls, so that garbage waits, but never for good. Meanwhile it looks less often. At the end everything is as before."""
    calls = 0
    before = gc.get_threshold()
    gc.set_threshold(_NEW, *before[1:])

    def settle() -> None:
        nonlocal calls
        if calls % _ROUND == 0:
            gc.unfreeze()
            gc.collect()
        calls += 1
        gc.freeze()

    try:
        yield settle
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
