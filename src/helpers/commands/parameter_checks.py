"""Every parameter of a run checked before a kernel starts: names, types, files, what is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from helpers.commands.intake import added_rows, years_of
from helpers.data.areas import AREA_SHEETS, area_choices
from helpers.data.intake.findings import Findings
from helpers.data.parameter_choices import as_letter, known_choices, section_letters, unknown
from helpers.data.raw import read_raw
from helpers.data.tables.columns import RULES
from helpers.edition.notebooks import Notebook, Parameter
from helpers.edition.parameters import check_values, declared_parameters
from helpers.errors import DataRefused, WrongCall
from helpers.parameter_values import NOT_TAKEN
from helpers.run.plan import sector_numbers
from helpers.run.read_inputs import Inputs, inputs_of


@dataclass(frozen=True)
class Known:
    """What an edition has to choose from.

    Attributes
    ----------
    choices
        All values of each parameter that chooses.
    reported, added
        Years of which a value is reported or added, and years of which one is added.
    findings
        What was guessed of the added files, and what is probably wrong with them.
    has_areas
        Whether a value is one of an area.
    """

    choices: Mapping[str, list[Any]]
    reported: list[int]
    added: list[int]
    findings: Findings
    has_areas: bool = False


def check_parameters(values: Mapping[str, Any], notebooks: Iterable[Notebook]) -> dict[str, Any]:
    """Return the values in their declared types, once all that they choose is there.

    Raises
    ------
    WrongCall
        With every parameter that is unknown, of another type, or chooses what there is not.
    DataRefused
        If an added file cannot be taken as it is.
    """
    declared = declared_parameters(notebooks)
    checked = check_values(values, declared)
    _check_choices(checked, declared, known_to(checked))
    return checked


def check_each(runs: Iterable[Mapping[str, Any]], notebooks: Iterable[Notebook]) -> None:
    """Check the values of many runs; a file that is refused fails its own run alone, later.

    Raises
    ------
    WrongCall
        With what is wrong with the parameters of any run, each fault once.
    """
    declared = declared_parameters(notebooks)
    faults = []
    for values in runs:
        try:
            checked = check_values(values, declared)
            _check_choices(checked, declared, known_to(checked))
        except DataRefused:
            continue
        except WrongCall as error:
            faults.append(error)
    if faults:
        problems = dict.fromkeys(problem for fault in faults for problem in fault.problems)
        raise WrongCall("; ".join(dict.fromkeys(fault.message for fault in faults)), problems)


def known_to(values: Mapping[str, Any]) -> Known:
    """Return what an edition with these values has to choose from; files as absolute paths."""
    return _known(inputs_of(values), values.get("targets", ""))


@lru_cache(maxsize=64)
def _known(inputs: Inputs, targets: str) -> Known:
    """Return what some inputs have to choose from."""
    chosen = known_choices(inputs.tables)
    choices = chosen | {
        "indicator": chosen["indicators"],
        "report_years": years_of(inputs.tables.observations),
        "rules": list(RULES),
        "sector": sector_numbers({"targets": targets}),
        "sectors": sector_numbers({}),
        "sections": sorted({*section_letters(read_raw("policies.csv"))}),
    }
    observed, by_area = inputs.tables.reported, inputs.tables.by_area
    return Known(
        choices | {AREA_SHEETS: [] if by_area is None else area_choices(by_area.areas)},
        years_of(observed),
        years_of(added_rows(observed)),
        inputs.findings,
        by_area is not None,
    )


def _check_choices(
    values: Mapping[str, Any], declared: Mapping[str, Parameter], known: Known
) -> None:
    """Refuse values that choose what there is not, and a year of which nothing is reported."""
    problems = []
    for name in [name for name in values if name in known.choices]:
        given = values[name] if isinstance(values[name], list) else [values[name]]
        given = list(map(as_letter, given)) if name == "sections" else given
        problems += unknown(name, given, known.choices[name])
    if problems:
        raise WrongCall(NOT_TAKEN, problems)
    if "report_year" in declared:
        _check_year(values.get("report_year", declared["report_year"].default), known.reported)


def _check_year(report_year: int, reported: list[int]) -> None:
    """Refuse a year of which nothing is reported: there would be nothing to compare."""
    if report_year not in reported:
        listed = ", ".join(map(str, reported)) or "no year"
        raise WrongCall(
            f"no value of {report_year} is reported or added, so nothing can be compared; there "
            f"are values of {listed}. Say which with report_year"
        )
