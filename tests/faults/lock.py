"""Is the lock what the index gives? ``python -m tests.faults.lock``.

Resolves a copy of ``requirements.lock`` anew, with its own versions preferred, as ``make lock``
does, and compares every name, version, marker and hash. Asks the package index once for each
package. Exit code 1 if a line differs, as it does where a hash was swapped.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from helpers import paths

LOCK = "requirements.lock"


def differing(folder):
    """Return the lines in which the lock in a folder differs from what its own pins resolve to."""
    before = (folder / LOCK).read_text("utf-8").splitlines()
    # Hashes are kept with their versions, so they go before the index is asked for them again.
    (folder / LOCK).write_text("".join(bare(before)), "utf-8")
    command = [
        str(Path(sys.executable).with_name("uv")), "pip", "compile", "--quiet", "--universal",
        "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url",
        "--no-emit-find-links", "--no-header", "--all-extras", "--output-file", LOCK,
        "pyproject.toml",
    ]  # fmt: skip
    subprocess.run(command, cwd=folder, check=True)
    after = (folder / LOCK).read_text("utf-8").splitlines()
    gone = [f"- {line.strip()}" for line in before if line not in set(after)]
    come = [f"+ {line.strip()}" for line in after if line not in set(before)]
    return gone + come


def bare(lines):
    """Yield the lines of a lock that name a version, without their hashes."""
    for line in lines:
        if line[:1].isalnum():
            yield line.rstrip(" \\") + "\n"


def main():
    """Resolve in a copy; print what differs."""
    with tempfile.TemporaryDirectory() as folder:
        for name in (LOCK, "pyproject.toml"):
            shutil.copy(paths.ROOT / name, folder)
        found = differing(Path(folder))
    print("\n".join(found) if found else "the lock is what the index gives, hash by hash")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
