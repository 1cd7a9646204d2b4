"""Notebooks run side by side, one process a core; papermill changes its process's directory."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from helpers.run.execute import execute
from helpers.run.notebooks import read_notebook

Job = tuple[Path, Path, dict[str, Any]]
# A worker costs a second of imports; two notebooks are done sooner one after the other.
FEWEST_FOR_WORKERS = 3


def execute_all(jobs: Sequence[Job]) -> Iterator[float]:
    """Execute notebooks and yield the seconds of each, in order.

    Parameters
    ----------
    jobs
        Notebook, output and parameters of each run.

    Raises
    ------
    RunFailed
        As soon as one fails; runs that have not begun are dropped.
    """
    workers = min(os.cpu_count() or 1, len(jobs))
    if workers < 2 or len(jobs) < FEWEST_FOR_WORKERS:
        for job in jobs:
            yield _execute(job)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        futures = [pool.submit(_execute, job) for job in jobs]
        try:
            for future in futures:
                yield future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _execute(job: Job) -> float:
    """Execute one notebook."""
    path, output, parameters = job
    return execute(read_notebook(path), output, parameters)
