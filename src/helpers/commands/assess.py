"""``mic2025 assess FILE --method NAME``: a progress method over any table of targets."""

from __future__ import annotations

import csv
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.analysis.progress.methods import METHODS, get_method
from helpers.analysis.progress.records import make_records
from helpers.commands.intake import tell
from helpers.data.intake.assessment import ASSESSMENT_FORM, read_assessments
from helpers.data.intake.findings import Findings
from helpers.data.write import FLOAT_FORMAT

STANDARD_INPUT = "-"


def assess(path: str, method: str, output: str) -> None:
    """Write value and class of each row as CSV, to a file or to standard output.

    Parameters
    ----------
    path
        The table; "-" for CSV on standard input.
    method
        A key of ``methods.METHODS``.
    output
        Path of a .csv file; "" for standard output.
    """
    chosen, findings = get_method(method), Findings()
    table = _from_standard_input(findings) if path == STANDARD_INPUT else read_assessments(
        path, findings
    )  # fmt: skip
    records = make_records(
        base_year=table["base_year"],
        base=table["base_value"],
        year=table["current_year"],
        value=table["current_value"],
        target_year=table["target_year"],
        target=table["target"],
        better=np.asarray(table["better"]),
        share=table["share"],
    )
    result = chosen.assess(records)
    with np.errstate(divide="ignore", invalid="ignore"):
        elapsed = records.elapsed / records.span
    rated = table.assign(
        method=chosen.name,
        value=result.value,
        **{"class": result.classes},
        assessable=result.assessable,
        reason=result.reasons,
        elapsed_share=np.where(np.isfinite(elapsed), elapsed, np.nan),
    )
    tell(findings)
    text = csv_text(rated)
    if output:
        Path(output).write_text(text, encoding="utf-8", newline="")
        print(f"{Path(output).name}: {len(rated)} rows by {chosen.name}", file=sys.stderr)
    else:
        print(text, end="")


def methods_help() -> str:
    """Return methods and columns, for the help of the command."""
    lines = ["columns (further ones are carried along):"]
    for column in (*ASSESSMENT_FORM.required, *ASSESSMENT_FORM.optional):
        choices = f": {', '.join(column.choices)}" if column.choices else ""
        lines.append(f"  {column.name:14} {column.description}{choices}")
    lines += ["", "without better, higher; without share, no; a blank figure: not assessed", ""]
    lines.append("methods:")
    for name, method in METHODS.items():
        lines += [f"  {name:14} {method.name}", f"  {'':14} {method.source}"]
    return "\n".join(lines)


def csv_text(table: pd.DataFrame) -> str:
    """Return a table as CSV; each distinct number is printed once."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(zip(*_texts(table), strict=True))
    return stream.getvalue()


def _texts(table: pd.DataFrame) -> Iterator[NDArray[Any]]:
    """Yield the columns of a table as texts."""
    for name in table:
        cells = table[name]
        if cells.dtype.kind == "f":
            codes, distinct = pd.factorize(cells.to_numpy(), use_na_sentinel=True)
            printed = np.array([*(FLOAT_FORMAT % number for number in distinct), ""], dtype=object)
            yield printed[codes]
        else:
            yield cells.to_numpy(dtype=object)


def _from_standard_input(findings: Findings) -> pd.DataFrame:
    """Read assessments from standard input."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "standard input.csv"
        path.write_bytes(sys.stdin.buffer.read())
        return read_assessments(path, findings)
