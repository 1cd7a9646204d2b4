"""The plan's programmes compared with what the ministry reports: what may be compared, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.documents.programmes import Programmes
from helpers.present.facts import policies_and_funds as lists
from helpers.present.facts.verdicts import COUNTED, agreement
from helpers.present.numbers import MINUS
from helpers.present.table import ShownTable, as_span, as_status, as_text, as_year, labelled
from helpers.present.texts.blocks import Facts, labels, phrase, plain_labels, say
from helpers.present.texts.filters import grouped
from helpers.present.texts.passage import Passage
from helpers.present.words import in_words

TEMPLATE = "programmes"
PROVINCIAL = "miit-provincial-innovation-centres"


@dataclass(frozen=True)
class Centres:
    """The count of national centres, its month, and each target as a phrase."""

    reported: float
    as_of: str
    targets: list[str]


@dataclass(frozen=True)
class EnergyFall:
    """The reported fall and the range of the falls needed (percent), and how the paths agree."""

    reported: float
    needed: tuple[float, float]
    paths: int
    agreement: str
    report_year: int
    base_year: int


class ProgrammesFacts(Facts, template=TEMPLATE, block="answer"):
    """How many pairings can be compared, how those stand, and what the two lists hold."""

    pairings: int
    fitting: int
    centres: Centres
    energy: EnergyFall
    policies: lists.ListedPolicies
    funds: lists.Funds


class PairedFacts(Facts, template=TEMPLATE, block="counted"):
    """Pairings that can be compared, of how many figures; targets, and those with a figure."""

    fitting: int
    figures: int
    targets: int
    answered: int


class CountedFacts(Facts, template=TEMPLATE, block="counted_target"):
    """A target that is a count, and its year."""

    target: float
    is_about: bool
    year: int


class FigureFacts(Facts, template=TEMPLATE, block="figure"):
    """A figure with unit and qualifier (exact, about or over)."""

    value: float
    unit: str
    qualifier: str


class DateFacts(Facts, template=TEMPLATE, block="speaks_of"):
    """The date a reported figure speaks of, "" for none, and the words that say so."""

    as_of: str
    printed: str


class LimitsFacts(Facts, template=TEMPLATE, block="limits"):
    """Dates of the report, the two kinds of centres, the energy fall, and the kinds of funds.

    `dates` are the printed dates with the number of figures each; `fall` is in percent.
    """

    national_as_of: str
    figures: int
    undated: int
    dates: list[tuple[str, int]]
    provincial: float
    target: float
    national: int
    fall: float
    report_year: int
    base_year: int
    fund_kinds: list[tuple[str, int]]


def answer(programmes: Programmes, dated: pd.DataFrame, rates: pd.DataFrame) -> Passage:
    """Say what may be compared and how it stands, then what the two lists hold.

    Parameters
    ----------
    programmes
        Result of ``programmes.programmes``.
    dated, rates
        Results of ``policies.dated_policies`` and ``funds.implied_rates``.
    """
    paired = programmes.paired
    facts = ProgrammesFacts(
        pairings=len(paired),
        fitting=int(paired["comparable"].sum()),
        centres=centres(paired),
        energy=energy_fall(programmes.falls),
        policies=lists.listed(dated),
        funds=lists.funds(rates),
    )
    return say(facts, "answer")


def counted_pairings(programmes: Programmes) -> Passage:
    """Say of how many figures the pairings are, and how many targets have one of their kind."""
    paired, targets = programmes.paired, programmes.targets
    fitting = paired[paired["comparable"]]
    facts = PairedFacts(
        fitting=len(fitting),
        figures=fitting["reported_ref"].nunique(),
        targets=len(targets),
        answered=int(targets["reported"].notna().sum()),
    )
    return say(facts)


def counted(paired: pd.DataFrame) -> pd.DataFrame:
    """Return the pairings of a count with a count of the same kind: the national centres."""
    return paired[paired["comparable"] & (paired["unit"] == "count")]


def centres(paired: pd.DataFrame) -> Centres:
    """Return the count of national centres with its targets."""
    counts = counted(paired)
    first = counts.iloc[0]
    targets = [" ".join(parts) for parts in target_words(counts)]
    return Centres(first["value"], first["as_of"], targets)


def target_words(counts: pd.DataFrame) -> list[tuple[str, str]]:
    """Return figure and year of each counted target in words."""
    facts = [
        CountedFacts(row["target"], row["target_qualifier"] == "about", int(row["target_year"]))
        for row in counts.to_dict("records")
    ]
    return [(words["figure"], words["when"]) for words in map(labels, facts)]


def energy_fall(falls: pd.DataFrame) -> EnergyFall:
    """Return the reported fall of energy against its paths, from ``programmes.energy_falls``."""
    first, positions = falls.iloc[0], falls["position"].value_counts()
    counts = {name: int(positions.get(name, 0)) for name in COUNTED}
    return EnergyFall(
        reported=first["reported"],
        needed=(falls["asked"].min(), falls["asked"].max()),
        paths=len(falls),
        agreement=agreement({"verdict": first["verdict"], "paths": len(falls), **counts}),
        report_year=int(first["report_year"]),
        base_year=int(first["base_year"]),
    )


def comparable_table(paired: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show the targets that meet a reported figure of the same kind, with the position."""
    words = plain_labels(TEMPLATE, "comparable_table")
    rows = paired[paired["comparable"]].merge(
        indicators[["indicator_id", "name_en"]], on="indicator_id", how="left"
    )
    rows = _with_figures(rows).assign(
        subject=rows["name_en"].fillna(words["centres"]),
        planned=rows["target_figure"].map(_in_signs),
        position=rows["verdict"].fillna(""),
    )
    columns = [
        as_text("subject"),
        as_year("target_year"),
        *map(as_span, ("planned", "shown")),
        as_text("speaks_of"),
        as_status("position"),
        as_text("reason"),
    ]
    return labelled(rows, columns, words)


