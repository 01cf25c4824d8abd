"""Reading dispatches on several processes: the same results in the same order as on one.

Processes are spawned, never forked: the pipelines' numeric libraries run threads, and a fork copies their locks
as they happen to stand. No more than a few dispatches a process are held at a time, so memory does not grow with the input.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from selon.errors import DispatchError

Task = TypeVar("Task")
Result = TypeVar("Result")

#: Tasks handed out ahead of the one awaited, for each process.
LOOK_AHEAD = 8


@dataclass(frozen=True, slots=True)
class _Ready:
    """What needs no work: an error that passes through in its place."""

    error: DispatchError


def in_order(function: Callable[[Task], Result], tasks: Iterable[Task | DispatchError], *, jobs: int) -> Generator[Result | DispatchError, None, None]:
    """*function* of every task, in the order of *tasks*; errors among the tasks pass through in their place.

    In: a function that can be pickled, and the tasks, which are taken no further ahead than LOOK_AHEAD a process. Out: lazily, the results. A
    task whose process dies twice (out of memory, a crash in a library) gives a DispatchError; the others go on.
    """
    if jobs == 1:
        for task in tasks:
            yield task if isinstance(task, DispatchError) else function(task)
        return
    pool = _Pool(function, jobs)
    try:
        yield from pool.run(tasks)
    finally:
        pool.stop()


class _Pool(Generic[Task, Result]):
    def __init__(self, function: Callable[[Task], Result], jobs: int) -> None:
        self.function = function
        self.jobs = jobs
        self.executor = self._executor(jobs)
        self.waiting: deque[tuple[Task, Future[Result]] | _Ready] = deque()
        self.finished = False

    def run(self, tasks: Iterable[Task | DispatchError]) -> Iterator[Result | DispatchError]:
        for task in tasks:
            self.waiting.append(_Ready(task) if isinstance(task, DispatchError) else (task, self._submit(task)))
            if len(self.waiting) >= self.jobs * LOOK_AHEAD:
                yield self._next()
        while self.waiting:
            yield self._next()
        self.finished = True

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        processes = list((getattr(self.executor, "_processes", None) or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        if not self.finished:
            for process in processes:
                process.terminate()

    def _executor(self, jobs: int) -> ProcessPoolExecutor:
        import multiprocessing

        return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_start)

    def _submit(self, task: Task) -> Future[Result]:
        with _deaf_to_interrupts():
            try:
                return self.executor.submit(self.function, task)
            except BrokenProcessPool as error:
                broken: Future[Result] = Future()
                broken.set_exception(error)
                return broken

    def _next(self) -> Result | DispatchError:
        first = self.waiting.popleft()
        if isinstance(first, _Ready):
            return first.error
        task, future = first
        try:
            return future.result()
        except BrokenProcessPool:
            result = self._alone(task)
            self._anew()
            return result

    def _alone(self, task: Task) -> Result | DispatchError:
        """*task* once more, in a process of its own: was it this one that broke the pool?"""
        with self._executor(1) as executor:
            try:
                with _deaf_to_interrupts():
                    future = executor.submit(self.function, task)
                return future.result()
            except BrokenProcessPool:
                return DispatchError(f"{task}: the process that read it died (out of memory?); leave it out, or read it alone")

    def _anew(self) -> None:
        """A new pool, with what the broken one had not yet finished."""
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self._executor(self.jobs)
        again: deque[tuple[Task, Future[Result]] | _Ready] = deque()
        for item in self.waiting:
            if not isinstance(item, _Ready) and not (item[1].done() and not item[1].cancelled() and item[1].exception() is None):
                item = (item[0], self._submit(item[0]))
            again.append(item)
        self.waiting = again


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started in here never see Ctrl-C: the one that started them ends them, without tracebacks of theirs."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _start() -> None:
    """In a new process: end with the one that started it, however that ended."""
    import threading
    from multiprocessing import parent_process

    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
