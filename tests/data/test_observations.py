"""MIIT's figures on 2016, read from their printed cells."""

from helpers.data.observations import add_comparability


def test_the_three_reported_figures_are_read(edition):
    rows = edition.observations.set_index("indicator_id")
    assert rows["value"].to_dict() == {
        "digital_rd_tool_penetration": 61.8,
        "cnc_key_process_ratio": 33.3,
        "energy_intensity": -5.0,
    }
    assert rows.loc["energy_intensity", "qualifier"] == "about"
    assert set(rows["year"]) == {2016}


def test_the_labels_of_the_report_are_a_series_of_their_own(edition):
    assert set(edition.observations["series"]) == {"miit-2017"}
    assert set(edition.observations["comparable"]) == {"assumed"}


def test_an_unknown_series_is_not_comparable(edition):
    rows = edition.observations.drop(columns="comparable").assign(series="another label")
    assert set(add_comparability(rows, edition.indicators)["comparable"]) == {"no"}


def test_the_plans_own_series_is_comparable(edition):
    rows = edition.observations.drop(columns="comparable").assign(series="plan")
    assert set(add_comparability(rows, edition.indicators)["comparable"]) == {"yes"}
