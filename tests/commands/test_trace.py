"""``mic2025 trace``: numbers as the tables print them, and nothing computed."""

import json
import subprocess
import sys

from helpers.cli import main
from helpers.errors import WrongCall


def test_numbers_are_printed_as_the_tables_print_them(capsys):
    assert main(["trace", "energy_intensity-2025"]) == 0
    told = capsys.readouterr().out
    assert "  target: -34\n" in told
    assert "  value: -21.712\n" in told
    assert "  value_year: 2022\n" in told


def test_words_of_a_line_need_no_quotes(capsys):
    line = "comparison cnc_key_process_ratio-2016-miit linear 2013 2020, gap"
    assert main(["trace", "--json", *line.split()]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert one["table"] == "comparison"
    assert one["row"]["base_year"] == 2013


def test_nothing_is_computed():
    code = (
        "import sys; from helpers.cli import main; main(['trace', 'policy-01']);"
        "print(sorted(name for name in sys.modules if name.startswith('helpers.analysis')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_an_unknown_name_is_a_wrong_call_with_the_nearest(capsys):
    assert main(["trace", "policy-0"]) == WrongCall.exit_code
    assert "nothing is called 'policy-0'; the nearest are policy-" in capsys.readouterr().err
