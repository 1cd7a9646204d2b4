"""Words and tables of notebook 06: the plan's programmes against what the ministry reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.documents.programmes import Programmes
from helpers.present.facts.policies_and_funds import funds_sentence, kind_words, policies_sentence
from helpers.present.figures.delivery import about, month
from helpers.present.numbers import MINUS, number, span
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_span, as_text, as_year
from helpers.present.words import STATUSES, count, in_words, listing

QUALIFIERS = {"exact": "", "about": "about ", "over": "over "}
NO_PATH = "how far only: no yearly path is printed"
PROVINCIAL = "miit-provincial-innovation-centres"


def answer(programmes: Programmes, dated: pd.DataFrame, rates: pd.DataFrame) -> Prose:
    """Say what may be compared and how it stands, then what the two lists hold.

    Parameters
    ----------
    programmes
        Result of ``programmes.programmes``.
    dated, rates
        Results of ``policies.dated_policies`` and ``funds.implied_rates``.
    """
    paired, targets = programmes.paired, programmes.targets
    fitting = int(paired["comparable"].sum())
    first = (
        f"Little can be measured. Of {count(len(paired), 'pairing')} of a reported figure with an "
        f"item of the plan, **{fitting} compare like with like**; the other "
        f"{len(paired) - fitting} count something else, or meet no figure of the plan. Of "
        f"{count(len(targets), 'dated programme target')} outside the plan's indicator table, "
        f"**{targets['reported'].notna().sum()}** have a reported figure of their own kind."
    )
    points = (
        _centres(paired),
        _energy(programmes.falls),
        policies_sentence(dated),
        funds_sentence(rates),
    )
    return Prose((first,), points, "answer")


def _centres(paired: pd.DataFrame) -> str:
    """Return the count of national centres against its targets."""
    counts = paired[paired["comparable"] & (paired["unit"] == "count")]
    targets = [f"{about(row)} by {row['target_year']:.0f}" for row in counts.to_dict("records")]
    first = counts.iloc[0]
    return (
        f"**National innovation centres: {first['value']:g} in {month(first['as_of'])}**, against "
        f"{listing(targets)}. The plan prints no path of yearly numbers, so this says how far, "
        "not whether behind."
    )


def _energy(falls: pd.DataFrame) -> str:
    """Return the energy fall against its paths and the assumption it rests on."""
    first, positions = falls.iloc[0], falls["position"]
    return (
        f"**Energy per unit of value added: down about {number(first['reported'], 0)} %.** The "
        f"paths ask for {span(falls['asked'].min(), falls['asked'].max())} %; ahead in "
        f"{(positions == 'ahead').sum()} of {count(len(falls), 'reading')}, within rounding in "
        f"{(positions == 'too_close_to_say').sum()}. Neither year nor base is printed; "
        f"{first['report_year']} on {first['base_year']} is assumed."
    )


def comparable_table(paired: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show the targets that meet a reported figure of the same kind, with the position."""
    rows = paired[paired["comparable"]].merge(
        indicators[["indicator_id", "name_en"]], on="indicator_id", how="left"
    )
    rows = rows.assign(
        subject=rows["name_en"].fillna("National manufacturing innovation centres"),
        asked=[_target(row) for row in rows.to_dict("records")],
        shown=[_figure(row) for row in rows.to_dict("records")],
        speaks_of=[_speaks_of(row) for row in rows.to_dict("records")],
        position=[_position(row) for row in rows.to_dict("records")],
    )
    columns = [
        as_text("subject", "Target"),
        as_year("target_year", "By"),
        as_span("asked", "Planned"),
        as_span("shown", "Reported"),
        as_text("speaks_of", "Speaks of"),
        as_text("position", "Position"),
        as_text("reason", "What the comparison rests on"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a target and the figure that may be set beside it.",
        "Positions sum up every base year and rule toward that target year; see notebook 03. "
        "Source: plan_zh, miit_2017.",
    )


def targets_table(targets: pd.DataFrame) -> ShownTable:
    """Show the plan's dated programme targets and whether the report answers them."""
    rows = targets.assign(
        asked=[_figure(row) for row in targets.to_dict("records")],
        remark=targets["note"].fillna("").map(in_words),
        answer=[
            "nothing comparable" if pd.isna(value) else f"{value:g} ({words})"
            for value, words in zip(targets["reported"], targets["as_of_printed"], strict=True)
        ],
    )
    columns = [
        as_text("item", "Target"),
        as_text("programme", "Where in the plan"),
        as_year("year", "By"),
        as_span("asked", "Planned"),
        as_text("answer", "Reported in March 2017"),
        as_text("remark", "Note", blank="none"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a dated target with a figure outside the indicator table.",
        "Goals without a figure and the two durations that date the plan's steps are left out.",
    )


def refused_table(paired: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show the comparisons that tempt and mislead, with the reason."""
    rows = paired[~paired["comparable"]]
    names = {
        f"indicator {row['indicator_id']}": row["name_en"] for row in indicators.to_dict("records")
    }
    rows = rows.assign(
        shown=[_figure(row) for row in rows.to_dict("records")],
        beside=[_words(ref) for ref in rows["target_ref"].replace(names, regex=True)],
        speaks_of=[_speaks_of(row) for row in rows.to_dict("records")],
    )
    columns = [
        as_text("item", "Reported"),
        as_span("shown", "Figure"),
        as_text("speaks_of", "Speaks of"),
        as_text("beside", "Not to be set beside"),
        as_text("reason", "Because"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a reported figure and the item of the plan that it does not measure.",
        "Source: miit_2017, plan_zh.",
    )


def _target(row: Mapping[Any, Any]) -> str:
    """Return the planned figure as the reference words it."""
    return _words(row["target_figure"])


def _words(reference: str) -> str:
    """Return a reference to a target in the words and signs of the pages."""
    words = re.sub(r" percent\b(?!age)", " %", reference)
    return re.sub(r"(?<![0-9])-(?=[0-9])", MINUS, words)


def _figure(row: Mapping[Any, Any]) -> str:
    """Return a figure with its qualifier; percent as a sign, counts bare."""
    digits = f"{row['value']:,g}".replace("-", MINUS)
    return f"{QUALIFIERS[row['qualifier']]}{digits}{' %' if row['unit'] == 'percent' else ''}"


def _speaks_of(row: Mapping[Any, Any]) -> str:
    """Return the date a reported figure speaks of, with the words that say so."""
    as_of = row["as_of"]
    if not as_of:
        return "no date printed"
    return f"{_month(as_of)} ('{row['as_of_printed']}')"


def _month(as_of: str) -> str:
    """Return a date as printed in figures, with its month in words where it has one."""
    return month(as_of) if "-" in as_of else as_of


def _position(row: Mapping[Any, Any]) -> str:
    """Return sign and word of the position; what stands in its place without a path."""
    if pd.isna(row["verdict"]):
        return NO_PATH
    status = STATUSES[row["verdict"]]
    return f"{status.sign} {status.word}"


def limits(reports: pd.DataFrame, programmes: Programmes, rates: pd.DataFrame) -> Prose:
    """Say what dates, counts and lists cannot bear.

    Parameters
    ----------
    reports
        Table programme_reports of the record.
    programmes, rates
        Results of ``programmes.programmes`` and ``funds.implied_rates``.
    """
    falls = programmes.falls
    return Prose(
        (),
        (
            *_limits_of_counts(reports, programmes.paired),
            "**'About 5 %' prints neither year nor base.** It is read as "
            f"{falls['report_year'].iloc[0]} on {falls['base_year'].iloc[0]}; another base would "
            "make another comparison.",
            "**The list of policies is the Chamber's selection**, not the plan's own. It calls "
            "itself not exhaustive, and one of its tables holds plans that merely overlap. A count "
            "of it measures the list, not the effort.",
            f"**The list of funds mixes {listing(kind_words(rates))}**, and money for other "
            "policies. It calls itself not exhaustive, too, and its amounts are estimates.",
            "**Both reporters have an interest.** The ministry reports on its own programme; the "
            "Chamber argues a case.",
        ),
        "limits",
    )


def _limits_of_counts(reports: pd.DataFrame, paired: pd.DataFrame) -> tuple[str, str]:
    """Return what the dates of the report and its two kinds of centres do not allow."""
    provincial = paired[paired["reported_ref"] == PROVINCIAL].iloc[0]
    national = paired[paired["comparable"] & (paired["unit"] == "count")].iloc[0]
    dates = reports["as_of"].value_counts()
    dated = [f"{_month(as_of)} ({dates[as_of]})" for as_of in sorted(dates.index) if as_of]
    return (
        f"**'As of now' is {_month(national['as_of'])}, not the end of the year before.** Of "
        f"{count(len(reports), 'number')} in the report, {dates['']} carry no date; the others "
        f"speak of {listing(dated)}. Whether 'as of now' also governs the sentences after it is "
        "not said.",
        f"**The {provincial['value']:g} provincial centres are not the {national['target']:g} "
        f"national ones.** Box 1 prints no administrative level; that it means the national kind, "
        f"of which {national['value']:g} existed, follows the report, which tells the two apart.",
    )
