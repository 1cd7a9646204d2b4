"""What a notebook's outputs depend on, as hashes: decided without importing anything heavy.

Code cells (not prose), parameters, input files, the helper modules reached by import with the
templates they name, and the locked versions. Two runs with equal fingerprints give equal outputs.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.edition.notebooks import Notebook
from helpers.edition.parameters import FILE_PARAMETERS, added_files

FROM_IMPORT = re.compile(r"^[ \t]*from[ \t]+(helpers[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|.+)", re.M)
PLAIN_IMPORT = re.compile(r"^[ \t]*import[ \t]+(helpers[\w.]*)", re.M)
HELPERS = Path(__file__).resolve().parents[1]
# What the command line runs and shows: code, templates of pages and of sentences, words.
KINDS = {".py", ".j2", ".css", ".js", ".md", ".yml"}
# Files of the checkout that pages beside the notebooks' show.
SHOWN = ("CHANGELOG.md", "CITATION.cff")
# How a module names its template.
TEMPLATE = re.compile(r'(?:TEMPLATE = |template=|plain_(?:labels|phrase)\()"(\w+)"')
# Where sentences lie, a folder a language, and the module that reads the words of a language.
TEXTS, LANGUAGE = HELPERS / "present" / "texts", "helpers.present.texts.language"


def hash_bytes(content: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file; read once a process while its time and size stay the same."""
    state = path.stat()
    return _hash_file(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4096)
def _hash_file(path: Path, _time: int, _size: int) -> str:
    return hash_bytes(path.read_bytes())


def hash_values(values: Any) -> str:
    """Return the SHA-256 of plain values."""
    return hash_bytes(json.dumps(values, sort_keys=True, ensure_ascii=False).encode())


@dataclass(frozen=True)
class NotebookState:
    """Hashes of what every run of a notebook depends on, whatever its parameters."""

    code: str
    helpers: str
    versions: str
    raw: str


def notebook_state(notebook: Notebook) -> NotebookState:
    """Return what every run of a notebook depends on, as it is now."""
    return NotebookState(
        code=hash_values(notebook.code),
        helpers=hash_files(reached_modules(notebook.code), HELPERS),
        versions=hash_file(paths.ROOT / "requirements.lock"),
        raw=raw_hash(),
    )


def notebook_fingerprint(state: NotebookState, parameters: dict[str, Any]) -> dict[str, str]:
    """Return the named parts that the outputs of a notebook depend on under some parameters."""
    added = [path for _, path in added_files(parameters)]
    values = {
        name: value
        for name, value in parameters.items()
        if name not in FILE_PARAMETERS or not value
    }
    return {
        "code": state.code,
        "parameters": hash_values(values),
        "inputs": hash_values([state.raw, [(p.name, hash_file(p)) for p in added]]),
        "helpers": state.helpers,
        "versions": state.versions,
    }


def checkout_hash() -> str:
    """Return one hash over all that shapes an edition: code, notebooks, raw tables, versions.

    With them the files that its pages show.
    """
    notebooks = sorted(paths.NOTEBOOKS.glob("*.ipynb"))
    beside = [paths.ROOT / name for name in ("requirements.lock", *SHOWN)]
    return hash_values(
        [
            helpers_hash(),
            hash_files(notebooks, paths.NOTEBOOKS),
            raw_hash(),
            hash_files(beside, paths.ROOT),
        ]
    )


def helpers_hash() -> str:
    """Return one hash over the code of the helpers, their templates and words."""
    return hash_files([p for p in sorted(HELPERS.rglob("*")) if p.suffix in KINDS], HELPERS)


def raw_files() -> list[Path]:
    """Return the raw tables every edition is built from."""
    return sorted(paths.RAW.rglob("*.csv"))


def raw_hash() -> str:
    """Return one hash over all raw tables."""
    return hash_files(raw_files(), paths.RAW)


def hash_files(files: Iterable[Path], folder: Path) -> str:
    """Return one hash over the contents of files and their places below a folder."""
    start = len(f"{folder.as_posix()}/")
    return hash_values([(path.as_posix()[start:], hash_file(path)) for path in files])


def reached_modules(sources: Iterable[str]) -> list[Path]:
    """Return the files of all ``helpers`` modules that the sources import, directly or not.

    With them come the templates that they name, and the words where they speak at all.
    """
    waiting = {name for source in sources for name in imported_modules(source)}
    found: set[str] = set()
    while waiting:
        found |= waiting
        waiting = {name for known in waiting for name in _imports_of(known)} - found
    modules = {path for name in found if (path := module_file(name))}
    return sorted(modules | (_texts_of(modules) if LANGUAGE in found else set()))


def _texts_of(modules: Iterable[Path]) -> set[Path]:
    """Return the templates that some modules name, and the words of each language."""
    named = set().union(*map(_templates_of, modules))
    return {path for path in TEXTS.glob("*/*.*") if path.suffix == ".yml" or path.stem in named}


@cache
def _templates_of(path: Path) -> set[str]:
    """Return the names of the templates that a module takes its sentences from."""
    return set(TEMPLATE.findall(path.read_text(encoding="utf-8")))


@cache
def _imports_of(name: str) -> tuple[str, ...]:
    path = module_file(name)
    return tuple(imported_modules(path.read_text(encoding="utf-8"))) if path else ()


def imported_modules(source: str) -> list[str]:
    """Return the dotted names of ``helpers`` modules a source imports, parents included.

    Found by pattern, ten times faster than by parsing; a line that only looks like an import, as in
    a docstring, costs a needless run and never hides a needed one.
    """
    names = [found.group(1) for found in PLAIN_IMPORT.finditer(source)]
    for found in FROM_IMPORT.finditer(source):
        module, imported = found.group(1), re.findall(r"\w+", found.group(2))
        names += [module, *(f"{module}.{name}" for name in imported)]
    parts = [name.split(".") for name in names]
    return [".".join(words[:end]) for words in parts for end in range(1, len(words) + 1)]


@cache
def module_file(name: str) -> Path | None:
    """Return the file of a ``helpers`` module, or None if the name is no module."""
    place = HELPERS.joinpath(*name.split(".")[1:])
    for path in (place.with_suffix(".py"), place / "__init__.py"):
        if path.is_file():
            return path
    return None
