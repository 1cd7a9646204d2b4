"""Write environment.yml from pyproject.toml: the same pins for conda users."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = """\
# The same versions as pyproject.toml and requirements.lock, for conda and mamba.
# Made by 'make lock'; tests/test_environment.py holds the three to each other.
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
