"""Rules that say the same: verdicts shared within a family, and ratios that follow from each other.

With the index I = CSI/10 (the share of the way done), elapsed time e, span s and years left s - e::

    R(SDSN) = I s / e                 the share of the required change that a straight line brings
    A       = (1 - I) / I  e / (s - e)

So the arrow and the factor are one measurement in two forms.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from helpers.analysis.progress.methods import METHODS
from helpers.analysis.progress.specifications import CHOICES

LINE, FACTOR = "linear ratio from the index", "acceleration from the index"
DIGITS = 1e-9


def shared_verdicts(specifications: pd.DataFrame) -> pd.DataFrame:
    """How often two rules of one family give one verdict, over the cells that both can assess.

    Returns
    -------
    DataFrame
        family, first, second (method ids), cells, same; a row for each pair that shares a cell.
    """
    keys = ["observation_id", *CHOICES]
    table = specifications.pivot(index=keys, columns="method", values="enough")
    rows = []
    for first, second in combinations([name for name in METHODS if name in table], 2):
        family = METHODS[first].family
        both = table[[first, second]].dropna()
        if family == METHODS[second].family and len(both):
            same = int((both[first] == both[second]).sum())
            rows.append((family, first, second, len(both), same))
    return pd.DataFrame(rows, columns=["family", "first", "second", "cells", "same"])


def identities(progress: pd.DataFrame) -> pd.DataFrame:
    """How often the linear ratio and the acceleration are what follows from the index.

    Returns
    -------
    DataFrame
        identity (``LINE`` or ``FACTOR``), ratings, same (how many of them agree to nine digits); a
        row for each identity that a rating can show.
    """
    keys = ["observation_id", "report_year", "base_year", "target_year"]
    table = progress.pivot(index=keys, columns="method", values="value")
    table = (
        table.reindex(columns=list(METHODS)).reset_index().astype(dict.fromkeys(keys[1:], float))
    )
    done = table["status_index"] / 10
    elapsed = table["report_year"] - table["base_year"]
    span = table["target_year"] - table["base_year"]
    pairs = {
        LINE: (table["sdsn"], done * span / elapsed),
        FACTOR: (table["acceleration"], (1 - done) / done * elapsed / (span - elapsed)),
    }
    rows = []
    for name, (value, expected) in pairs.items():
        known = value.notna() & expected.notna()
        same = np.isclose(value[known], expected[known], rtol=DIGITS, atol=DIGITS)
        if len(same):
            rows.append((name, len(same), int(same.sum())))
    return pd.DataFrame(rows, columns=["identity", "ratings", "same"])
