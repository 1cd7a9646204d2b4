"""Words and tables of notebook 06: the Chamber's lists of policies and funds, and open doubts."""

from __future__ import annotations

import pandas as pd

from helpers.present.figures.funds import KINDS
from helpers.present.numbers import number, span
from helpers.present.prose import Prose
from helpers.present.table import (
    ShownTable,
    as_chinese,
    as_number,
    as_source,
    as_span,
    as_text,
    as_year,
)
from helpers.present.words import count, in_words, listing

# The abbreviations of the Chamber's list, in full.
AGENCIES = {
    "AQSIQ": "General Administration of Quality Supervision, Inspection and Quarantine",
    "CAC": "Cyberspace Administration of China",
    "CBRC": "China Banking Regulatory Commission",
    "CESI": "China Electronics Standardization Institute",
    "CIRC": "China Insurance Regulatory Commission",
    "CSRC": "China Securities Regulatory Commission",
    "MIIT": "Ministry of Industry and Information Technology",
    "MOF": "Ministry of Finance",
    "MOFCOM": "Ministry of Commerce",
    "MOST": "Ministry of Science and Technology",
    "MOT": "Ministry of Transport",
    "NDRC": "National Development and Reform Commission",
    "NEA": "National Energy Administration",
    "PBOC": "People's Bank of China",
    "SAC": "Standardization Administration of China",
}


def policies_sentence(dated: pd.DataFrame) -> str:
    """Return how many policies are shown, when they came and from which level."""
    phases, local = dated["phase"].value_counts(), int((dated["level"] == "local").sum())
    same = f", {phases['same']} on its day" if "same" in phases else ""
    return (
        f"**{count(len(dated), 'policy', 'policies')}** of the Chamber's list: "
        f"{phases.get('before', 0)} dated before the plan, {phases.get('after', 0)} after "
        f"it{same}; {len(dated) - local} from central bodies, {local} from provinces and cities. "
        "The choice is the Chamber's, not the plan's."
    )


def funds_sentence(rates: pd.DataFrame) -> str:
    """Return how many entries of which kinds there are, their range and the check of rates."""
    known = rates[rates["placed_at"].notna()]
    apart = [
        f"{row['name']} ({number(row['rate'], 2)})"
        for row in rates[rates["apart"]].to_dict("records")
    ]
    odd = f"; outside the range of the others: {listing(apart)}" if apart else ""
    return (
        f"**{count(len(rates), 'entry', 'entries')} in the Chamber's list of funds**: "
        f"{listing(kind_words(rates))}. {count(len(known), 'prints', 'print')} an amount, from "
        f"RMB {known['placed_at'].min():,.0f} to {known['placed_at'].max():,.0f} billion; no total "
        "is given, because they are not one kind of money. The pairs of amounts imply "
        f"{number(rates['rate'].median(), 2)} RMB per dollar in the median{odd}."
    )


def kind_words(rates: pd.DataFrame) -> list[str]:
    """Return the number of entries of each kind, the most frequent first."""
    return [
        count(int(entries), KINDS[str(kind)][0])
        for kind, entries in rates["kind"].value_counts().items()
    ]


def sections_table(counts: pd.DataFrame) -> ShownTable:
    """Show the number of policies by section: level, phase and year."""
    years = [name for name in counts.columns if name.isdigit()]
    columns = [
        as_text("section", "Table"),
        as_year("policies", "Policies"),
        as_year("central", "Central"),
        as_year("local", "Local"),
        as_year("before", "Before the plan"),
        as_year("after", "After the plan"),
        *(as_year(year, year) for year in years),
    ]
    return ShownTable(
        counts,
        columns,
        "A row is a table of the Chamber's appendix; numbers of policies.",
        "The plan itself is listed, too, and is neither before nor after. Central includes the "
        "State Council, ministries, an institute and an advisory committee.",
    )


