"""Guards of the raw figures: each is quiet on the raw tables and names what it is there for."""

import shutil

import pandas as pd
import pytest

from helpers import paths
from helpers.check import figures
from helpers.data.raw import read_raw
from tests.mutation.baseline import Change
from tests.mutation.raw import speaking

# Guard, file, column, cell as it stands, what it becomes.
PLANTS = {
    "plan-cell": ("reading", "plan_indicators_zh.csv", "2020", "50", "51"),
    "unreadable": ("reading", "plan_indicators_en_g6.csv", "2025", "64", "64?"),
    "value-beside-print": ("reading", "roadmap_targets.csv", "value", "75", "76"),
    "print-beside-account": (
        "accounts of digits", "funds.csv", "amount_usd_printed", "$3 billion", "$4 billion",
    ),
    "print-beside-token": (
        "print in accounts", "roadmap_targets.csv", "value_printed", "RMB 2.2 billion",
        "RMB 2.3 billion",
    ),
    "doubt": ("readings in doubt", "roadmap_targets.csv", "value", "2.2", "2.3"),
    "token-beside-figure": (
        "accounts of digits", "coverage/miit_2017.csv", "token", "61.8", "61.9",
    ),
    "year-beside-print": ("years in print", "roadmap_targets.csv", "year", "2020", "2021"),
    "fund-beside-print": ("amounts in print", "funds.csv", "amount_rmb", "20", "21"),
    "evidence-beside-print": ("evidence in print", "target_evidence.csv", "value", "87.5", "87.6"),
    "formula": ("formulas of evidence", "target_evidence.csv", "value", "15.86", "15.87"),
    "evidence-year": ("periods of evidence", "indicator_evidence.csv", "year", "2019", "2018"),
    "evidence-date": (
        "dates of evidence", "target_evidence.csv", "published", "2026-01-15", "2025-12-15",
    ),
    "evidence-host": (
        "hosts of evidence", "target_evidence.csv", "address_kind", "repost", "publisher",
    ),
    "policy-date": ("dates in print", "policies.csv", "date", "2015-07-01", "2015-07-02"),
    "observation": (
        "observations in reports", "observations.csv", "value_printed", "33.3%", "33.4%",
    ),
    "observation-quoted": (
        "observations in reports", "observations.csv", "value_printed", "61.4", "61.5",
    ),
    "delivery": (
        "milestones in deliveries", "programme_delivery.csv", "target_ref",
        "indicator cnc_key_process_ratio, 2020, 50 percent",
        "indicator cnc_key_process_ratio, 2020, 51 percent",
    ),
    "agency": ("policies in print", "policies.csv", "agencies", "NDRC; NEA", "NDRC; MIIT"),
    "section": (
        "policies in print", "policies.csv", "section", "A. General MIC 2025 Policies",
        "B. General MIC 2025 Policies",
    ),
    "name": ("names in labels", "indicator_register.csv", "name_zh", "宽带普及率", "宽带普及度"),
    "relation": ("relations of series", "later_series.csv", "relation", "proxy", "same"),
    "place-of-subsector": (
        "places of subsectors", "roadmap_targets.csv", "locator", "Appendix 3, 1(b)i(2)",
        "Appendix 3, 1(a)i",
    ),
    "look-alike": ("characters", "funds.csv", "name", "IC Investment Fund", "IС Investment Fund"),
    "qualifier": ("qualifiers in print", "roadmap_targets.csv", "qualifier", "over", "exact"),
    "unit": ("schemas", "roadmap_targets.csv", "unit", "percent", "furlongs"),
    "reference": (
        "names", "series_evidence.csv", "refs", "cnc_key_process_ratio-2017",
        "cnc_key_process_ratio-2018",
    ),
    "sector": ("names against rows", "roadmap_targets.csv", "sector_no", "1", "2"),
    "pair": (
        "pairs", "roadmap_pairs.csv", "target_id_2020",
        "roadmap-01-mobile-terminals-domestic-share-2020",
        "roadmap-01-mobile-terminals-domestic-share-2025",
    ),
    "dated-token": ("dated tokens", "coverage/article_2021.csv", "token", "2016", "2017"),
    "quotation": ("quotations", "discrepancies.csv", "printed", "[in 1949]", "[in 1948]"),
    "place-of-policy": (
        "places of policies", "discrepancies.csv", "locator",
        "Appendix 1, table C, row 3 (policy-14)", "Appendix 1, table C, row 4 (policy-14)",
    ),
    "numbered-place": (
        "numbered places", "funds.csv", "locator",
        "Appendix 2, chart 1, row 2", "Appendix 2, chart 1, row 3",
    ),
    "order-of-tokens": ("order of tokens", "coverage/miit_2017.csv", "column", "1035", "103"),
}  # fmt: skip


