"""``mic2025 assess FILE --method NAME``: a progress method over any table of targets."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.analysis.progress.methods import get_method
from helpers.analysis.progress.records import make_records
from helpers.data.intake.assessment import read_assessments
from helpers.data.write import FLOAT_FORMAT


def assess(path: str, method: str, output: str) -> None:
    """Write value and class of each row as CSV, to a file or to standard output."""
    chosen = get_method(method)
    table = read_assessments(path)
    result = chosen.assess(
        make_records(
            base_year=table["base_year"],
            base=table["base_value"],
            year=table["current_year"],
            value=table["current_value"],
            target_year=table["target_year"],
            target=table["target"],
            better=np.asarray(table["better"]),
            share=table["share"],
        )
    )
    rated = table.assign(method=chosen.name).join(
        pd.DataFrame(
            {
                "value": result.value,
                "class": result.classes,
                "assessable": result.assessable,
                "reason": result.reasons,
            }
        )
    )
    text = rated.to_csv(index=False, float_format=FLOAT_FORMAT, lineterminator="\n")
    if output:
        Path(output).write_text(text, encoding="utf-8", newline="")
        print(f"{Path(output).name}: {len(rated)} rows by {chosen.name}", file=sys.stderr)
    else:
        print(text, end="")