def agencies_table(counts: pd.DataFrame) -> ShownTable:
    """Show the number of policies by agency."""
    rows = counts.assign(in_full=counts["agency"].map(AGENCIES))
    columns = [
        as_text("agency", "Agency"),
        as_text("in_full", "In full", blank="as named"),
        as_text("level", "Level"),
        as_year("policies", "Policies"),
        as_year("alone", "Of which alone"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is an agency; a joint policy counts for each of its agencies.",
        "The column therefore adds up to more than the number of policies.",
    )


def policies_table(dated: pd.DataFrame) -> ShownTable:
    """Show every policy with its Chinese title, agencies, date and doubts."""
    rows = dated.assign(agencies=dated["agencies"].str.replace("; ", ", "))
    columns = [
        as_year("order_printed", "No."),
        as_span("date", "Date"),
        as_text("title_en", "Title as printed"),
        as_chinese("title_zh", "Chinese title"),
        as_text("agencies", "Agencies"),
        as_text("letter", "Table"),
        as_text("suspect_note", "Doubt, and how it is read", blank="none"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a policy; a date without a day is printed so.",
        "Source: chamber_2017, appendix 1, the Chamber's selection. Stray blanks are removed from "
        "the Chinese titles; the English ones are as printed, errors included.",
    )


def funds_table(rates: pd.DataFrame) -> ShownTable:
    """Show every fund with its printed amounts, the rate they imply, and its doubts."""
    rows = rates.assign(
        kind=[KINDS[kind][0] for kind in rates["kind"]],
        rounding=[
            span(low, high, 2) if pd.notna(low) else ""
            for low, high in zip(rates["rate_low"], rates["rate_high"], strict=True)
        ],
        rmb=rates["amount_rmb_printed"].replace("", "not printed"),
        usd=rates["amount_usd_printed"].replace("", "not printed"),
    )
    columns = [
        as_text("name", "Name as printed"),
        as_text("kind", "Kind"),
        as_span("rmb", "In RMB, as printed"),
        as_span("usd", "In dollars, as printed"),
        as_number("rate", "RMB per dollar", 2, blank="not both printed"),
        as_span("rounding", "Within rounding", blank="not both printed"),
        as_text("purpose", "For"),
        as_text("suspect_note", "Doubt, and how it is read", blank="none"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is an entry of the Chamber's list of funds. The amounts have no common sum.",
        "Source: chamber_2017, appendix 2. Kind is this compendium's reading of name and purpose.",
    )


def no_sum(rates: pd.DataFrame) -> Prose:
    """Say why the amounts must not be added up."""
    missing, dollars = rates["placed_at"].isna().sum(), rates["converted"].sum()
    wider = listing(rates.loc[rates["several_policies"], "name"].tolist())
    doubts = (rates["suspect"] & rates["placed_at"].notna()).sum()
    return Prose(
        ("**Do not add the column up.** No total is printed here, for these reasons:",),
        (
            f"The entries are {listing(kind_words(rates))}. Money to invest, money to lend, cover "
            "against losses and the cost of projects are different things.",
            "A project total may hold money that a fund or a loan of the same list provides.",
            f"The purpose printed for {wider} names other policies as well; how much is for the "
            "plan is not said.",
            f"{missing} of {len(rates)} entries print no amount, and {dollars} prints dollars "
            f"only; {doubts} of the printed amounts are in doubt, in size, unit or kind.",
            "The list calls itself not exhaustive, and prints neither years nor money spent.",
        ),
    )


def doubts_table(doubts: pd.DataFrame) -> ShownTable:
    """Show what the sources leave open in the report and in the two lists."""
    told = ["printed", "other_printed", "reading", "reason"]
    rows = doubts.assign(
        place=doubts["locator"].str.replace(r" \(policy-\d+\)$", "", regex=True),
        **{name: doubts[name].fillna("").map(in_words) for name in told},
    )
    columns = [
        as_text("place", "Where"),
        as_source("source_id", "Source"),
        as_text("field", "What is open"),
        as_text("printed", "It says"),
        as_text("other_printed", "Another place says", blank="nothing"),
        as_text("reading", "Used here"),
        as_text("reason", "Why"),
    ]
    return ShownTable(rows, columns, "A row is a doubt that the sources do not settle.")
