"""What the sheet of a sector says: its targets, what became of them, and who else names it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from helpers.analysis.hindsight.sector import Sector
from helpers.present.evidence_links import as_document, as_evidence_links, documents
from helpers.present.facts.evidence_table import evidence_table
from helpers.present.facts.scoreboard import Tally, in_words, tallies
from helpers.present.outcome_marks import as_outcome
from helpers.present.table import ShownTable, as_count, as_span, as_text, as_year, labelled
from helpers.present.texts.blocks import Facts, plain_labels, say
from helpers.present.texts.passage import Passage
from helpers.present.words import day

TEMPLATE = "sector"
DECIDED = ("met", "met_late", "missed")
# What the card counts of the targets with a figure.
COUNTED = (
    "judged", "met_in_all", "met_late", "missed", "definition_decides",
    "leans_met", "leans_missed", "unknown", "no_evidence",
)  # fmt: skip
# Grades that decide nothing.
WEAK = ("C", "D")


class SectorFacts(Facts, template=TEMPLATE, block="answer"):
    """Where targets stand in all, and verdicts of others.

    `by_c` of the targets neither met nor missed rest on grade C or D at least in part.
    """

    sector: str
    found: Tally
    by_c: int
    evidence: int
    publishers: int
    verdicts: list[tuple[str, int]]


def answer(sector: Sector) -> Passage:
    """Say how many targets were met, missed, open and unknown, each of how many."""
    judged, rows = sector.judged, sector.evidence
    decided = judged["outcome"].isin(DECIDED)
    verdicts = sector.assessments["verdict"].str.partition(":")[0].value_counts(sort=False)
    facts = SectorFacts(
        sector=sector.name,
        found=total(sector),
        by_c=int((judged["grade"].isin(WEAK) & ~decided).sum()),
        evidence=len(rows),
        publishers=rows["publisher"].nunique(),
        verdicts=[(str(name), int(amount)) for name, amount in verdicts.items()],
    )
    return say(facts, "answer")


def total(sector: Sector) -> Tally:
    """Return where all targets of the sector stand."""
    return tallies(sector.targets, "sector_no").get(sector.number, Tally())


def card(sector: Sector) -> ShownTable:
    """Show how many targets stand where: of each year, and of all years."""
    words = plain_labels(TEMPLATE, "card")
    found = {str(year): one for year, one in tallies(sector.targets, "year").items()}
    groups = {**found, words["all"]: total(sector)}
    rows = pd.DataFrame({"group": list(groups)})
    for name in COUNTED:
        rows[name] = [getattr(one, name) for one in groups.values()]
    return labelled(rows, [as_text("group"), *map(as_count, COUNTED)], words)


def targets_table(sector: Sector) -> ShownTable:
    """Show every target as printed, with its outcome, value, grade and condition."""
    columns = [
        as_text("item"),
        as_year("year"),
        as_outcome("standing"),
        *map(as_text, ("target_printed", "reached")),
        as_span("grade"),
        as_evidence_links("evidence_ids"),
        as_text("quantity_text"),
        as_span("kept"),
        *map(as_text, ("condition", "reason")),
    ]
    return labelled(in_words(sector.targets), columns, plain_labels(TEMPLATE, "targets_table"))


def sources_table(sector: Sector) -> ShownTable:
    """Show every evidence row on the sector's targets: document, publisher, date and page."""
    words = plain_labels(TEMPLATE, "sources_table")
    return replace(evidence_table(sector.evidence), caption=words["title"], empty=words["empty"])


def assessments_table(sector: Sector) -> ShownTable:
    """Show what others concluded on the sector, by what list, and where it was seen."""
    shown = sector.assessments.assign(source=documents(sector.assessments))
    columns = [as_document("source"), *map(as_text, ("verdict", "list_judged")), as_span("grade")]
    return labelled(shown, columns, plain_labels(TEMPLATE, "assessments_table"))


def policies_table(sector: Sector) -> ShownTable:
    """Show the policies that name the sector, and the words they share with its name."""
    rows = sector.policies.assign(date=sector.policies["date"].map(day))
    columns = [
        *map(as_text, ("title_en", "section", "agencies")),
        as_span("date"),
        as_text("matched"),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "policies_table"))


def funds_table(sector: Sector) -> ShownTable:
    """Show the funds that name the sector, and the words they share with its name."""
    columns = [as_text(name) for name in ("name", "purpose", "amount_rmb_printed", "matched")]
    return labelled(sector.funds, columns, plain_labels(TEMPLATE, "funds_table"))
