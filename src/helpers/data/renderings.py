"""Labels and footnote definitions of an indicator as the three renderings print them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.data.milestones import RENDERING_FILES
from helpers.data.raw import read_raw

COLUMNS = ["indicator_id", "source_id", "category", "label", "definition", "locator"]


def read_definitions(folder: Path = paths.RAW) -> pd.DataFrame:
    """Return one row for each indicator and rendering: category, label and footnote definition.

    `definition` is "" where the table has no footnote for the indicator.
    """
    register = read_raw("indicator_register.csv", folder)["indicator_id"]
    notes = read_raw("plan_footnotes.csv", folder)[["indicator_id", "source_id", "definition"]]
    labels = pd.concat(
        [read_raw(file, folder).assign(indicator_id=register) for file in RENDERING_FILES.values()]
    ).rename(columns={"indicator": "label"})
    table = labels.merge(notes, on=["indicator_id", "source_id"], how="left")
    return table.fillna({"definition": ""})[COLUMNS]
