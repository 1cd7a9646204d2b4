"""What a notebook's outputs depend on, as hashes: decided without importing anything heavy.

Code cells (not prose), parameters, input files, the helper modules reached by import, and the
locked versions. Two runs with equal fingerprints give equal outputs.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.run.notebooks import Notebook

PACKAGE = Path(__file__).resolve().parents[1]


def hash_bytes(content: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hash_bytes(path.read_bytes())


def hash_values(values: Any) -> str:
    """Return the SHA-256 of plain values."""
    return hash_bytes(json.dumps(values, sort_keys=True, ensure_ascii=False).encode())


def notebook_fingerprint(notebook: Notebook, parameters: dict[str, Any]) -> dict[str, str]:
    """Return the named parts a notebook's outputs depend on."""
    added = [Path(parameters[name]) for name in ("observations", "targets") if parameters.get(name)]
    values = {name: value for name, value in parameters.items() if value not in map(str, added)}
    return {
        "code": hash_values(notebook.code),
        "parameters": hash_values(values),
        "inputs": hash_files([*raw_files(), *added]),
        "helpers": hash_files(reached_modules(notebook.code)),
        "versions": hash_file(paths.ROOT / "requirements.lock"),
    }


def raw_files() -> list[Path]:
    """Return the raw tables every edition is built from."""
    return sorted(paths.RAW.rglob("*.csv"))


def hash_files(files: Iterable[Path]) -> str:
    """Return one hash over names and contents of files."""
    return hash_values([(path.name, hash_file(path)) for path in files])


def reached_modules(sources: Iterable[str]) -> list[Path]:
    """Return the files of all ``helpers`` modules that the sources import, directly or not."""
    waiting = [name for source in sources for name in imported_modules(source)]
    found: dict[str, Path] = {}
    while waiting:
        name = waiting.pop()
        path = module_file(name)
        if name in found or path is None:
            continue
        found[name] = path
        waiting += _imports_of(path)
    return sorted(found.values())


@cache
def _imports_of(path: Path) -> tuple[str, ...]:
    return tuple(imported_modules(path.read_text(encoding="utf-8")))


def imported_modules(source: str) -> list[str]:
    """Return the dotted names of ``helpers`` modules a source imports, parents included."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    parts = [name.split(".") for name in names if name.split(".")[0] == "helpers"]
    return [".".join(words[:end]) for words in parts for end in range(1, len(words) + 1)]


def module_file(name: str) -> Path | None:
    """Return the file of a ``helpers`` module, or None if the name is no module."""
    place = PACKAGE.joinpath(*name.split(".")[1:])
    for path in (place.with_suffix(".py"), place / "__init__.py"):
        if path.is_file():
            return path
    return None
