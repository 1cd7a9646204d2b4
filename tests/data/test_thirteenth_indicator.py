"""A thirteenth indicator is rows in data files: the comparison takes it up, no Python changes."""

import shutil

import pytest

from helpers import paths
from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.edition_tables import all_tables, analyse
from helpers.data.input_tables import read_input_tables
from helpers.data.milestones import RENDERING_FILES
from helpers.data.tables.assessment import CORE
from helpers.data.validate import check_tables
from helpers.present.facts import indicators

REGISTER = ",".join(
    ["{row}", "thirteenth", "A thirteenth indicator", "第十三", "percent", "higher", "level",
     "0", "100", "everybody", "What and how", ""]
)  # fmt: skip
PRINTED = '{row},Thirteenth,Thirteenth (%),10,20,40,60,plan_{name},"below the table, row {row}"'
REPORTED = (
    "thirteenth-2016-x,thirteenth,In 2016,2016,30%,percent,Thirteenth,thirteenth-plan,reported,"
    '{source},"sentence with 30%",'
)
SERIES = "thirteenth-plan,thirteenth,Thirteenth,yes,The label of this test.,{source}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The raw tables with rows of one more indicator at their ends."""
    raw = tmp_path_factory.mktemp("raw") / "raw"
    shutil.copytree(paths.RAW, raw)
    row = len((raw / "indicator_register.csv").read_text("utf-8").splitlines())
    source = "miit_2017"
    lines = {"indicator_register.csv": REGISTER.format(row=row)}
    lines |= {file: PRINTED.format(row=row, name=name) for name, file in RENDERING_FILES.items()}
    lines |= {"observations.csv": REPORTED.format(source=source),
              "series.csv": SERIES.format(source=source)}  # fmt: skip
    for name, line in lines.items():
        with (raw / name).open("a", encoding="utf-8", newline="") as file:
            file.write(line + "\n")
    return raw


def test_it_is_compared_like_the_others(folder, edition, results):
    more = read_input_tables(folder=folder)
    found = analyse(more, PathChoices(more.last_reported_year))
    own = found.comparison[found.comparison["indicator_id"] == "thirteenth"]
    # 30 as reported lies half way from 20 to 40 after a fifth of the years.
    linear = own[own["rule"] == "linear"].set_index(["base_year", "target_year"])["expected"]
    assert linear.to_dict() == pytest.approx(
        {(2013, 2020): 10 + 30 * 3 / 7, (2013, 2025): 10 + 50 * 3 / 12, (2015, 2020): 24,
         (2015, 2025): 24}
    )  # fmt: skip
    assert set(own["position"]) == {"ahead"}
    check_tables(all_tables(more, found), CORE)
    others = found.comparison[found.comparison["indicator_id"] != "thirteenth"]
    assert others.reset_index(drop=True).equals(results.comparison)


def test_sentences_count_it(folder, edition):
    before = indicators.answer(edition).text()
    after = indicators.answer(read_input_tables(folder=folder)).text()
    count = len(edition.indicators)
    assert f"{count} indicators" in before
    assert f"{count + 1} indicators" in after
