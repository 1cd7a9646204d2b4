"""The input tables of an edition: what a rerun adds, in the register's order."""

import subprocess
import sys

import pytest

from helpers.data.input_tables import read_input_tables
from helpers.errors import WrongCall

HEADER = "indicator_id,year,value"
CNC, DIGITAL, ENERGY = "cnc_key_process_ratio", "digital_rd_tool_penetration", "energy_intensity"
NAMES = ["sources", "indicators", "milestones", "observations", "renderings"]


@pytest.fixture(scope="module")
def added(tmp_path_factory):
    path = tmp_path_factory.mktemp("added") / "new.csv"
    path.write_text(f"{HEADER}\n{CNC},2018,36\n{CNC},2014,29\n{DIGITAL},2017,63.3\n", "utf-8")
    return read_input_tables(str(path))


def test_an_edition_is_a_mapping_of_its_tables(edition):
    assert list(edition) == NAMES
    assert len(edition) == 5
    assert edition["milestones"] is edition.milestones


def test_observations_stand_as_the_plan_lists_indicators_then_by_year(added):
    rows = added.observations
    assert rows[["indicator_id", "year"]].to_numpy().tolist() == [
        ["broadband_penetration", 2016], [DIGITAL, 2016], [DIGITAL, 2017], [CNC, 2014], [CNC, 2016],
        [CNC, 2018], [ENERGY, 2016],
    ]  # fmt: skip
    assert rows.index.tolist() == list(range(len(rows)))
    assert "index" not in rows


def test_the_file_is_the_last_of_the_sources(added, edition):
    assert added.sources.index.tolist() == list(range(len(edition.sources) + 1))
    last = added.sources.iloc[-1]
    assert (last["source_id"], last["title"], last["kind"]) == ("added", "new.csv", "rerun")
    assert last["note"].startswith("Observations brought by a rerun")


def test_the_edition_of_one_indicator_has_its_rows_alone(added):
    one = added.only(CNC)
    for name in ("indicators", "milestones", "observations"):
        assert set(one[name]["indicator_id"]) == {CNC}
        assert one[name].index.tolist() == list(range(len(one[name])))
        assert one[name].columns.equals(added[name].columns)
    assert one.observations["year"].tolist() == [2014, 2016, 2018]
    assert one.sources is added.sources


def test_an_unknown_indicator_is_refused_and_the_nearest_offered(edition):
    with pytest.raises(WrongCall) as refused:
        edition.only("cnc_process_ratio")
    assert (
        "no indicator 'cnc_process_ratio'. Did you mean 'cnc_key_process_ratio'? There are rd_"
        in (str(refused.value))
    )


def test_another_plan_leaves_out_what_was_reported_on_this_one(write):
    targets = write(
        "plan.csv",
        "indicator_id,year,value,role\nshare,2015,20,baseline\nshare,2025,60,target\n",
    )
    plan = read_input_tables(targets=str(targets))
    assert plan.observations.empty
    assert plan.renderings.empty
    assert plan.milestones["value"].tolist() == [20.0, 60.0]
    more = read_input_tables(str(write("new.csv", f"{HEADER}\nshare,2017,31")), str(targets))
    assert more.observations[["year", "value", "comparable"]].to_numpy().tolist() == [
        [2017, 31.0, "yes"]
    ]


def test_an_unknown_indicator_gets_the_nearest(edition):
    with pytest.raises(WrongCall, match="Did you mean 'cnc_key_process_ratio'"):
        edition.only("cnc_key_proces")


def test_reading_the_raw_tables_brings_no_reader_of_workbooks():
    code = (
        "import sys; from helpers.data.input_tables import read_input_tables;"
        "imported = {'openpyxl', 'python_calamine', 'pandera'} & set(sys.modules);"
        "read_input_tables();"
        "print(sorted(imported), sorted({'openpyxl', 'python_calamine'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[] []"
