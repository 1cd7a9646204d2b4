"""Another plan's target table in place of the twelve indicators."""

import pytest

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.edition_tables import analyse
from helpers.data.input_tables import read_input_tables
from helpers.data.intake import limits
from helpers.data.intake.findings import Findings
from helpers.data.intake.targets import read_targets
from helpers.data.tables.assessment import INDICATORS, MILESTONES
from helpers.errors import DataRefused

HEADER = "indicator_id,year,value,role,better,target_kind,base_year"
PLAN = f"""{HEADER}
skills,2021,54,baseline,,,
skills,2030,80,target,,,
emissions,2030,-55,target,lower,change_from_base,1990
"""
FIGURES = "indicator_id,year,value\nskills,2023,55.6\nemissions,2023,-37\n"


def test_another_plan_replaces_indicators_and_leaves_the_ministrys_figures_out(write):
    edition = read_input_tables(targets=str(write("plan.csv", PLAN)))
    assert edition.indicators["indicator_id"].tolist() == ["skills", "emissions"]
    assert edition.observations.empty
    assert len(edition.milestones) == 3


def test_observations_of_another_plan_are_compared_on_its_own_years(write):
    edition = read_input_tables(str(write("new.csv", FIGURES)), str(write("plan.csv", PLAN)))
    results = analyse(edition, PathChoices(2023))
    positions = results.comparison.groupby("indicator_id")["position"].unique().map(list)
    assert positions.to_dict() == {"skills": ["behind"], "emissions": ["behind"]}
    assert set(results.comparison["base_year"]) == {2021, 1990}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("no-target", f"{HEADER}\nskills,2021,54,baseline,,,", "found 'skills' with baseline only"),
        ("no-base", f"{HEADER}\nskills,2030,80,target,,,", "found 'skills' with target only"),
        (
            "change-without-base",
            f"{HEADER}\ne,2030,-55,target,lower,change_from_base,",
            "the year the change or mean is counted from",
        ),
        (
            "base-after-target",
            f"{HEADER}\ne,2030,-55,target,lower,change_from_base,2031",
            "a year before 2030",
        ),
        (
            "two-directions",
            f"{HEADER}\ns,2021,54,baseline,lower,,\ns,2030,80,target,higher,,",
            "lower, as in the indicator's first row",
        ),
        (
            "base-in-the-target-year",
            f"{HEADER}\ne,2030,-55,target,lower,change_from_base,2030",
            "a year before 2030",
        ),
        ("unknown-role", f"{HEADER}\ns,2021,54,goal,,,", "one of baseline, expected, target"),
        ("share-over-100", f"{HEADER}\ns,2021,154,baseline,,,", "at most 100"),
        (
            "year-twice",
            f"{HEADER}\ns,2021,54,baseline,,,\ns,2021,55,target,,,",
            "as in row 2",
        ),
    ],
)
def test_fault_in_a_target_table_has_its_sentence(write, name, text, words):
    with pytest.raises(DataRefused) as refused:
        read_input_tables(targets=str(write(f"{name}.csv", text)))
    assert words in str(refused.value)


def test_a_share_lies_between_0_and_100_unless_bounds_are_given_and_other_units_have_none(write):
    header = "indicator_id,year,value,role,unit,lower_bound,upper_bound"
    rows = [
        "share,2021,0.5,baseline,,,",
        "share,2030,100,target,,,",
        "half,2021,52,baseline,,12.5,",
        "half,2030,160,target,,12.5,",
        "score,2021,400,baseline,index_points,,750.25",
        "score,2030,700,target,index_points,,750.25",
        "free,2021,400,baseline,index_points,,",
        "free,2030,900,target,index_points,,",
    ]
    indicators, milestones = read_targets(write("plan.csv", "\n".join([header, *rows])))
    bounds = indicators.set_index("indicator_id")[["lower_bound", "upper_bound"]]
    assert bounds.astype(object).where(bounds.notna(), None).T.to_dict("list") == {
        "share": [0.0, 100.0],
        "half": [12.5, None],
        "score": [None, 750.25],
        "free": [None, None],
    }
    assert list(indicators.columns) == INDICATORS.names
    assert list(milestones.columns) == MILESTONES.names
    # The sampled enterprises are those of the plan's own footnotes.
    assert indicators["sample"].isna().all()


def test_milestones_stand_by_indicator_as_first_named_and_by_year(write):
    rows = ["b,2030,80,target", "a,2030,70,target", "b,2021,50,baseline", "a,2022,40,baseline"]
    text = "\n".join(["indicator_id,year,value,role", *rows])
    _, milestones = read_targets(write("plan.csv", text))
    assert milestones[["indicator_id", "year"]].to_numpy().tolist() == [
        ["b", 2021], ["b", 2030], ["a", 2022], ["a", 2030]
    ]  # fmt: skip
    assert milestones.index.tolist() == [0, 1, 2, 3]


def refusal(path):
    with pytest.raises(DataRefused) as refused:
        read_targets(path)
    return refused.value


