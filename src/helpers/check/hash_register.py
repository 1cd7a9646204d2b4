"""The register of the raw tables: the hash of each as it was last taken for right."""

from __future__ import annotations

from pathlib import Path

from helpers import paths
from helpers.edition.fingerprint import hash_file

REGISTER = "SHA256SUMS"


def read_register(folder: Path = paths.RAW) -> dict[str, str]:
    """Return the registered hash of each raw table by its path below the folder."""
    lines = (folder / REGISTER).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines if line)}


def unlike_register(folder: Path = paths.RAW) -> list[str]:
    """Return the raw tables that are not as registered, by their paths; those gone or new too."""
    present = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.csv")}
    hashes = {name: hash_file(path) for name, path in present.items() if path.is_file()}
    registered = read_register(folder)
    names = sorted(hashes.keys() | registered.keys())
    return [name for name in names if hashes.get(name) != registered.get(name)]
