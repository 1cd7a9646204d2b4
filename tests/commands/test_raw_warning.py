"""A raw table that is not the registered one: said before a run, by cell, with what to do."""

import shutil
from types import SimpleNamespace

import pytest

from helpers import paths
from helpers.check.hash_register import REGISTER
from helpers.check.planted import Edit, plant, renew_register
from helpers.commands import batch, build, refresh
from helpers.commands.raw_warning import MOST_CELLS, raw_warning, warn_of_raw
from helpers.data.raw import read_raw

FILE, COLUMN = "observations.csv", "value_printed"


@pytest.fixture
def root(tmp_path):
    """A checkout with the raw tables and their seals."""
    for name in ("raw", "seals"):
        shutil.copytree(paths.ROOT / "data" / name, tmp_path / "data" / name)
    return tmp_path


@pytest.fixture
def raw(root):
    return root / "data" / "raw"


def told(root):
    return "\n".join(raw_warning(root))


def change_first(raw, put):
    """Put another figure into the first row, and leave the register as it was; return the old."""
    before = read_raw(FILE, raw).at[0, COLUMN]
    kept = (raw / REGISTER).read_bytes()
    plant(raw, [Edit(FILE, 0, COLUMN, before, put)])
    (raw / REGISTER).write_bytes(kept)
    return before


def test_registered_tables_are_not_spoken_of(root):
    assert told(root) == ""


def test_a_changed_figure_is_named_by_file_row_and_column_with_what_to_do(root, raw):
    change_first(raw, "35.3")
    lines = told(root).splitlines()
    assert lines[:2] == [
        f"warning: not as registered in data/raw/{REGISTER}: data/raw/{FILE}",
        f"  data/raw/{FILE}, row 2, column '{COLUMN}': found '35.3'; "
        "expected the cell that was sealed",
    ]
    assert "'mic2025 verify' is red" in told(root)
    assert f"git checkout -- data/raw/{FILE}" in told(root)
    assert "sha256sum *.csv */*.csv" in told(root)
    assert "mic2025 seal" in told(root)


def test_a_figure_put_back_is_not_spoken_of(root, raw):
    before = change_first(raw, "35.3")
    change_first(raw, before)
    assert told(root) == ""


def test_the_command_that_registers_gives_the_register_as_it_is(raw):
    names = [path.relative_to(raw).as_posix() for path in raw.rglob("*.csv")]
    listed = [*sorted(n for n in names if "/" not in n), *sorted(n for n in names if "/" in n)]
    lines = (raw / REGISTER).read_text("utf-8").splitlines()
    assert [line.partition("  ")[2] for line in lines] == listed


def test_a_registered_change_is_left_to_verify(root, raw):
    change_first(raw, "35.3")
    renew_register(raw)
    assert told(root) == ""


def test_bytes_that_change_no_cell_are_told_as_such(root, raw):
    path = raw / FILE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "every cell is as it was sealed; line ends" in told(root)


def test_a_table_that_is_gone_one_that_is_new_and_one_that_is_no_text_are_named(root, raw):
    (raw / FILE).unlink()
    shutil.copy(raw / "funds.csv", raw / "more.csv")
    assert f": data/raw/more.csv, data/raw/{FILE}" in told(root)
    assert "no such file" in told(root)


def test_very_many_cells_are_counted(root, raw):
    path = raw / "discrepancies.csv"
    table = read_raw(path.name, raw)
    table["reason"] = "another reason"
    table.to_csv(path, index=False, lineterminator="\n")
    cells = sum(line.startswith("  data/raw/") for line in told(root).splitlines())
    assert cells == MOST_CELLS < len(table)
    assert f"  and {len(table) - MOST_CELLS} more\n" in told(root)


def test_a_checkout_without_a_register_is_not_spoken_of(root, raw):
    (raw / REGISTER).unlink()
    assert told(root) == ""


def test_it_is_a_warning_and_no_answer(root, raw, capsys):
    change_first(raw, "35.3")
    warn_of_raw(root)
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.startswith("warning: ")


class Reached(Exception):
    """The command has come to its work."""


@pytest.mark.parametrize(
    ("module", "call"),
    [
        (build, lambda reports: build.build(reports=reports)),
        (refresh, lambda reports: refresh.refresh([])),
        (
            batch,
            lambda reports: batch.batch(str(reports / "grid.yml"), 1, False, "", reports=reports),
        ),
    ],
    ids=["build", "refresh", "batch"],
)
def test_commands_that_run_notebooks_say_it_before_they_do(
    root, raw, tmp_path, monkeypatch, capsys, module, call
):
    def work():
        raise Reached

    change_first(raw, "35.3")
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "grid.yml").write_text("notebooks: [9]\ngrid: {report_year: [2016]}\n", "utf-8")
    monkeypatch.setattr("helpers.commands.raw_warning.paths", SimpleNamespace(ROOT=root))
    monkeypatch.setattr(module, "use_kernel_environment", lambda: None, raising=False)
    monkeypatch.setattr(module, "checkout_lock", work)
    with pytest.raises(Reached):
        call(reports)
    assert f"data/raw/{FILE}, row 2, column '{COLUMN}'" in capsys.readouterr().err
