"""Steps made side by side, one process a core; papermill changes its process's directory."""

from __future__ import annotations

import multiprocessing
import os
import socket
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol

from helpers.errors import RunFailed
from helpers.run.environment import PROVISIONER, WARM
from helpers.warm_kernels.client import adopt, can_fork, warm_server

LOST = (
    "a process that ran notebooks ended without a word, as the system ends one when memory is "
    "short; no edition was changed. Run the command again, with less beside it"
)


class Work(Protocol):
    """Something a worker can make: it can be pickled and carries all it needs."""

    def make(self) -> Any:
        """Make it."""


def make_all(work: Sequence[Work], workers: int) -> Iterator[Any]:
    """Make each piece of work and yield what it returns, in order.

    Raises
    ------
    CompendiumError
        As soon as one fails or its process is lost; work that has not begun is dropped.
    """
    if min(workers, len(work)) < 2:
        for piece in work:
            yield piece.make()
        return
    with pool(min(workers, len(work))) as executor:
        futures = [executor.submit(make, piece) for piece in work]
        try:
            for future in futures:
                yield future.result()
        except BrokenProcessPool:
            raise RunFailed(LOST) from None
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise


def outcomes_of(work: Sequence[Work], workers: int) -> Iterator[tuple[int, Any]]:
    """Make each piece of work whatever becomes of the others; yield position and result.

    They come as they are ready. Work whose process was lost, as by the system's want of memory, is
    made once more by itself; lost again, it yields the exception.
    """
    if min(workers, len(work)) < 2:
        yield from ((at, piece.make()) for at, piece in enumerate(work))
        return
    lost = []
    with pool(min(workers, len(work))) as executor:
        futures = {executor.submit(make, piece): at for at, piece in enumerate(work)}
        for future in as_completed(futures):
            if future.exception() is None:
                yield futures[future], future.result()
            else:
                lost.append(futures[future])
            del futures[future]
    for at in sorted(lost):
        with pool(1) as executor:
            future = executor.submit(make, work[at])
            yield at, future.exception() or future.result()


def pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of fresh processes that end with this one, however it ends."""
    context = multiprocessing.get_context("spawn")
    shared = warm_server(os.environ).connection if _is_warm() else None
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(shared,))


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def make(piece: Work) -> Any:
    """Make a piece of work; a function of a module, since other processes call it by name."""
    return piece.make()


def _is_warm() -> bool:
    """Tell whether kernels are forked here, from a warm process that workers can share."""
    return os.environ.get(PROVISIONER) == WARM and can_fork()


def _begin(shared: socket.socket | None) -> None:
    """Begin a worker's life: share the warm process of the parent, and end with it."""
    if shared is not None:
        adopt(shared, os.environ)
    _end_with_parent()


def _end_with_parent() -> None:
    """Watch the parent: a worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