def targets_table(targets: pd.DataFrame) -> ShownTable:
    """Show the plan's dated programme targets and whether the report answers them."""
    rows = targets.assign(
        planned=_figures(targets),
        remark=targets["note"].fillna("").map(in_words),
        answer=["" if pd.isna(value) else grouped(value) for value in targets["reported"]],
    )
    columns = [
        *map(as_text, ("item", "programme")),
        as_year("year"),
        as_span("planned"),
        *map(as_text, ("answer", "remark")),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "targets_table"))


def refused_table(paired: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show the comparisons that tempt and mislead, with the reason."""
    rows = paired[~paired["comparable"]]
    ids = "indicator " + indicators["indicator_id"]
    names = dict(zip(ids, indicators["name_en"], strict=True))
    rows = _with_figures(rows).assign(
        beside=rows["target_ref"].replace(names, regex=True).map(_in_signs)
    )
    columns = [as_text("item"), as_span("shown"), *map(as_text, ("speaks_of", "beside", "reason"))]
    return labelled(rows, columns, plain_labels(TEMPLATE, "refused_table"))


def _with_figures(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the reported figure, and what it speaks of, in words."""
    dates = zip(rows["as_of"], rows["as_of_printed"], strict=True)
    return rows.assign(shown=_figures(rows), speaks_of=[phrase(DateFacts(*pair)) for pair in dates])


def _figures(rows: pd.DataFrame) -> list[str]:
    """Return figures with their qualifier; percent as a sign, counts bare."""
    figures = zip(rows["value"], rows["unit"], rows["qualifier"], strict=True)
    return [phrase(FigureFacts(*figure)) for figure in figures]


def _in_signs(reference: str) -> str:
    """Return a reference to a target with the signs of the pages for percent and minus."""
    words = re.sub(r" percent\b(?!age)", " %", reference)
    return re.sub(r"(?<![0-9])-(?=[0-9])", MINUS, words)


def limits(reports: pd.DataFrame, programmes: Programmes, rates: pd.DataFrame) -> Passage:
    """Say what dates, counts and lists cannot bear.

    Parameters
    ----------
    reports
        Table programme_reports of the record.
    programmes, rates
        Results of ``programmes.programmes`` and ``funds.implied_rates``.
    """
    paired, energy = programmes.paired, energy_fall(programmes.falls)
    national = counted(paired).iloc[0]
    dates = reports["as_of"].value_counts()
    facts = LimitsFacts(
        national_as_of=national["as_of"],
        figures=len(reports),
        undated=int(dates[""]),
        dates=[(as_of, int(dates[as_of])) for as_of in sorted(dates.index) if as_of],
        provincial=paired.loc[paired["reported_ref"] == PROVINCIAL, "value"].iloc[0],
        target=national["target"],
        national=int(national["value"]),
        fall=energy.reported,
        report_year=energy.report_year,
        base_year=energy.base_year,
        fund_kinds=lists.fund_kinds(rates),
    )
    return say(facts, "limits")
