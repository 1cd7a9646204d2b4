"""Guards of the raw figures: each reads the raw tables and names what contradicts what."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.check import (
    accounts,
    agreement,
    characters,
    evidence,
    qualifiers,
    references,
    transcription,
)
from helpers.check.literal import prints_stand_in_texts
from helpers.check.verdict import Check, judge
from helpers.data.coverage import check_accounts, check_text, find_texts
from helpers.data.hindsight import read_hindsight
from helpers.data.input_tables import read_input_tables
from helpers.data.schema import Table
from helpers.data.tables.catalogue import SOURCE_TABLES
from helpers.data.transcriptions import read_record
from helpers.data.validate import check_tables
from helpers.errors import DataRefused, Problem

TEXTS_VARIABLE = "MIC2025_TEXTS"
Tables = dict[str, pd.DataFrame]


def read_figures(folder: Path = paths.RAW) -> Tables:
    """Return every table that is read from the raw ones, by name; nothing computed.

    Raises
    ------
    DataRefused
        By the first reader that refuses its tables.
    """
    return dict(read_input_tables(folder=folder)) | read_record(folder) | read_hindsight(folder)


def check_figures(folder: Path = paths.RAW) -> Check:
    """Run every guard over the raw tables."""
    try:
        tables = read_figures(folder)
        problems = guard_problems(tables, folder)
    except DataRefused as refused:
        return judge("figures", [str(problem) for problem in refused.problems], "")
    active = len(GUARDS) - ("texts" in GUARDS and not os.environ.get(TEXTS_VARIABLE))
    rows = sum(len(table) for table in tables.values())
    told = f"{rows} rows of {len(tables)} tables read and held to their print by {active} guards"
    return judge("figures", [str(problem) for problem in problems], told)


def guard_problems(tables: Tables, folder: Path) -> list[Problem]:
    """Return what every guard says, from the nearest to the print to the farthest."""
    return [problem for guard in GUARDS.values() for problem in guard(tables, folder)]


def schema_problems(tables: Tables, declared: tuple[Table, ...]) -> list[Problem]:
    """Return what breaks types, choices, bounds, keys and rules of the declared tables."""
    try:
        check_tables(tables, declared)
    except DataRefused as refused:
        return refused.problems
    return []


def _schemas(tables: Tables, folder: Path) -> list[Problem]:
    """Types, choices, bounds, keys and rules of every table of the record."""
    return schema_problems(tables, tuple(table for table in SOURCE_TABLES if table.name in tables))


def _accounts(tables: Tables, folder: Path) -> list[Problem]:
    """Every digit counted as a value stands for a figure that prints it."""
    return [one for found in check_accounts(tables, folder).values() for one in found]


def _texts(tables: Tables, folder: Path) -> list[Problem]:
    """Digits and printed words of the texts, where their folder is named in ``MIC2025_TEXTS``."""
    read = texts_at_hand(folder)
    counted = [one for name, text in read.items() for one in check_text(text, name, folder)]
    return [*counted, *prints_stand_in_texts(read, folder)]


def texts_at_hand(folder: Path) -> dict[str, str]:
    """Return the source texts by source, none where their folder is not named.

    Raises
    ------
    DataRefused
        If the folder that is named lacks one of them.
    """
    texts = os.environ.get(TEXTS_VARIABLE, "")
    found = find_texts(Path(texts), folder) if texts else {}
    return {source_id: path.read_text("utf-8") for source_id, path in found.items()}


def _raw(check: Callable[[Path], Iterable[Problem]]) -> Guard:
    """Return a guard from a check that needs the raw tables alone."""
    return lambda tables, folder: list(check(folder))


def _named(check: Callable[[Tables, Path], Iterable[Problem]]) -> Guard:
    """Return a guard from a check that needs the typed tables too."""
    return lambda tables, folder: list(check(tables, folder))


def _deliveries(tables: Tables, folder: Path) -> list[Problem]:
    return list(transcription.deliveries_against_milestones(folder, tables["milestones"]))


Guard = Callable[[Tables, Path], list[Problem]]
# From the nearest to the print to the farthest; the first that speaks is named.
GUARDS: dict[str, Guard] = {
    "accounts of digits": _accounts,
    "print in accounts": _raw(accounts.prints_stand_in_accounts),
    "policies in print": _raw(agreement.policies_agree_with_print),
    "names in labels": _raw(agreement.names_agree_with_labels),
    "relations of series": _raw(agreement.relations_agree_with_rows),
    "places of subsectors": _raw(agreement.places_agree_with_subsectors),
    "characters": _raw(characters.cells_are_what_they_look_like),
    "qualifiers in print": _raw(qualifiers.qualifiers_against_print),
    "readings in doubt": _raw(transcription.doubts_against_words),
    "years in print": _raw(transcription.years_against_print),
    "amounts in print": _raw(transcription.amounts_against_print),
    "dates in print": _raw(transcription.dates_of_policies),
    "observations in reports": _raw(transcription.observations_against_reports),
    "evidence in print": _named(evidence.values_against_print),
    "formulas of evidence": _named(evidence.formulas_give_values),
    "periods of evidence": _named(evidence.years_are_of_periods),
    "dates of evidence": _named(evidence.values_were_known),
    "hosts of evidence": _named(evidence.addresses_are_of_publishers),
    "milestones in deliveries": _deliveries,
    "schemas": _schemas,
    "names": _named(references.names_point_to_rows),
    "names against rows": _raw(references.names_agree_with_rows),
    "pairs": _raw(references.pairs_join_their_years),
    "dated tokens": _named(accounts.dated_tokens_stand_in_print),
    "quotations": _raw(accounts.quotes_stand_in_texts),
    "places of policies": _raw(references.discrepancies_name_their_policy),
    "numbered places": _raw(references.rows_are_numbered),
    "order of tokens": _raw(accounts.accounts_run_forward),
    "texts": _texts,
}
