"""Errors as sentences."""

from helpers.errors import Problem


def test_a_problem_reads_as_a_sentence():
    problem = Problem("'x'", "a number", "Write digits.", "f.xlsx", "Sheet1", 7, "value")
    assert str(problem) == (
        "f.xlsx, sheet 'Sheet1', row 7, column 'value': found 'x'; expected a number. Write digits."
    )
