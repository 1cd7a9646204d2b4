"""The same bytes by every Python: ``python -m tests.faults.pythons [PYTHON ...]``.

For each interpreter (without any named, those of 3.11 to 3.14 on the path): a fresh clone of what
is committed, an environment from the lock, the published version, ``mic2025 verify --certificate``.
Then the certificates are compared; only what says which interpreter it was may differ. With
``--certificates FOLDER`` they are kept there, and those already there join the comparison, so that
interpreters can be taken one at a time or on several machines. Needs git, make, the package index,
and nothing but the standard library to run itself. Exit code 1 if one is red or two differ.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.certificate import differences, read

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
TAIL = 3


def found(names):
    """Yield the interpreters of these names that start, and say which do not."""
    for name in names:
        try:
            asked = [name, "-c", "import platform; print(platform.python_version())"]
            version = subprocess.run(asked, capture_output=True, text=True, check=False)
        except OSError:
            version = None
        if version and version.returncode == 0:
            yield name, version.stdout.strip()
        else:
            print(f"{name}: not tried, no such interpreter here", flush=True)


def certified(python, file):
    """Make environment, version and certificate in a clone; return whether all was green."""
    # Whatever runs this must not reach into the environment that is made.
    apart = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
    env = {name: value for name, value in os.environ.items() if name not in apart}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "compendium"
        steps = [
            ["git", "clone", "--quiet", str(ROOT), str(place)],
            ["make", "-s", "-C", str(place), "reports", f"PYTHON={shutil.which(python)}"],
            [str(place / ".venv/bin/mic2025"), "verify", "--certificate", str(file)],
        ]
        for step in steps:
            done = subprocess.run(step, env=env, cwd=folder, capture_output=True, text=True,
                                  check=False)  # fmt: skip
            told = (done.stdout + done.stderr).strip().splitlines()
            if done.returncode:
                print("\n".join(f"  {line}" for line in told[-TAIL:]))
                return False
        print(f"  {next((line for line in told if 'GREEN' in line), told[-1])}")
        return True


def compared(files):
    """Compare certificates with the first of them; return whether any differs where it may not."""
    first, *others = sorted(files)
    failed = False
    for other in others:
        apart = list(differences(read(first), read(other)))
        wrong = [what for what, may in apart if not may]
        failed |= bool(wrong)
        print(f"{first.stem} and {other.stem}: {len(apart) - len(wrong)} things differ as they may")
        print("".join(f"  DIFFERS {what}\n" for what in wrong), end="")
        print("".join(f"  {what}\n" for what, may in apart if may and what.startswith("where")),
              end="")  # fmt: skip
    return failed


def main():
    """Certify by each interpreter; compare; return the exit code."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("pythons", nargs="*", metavar="PYTHON", help="names or paths")
    options.add_argument("--certificates", default="", metavar="FOLDER", help="keep them there")
    given = options.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(given.certificates or scratch).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for python, version in found(given.pythons or PYTHONS):
            print(f"Python {version}", flush=True)
            failed |= not certified(python, folder / f"{version}.json")
        files = list(folder.glob("*.json"))
        if files:
            failed |= compared(files)
    return int(failed or not files)


if __name__ == "__main__":
    sys.exit(main())
