"""The worked case: the CNC ratio where it has a value, from its first base to its first target."""

from dataclasses import replace

from helpers.analysis.worked_case import worked_case


def test_it_is_the_cnc_ratio_with_its_printed_figures(results):
    case = worked_case(results)
    assert case.name == "CNC ratio of key processes"
    assert [case.known[name] for name in ("t_0", "y_0", "t", "y", "T", "y_T", "d")] == [
        2013, 27, 2016, 33.3, 2020, 50, 1,
    ]  # fmt: skip
    assert case.intervals["y_0"] == (27, 26.5, 27.5)
    assert case.known["h"] == case.intervals["y"][2] - 33.3
    assert list(case.paths["rule"]) == ["linear", "geometric", "logit"]
    assert set(case.paths["base_year"]) == {2013}
    assert set(case.paths["target_year"]) == {2020}


def without(results, indicators):
    observations = results.inputs.observations
    kept = observations[~observations["indicator_id"].isin(indicators)]
    return replace(results, inputs=replace(results.inputs, observations=kept))


def test_without_that_value_another_is_worked(results):
    case = worked_case(without(results, ["cnc_key_process_ratio"]))
    assert case.indicator_id == "broadband_penetration"


def test_without_observations_nothing_is_worked(results):
    every = list(results.indicators["indicator_id"])
    assert worked_case(without(results, every)) is None
