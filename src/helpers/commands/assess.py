"""``mic2025 assess FILE --method NAME``: a progress method over any table of targets."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pandas as pd

from helpers.analysis.progress.methods import METHODS
from helpers.analysis.progress.rated_table import get_rule, rate_table
from helpers.analysis.progress.records import Series
from helpers.analysis.progress.without_target import WITHOUT_TARGET
from helpers.commands.intake import tell
from helpers.data.intake.assessment import (
    ASSESSMENT_FORM,
    SERIES_FORM,
    is_series,
    read_assessments,
    read_series,
)
from helpers.data.intake.findings import Findings
from helpers.data.intake.input_form import InputForm
from helpers.data.write import plain_csv

STANDARD_INPUT = "-"


def assess(path: str, method: str, output: str) -> None:
    """Write value and class of each row as CSV, to a file or to standard output.

    Parameters
    ----------
    path
        The table; "-" for CSV on standard input.
    method
        Id of a rule, with a target or without.
    output
        Path of a .csv file; "" for standard output.
    """
    rule, findings = get_rule(method), Findings()
    if path == STANDARD_INPUT:
        rated = _from_standard_input(method, findings)
    else:
        rated = _rated(Path(path), method, findings)
    tell(findings)
    text = plain_csv(rated)
    if output:
        Path(output).write_text(text, encoding="utf-8", newline="")
        print(f"{Path(output).name}: {len(rated)} rows by {rule.name}", file=sys.stderr)
    else:
        print(text, end="")


def _rated(path: Path, method: str, findings: Findings) -> pd.DataFrame:
    """Return a file rated by a rule: one assessment a row, or one value a row."""
    needs_target = method not in WITHOUT_TARGET
    if is_series(path):
        table, years, values = read_series(path, needs_target, findings)
        return rate_table(table, method, Series(years, values))
    return rate_table(read_assessments(path, findings, needs_target), method)


def methods_help() -> str:
    """Return methods and columns, for the help of the command."""
    lines = ["columns, one assessment a row (further ones are carried along):"]
    lines += _columns_help(ASSESSMENT_FORM)
    lines += ["", "or one value a row, the years of a name being a series:"]
    lines += _columns_help(SERIES_FORM)
    lines += ["", "without better, higher; without share, no; a blank figure: not assessed", ""]
    for title, rules in (("methods:", METHODS), ("methods without a target:", WITHOUT_TARGET)):
        lines.append(title)
        for name, rule in rules.items():
            lines += [f"  {name:14} {rule.name}", f"  {'':14} {rule.source}"]
    return "\n".join(lines)


def _columns_help(form: InputForm) -> list[str]:
    """Return a line for each column of a form."""
    lines = []
    for column in (*form.required, *form.optional):
        choices = f": {', '.join(column.choices)}" if column.choices else ""
        lines.append(f"  {column.name:14} {column.description}{choices}")
    return lines


def _from_standard_input(method: str, findings: Findings) -> pd.DataFrame:
    """Return what stands on standard input, rated by a rule."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "standard input.csv"
        path.write_bytes(sys.stdin.buffer.read())
        return _rated(path, method, findings)
