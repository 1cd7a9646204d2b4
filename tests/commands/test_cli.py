"""The command line: exit codes, sentences, and light imports."""

import errno
import json
import os
import subprocess
import sys

import pytest

from helpers import cli
from helpers.errors import DataRefused, Problem, RunFailed, WrongCall


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from helpers.cli import parser; parser().format_help();"
        "print(sorted({'pandas', 'numpy', 'matplotlib', 'nbformat'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("error", "code"), [(RunFailed("x"), 1), (WrongCall("x"), 2), (DataRefused("x"), 3)]
)
def test_errors_have_their_exit_codes(monkeypatch, capsys, error, code):
    def fail(options):
        raise error

    monkeypatch.setattr("helpers.commands.listing.list_notebooks", fail)
    assert cli.main(["list"]) == code
    assert capsys.readouterr().err == "mic2025: x\n"


def run_list(fail, stdout):
    """Run ``mic2025 list`` in a process of its own, with a line before it."""
    code = f"import sys; from helpers import cli; {fail}; sys.exit(cli.main(['list']))"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)


def test_a_reader_who_has_seen_enough_ends_a_command_in_peace():
    reading, writing = os.pipe()
    os.close(reading)
    run = run_list("pass", writing)
    os.close(writing)
    assert (run.returncode, run.stderr) == (0, "")


def test_any_other_broken_pipe_is_a_failure():
    fail = (
        "from helpers.commands import listing;"
        "listing.list_notebooks = lambda _: (_ for _ in ()).throw("
        "BrokenPipeError(32, 'Broken pipe'))"
    )
    run = run_list(fail, subprocess.PIPE)
    assert (run.returncode, run.stderr) == (1, "mic2025: Broken pipe\n")


def test_errors_as_json_hold_every_problem(monkeypatch, capsys):
    def fail(options):
        raise DataRefused("not taken", [Problem("a", "b", "c", "f.csv", row=2, column="year")])

    monkeypatch.setattr("helpers.commands.listing.list_notebooks", fail)
    assert cli.main(["list", "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["problems"][0]["row"] == 2


def test_a_failure_that_is_told_is_not_printed_again(monkeypatch, capsys):
    def fail(*_):
        print("[]")
        error = RunFailed("1 of 1 runs failed")
        error.is_told = True
        raise error

    monkeypatch.setattr("helpers.commands.listing.list_notebooks", fail)
    assert cli.main(["list", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == []


def test_outside_of_a_checkout_a_command_says_that_it_needs_one(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("helpers.paths.NOTEBOOKS", tmp_path / "notebooks")
    assert cli.main(["list"]) == 2
    assert "this command needs a checkout of the compendium" in capsys.readouterr().err
    (tmp_path / "t.csv").write_text(
        "base_year,base_value,current_year,current_value,target_year,target\n2015,1,2016,2,2020,3\n"
    )
    assert cli.main(["assess", str(tmp_path / "t.csv"), "--method", "sdsn"]) == 0


def test_unknown_command_is_a_wrong_call(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["built"])
    assert stopped.value.code == 2


def test_list_names_questions_and_parameters(capsys):
    assert cli.main(["list"]) == 0
    told = capsys.readouterr().out
    assert "03_progress_2016  Was the plan on its path in 2016?" in told
    assert "report_year: int = 2016" in told


FAULTS = {
    "disk full": OSError(errno.ENOSPC, "No space left on device", "reports/index.html"),
    "read-only folder": PermissionError(errno.EACCES, "Permission denied", "data/processed"),
    "read-only disk": OSError(errno.EROFS, "Read-only file system", ".cache/lock"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_system_refuses_is_a_sentence_and_exit_code_1(fault, monkeypatch, capsys):
    def refuse(*_, **__):
        raise FAULTS[fault]

    monkeypatch.setattr("helpers.commands.build.build", refuse)
    assert cli.main(["build"]) == 1
    told = capsys.readouterr().err
    assert told == f"mic2025: {FAULTS[fault].strerror}: {FAULTS[fault].filename}\n"


def test_a_full_disk_that_names_no_file_says_where_to_look(monkeypatch, capsys):
    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("helpers.commands.build.build", refuse)
    assert cli.main(["build"]) == 1
    told = capsys.readouterr().err
    assert told == "mic2025: No space left on device, here or where temporary files lie\n"


def test_planning_imports_nothing_heavy():
    code = (
        "import sys; import helpers.commands.build; from helpers.cli import main;"
        "main(['plan', '--json']);"
        "print(sorted({'pandas', 'numpy', 'matplotlib', 'nbformat', 'papermill', 'nbconvert'}"
        " & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *plan, heavy = run.stdout.strip().splitlines()
    assert heavy == "[]"
    pages = json.loads("\n".join(plan))
    assert "03_progress_2016" in pages
    assert "12_areas" not in pages, "the published version has no areas"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("mic2025 ass", {"assess "}),
        ("mic2025 rerun --obs", {"--observations "}),
        ("mic2025 assess t.csv --method sds", {"sdsn "}),
        ("mic2025 diff publ", {"published "}),
    ],
)
def test_a_shell_completes_commands_options_and_names(tmp_path, typed, offered):
    told = tmp_path / "told"
    asked = {"_ARGCOMPLETE": "1", "COMP_LINE": typed, "COMP_POINT": str(len(typed)),
             "_ARGCOMPLETE_IFS": "\n", "_ARGCOMPLETE_STDOUT_FILENAME": str(told)}  # fmt: skip
    subprocess.run([sys.executable, "-m", "helpers"], env=os.environ | asked, check=False)
    assert set(told.read_text().splitlines()) == offered
