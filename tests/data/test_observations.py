"""Values of 2016 published by 11 March 2017, read from their printed cells."""

from helpers.data.observations import add_comparability


def test_the_reported_figures_are_read(edition):
    rows = edition.observations.set_index("indicator_id")
    assert rows["value"].to_dict() == {
        "broadband_penetration": 61.4,
        "digital_rd_tool_penetration": 61.8,
        "cnc_key_process_ratio": 33.3,
        "energy_intensity": -5.0,
    }
    assert rows.loc["energy_intensity", "qualifier"] == "about"
    assert set(rows["year"]) == {2016}


def test_the_labels_of_the_report_are_a_series_of_their_own_and_the_plans_own_label_is_the_plans(
    edition,
):
    pairs = edition.observations[["series", "comparable"]].drop_duplicates()
    assert sorted(pairs.itertuples(index=False, name=None)) == [
        ("broadband-households", "yes"), ("miit-2017", "assumed"),
    ]  # fmt: skip


def test_broadband_is_the_value_published_before_the_report_with_its_grade(edition):
    row = edition.observations.set_index("indicator_id").loc["broadband_penetration"]
    published = edition.sources.set_index("source_id").loc[row["source_id"], "published"]
    assert (published, row["decimals"]) == ("2017-02-23", 1)
    assert "grade B" in row["note"]


def test_an_unknown_series_is_not_comparable(edition):
    rows = edition.observations.drop(columns="comparable").assign(series="another label")
    assert set(add_comparability(rows, edition.indicators)["comparable"]) == {"no"}


def test_the_plans_own_series_is_comparable(edition):
    rows = edition.observations.drop(columns="comparable").assign(series="plan")
    assert set(add_comparability(rows, edition.indicators)["comparable"]) == {"yes"}
