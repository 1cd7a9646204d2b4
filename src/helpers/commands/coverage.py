"""``mic2025 coverage``: hold the accounts of digits to their figures, and to the texts at hand."""

from __future__ import annotations

from pathlib import Path

from helpers.check.figures import read_figures
from helpers.data.coverage import check_accounts, check_text, coverage_table, find_texts
from helpers.errors import RunFailed


def print_coverage(texts: str) -> None:
    """Check every account, against the texts too where their folder is given, and print totals.

    Raises
    ------
    RunFailed
        With every digit that is not accounted for and every account that does not hold.
    """
    problems = [p for found in check_accounts(read_figures()).values() for p in found]
    if texts:
        for source_id, path in find_texts(Path(texts)).items():
            problems += check_text(path.read_text("utf-8"), source_id)
    if problems:
        raise RunFailed("the accounts of digits do not hold", problems)
    print(coverage_table().drop(columns=["text", "sha256"]).to_string(index=False))
    told = "held against the texts" if texts else "texts not given: held against the tables only"
    print(f"every digit is accounted for ({told})")
