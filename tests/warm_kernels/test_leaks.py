"""Kernels leave nothing behind: no descriptor, thread, process or file more than before."""

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from helpers import paths
from helpers.run.environment import use_kernel_environment
from tests.faults import starts

STARTS = 6


@pytest.mark.slow
def test_nothing_is_left_of_kernels_that_ended():
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.starts", str(STARTS)],
        cwd=paths.ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count("nothing left") == len(starts.WAYS)


def test_folders_of_their_own_leave_the_environment_as_it_was():
    before = dict(os.environ)
    with starts.folders_of_its_own():
        use_kernel_environment()
        assert dict(os.environ) != before
    assert dict(os.environ) == before


def a_descriptor(kept):
    kept.append(os.dup(1))


def a_thread(kept):
    done = threading.Event()
    kept.append(done)
    threading.Thread(target=done.wait, daemon=True).start()


def a_process(kept):
    kept.append(subprocess.Popen(["true"]))


def a_file(kept):
    Path(tempfile.gettempdir(), f"left-{len(kept)}").touch()
    kept.append(None)


@pytest.fixture
def kept(monkeypatch):
    """What a start keeps; let go of at the end."""
    monkeypatch.setattr(starts, "PATIENCE", 0)
    held = []
    with starts.folders_of_its_own():
        use_kernel_environment()
        yield held
    for one in held:
        if isinstance(one, int):
            os.close(one)
        elif isinstance(one, threading.Event):
            one.set()
        elif isinstance(one, subprocess.Popen):
            one.wait()


@pytest.mark.parametrize(
    ("leak", "what"),
    [
        (a_descriptor, "descriptors"),
        (a_thread, "threads"),
        (a_process, "processes"),
        (a_file, "temporary files"),
    ],
)
def test_what_is_left_is_counted(kept, leak, what):
    assert what in starts.grown(*starts.held_around(lambda: leak(kept), 3))
