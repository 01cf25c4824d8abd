"""A line on standard error that counts while a run goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(shown: bool, told: Callable[[], str], no_colour: bool = False, what: str = "reading") -> Iterator[Callable[[], None]]:
    """What to call after each item, so that the line shows what *told* says; nothing where it is not *shown*."""
    if not shown:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True, no_color=no_colour or None), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(what, total=None, told="")
        yield lambda: bar.update(task, told=told())
