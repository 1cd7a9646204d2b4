"""A run killed at any moment leaves an edition whole: the old one or the new one."""

import random
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.slow

PUBLISH = """
import itertools, sys
from pathlib import Path
from helpers.edition.publish import publish
folder, staging = Path(sys.argv[1]), Path(sys.argv[2])
names = [f"page-{n}.html" for n in range(100)] + [f"figures/{n}.svg" for n in range(100)]
print("begun", flush=True)
for version in itertools.count():
    files = {name: str(version).encode() for name in [*names, f"only-{version}.html"]}
    publish(files, folder, [path.name for path in folder.glob("only-*.html")], staging)
    print(version, flush=True)
"""
ROUNDS, SEED = 15, 2025


def versions_in(folder):
    """Return the versions of an edition's files, the other edition below it left out."""
    return {
        path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name != "other"
    }


@pytest.fixture
def place(tmp_path):
    folder = tmp_path / "reports"
    (folder / "other").mkdir(parents=True)
    (folder / "other" / "index.html").write_text("another edition", "utf-8")
    return folder


def test_a_publication_killed_at_random_moments_is_never_half_done(place, tmp_path):
    moments = random.Random(SEED)
    seen = set()
    for number in range(ROUNDS):
        process = subprocess.Popen(
            [sys.executable, "-c", PUBLISH, str(place), str(tmp_path / "staging")],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        # Kill in the first, second or third publication, however fast the machine is.
        for _ in range(1 + number % 3):
            process.stdout.readline()
        time.sleep(moments.uniform(0, 0.15))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found = versions_in(place)
        assert len(found) <= 1, "an edition of two versions"
        if found:
            (version,) = found
            assert len(list(place.rglob("*.html"))) == 102
            assert (place / f"only-{version}.html").is_file()
            seen |= found
        assert (place / "other" / "index.html").read_text("utf-8") == "another edition"
    assert len(seen) > 1, "no publication was ever reached"
