"""The page of methods: each rule with formula, thresholds, source and one case in numbers."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from markupsafe import Markup

from helpers.analysis.comparison.rounding import FORMULA
from helpers.analysis.edition_tables import Results
from helpers.analysis.worked_case import WorkedCase, worked_case
from helpers.present.facts import rules
from helpers.present.facts.robustness import same_table
from helpers.present.mathml import mathml
from helpers.present.numbers import plain_number
from helpers.present.outward import OUTWARD
from helpers.present.texts.blocks import plain_labels
from helpers.report.pages import Page, filled, finish

# Names of formulas in the order in which the page explains them.
LETTERS = ("t_0", "y_0", "t", "y", "T", "y_T", "d", "p", "h")


def methods_page(
    page: Page,
    results: Results,
    tables: Mapping[str, pd.DataFrame],
    pages: Mapping[str, str],
) -> str:
    """Return the page.

    Parameters
    ----------
    page
        Its frame.
    results
        What was compared.
    tables
        Tables of the edition; the outcome rules are told where it has a scoreboard.
    pages
        Address of each notebook's page by its name.
    """
    case = worked_case(results)
    gap, positions = rules.position_rules()
    html = filled(
        "methods",
        page,
        outward=OUTWARD,
        case=case,
        letters=_letters(case),
        paths=rules.path_rules(case),
        intervals=rules.intervals(case) if case else [],
        rounding=mathml(FORMULA),
        digits=mathml("n"),
        units=mathml("k"),
        gap=gap,
        positions=positions,
        other_positions=rules.other_positions(),
        as_a_whole=rules.positions_as_a_whole(),
        placed=rules.placed(case) if case else [],
        progress=rules.progress_rules(case, tables["progress"]),
        same=Markup(same_table(tables["specifications"], tables["progress"]).html()),
        outcomes=_outcomes(case, tables),
    )
    return finish(html, pages)


def _letters(case: WorkedCase | None) -> list[tuple[Markup, str, str]]:
    """Return each letter with its meaning and its value in the worked case."""
    words = plain_labels("rules", "letters")
    known = case.known if case else {}
    return [
        (mathml(name), words[name], plain_number(known[name]) if name in known else "")
        for name in LETTERS
    ]


def _outcomes(
    case: WorkedCase | None, tables: Mapping[str, pd.DataFrame]
) -> list[rules.TargetFate] | None:
    """Return the outcomes of the worked indicator's targets; None without a scoreboard."""
    if "scoreboard" not in tables:
        return None
    return rules.outcomes(tables["scoreboard"], case.indicator_id) if case else []