def test_a_bound_that_only_one_row_gives_is_faulted_in_the_row_that_differs(write):
    header = "indicator_id,year,value,role,unit,lower_bound"
    rows = ["s,2021,400,baseline,index_points,0", "s,2030,700,target,index_points,"]
    found = refusal(write("plan.csv", "\n".join([header, *rows])))
    assert found.message == "plan.csv was not taken"
    assert [(one.row, one.column) for one in found.problems] == [(3, "lower_bound")]


def test_problems_beyond_the_most_that_are_told_are_counted_by_rows(write, monkeypatch):
    monkeypatch.setattr(limits, "MOST_PROBLEMS", 3)
    rows = ["s,2020,40,baseline", "s,2030,80,target", *(f"s,{year},x,target" for year in range(5))]
    text = "\n".join(["indicator_id,year,value,role", *rows])
    found = refusal(write("plan.csv", text.replace("s,0", "s,2031")))
    # The first faulty row has one fault, the next ones have two: year and value.
    assert [(one.row, one.column) for one in found.problems] == [
        (4, "value"), (5, "year"), (5, "value")
    ]  # fmt: skip
    assert "3 further rows have problems" in found.message


@pytest.mark.parametrize(
    ("column", "first", "later", "expected"),
    [
        ("lower_bound", "", "5", "no bound, as in the indicator's first row"),
        ("category", "c" * 300, "d", f"{'c' * 200}, as in the indicator's first row"),
        ("unit", "x" * 300, "", f"{'x' * 200}, as in the indicator's first row"),
    ],
)
def test_what_the_first_row_says_is_told_in_words_and_in_part(
    write, column, first, later, expected
):
    header = f"indicator_id,year,value,role,target_kind,base_year,{column}"
    rows = [f"s,{year},4,target,change_from_base,2010,{cell}"
            for year, cell in ((2020, first), (2030, later))]  # fmt: skip
    found = refusal(write("plan.csv", "\n".join([header, *rows])))
    assert expected in [problem.expected for problem in found.problems if problem.row == 3]


def test_without_an_english_name_an_indicator_goes_by_its_id(write):
    rows = ["a,2021,50,baseline,A name", "a,2030,80,target,A name", "b,2021,5,baseline,",
            "b,2030,8,target,b"]  # fmt: skip
    text = "\n".join(["indicator_id,year,value,role,name_en", *rows])
    indicators, _ = read_targets(write("plan.csv", text))
    assert indicators["name_en"].tolist() == ["A name", "b"]


def test_source_and_note_stand_behind_the_row_of_the_file(write):
    rows = ["a,2021,50,baseline,p. 3,seen", "a,2030,80,target,,"]
    text = "\n".join(["indicator_id,year,value,role,source,note", *rows])
    _, milestones = read_targets(write("plan.csv", text))
    assert milestones["locator"].tolist() == ["row 2; p. 3; seen", "row 3"]


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("../../x", "Write 'x'"),
        ("../../../../../notebooks/03_progress_2016", "Write 'notebooks_03_progress_2016'"),
        ("R&D intensity", "Write 'r_d_intensity'"),
        ("/etc/passwd", "Write 'etc_passwd'"),
        ("a\\b", "Write 'a_b'"),
        ("研发强度", "Write a short id"),
        ("x" * 61, "Write 'xxx"),
        ("con.html", "Write 'con_html'"),
    ],
)
def test_an_id_that_could_name_a_file_elsewhere_is_refused(write, name, offer):
    rows = [f"{name},2020,1,baseline", f"{name},2025,2,target"]
    with pytest.raises(DataRefused) as refused:
        read_targets(write("plan.csv", "\n".join(["indicator_id,year,value,role", *rows])))
    (first, *_) = refused.value.problems
    assert (first.row, first.column) == (2, "indicator_id")
    assert first.expected == "an id of at most 60 small letters a to z, digits, '_' and '-'"
    assert offer in first.remedy


@pytest.mark.parametrize("better", ["", "higher", "lower"])
def test_a_target_may_keep_what_is_there(write, better):
    rows = f"{HEADER}\ns,2021,54,baseline,{better},,\ns,2030,54,target,{better},,"
    findings = Findings()
    edition = read_input_tables(targets=str(write("plan.csv", rows)), findings=findings)
    assert edition.milestones["value"].tolist() == [54, 54]
    assert [doubt for doubt in findings.doubts if doubt.column] == []


def test_the_smallest_step_back_is_one(write):
    rows = f"{HEADER}\ns,2021,54,baseline,lower,,\ns,2030,54.1,target,lower,,"
    assert "a target below 54 of 2021" in str(refusal(write("plan.csv", rows)))


def test_an_expected_value_may_lie_to_either_side_of_the_base(write):
    rows = (f"{HEADER}\ns,2021,54,baseline,lower,,\ns,2023,58,expected,lower,,\n"
            "s,2030,50,target,lower,,")  # fmt: skip
    edition = read_input_tables(targets=str(write("plan.csv", rows)))
    assert edition.milestones["value"].tolist() == [54, 58, 50]


def test_a_change_before_the_target_is_no_target(write):
    rows = (f"{HEADER}\ne,2020,-5,baseline,,change_from_base,2015\n"
            "e,2030,55,target,,change_from_base,2015")  # fmt: skip
    edition = read_input_tables(targets=str(write("plan.csv", rows)))
    assert edition.milestones["value"].tolist() == [-5, 55]
