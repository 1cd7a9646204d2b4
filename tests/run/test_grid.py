"""The grid of a batch: what it spans, how runs are called, and what is refused."""

import pytest

from helpers.errors import WrongCall
from helpers.run.grid import read_grid


@pytest.fixture
def grid(tmp_path):
    def read(text):
        path = tmp_path / "years.yml"
        path.write_text(text, encoding="utf-8")
        return read_grid(path)

    return read


def test_a_grid_spans_every_combination_the_last_name_fastest(grid):
    made = grid("grid: {indicator: [a, b], report_year: [2016, 2017]}")
    assert [run.name for run in made.runs] == ["a-2016", "a-2017", "b-2016", "b-2017"]
    assert made.runs[1].values == {"indicator": "a", "report_year": 2017}
    assert made.columns == ["indicator", "report_year"]
    assert (made.name, made.notebooks) == ("years", ())


def test_parameters_hold_for_all_runs_and_a_run_may_differ(grid):
    made = grid(
        "parameters: {report_year: 2017}\nruns: [{name: x, report_year: 2018}, {rules: [linear]}]"
    )
    assert [run.values for run in made.runs] == [
        {"report_year": 2018},
        {"report_year": 2017, "rules": ["linear"]},
    ]
    assert [run.name for run in made.runs] == ["x", "linear"]


def test_files_lie_beside_the_batch_and_runs_are_called_by_their_stem(grid, tmp_path):
    run = grid("name: provinces\nruns: [{targets: plans/Hunan 2021.csv}]").runs[0]
    assert run.values == {"targets": str(tmp_path / "plans" / "Hunan 2021.csv")}
    assert run.name == "hunan-2021"


def test_runs_of_the_same_name_are_numbered(grid):
    made = grid("runs: [{report_year: 2016}, {report_year: 2016}, {report_year: 2016}]")
    assert [run.name for run in made.runs] == ["2016", "2016-2", "2016-3"]


def test_notebooks_may_be_numbers(grid):
    assert grid("notebooks: [9, 03_progress_2016]\nruns: [{report_year: 2016}]").notebooks == (
        "09",
        "03_progress_2016",
    )


REFUSED = {
    "gird: {a: [1]}": "found the key 'gird'; expected one of name, notebooks, parameters, grid, "
    "runs. Did you mean 'grid'?",
    "grid: [1]": "found 'grid' is [1]; expected names with values",
    "grid: {a: 1}": "found 'a' in the grid is 1; expected a list of values",
    "runs: [1]": "found run 1 is 1; expected names with values",
    "name: ../up\nruns: [{a: 1}]": "found the name '../up'",
    "name: x": "found neither 'grid' nor 'runs'",
    "runs: [{name: /etc, a: 1}]": "a run cannot be called '/etc'",
    "- a": "holds no keys",
    "grid: {a: [": "years.yml is not YAML",
    "!!python/object/apply:os.system [true]": "years.yml is not YAML",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_batch_is_refused_with_a_sentence(grid, text):
    with pytest.raises(WrongCall) as refused:
        grid(text)
    assert REFUSED[text] in str(refused.value)


def test_all_that_is_wrong_is_told_at_once(grid):
    with pytest.raises(WrongCall) as refused:
        grid("gird: 1\nnotebooks: 8\nname: /")
    assert len(refused.value.problems) == 4


def test_a_grid_too_large_to_run_is_refused_before_it_is_made(grid):
    values = str(list(range(1000)))
    with pytest.raises(WrongCall, match="1000000000 runs; expected at most 100000"):
        grid(f"grid: {{a: {values}, b: {values}, c: {values}}}")


def test_aliases_are_refused_before_they_unfold(grid):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 8)}]" for n in range(1, 12)]
    with pytest.raises(WrongCall, match="an alias") as refused:
        grid("\n".join(lines))
    assert len(str(refused.value)) < 500


def test_a_key_given_twice_is_refused(grid):
    with pytest.raises(WrongCall, match="the key 'report_year' twice"):
        grid("grid: {indicator: [a], report_year: [2016], report_year: [2017]}")


def test_what_a_sentence_quotes_is_cut(grid):
    with pytest.raises(WrongCall) as refused:
        grid(f"grid: {{indicator: {'x' * 100_000}}}")
    assert len(str(refused.value)) < 1_000
