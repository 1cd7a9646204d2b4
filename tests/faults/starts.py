"""Start kernels and see what is left of them: ``python -m tests.faults.starts [COUNT [WAY]]``.

Each kernel runs a cell and is ended, as papermill does it here and as nbval does. What this process
and the warm one hold afterwards (descriptors, threads, processes) and what lies in the folders for
sockets and temporary files must not grow with their number. Prints both counts; code 1 if one grew.
"""

import contextlib
import gc
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from unittest import mock

import nbformat

from helpers import paths
from helpers.edition.notebooks import read_notebook
from helpers.run.environment import use_kernel_environment
from helpers.run.execute import execute

COUNT = 200
# The first starts import modules and open what stays open.
FIRST = 4
PATIENCE = 10.0


def main():
    """Start so many kernels in both ways; return 1 if something was left of them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    failed = False
    for name in sys.argv[2:] or WAYS:
        with folders_of_its_own() as folder:
            started = time.monotonic()
            before, after = held_around(partial(WAYS[name], folder), count)
            seconds = time.monotonic() - started
        left = grown(before, after)
        told = f"left behind (before, after): {left}" if left else f"nothing left, {after}"
        print(f"{name}: {count} starts in {seconds:.0f} s; {told}", flush=True)
        failed |= bool(left)
    return int(failed)


@contextlib.contextmanager
def folders_of_its_own():
    """Let kernels keep their files where no other process does; yield another folder.

    Afterwards the environment is as before: it would name folders that are gone.
    """
    fonts, before = paths.CACHE / "matplotlib", (paths.CACHE, tempfile.tempdir)
    with tempfile.TemporaryDirectory() as home, mock.patch.dict(os.environ):
        for name in ("cache", "temporary", "work"):
            Path(home, name).mkdir()
        if fonts.is_dir():
            Path(home, "cache", "matplotlib").symlink_to(fonts)
        paths.CACHE, tempfile.tempdir = Path(home, "cache"), str(Path(home, "temporary"))
        os.environ["TMPDIR"] = tempfile.tempdir
        try:
            yield Path(home, "work")
        finally:
            paths.CACHE, tempfile.tempdir = before


def grown(before, after):
    """Return what has become more, with both counts."""
    return {what: (before[what], after[what]) for what in after if after[what] > before[what]}


def by_papermill(folder):
    """Run a notebook of one cell."""
    path = folder / "00_small.ipynb"
    if not path.is_file():
        cells = [nbformat.v4.new_code_cell("1 + 1")]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    execute(read_notebook(path), folder / "out.ipynb", {})


def by_nbval(_):
    """Run a cell in a kernel of nbval."""
    from nbval.kernel import CURRENT_ENV_KERNEL_NAME, RunningKernel

    use_kernel_environment()
    kernel = RunningKernel(CURRENT_ENV_KERNEL_NAME)
    kernel.await_reply(kernel.execute_cell_input("1 + 1", allow_stdin=False), timeout=60)
    kernel.stop()


WAYS = {"papermill": by_papermill, "nbval": by_nbval}


def held_around(start, count):
    """Return what is held after the first few starts, and after `count` more."""
    for _ in range(FIRST):
        start()
    before = settled(lambda _: True)
    for _ in range(count):
        start()
    return before, settled(lambda now: not grown(before, now))


def settled(is_enough):
    """Return what is held; ended kernels get a moment to go."""
    limit = time.monotonic() + PATIENCE
    while True:
        gc.collect()
        now = held()
        if is_enough(now) or time.monotonic() > limit:
            return now
        time.sleep(0.1)


def held():
    """Return how much this process and those below it hold, and what lies in their folders."""
    below = descendants(os.getpid())
    runtime = Path(os.environ["JUPYTER_RUNTIME_DIR"])
    return {
        "descriptors": entries(Path("/proc/self/fd")),
        "threads": entries(Path("/proc/self/task")),
        "processes": len(below),
        "their descriptors": sum(entries(Path(f"/proc/{pid}/fd")) for pid in below),
        "sockets and connection files": entries(runtime),
        "temporary files": entries(Path(tempfile.gettempdir())),
    }


def descendants(pid):
    """Return the processes below one, ended ones that nobody has let go of too."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for text in (task / "children").read_text("utf-8").split():
            found += [int(text), *descendants(int(text))]
    return found


def entries(folder):
    """Return how much lies in a folder; nothing if it is gone or not ours to see."""
    try:
        return len(list(folder.iterdir()))
    except OSError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
