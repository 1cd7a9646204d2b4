"""The register and the contract every method keeps."""

import numpy as np
import pytest

from helpers.analysis.progress import (
    acceleration,
    cagr_ratio,
    extrapolation,
    logit_ratio,
    sdsn,
    status_index,
    un_share,
)
from helpers.analysis.progress.methods import METHODS, assess
from helpers.analysis.progress.records import Series, make_records
from helpers.errors import WrongCall

RULES = (acceleration, cagr_ratio, extrapolation, logit_ratio, sdsn, status_index, un_share)
# Rules whose value is a share of the pace that is needed.
RATIOS = {"cagr_ratio", "logit_ratio", "sdsn", "un_share"}

ONE = {
    "base_year": 2013,
    "base": 27,
    "year": 2016,
    "value": 33.3,
    "target_year": 2020,
    "target": 50,
    "share": True,
}


def test_the_seven_methods_and_what_a_page_may_call_them():
    assert {method.id: method.name for method in METHODS.values()} == {
        "cagr_ratio": "Statistics Canada / Open SDG",
        "extrapolation": "Destatis",
        "un_share": "Eustat, after the UN Progress Chart note 2023",
        "status_index": "after UN ESCAP",
        "acceleration": "after State of Climate Action",
        "sdsn": "after SDSN",
        "logit_ratio": "this compendium",
    }


@pytest.mark.parametrize("name", METHODS)
def test_a_source_says_what_was_read_unchecked_or_defined_here(name):
    source = METHODS[name].source
    assert any(word in source for word in ("read", "Defined by this compendium, as a proposal"))
    borrowed = METHODS[name].name.startswith("after")
    assert borrowed == ("We could not check" in source or "not in ESCAP's own text" in source)


@pytest.mark.parametrize("name", METHODS)
def test_every_answer_has_either_a_value_or_class_or_a_reason(name):
    rng = np.random.default_rng(7)
    figures = rng.choice([-5.0, 0.0, 20.0, 50.0, 100.0, np.nan], size=(3, 500))
    years = rng.choice([2010.0, 2015.0, 2020.0, 2025.0], size=(3, 500))
    records = make_records(
        base_year=years[0],
        base=figures[0],
        year=years[1],
        value=figures[1],
        target_year=years[2],
        target=figures[2],
        better=rng.choice(["higher", "lower"], 500),
        share=rng.random(500) < 0.5,
    )
    result = assess(name, records)
    assert ((result.reasons == "") == result.assessable).all()
    answered = np.isfinite(result.value) | (result.codes >= 0)
    assert (answered == result.assessable).all()
    assert not np.isinf(result.value).any()
    if METHODS[name].classes:
        assert ((result.codes >= 0) == result.assessable).all()
        assert set(result.classes) <= {*METHODS[name].classes, METHODS[name].unassessed}


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("gap", ["base", "value", "target", "target_year"])
def test_a_missing_figure_is_named(name, gap):
    result = assess(name, make_records(**ONE | {gap: np.nan}))
    expected = "a value or a year is missing"
    if (name, gap) == ("extrapolation", "base"):
        expected = "fewer than four yearly values"
    assert result.reasons.tolist() == [expected]
    assert np.isnan(result.value[0])


def test_an_unknown_method_is_refused_with_the_known_ones():
    with pytest.raises(WrongCall, match=r"no progress method 'cagr'\. Known: cagr_ratio, extra"):
        assess("cagr", make_records(**ONE))


def test_an_unknown_direction_is_refused():
    with pytest.raises(ValueError, match="better is 'up'; expected 'higher' or 'lower'"):
        make_records(**ONE | {"better": "up"})


def test_a_series_of_another_length_is_refused():
    series = Series(np.zeros((2, 3)), np.zeros((2, 3)))
    with pytest.raises(ValueError, match="2 rows for 1 records"):
        make_records(**ONE, series=series)


def test_scalars_are_spread_over_arrays():
    records = make_records(**ONE | {"value": [33.3, 34.0], "better": ["higher", "lower"]})
    assert records.base.tolist() == [27, 27]
    assert records.sign.tolist() == [1, -1]


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("gap", ["base_year", "year"])
def test_a_missing_year_is_named(name, gap):
    result = assess(name, make_records(**ONE | {gap: np.nan}))
    expected = "a value or a year is missing"
    if (name, gap) == ("extrapolation", "base_year"):
        expected = "fewer than four yearly values"
    assert result.reasons.tolist() == [expected]


def test_values_are_no_shares_unless_marked():
    given = {key: figure for key, figure in ONE.items() if key != "share"}
    assert make_records(**given).share.tolist() == [False]


@pytest.mark.parametrize("module", RULES, ids=lambda module: module.METHOD.id)
def test_rules_whose_value_is_a_share_of_what_is_needed_say_so(module):
    assert module.METHOD.ratio == (module.METHOD.id in RATIOS)
