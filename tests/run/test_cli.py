"""The command line: exit codes, sentences, and light imports."""

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

    monkeypatch.setattr(cli, "_list", fail)
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
    fail = "cli._list = lambda _: (_ for _ in ()).throw(BrokenPipeError(32, 'Broken pipe'))"
    run = run_list(fail, subprocess.PIPE)
    assert (run.returncode, run.stderr) == (1, "mic2025: Broken pipe: \n")


def test_errors_as_json_hold_every_problem(monkeypatch, capsys):
    def fail(options):
        raise DataRefused("not taken", [Problem("a", "b", "c", "f.csv", row=2, column="year")])

    monkeypatch.setattr(cli, "_list", fail)
    assert cli.main(["list", "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["problems"][0]["row"] == 2


def test_unknown_command_is_a_wrong_call(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["built"])
    assert stopped.value.code == 2


def test_list_names_questions_and_parameters(capsys):
    assert cli.main(["list"]) == 0
    told = capsys.readouterr().out
    assert "03_progress_2016  Was the plan on its path in 2016?" in told
    assert "report_year: int = 2016" in told


def test_a_problem_reads_as_a_sentence():
    problem = Problem("'x'", "a number", "Write digits.", "f.xlsx", "Sheet1", 7, "value")
    assert str(problem) == (
        "f.xlsx, sheet 'Sheet1', row 7, column 'value': found 'x'; expected a number. Write digits."
    )
