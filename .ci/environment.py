"""Write what follows from a new lock: the part of tests, and environment.yml for conda users.

``environment.py WHOLE``: of the resolved whole, tests add what requirements.lock does not hold.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = """\
# The same versions as pyproject.toml and the locks, for conda and mamba.
# Made by 'make lock'; tests/test_environment.py holds them to each other.
name: mic2025
channels:
  - conda-forge
dependencies:
  - python>=3.11
  - pip
"""
# For tests only, and under these names sure to be found on PyPI alone.
FROM_PIP = ("axe-playwright-python", "playwright", "roc-validator")


def main() -> None:
    write_rest(Path(sys.argv[1]))
    write_conda()


def write_rest(whole: Path) -> None:
    run = {name for name, _ in blocks(ROOT / "requirements.lock")}
    rest = [text for name, text in blocks(whole) if name not in run]
    (ROOT / "requirements-test.lock").write_text("".join(rest), encoding="utf-8")


def blocks(lock: Path) -> list[tuple[str, str]]:
    """Return name, version and marker of each block of a lock, and its text."""
    texts = re.split(r"^(?=[a-z0-9])", lock.read_text(encoding="utf-8"), flags=re.M)
    return [(text.partition("\n")[0].rstrip(" \\"), text) for text in texts if text]


def write_conda() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    pins = sorted({*project["dependencies"], *(pin for group in extras.values() for pin in group)})
    lines = [f"  - {pin.replace('==', '=')}" for pin in pins if not pin.startswith(FROM_PIP)]
    from_pip = [f"      - {pin}" for pin in pins if pin.startswith(FROM_PIP)]
    tail = ["  - pip:", *from_pip, "      - --editable ."]
    text = HEAD + "\n".join([*lines, *tail]) + "\n"
    (ROOT / "environment.yml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
