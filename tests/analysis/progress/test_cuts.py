"""Figures that stand exactly on a cut in printed decimals are on it, whatever binary makes of them.

The rules are worked out again in fractions, from the digits as printed.
"""

from fractions import Fraction

import numpy as np
import pytest

from helpers.analysis.progress.methods import assess
from helpers.analysis.progress.records import Series, make_records

TENTHS = range(2, 400, 3)
BASE = 237
# Report and target year after a base of 2015: half way, a quarter of the way, two thirds.
YEARS = [(5, 10), (2, 8), (4, 6)]


def printed(tenths):
    """Return the number a figure of one decimal is read as."""
    return float(f"{tenths / 10:.1f}")


def cases(cut_of):
    """Figures in tenths whose value lies exactly on a cut: (value, base, target, elapsed, span)."""
    found = []
    for elapsed, span in YEARS:
        for required in TENTHS:
            done = cut_of(Fraction(required), Fraction(elapsed), Fraction(span))
            if done.denominator == 1:
                found.append((BASE + int(done), BASE, BASE + required, elapsed, span))
    assert len(found) > 30
    return found


def rate(method, found, better="higher", shift=0.0):
    value, base, target, elapsed, span = map(np.array, zip(*found, strict=True))
    read = np.vectorize(printed)
    records = make_records(
        base_year=2015, base=read(base), year=2015 + elapsed, value=read(value) + shift,
        target_year=2015 + span, target=read(target), better=better,
    )  # fmt: skip
    return assess(method, records)


def turned(found):
    """Return the cases as falls from the mirror image of the base."""
    return [(1000 - value, 1000 - base, 1000 - target, *years)
            for value, base, target, *years in found]  # fmt: skip


def misclassified(method, found, expected):
    wrong = []
    for better, cases_ in (("higher", found), ("lower", turned(found))):
        classes = rate(method, cases_, better).classes
        wrong += [case for case, name in zip(cases_, classes, strict=True) if name != expected]
    return wrong


def of_pace(cut):
    """Return the change done where the pace is that part of the pace needed."""
    return lambda required, elapsed, span: Fraction(cut) * required * elapsed / span


def of_acceleration(factor):
    """Return the change done where what is left asks for that many times the pace so far."""
    # (required - done)/(span - elapsed) = factor * done/elapsed
    return lambda required, elapsed, span: (
        required * elapsed / (factor * (span - elapsed) + elapsed)
    )


@pytest.mark.parametrize(
    ("method", "cut_of", "expected"),
    [
        ("sdsn", of_pace("1/2"), "moderately_improving"),
        ("sdsn", of_pace("1"), "on_track_or_maintaining"),
        ("acceleration", of_acceleration(1), "on_track"),
        ("acceleration", of_acceleration(2), "well_off_track"),
    ],
)
def test_no_figure_on_a_cut_is_misclassified(method, cut_of, expected):
    assert misclassified(method, cases(cut_of), expected) == []


def test_half_way_in_half_the_time_is_on_track():
    found = [(254, 237, 271, 5, 10)]
    assert rate("sdsn", found).classes.tolist() == ["on_track_or_maintaining"]
    assert rate("acceleration", found).classes.tolist() == ["on_track"]
    assert (rate("sdsn", found).value[0], rate("acceleration", found).value[0]) == (1.0, 1.0)


@pytest.mark.parametrize("shift", [-1e-9, 1e-9])
def test_a_billionth_off_the_cut_is_off_the_cut(shift):
    found = cases(of_pace("1"))
    past = {-1e-9: ["moderately_improving"], 1e-9: ["on_track_or_maintaining"]}
    assert sorted(set(rate("sdsn", found, shift=shift).classes)) == past[shift]


@pytest.mark.parametrize(
    ("missed", "expected"), [("1/20", "slightly_cloudy"), ("1/5", "slightly_cloudy")]
)
@pytest.mark.parametrize("ahead", [5, 8, 10])
def test_no_part_missed_exactly_on_a_cut_is_misclassified(missed, expected, ahead):
    # A change of `step` tenths in five years; what is left is then missed by just that part.
    steps = range(1, 400)
    left = [Fraction(step) * Fraction(ahead, 5) / (1 - Fraction(missed)) for step in steps]
    found = [(step, int(far)) for step, far in zip(steps, left, strict=True)
             if far.denominator == 1]  # fmt: skip
    assert len(found) > 10
    step, far = np.array(found).T
    read = np.vectorize(printed)
    years = np.tile(np.arange(2015.0, 2020), (len(found), 1))
    values = np.tile(read(BASE), (len(found), 5))
    records = make_records(
        base_year=2015, base=values[:, 0], year=2020, value=read(BASE + step),
        target_year=2020 + ahead, target=read(BASE + step + far), series=Series(years, values),
    )  # fmt: skip
    assert set(assess("extrapolation", records).classes) == {expected}


@pytest.mark.parametrize(("cut", "expected"), [(10, "fair_progress"), (95, "on_track_or_met")])
def test_no_share_exactly_on_a_cut_is_misclassified(cut, expected):
    # In the target year itself the share is the change done over the change required.
    found = [(BASE + required * cut // 100, BASE, BASE + required, 5, 5)
             for required in range(20, 400, 20)]  # fmt: skip
    assert misclassified("un_share", found, expected) == []


def test_no_change_of_a_share_is_limited_progress_in_logits():
    shares = np.array([printed(tenths) for tenths in range(1, 900)])
    records = make_records(
        base_year=2015, base=shares, year=2020, value=shares, target_year=2025, target=95.0,
        share=True,
    )  # fmt: skip
    assert set(assess("logit_ratio", records).classes) == {"limited_progress"}
