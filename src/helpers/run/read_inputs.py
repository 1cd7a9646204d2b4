"""The input tables of an edition, read once a process while the files behind them stay the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from helpers.data.input_tables import InputTables, read_input_tables
from helpers.data.intake.findings import Findings
from helpers.edition.fingerprint import hash_file, raw_hash
from helpers.edition.parameters import FILE_PARAMETERS, READING, added_files


@dataclass(frozen=True, eq=False)
class Inputs:
    """Input tables, and what was guessed of the added files or is probably wrong with them."""

    tables: InputTables
    findings: Findings


def inputs_of(parameters: Mapping[str, Any]) -> Inputs:
    """Return the inputs of an edition under the given parameters; nothing is computed.

    Parameters
    ----------
    parameters
        Of the notebooks, added files as absolute paths.

    Raises
    ------
    WrongCall, DataRefused
        As ``input_tables.read_input_tables``.
    """
    added = [parameters.get(name, "") for name in FILE_PARAMETERS]
    hashes = [hash_file(path) for _, path in added_files(parameters)]
    return _read(*added, tuple(parameters.get(READING, ())), raw_hash(), *hashes)


@lru_cache(maxsize=64)
def _read(observations: str, targets: str, reading: tuple[str, ...], *_hashes: str) -> Inputs:
    """Return the same; the hashes of all that is read tell when to read anew."""
    findings = Findings()
    tables = read_input_tables(observations, targets, findings=findings, reading=reading)
    return Inputs(tables, findings)
