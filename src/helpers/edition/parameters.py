"""The parameter contract: unknown or mistyped parameters are refused before a kernel starts."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers.edition.notebooks import Notebook, Parameter
from helpers.errors import Problem, WrongCall, shown
from helpers.parameter_values import NOT_TAKEN, fit, misfit
from helpers.paths import plan_beside

FILE_PARAMETERS = ("observations", "targets")
# What is said of the file of observations in place of a guess.
READING = "reading"
# The year compared, and the years set side by side: the last of them is compared unless it is said.
ONE_YEAR, SEVERAL_YEARS = "report_year", "report_years"
# Parameters whose values come from the target table in use.
OF_TARGETS = ("base_years", "target_years")


def added_files(values: Mapping[str, Any]) -> list[tuple[str, Path]]:
    """Return the added files by parameter; a YAML about the plan comes with its target table."""
    found = [(name, Path(values[name])) for name in FILE_PARAMETERS if values.get(name)]
    beside = [(name, plan_beside(path)) for name, path in found if name == "targets"]
    return found + [(name, path) for name, path in beside if path.is_file()]


def parse_assignments(assignments: Iterable[str]) -> dict[str, Any]:
    """Return ``name=value`` texts as a mapping; values are Python literals or plain text.

    Raises
    ------
    WrongCall
        If a text has no "=" or no name.
    """
    values: dict[str, Any] = {}
    for text in assignments:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise WrongCall(f"cannot read the parameter {shown(text)}; write name=value")
        try:
            values[name.strip()] = ast.literal_eval(value)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            values[name.strip()] = value
    return values


def declared_parameters(notebooks: Iterable[Notebook]) -> dict[str, Parameter]:
    """Return every parameter that one of the notebooks declares, by name."""
    return {entry.name: entry for notebook in notebooks for entry in notebook.parameters}


def check_values(values: Mapping[str, Any], declared: Mapping[str, Parameter]) -> dict[str, Any]:
    """Return the values in their declared types; files as absolute paths.

    Raises
    ------
    WrongCall
        With every unknown name (and the nearest known one), every value of another type and every
        file that is not there.
    """
    problems: list[Problem] = []
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in declared:
            close = difflib.get_close_matches(str(name), declared, n=1, cutoff=0.5)
            hint = f"Did you mean '{close[0]}'? " if close else ""
            known = ", ".join(declared)
            problems.append(
                Problem(f"the parameter '{name}'", f"one of {known}", f"{hint}Mend the name.")
            )
            continue
        fitting, checked[name] = fit(value, declared[name].type)
        if not fitting:
            problems.append(misfit(name, value, declared[name].type))
        elif name in FILE_PARAMETERS and value:
            checked[name] = str(Path(value).resolve())
            if not Path(value).is_file():
                problems.append(
                    Problem(f"no file '{value}'", "a table or a workbook", "Check the path.")
                )
    if checked.get(READING) and not checked.get(FILE_PARAMETERS[0]):
        found = f"{READING}={shown(checked[READING])} without observations"
        problems.append(Problem(found, "a file to be read so", "Add observations."))
    if problems:
        raise WrongCall(NOT_TAKEN, problems)
    if checked.get(SEVERAL_YEARS) and ONE_YEAR in declared and ONE_YEAR not in checked:
        checked[ONE_YEAR] = max(checked[SEVERAL_YEARS])
    return checked


def for_notebook(values: Mapping[str, Any], notebook: Notebook) -> dict[str, Any]:
    """Return the values a notebook declares and that differ from its defaults.

    Years chosen from another plan's targets mean nothing to a notebook that takes no targets.
    """
    declared = {entry.name: entry.default for entry in notebook.parameters}
    foreign = OF_TARGETS if values.get("targets") and "targets" not in declared else ()
    return {
        name: values[name]
        for name, default in declared.items()
        if name in values and values[name] != default and name not in foreign
    }