def test_every_guard_is_quiet_on_the_raw_tables():
    check = figures.check_figures()
    assert (check.state, check.findings) == ("green", ())


@pytest.mark.parametrize(
    ("guard", "file", "column", "before", "after"), PLANTS.values(), ids=PLANTS
)
def test_a_planted_fault_is_named_by_its_guard(guard, file, column, before, after):
    table = read_raw(file)
    row = int(table.index[table[column] == before][0])
    speakers = speaking(Change(file, row, column, before, after))
    told = next(said for speaker, said in speakers if speaker == guard)
    assert "found " in told
    assert " expected " in told


def test_every_guard_has_a_planted_fault():
    planted = {guard for guard, *_ in PLANTS.values()}
    assert set(figures.GUARDS) - planted == {"texts"}


def test_a_refused_reading_is_told_in_place_of_the_guards(monkeypatch):
    def refuse(_):
        raise figures.DataRefused("x", [figures.Problem("51", "50", "Compare.", "plan.csv", row=2)])

    monkeypatch.setattr(figures, "read_figures", refuse)
    assert figures.check_figures().findings == ("plan.csv, row 2: found 51; expected 50. Compare.",)


@pytest.fixture
def raw_copy(tmp_path):
    return shutil.copytree(paths.RAW, tmp_path / "raw")


def swap(folder, file, column, first, second):
    """Exchange the cells of two indicators."""
    table = pd.read_csv(folder / file, dtype=str, keep_default_na=False)
    key = "indicator_id" if "indicator_id" in table else "row"
    one, other = (table.index[table[key] == name][0] for name in (first, second))
    table.loc[[one, other], column] = table.loc[[other, one], column].to_numpy()
    table.to_csv(folder / file, index=False)


RENDERINGS = ("zh", "en_cset", "en_g6")
TOOLS, CNC = "7", "8"


def test_a_pair_of_indicators_swapped_in_one_rendering_is_named(raw_copy):
    swap(raw_copy, "plan_indicators_zh.csv", "2020", TOOLS, CNC)
    found = "\n".join(figures.check_figures(raw_copy).findings)
    assert "plan_indicators_en_cset.csv, row 8, column '2020': found 72; expected 50" in found
    assert "plan_indicators_en_g6.csv, row 9, column '2020': found 50; expected 72" in found


def test_a_pair_of_indicators_swapped_in_all_renderings_is_named_by_the_account(raw_copy):
    for name in RENDERINGS:
        swap(raw_copy, f"plan_indicators_{name}.csv", "2020", TOOLS, CNC)
    found = "\n".join(figures.check_figures(raw_copy).findings)
    assert "the value 72 of indicator:digital_rd_tool_penetration:2020" in found
    assert "the value 50 of indicator:cnc_key_process_ratio:2020" in found


def test_a_pair_of_swapped_observations_is_named_by_its_sentence(raw_copy):
    names = ("digital_rd_tool_penetration", "cnc_key_process_ratio")
    swap(raw_copy, "observations.csv", "value_printed", *names)
    found = "\n".join(figures.check_figures(raw_copy).findings)
    assert "observations.csv, row 3, column 'locator': found 'I.5, sentence with 61.8%'" in found


def test_two_observations_swapped_with_their_places_are_named_by_their_indicators(raw_copy):
    names = ("digital_rd_tool_penetration", "cnc_key_process_ratio")
    for column in ("value_printed", "locator"):
        swap(raw_copy, "observations.csv", column, *names)
    found = "\n".join(figures.check_figures(raw_copy).findings)
    expected = "prints of its indicator"
    assert f"observations.csv, row 3, column 'value_printed': found '33.3%'; {expected}" in (
        found.replace("expected a value that programme_reports.csv or indicator_evidence.csv ", "")
    )
    assert "observations.csv, row 4, column 'value_printed': found '61.8%'" in found


def test_two_labels_swapped_without_their_values_are_named(raw_copy):
    names = ("digital_rd_tool_penetration", "cnc_key_process_ratio")
    swap(raw_copy, "observations.csv", "label_printed", *names)
    found = "\n".join(figures.check_figures(raw_copy).findings)
    assert "observations.csv, row 3, column 'label_printed': found 'digitalization of" in found
