"""A broken formula turns the conformance checks red."""

import numpy as np
import pytest

from helpers.analysis.progress import cagr_ratio, extrapolation, records, un_share
from helpers.analysis.progress.records import Records
from tests.conformance.published import (
    check_shares,
    check_statcan,
    check_weather,
    share_rows,
    statcan_rows,
    weather_rows,
)

CHECKS = {
    "statcan": (check_statcan, statcan_rows),
    "weather": (check_weather, weather_rows),
    "shares": (check_shares, share_rows),
}


def check(table):
    run, rows = CHECKS[table]
    run(rows())


def simple_rate(ratio, years):
    return (ratio - 1.0) / years


def log_rate(ratio, years):
    with np.errstate(divide="ignore"):
        return np.log(ratio) / years


def always_up(better):
    return np.ones(np.shape(better))


def turned(signs):
    return lambda better: -signs(better)


FAULTS = {
    "simple rate": ("statcan", cagr_ratio, "growth", simple_rate),
    "log rate": ("statcan", cagr_ratio, "growth", log_rate),
    "base a year early": (
        "statcan",
        Records,
        "elapsed",
        property(lambda own: own.year - own.base_year + 1),
    ),
    "required rate from the report year": (
        "statcan",
        Records,
        "span",
        property(lambda own: own.target_year - own.year),
    ),
    "higher always better": ("statcan", records, "_signs", always_up),
    "sign turned": ("statcan", records, "_signs", turned(records._signs)),
    "cut moved": ("statcan", cagr_ratio, "CUTS", (0.0, 0.60, 0.90)),
    "symbols with the sign turned": ("weather", records, "_signs", turned(records._signs)),
    "five points instead of six": ("weather", extrapolation, "POINTS", 5),
    "symbol cut moved": ("weather", extrapolation, "SUN_BELOW", 0.06),
    "met is not tested": ("shares", un_share, "met", lambda own: np.zeros(len(own.value), bool)),
    "share cut moved": ("shares", un_share, "CUTS", (0.30, 0.95)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(monkeypatch, fault):
    table, place, name, broken = FAULTS[fault]
    check(table)
    monkeypatch.setattr(place, name, broken)
    with pytest.raises(AssertionError):
        check(table)


def test_another_base_year_in_the_data_is_found():
    rows = statcan_rows()
    rows["base_year"] = rows["base_year"].mask(rows["base_year"] == 2016, 2015)
    with pytest.raises(AssertionError):
        check_statcan(rows)
