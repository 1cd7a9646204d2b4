"""Forty indicators of another plan: answers count first, name some, and say where the rest is."""

import pytest

from helpers.analysis.edition_tables import PathChoices, all_tables, analyse
from helpers.data.input_tables import read_input_tables
from helpers.present.facts import comparison, robustness
from helpers.present.facts.verdicts import MOST_TOLD

MANY = 40


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    folder = tmp_path_factory.mktemp("many")
    names = [f"goal_{number:02d}" for number in range(MANY)]
    targets = [f"{name},Share of households that {name} reaches,{year},{value},{role}"
               for name in names
               for year, value, role in ((2020, 40, "baseline"), (2030, 80, "target"))]  # fmt: skip
    # Every third lags far behind.
    values = [f"{name},2025,{41 if place % 3 == 0 else 75}" for place, name in enumerate(names)]
    (folder / "t.csv").write_text(
        "\n".join(["indicator_id,name_en,year,value,role", *targets]), "utf-8"
    )
    (folder / "f.csv").write_text("\n".join(["indicator_id,year,value", *values]), "utf-8")
    edition = read_input_tables(str(folder / "f.csv"), str(folder / "t.csv"))
    return edition, analyse(edition, PathChoices(2025))


def test_the_answer_on_the_year_counts_first_and_names_some(many):
    told = comparison.answer(many[1])
    assert told.paragraphs[0] == (
        "40 values were compared for 2025: 14 behind every path, 26 ahead of every path."
    )
    assert len(told.points) == MOST_TOLD + 1
    assert all("behind on all" in point for point in told.points[:MOST_TOLD])
    assert told.points[-1] == "And 28 more, in the table below."
    assert "others were behind every path" in told.paragraphs[1]


def test_the_answer_on_the_rules_counts_first_and_names_some(many):
    edition, results = many
    tables = all_tables(edition, results)
    told = robustness.claims(tables["specifications"], tables["comparison"], edition.indicators)
    assert len(told.points) == MOST_TOLD + 1
    assert told.points[-1] == "And 28 more, in the table of ratings below."
    answer = robustness.answer(
        *(tables[name] for name in ("progress", "specifications", "comparison")), edition.indicators
    )
    assert "26 of 40: share of households that goal_01" in answer.text()


def test_what_holds_names_no_forty(many):
    assert len(comparison.robustness(many[1]).text()) < 1000
