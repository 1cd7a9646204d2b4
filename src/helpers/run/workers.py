"""Steps made side by side, one process a core; papermill changes its process's directory."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait
from types import TracebackType
from typing import Any

from helpers.errors import RunFailed
from helpers.run.worker_process import Maker, ProcessLost, Work, new_process

LOST = (
    "a process that ran notebooks ended without a word, as the system ends one when memory is "
    "short; no edition was changed. Run the command again, with less beside it"
)


def make_all(
    work: Sequence[Work], workers: int, meanwhile: Callable[[], object] = lambda: None
) -> Iterator[Any]:
    """Make each piece of work and yield what it returns, in order.

    `meanwhile` is called once while other processes begin, which import first.

    Raises
    ------
    CompendiumError
        As soon as one fails or its process is lost; work that has not begun is dropped.
    """
    if min(workers, len(work)) < 2:
        for piece in work:
            yield piece.make()
        return
    with Pool(min(workers, len(work))) as pool:
        try:
            futures = [pool.submit(piece) for piece in work]
            meanwhile()
            yield from _in_order(futures)
        except ProcessLost:
            raise RunFailed(LOST) from None


def _in_order(futures: Sequence[Future[Any]]) -> Iterator[Any]:
    """Yield results in order; raise what any of them raises as soon as it does."""
    waiting = set(futures)
    for future in futures:
        while not future.done():
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for one in done:
                one.result()
        yield future.result()


def outcomes_of(work: Sequence[Work], workers: int) -> Iterator[tuple[int, Any]]:
    """Make each piece of work whatever becomes of the others; yield position and result.

    They come as they are ready. Work whose process was lost, as by the system's want of memory, is
    made once more by itself; lost again, it yields the exception.
    """
    if min(workers, len(work)) < 2:
        yield from ((at, piece.make()) for at, piece in enumerate(work))
        return
    lost = []
    with Pool(min(workers, len(work))) as pool:
        futures = {pool.submit(piece): at for at, piece in enumerate(work)}
        for future in as_completed(futures):
            if future.exception() is None:
                yield futures[future], future.result()
            else:
                lost.append(futures[future])
            del futures[future]
    for at in sorted(lost):
        with Pool(1) as pool:
            future = pool.submit(work[at])
            yield at, future.exception() or future.result()


class Pool:
    """Threads of which each has a process of its own make the work; all end with this one."""

    def __init__(self, workers: int) -> None:
        self._threads = ThreadPoolExecutor(workers)
        self._own = threading.local()
        self._processes: list[Maker] = []
        self._is_cut = False

    def submit(self, piece: Work) -> Future[Any]:
        """Have a piece of work made as soon as a process is free."""
        return self._threads.submit(self._make, piece)

    def _make(self, piece: Work) -> Any:
        process = getattr(self._own, "process", None)
        if process is None:
            process = self._own.process = new_process()
            self._processes.append(process)
            # One that was waited for when the others were cut.
            if self._is_cut:
                process.cut()
        try:
            return process.make(piece)
        except ProcessLost:
            self._own.process = None
            raise

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._is_cut = True
            self._threads.shutdown(wait=False, cancel_futures=True)
            for process in self._processes:
                process.cut()
        self._threads.shutdown()
        for process in self._processes:
            process.close()


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
