"""Processes that compute for a command: they never speak, and none outlives what it works for.

What they compute is their callers' business.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_FOR_THE_CALLER = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that reach a whole group of processes, but are answered by the one in front."""


@contextmanager
def at_work(
    work: Callable[[_Task], _Result], tasks: Sequence[_Task], method: str | None
) -> Iterator[list[Future[_Result]]]:
    """Let a process of its own do each task; gives their results to come, in the tasks' order.

    `method` is how a process starts (`fork`, `spawn`). The processes end with the block, at once
    where it ends by an exception, and with this process, even when it is killed.
    """
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(len(tasks), context, _attend) as pool:
        # What is blocked here stays blocked in the processes started meanwhile.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _FOR_THE_CALLER)
        try:
            coming = [pool.submit(work, task) for task in tasks]
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        try:
            yield coming
        except BaseException:  # nobody waits any more for what they would find
            for process in multiprocessing.active_children():
                process.kill()
            raise


def _attend() -> None:
    threading.Thread(target=_leave_with_caller, daemon=True).start()


def _leave_with_caller() -> None:
    """The death of the caller is no news to a process that waits for its next task."""
    caller = multiprocessing.parent_process()
    if caller is not None:
        caller.join()
        os._exit(1)
