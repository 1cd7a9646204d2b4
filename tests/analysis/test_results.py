"""All results of an edition: what the plain call chooses, and what a choice leaves."""

import pandas as pd

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.edition_tables import analyse

CNC, ENERGY = "cnc_key_process_ratio", "energy_intensity"
TABLES = ("indicators", "points", "trajectories", "comparison", "verdicts")


def test_no_choice_of_years_stands_for_every_base_and_target_of_the_plan(edition, results):
    rules = ("linear", "geometric", "logit")
    spelled = analyse(edition, PathChoices(2016, (2013, 2015), (2020, 2025), rules))
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(spelled, name), getattr(results, name))
    rates = results.comparison[results.comparison["indicator_id"] == CNC]
    years = rates[["report_year", "base_year", "target_year"]]
    assert set(years.itertuples(index=False, name=None)) == {
        (2016, 2013, 2020), (2016, 2013, 2025), (2016, 2015, 2020), (2016, 2015, 2025),
    }  # fmt: skip


def test_chosen_indicators_alone_are_in_every_table_in_the_order_of_the_register(edition):
    chosen = analyse(edition, PathChoices(2016), [ENERGY, CNC])
    assert chosen.indicators["indicator_id"].to_dict() == {0: CNC, 1: ENERGY}
    assert chosen.indicators.columns.tolist() == edition.indicators.columns.tolist()
    for name in TABLES:
        assert set(getattr(chosen, name)["indicator_id"]) == {CNC, ENERGY}, name
