"""The two indicators by hand: base, target and the ratios of four methods."""

from itertools import product

import numpy as np
import pytest

from helpers.analysis.progress.methods import assess
from helpers.analysis.progress.records import make_records

READINGS = {
    "digital tools 2013 -> 2020": (2013, 52, 61.8, 2020, 72),
    "CNC 2013 -> 2025": (2013, 27, 33.3, 2025, 64),
    "CNC 2015 -> 2020": (2015, 33, 33.3, 2020, 50),
}
# Growth ratio, linear ratio, logit ratio, acceleration.
TABLE = {
    # 5.925 over 4.759 % a year; 3.267 over 2.857 points; 0.4010/3 over 0.8644/7 logits;
    # 10.2/4 points still needed a year over 3.267 made.
    "digital tools 2013 -> 2020": (1.245, 1.143, 1.082, 0.781),
    # 7.241 over 7.457 %; 2.1 over 3.083 points; 0.3000/3 over 1.5700/12 logits; 3.411 over 2.1.
    "CNC 2013 -> 2025": (0.971, 0.681, 0.764, 1.624),
    # 0.909 over 8.666 %; 0.3 over 3.4 points; 0.01354 over 0.7082/5 logits; 4.175 over 0.3.
    "CNC 2015 -> 2020": (0.105, 0.088, 0.096, 13.917),
}
METHODS = ("cagr_ratio", "sdsn", "logit_ratio", "acceleration")


def reading(name, **changes):
    base_year, base, value, target_year, target = READINGS[name]
    given = {"base": base, "value": value, "target": target} | changes
    return make_records(
        base_year=base_year, year=2016, target_year=target_year, share=True, **given
    )


@pytest.mark.parametrize("name", TABLE)
def test_values_worked_by_hand(name):
    found = [float(assess(method, reading(name)).value[0]) for method in METHODS]
    assert found == pytest.approx(TABLE[name], abs=6e-4)


def classes(method):
    return [str(assess(method, reading(name)).classes[0]) for name in READINGS]


def test_the_base_year_decides_the_class_of_cnc_under_growth_rates():
    assert classes("cagr_ratio") == [
        "substantial_progress",
        "substantial_progress",
        "limited_progress",
    ]


def test_the_other_methods_do_not_put_cnc_on_track():
    assert classes("logit_ratio") == [
        "substantial_progress",
        "moderate_progress",
        "limited_progress",
    ]
    assert classes("sdsn") == ["on_track_or_maintaining", "moderately_improving", "stagnating"]
    assert classes("acceleration") == ["on_track", "off_track", "well_off_track"]


def test_three_points_get_no_weather_symbol():
    result = assess("extrapolation", reading("CNC 2013 -> 2025"))
    assert result.classes.tolist() == ["no_calculation"]
    assert result.reasons.tolist() == ["fewer than four yearly values"]


def ratios(**changes):
    return assess("cagr_ratio", reading("CNC 2015 -> 2020", **changes)).value


def test_rounding_of_the_base_alone_can_turn_the_ratio_of_cnc_from_2015():
    # 33.3 after 33.5 falls 0.60 %, where 8.34 % are needed; after 32.5 it rises 2.46 over 9.00 %.
    assert ratios(base=[33.5, 32.5]).tolist() == pytest.approx([-0.072, 0.273], abs=1e-3)


def test_rounding_of_all_three_figures_moves_it_further():
    corners = np.array(list(product((33.25, 33.35), (32.5, 33.5), (49.5, 50.5)))).T
    value, base, target = corners
    reached = ratios(value=value, base=base, target=target)
    # 33.25/33.5 over 49.5/33.5: -0.746 over 8.121 %; 33.35/32.5 over 49.5/32.5: 2.615 over 8.779 %.
    assert (reached.min(), reached.max()) == pytest.approx((-0.092, 0.298), abs=1e-3)
