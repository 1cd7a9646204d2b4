"""What the Chamber's lists of policies and funds hold, and what the sources leave open."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd

from helpers.present.numbers import span
from helpers.present.table import (
    ShownTable,
    as_chinese,
    as_number,
    as_source,
    as_span,
    as_text,
    as_year,
    labelled,
)
from helpers.present.texts.blocks import Facts, labels, plain_labels, say
from helpers.present.texts.language import language
from helpers.present.texts.passage import Passage
from helpers.present.words import in_words

TEMPLATE = "policies_and_funds"


@dataclass(frozen=True)
class ListedPolicies:
    """How many policies are listed, and how many of them came after the plan."""

    listed: int
    after: int


@dataclass(frozen=True)
class Policies:
    """How many policies are listed, when they came and from which level."""

    listed: int
    before: int
    same: int
    after: int
    central: int
    local: int


class PolicyCountsFacts(Policies, Facts, template=TEMPLATE, block="policy_counts"):
    """How many policies are listed, when they came and from which level."""


@dataclass(frozen=True)
class Funds:
    """How many entries are listed, and the range of amounts (billion yuan)."""

    listed: int
    printed: int
    least: float
    most: float


class SectionsFacts(Facts, template=TEMPLATE, block="sections_table"):
    """The years with a policy."""

    years: list[str]


class FundsFacts(Facts, template=TEMPLATE, block="funds_table"):
    """The implied rates (yuan per dollar): median, those apart from the others, and the others."""

    median: float | None
    apart: list[tuple[str, float]]
    others: tuple[float, float]


class NoSumFacts(Facts, template=TEMPLATE, block="no_sum"):
    """Entries by kind, those that serve other policies too, and what the prints lack."""

    listed: int
    kinds: list[tuple[str, int]]
    wider: list[str]
    missing: int
    dollars: int
    doubtful: int


def listed(dated: pd.DataFrame) -> ListedPolicies:
    """Return the facts of the listed policies, from ``policies.dated_policies``."""
    return ListedPolicies(len(dated), int((dated["phase"] == "after").sum()))


def policy_counts(dated: pd.DataFrame) -> Passage:
    """Say when the policies came and from which level, from ``policies.dated_policies``."""
    return say(PolicyCountsFacts(**asdict(policies(dated))))


def policies(dated: pd.DataFrame) -> Policies:
    """Return when the listed policies came and from which level."""
    phases, local = dated["phase"].value_counts(), int((dated["level"] == "local").sum())
    before, same, after = (int(phases.get(phase, 0)) for phase in ("before", "same", "after"))
    return Policies(len(dated), before, same, after, len(dated) - local, local)


def funds(rates: pd.DataFrame) -> Funds:
    """Return the facts of the listed funds, from ``funds.implied_rates``."""
    amounts = rates["placed_at"].dropna()
    return Funds(len(rates), len(amounts), amounts.min(), amounts.max())


def fund_kinds(rates: pd.DataFrame) -> list[tuple[str, int]]:
    """Return the number of entries of each kind, the most frequent first."""
    return [(str(kind), int(entries)) for kind, entries in rates["kind"].value_counts().items()]


def apart(rates: pd.DataFrame) -> list[tuple[str, float]]:
    """Return name and rate of the entries whose rate lies outside the range of the others."""
    rows = rates[rates["apart"]]
    return list(zip(rows["name"], rows["rate"], strict=True))


def other_rates(rates: pd.DataFrame) -> tuple[float, float]:
    """Return the least and the largest rate of the entries that do not lie apart."""
    others = rates.loc[~rates["apart"], "rate"]
    return others.min(), others.max()


def sections_table(counts: pd.DataFrame) -> ShownTable:
    """Show the number of policies by section: level, phase and year."""
    years = [name for name in counts.columns if name.isdigit()]
    numbers = ["policies", "central", "local", "before", "after", *years]
    columns = [as_text("section"), *map(as_year, numbers)]
    return labelled(counts, columns, labels(SectionsFacts(years)))


def agencies_table(counts: pd.DataFrame) -> ShownTable:
    """Show the number of policies by agency."""
    rows = counts.assign(in_full=counts["agency"].map(language().words["agencies"]))
    columns = [*map(as_text, ("agency", "in_full", "level")), *map(as_year, ("policies", "alone"))]
    return labelled(rows, columns, plain_labels(TEMPLATE, "agencies_table"))


def policies_table(dated: pd.DataFrame) -> ShownTable:
    """Show every policy with its Chinese title, agencies, date and doubts."""
    rows = dated.assign(agencies=dated["agencies"].str.replace("; ", ", "))
    columns = [
        as_year("order_printed"),
        as_span("date"),
        as_text("title_en"),
        as_chinese("title_zh"),
        *map(as_text, ("agencies", "letter", "suspect_note")),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "policies_table"))


def funds_table(rates: pd.DataFrame) -> ShownTable:
    """Show every fund with its printed amounts, the rate they imply, and its doubts."""
    ends = zip(rates["rate_low"], rates["rate_high"], strict=True)
    rows = rates.assign(
        kind=[language().word(kind, "fund_kinds") for kind in rates["kind"]],
        rounding=[span(*pair, 2) for pair in ends],
    )
    columns = [
        *map(as_text, ("name", "kind")),
        *map(as_span, ("amount_rmb_printed", "amount_usd_printed")),
        as_number("rate", decimals=2),
        as_span("rounding"),
        *map(as_text, ("purpose", "suspect_note")),
    ]
    median = rates["rate"].median()
    facts = FundsFacts(None if pd.isna(median) else median, apart(rates), other_rates(rates))
    return labelled(rows, columns, labels(facts))


def no_sum(rates: pd.DataFrame) -> Passage:
    """Say why the amounts must not be added up."""
    facts = NoSumFacts(
        listed=len(rates),
        kinds=fund_kinds(rates),
        wider=rates.loc[rates["several_policies"], "name"].tolist(),
        missing=int(rates["placed_at"].isna().sum()),
        dollars=int(rates["converted"].sum()),
        doubtful=int((rates["suspect"] & rates["placed_at"].notna()).sum()),
    )
    return say(facts)


def doubts_table(doubts: pd.DataFrame) -> ShownTable:
    """Show what the sources leave open in the report and in the two lists."""
    texts = ["printed", "other_printed", "reading", "reason"]
    rows = doubts.assign(
        place=doubts["locator"].str.replace(r" \(policy-\d+\)$", "", regex=True),
        **{name: doubts[name].fillna("").map(in_words) for name in texts},
    )
    columns = [as_text("place"), as_source("source_id"), as_text("field"), *map(as_text, texts)]
    return labelled(rows, columns, plain_labels(TEMPLATE, "doubts_table"))
