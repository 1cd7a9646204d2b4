"""What a command costs: seconds of the processors and of the clock, whoever of it did the work.

Kernels and pools are processes of processes, and some outlive the one that started them; this
process takes in all orphans of a command (Linux), waits for the last of them, and counts them too.
"""

import ctypes
import os
import resource
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from statistics import median
from typing import NamedTuple

from helpers import paths

# prctl(2): orphans below this process become its own children.
PR_SET_CHILD_SUBREAPER = 36
ORPHANS_SECONDS = 60


class Cost(NamedTuple):
    """Seconds of the processors, user and system together, seconds of the clock, peak memory.

    Memory in MiB is known only where a process told it of itself, else 0.
    """

    cpu: float
    wall: float
    mib: float = 0.0


class BenchmarkFailed(Exception):
    """A command that was to be measured and failed, with the end of what it said."""


def run(*command, env=None, cwd=paths.ROOT, given=None):
    """Run a command in silence; return its cost and what it printed.

    Raises
    ------
    BenchmarkFailed
        If it ends with anything but 0.
    """
    take_in_orphans()
    before, started = _children(), time.perf_counter()
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=env, input=given, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    wall = time.perf_counter() - started
    _wait_for_orphans()
    if done.returncode:
        words = " ".join(str(word)[:60] for word in command[:6])
        raise BenchmarkFailed(f"{words} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return Cost(_children() - before, wall), done.stdout


def cost_of(*command, env=None, cwd=paths.ROOT, given=None):
    """Return what a command costs."""
    return run(*command, env=env, cwd=cwd, given=given)[0]


def total(costs):
    """Return what things cost that are done one after the other."""
    costs = list(costs)
    return Cost(sum(c.cpu for c in costs), sum(c.wall for c in costs), max(c.mib for c in costs))


def times(cost, factor):
    """Return a cost scaled to so many times the work."""
    return Cost(cost.cpu * factor, cost.wall * factor, cost.mib)


def middle(costs):
    """Return the medians of some costs."""
    return Cost(*map(median, zip(*costs, strict=True)))


def peak_memory():
    """Return the peak resident memory of this process in MiB, without what its parent used."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(x for x in status.read_text("utf-8").splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def seconds_used():
    """Return the seconds of the processors of this process and of the children it waited for."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime + _children()


@cache
def take_in_orphans():
    """Let processes whose parent ends become children of this one, where the system can."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _children():
    """Return the seconds of the processors of all children that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _wait_for_orphans():
    """Wait for what a command left behind; its kernels end a moment after it."""
    until = time.monotonic() + ORPHANS_SECONDS
    with suppress(ChildProcessError):
        while time.monotonic() < until:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.01)
