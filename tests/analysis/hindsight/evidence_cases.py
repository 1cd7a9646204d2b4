"""Claims, targets and evidence rows for small tables written in the tests."""

import math

import pandas as pd

from helpers.analysis.hindsight.evidence import Claim
from helpers.analysis.hindsight.intervals import Bound, Interval
from helpers.analysis.hindsight.variant_outcome import Aim

PLAIN_ROW = {
    "label_printed": "rate",
    "population": "",
    "value_printed": "",
    "value_high": math.nan,
    "unit": "percent",
    "qualifier": "exact",
    "period": "",
    "precision": "year",
    "status": "reported",
    "derivation": "",
    "grade": "B",
    "comparability": "same",
    "comparability_note": "",
    "variant": "",
    "conflicts_with": "",
    "base_year": math.nan,
}


def said(name, year, value, **changes):
    """A claim of grade B on the same measure, half a unit wide to both sides, for a whole year."""
    half = changes.pop("half", 0.5)
    plain = {
        "ids": (name,),
        "year": year,
        "date": math.nan if year is None else float(year),
        "period": f"{year}",
        "whole": True,
        "value": float(value),
        "high": math.nan,
        "unit": "",
        "about": False,
        "interval": Interval(value - half, value + half),
        "status": "reported",
        "grade": "B",
        "comparability": "same",
        "definition": "label",
        "series": "",
        "variant": "",
        "conflicts": (),
        "note": "",
    }
    return Claim(**(plain | changes))


def in_part(name, year, month, value, **changes):
    """A claim about the end of a month."""
    return said(name, year, value, date=year - 1 + month / 12, whole=False, **changes)


def aim(value, year=2020, sign=1.0, *, strict=False, measure="share"):
    """A target as it is printed: to reach a value, or to go beyond it."""
    return Aim(Bound(Interval(value, value), strict, sign), year, measure)


def evidence(*rows):
    """A table of evidence rows; each is (evidence_id, year, value, changes)."""
    filled = [
        PLAIN_ROW
        | {"evidence_id": name, "year": year, "value": value, "value_printed": f"{value:g}"}
        | {"period": f"{year}"}
        | changes
        for name, year, value, changes in rows
    ]
    return pd.DataFrame(filled)
