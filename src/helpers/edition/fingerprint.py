"""What a notebook's outputs depend on, as hashes: decided without importing anything heavy.

Code cells (not prose), parameters, input files, the helper modules reached by import with the
templates they name, and the locked versions. Two runs with equal fingerprints give equal outputs.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.edition.notebooks import Notebook
from helpers.edition.parameters import FILE_PARAMETERS, added_files

# Begins with a line's end, which is found far faster than a line's start.
IMPORT = re.compile(
    r"\n[ \t]*(?:from[ \t]+(helpers[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|.+)"
    r"|import[ \t]+(helpers[\w.]*))"
)
WORD = re.compile(r"\w+")
HELPERS = Path(__file__).resolve().parents[1]
PACKAGE = "__init__.py"
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


def notebook_states(notebooks: Iterable[Notebook]) -> list[NotebookState]:
    """Return what every run of each notebook depends on, as it is now; no file is read twice."""
    sources = [notebook.code for notebook in notebooks]
    modules = [reached_modules(code) for code in sources]
    known = dict(_hashes(set().union(*modules), HELPERS))
    versions, raw = hash_file(paths.ROOT / "requirements.lock"), raw_hash()
    return [
        NotebookState(
            hash_values(code), hash_values([known[path] for path in reached]), versions, raw
        )
        for code, reached in zip(sources, modules, strict=True)
    ]


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
    return hash_files(sorted(p for p in HELPERS.rglob("*") if p.suffix in KINDS), HELPERS)


def raw_files() -> list[Path]:
    """Return the raw tables every edition is built from."""
    return sorted(paths.RAW.rglob("*.csv"))


def raw_hash() -> str:
    """Return one hash over all raw tables."""
    return hash_files(raw_files(), paths.RAW)


def hash_files(files: Iterable[Path], folder: Path) -> str:
    """Return one hash over the contents of files and their places below a folder."""
    return hash_values([own for _, own in _hashes(files, folder)])


def _hashes(files: Iterable[Path], folder: Path) -> Iterator[tuple[Path, tuple[str, str]]]:
    """Yield each file with its place below a folder and the hash of its content."""
    start = len(f"{folder.as_posix()}/")
    return ((path, (path.as_posix()[start:], hash_file(path))) for path in files)


def reached_modules(sources: Iterable[str]) -> list[Path]:
    """Return the files of all ``helpers`` modules that the sources import, directly or not.

    With them come the templates that they name, and the words where they speak at all.
    """
    waiting = {name for source in sources for name in _modules_in(source)}
    found: set[str] = set()
    while waiting:
        found |= waiting
        waiting = set().union(*map(_imports_of, waiting)) - found
    modules = {path for name in found if (path := module_file(name))}
    if LANGUAGE in found:
        named = set().union(*map(_templates_of, found))
        modules |= {path for path, name in _texts().items() if not name or name in named}
    return sorted(modules, key=str)


@cache
def _texts() -> dict[Path, str]:
    """Return the templates of all languages by name, and their words by none."""
    return {path: "" if path.suffix == ".yml" else path.stem for path in TEXTS.glob("*/*.*")}


@cache
def _templates_of(name: str) -> set[str]:
    """Return the names of the templates that a module takes its sentences from."""
    return set(TEMPLATE.findall(_source_of(name)))


@cache
def _imports_of(name: str) -> set[str]:
    """Return the names of the modules that a module imports."""
    return _modules_in(_source_of(name))


@cache
def _source_of(name: str) -> str:
    """Return the source of a module, "" for a name that is none."""
    path = module_file(name)
    return path.read_text(encoding="utf-8") if path else ""


def _modules_in(source: str) -> set[str]:
    """Return the names of the modules that a source imports."""
    return {name for name in imported_modules(source) if module_file(name)}


def imported_modules(source: str) -> set[str]:
    """Return the dotted names of ``helpers`` modules a source imports, parents included.

    Found by pattern, ten times faster than by parsing; a line that only looks like an import, as in
    a docstring, costs a needless run and never hides a needed one.
    """
    names: set[str] = set()
    for module, imported, plain in IMPORT.findall(f"\n{source}"):
        names |= {module or plain, *(f"{module}.{name}" for name in WORD.findall(imported))}
    parts = [name.split(".") for name in names]
    return {".".join(words[:end]) for words in parts for end in range(1, len(words) + 1)}


@cache
def module_file(name: str) -> Path | None:
    """Return the file of a ``helpers`` module, or None if the name is no module."""
    package, _, own = name.rpartition(".")
    around = module_file(package) if package else None
    if package and (around is None or around.name != PACKAGE):  # what a module holds is no module
        return None
    folder = around.parent if around else HELPERS.parent
    places = (folder / place for place in (f"{own}.py", f"{own}/{PACKAGE}"))
    return next(filter(Path.is_file, places), None)
