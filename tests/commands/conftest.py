"""Builds in folders of their own that share what takes long: kernels, tables, the workbook."""

from pathlib import Path

import pytest

from helpers import paths
from helpers.run.environment import kernel_environment
from helpers.run.write_tables import edition_tables

KNOWN: dict[str, dict] = {}


def tables_once(parameters):
    """Compute the tables of equal parameters once."""
    key = repr(sorted(parameters.items()))
    if key not in KNOWN:
        KNOWN[key] = edition_tables(parameters)
    return KNOWN[key]


def keep_to(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Let builds write below a folder, in this process, with kernels forked from one other."""
    patch.setattr("helpers.run.workers.cores", lambda: 1)
    settings = kernel_environment()
    patch.setattr("helpers.run.environment.kernel_environment", lambda: settings)
    patch.setattr(paths, "CACHE", folder / "cache")
    patch.setattr(paths, "PROCESSED", folder / "processed")
    patch.setattr("helpers.run.write_tables.edition_tables", tables_once)
    # The workbook has tests of its own and takes longest to write.
    patch.setattr("helpers.run.write_tables.write_workbook", write_little)


def write_little(_tables, _declared, path, *_words):
    """Write something in place of the workbook."""
    path.write_bytes(b"x")
    return path
