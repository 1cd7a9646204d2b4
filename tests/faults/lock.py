"""Are the locks what the index gives? ``python -m tests.faults.lock``.

Resolves copies of both parts of the lock anew, with their own versions preferred, by the script of
``make lock``, and compares every name, version, marker and hash. Asks the package index once for
each package. Exit code 1 if a line differs, as it does where a hash was swapped.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from helpers import paths
from helpers.check.environment import RUN_LOCK, TEST_LOCK


def differing(folder):
    """Return the lines in which the locks in a folder differ from what their pins resolve to."""
    before = {lock: _lines(folder / lock) for lock in (RUN_LOCK, TEST_LOCK)}
    # Hashes are kept with their versions, so they go before the index is asked for them again.
    for lock, lines in before.items():
        (folder / lock).write_text("".join(bare(lines)), "utf-8")
    subprocess.run(["sh", ".ci/lock.sh"], cwd=folder, check=True)
    found = []
    for lock, lines in before.items():
        after = _lines(folder / lock)
        found += [f"- {line.strip()}" for line in lines if line not in set(after)]
        found += [f"+ {line.strip()}" for line in after if line not in set(lines)]
    return found


def _lines(path):
    return path.read_text("utf-8").splitlines()


def bare(lines):
    """Yield the lines of a lock that name a version, without their hashes."""
    for line in lines:
        if line[:1].isalnum():
            yield line.rstrip(" \\") + "\n"


def copy_to(folder):
    """Copy what a lock is made from and by."""
    for name in (RUN_LOCK, TEST_LOCK, "pyproject.toml"):
        shutil.copy(paths.ROOT / name, folder)
    shutil.copytree(paths.ROOT / ".ci", folder / ".ci")
    (folder / ".venv").symlink_to(paths.ROOT / ".venv")
    return folder


def main():
    """Resolve in a copy; print what differs."""
    with tempfile.TemporaryDirectory() as folder:
        found = differing(copy_to(Path(folder)))
    print("\n".join(found) if found else "the locks are what the index gives, hash by hash")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
