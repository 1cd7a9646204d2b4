"""Two runs at once on one checkout: the second is told, waits, and goes on when the first ends."""

import subprocess
import sys

import pytest

from helpers import paths
from helpers.edition.lock import checkout_lock

HOLD = """
import sys
from pathlib import Path
from helpers import paths
paths.CACHE = Path(sys.argv[1])
from helpers.edition.lock import checkout_lock
with checkout_lock():
    print("held", flush=True)
    sys.stdin.read()
"""


def start(folder):
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.fixture
def first(tmp_path):
    process = start(tmp_path)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_the_second_run_is_told_and_waits_for_the_first(first, tmp_path):
    second = start(tmp_path)
    told = second.stderr.readline()
    assert told == f"waiting for another run in this checkout to end: process {first.pid}\n"
    assert second.poll() is None
    first.communicate("")
    assert second.stdout.readline() == "held\n"
    second.communicate("")
    assert second.returncode == 0


def test_a_killed_run_holds_nothing_back(first, tmp_path, monkeypatch, capsys):
    first.kill()
    first.wait()
    monkeypatch.setattr(paths, "CACHE", tmp_path)
    with checkout_lock():
        assert capsys.readouterr().err == ""
