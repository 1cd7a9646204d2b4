"""Every document behind a figure, with what was seen of it and what it bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from helpers.analysis.hindsight.rows_behind import rows_behind, with_documents_named
from helpers.analysis.hindsight.scoreboard import named
from helpers.present.evidence_links import as_address
from helpers.present.table import Shown, ShownTable, as_chinese, as_span, as_text, labelled
from helpers.present.texts.blocks import Facts, labels
from helpers.present.texts.language import language
from helpers.present.words import day, sentence_case

TEMPLATE = "documents"
Tables = Mapping[str, pd.DataFrame]
DOCUMENT = ["publisher", "document", "published", "address"]
TOLD = [*DOCUMENT, "address_kind", "seen", "grade"]
EVIDENCE = ("target_evidence", "indicator_evidence")
ASSESSMENTS = "outside_assessments"


@dataclass(frozen=True)
class Places:
    """Addresses of the pages that show what documents bear, "" where there is none.

    `sheets` are the pages of single indicators and sectors by their ids.
    """

    scoreboard: str
    sheets: Mapping[str, str]


class DocumentsFacts(Facts, template=TEMPLATE, block="documents_table"):
    """How many documents and publishers there are, and how many pages of publishers are linked."""

    documents: int
    publishers: int
    linked: int


def documents_table(tables: Tables, places: Places) -> ShownTable:
    """Show each document once, by publisher and date.

    Parameters
    ----------
    tables
        The tables of evidence, outside assessments, scoreboard and record of an edition.
    places
        Where the pages of the edition lie.
    """
    rows = pd.concat([_borne(tables, places), _assessed(tables, places)], ignore_index=True)
    shown = rows.groupby(DOCUMENT, sort=False, as_index=False).agg(
        address_kind=("address_kind", "first"),
        seen=("seen", "first"),
        grade=("grade", lambda grades: ", ".join(sorted(set(grades)))),
        bears=("bears", lambda found: tuple(dict.fromkeys(found))),
    )
    shown = shown.assign(
        page=list(zip(shown["address"], shown["address_kind"], strict=True)),
        order=shown["publisher"].str.casefold(),
        date=shown["published"].map(day),
        document=shown["document"].map(sentence_case),
        seen=[language().word(name, "seen") for name in shown["seen"]],
    ).sort_values(["order", "published"], kind="stable", ignore_index=True)
    columns = [
        *map(as_chinese, ("publisher", "document")),
        as_span("date"),
        as_address("page"),
        as_text("seen"),
        as_span("grade"),
        Shown("bears", "", _names, markup=_links),
    ]
    linked = int((shown["address_kind"] == "publisher").sum())
    facts = DocumentsFacts(len(shown), shown["publisher"].nunique(), linked)
    return labelled(shown, columns, labels(facts))


def _borne(tables: Tables, places: Places) -> pd.DataFrame:
    """Return the rows of evidence, each with the name and the address of what it bears."""
    rows = pd.concat([tables[name] for name in EVIDENCE], ignore_index=True)
    rows = with_documents_named(rows)
    board = named(tables["scoreboard"], tables["indicators"], tables)
    targets = board.set_index("target_id")
    shown = set(rows_behind(board, tables)["evidence_id"])
    names = tables["indicators"].set_index("indicator_id")["name_en"]
    bears = []
    for row in rows.to_dict("records"):
        if pd.notna(row.get("target_id")) and row["target_id"] in targets.index:
            target = targets.loc[row["target_id"]]
            name = f"{sentence_case(target['item'])} {target['year']}"
            sheet = places.sheets.get(str(target["sector_no"]).partition(".")[0], "")
        else:
            name = f"{names.get(row['indicator_id'], row['indicator_id'])} {row['period']}"
            sheet = places.sheets.get(row["indicator_id"], "")
        is_shown = row["evidence_id"] in shown and places.scoreboard
        own = f"{places.scoreboard}#evidence-{row['evidence_id']}"
        bears.append((name, own if is_shown else sheet))
    return rows[TOLD].assign(bears=bears)


def _assessed(tables: Tables, places: Places) -> pd.DataFrame:
    """Return the outside assessments, each with the sector it is about."""
    rows = tables[ASSESSMENTS]
    words = language().words["assessed"]
    sectors = tables["scoreboard"].dropna(subset=["sector_no"])
    named_sectors = named(sectors, tables["indicators"], tables).set_index("sector_no")["sector"]
    names = named_sectors.groupby(level=0).first()
    bears = [
        (words["whole"], places.scoreboard)
        if pd.isna(number)
        else (f"{words['sector']} {names[number]}", places.sheets.get(f"{number:.0f}", ""))
        for number in rows["sector_no"]
    ]
    return rows[TOLD].assign(bears=bears)


def _names(bears: tuple[tuple[str, str], ...]) -> str:
    """Return what a document bears as text."""
    return "; ".join(name for name, _ in bears)


def _links(bears: tuple[tuple[str, str], ...]) -> str:
    """Return what a document bears as links."""
    return "; ".join(_linked(bears))


def _linked(bears: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, href in bears:
        words = escape(name)
        yield f'<a href="{escape(href)}">{words}</a>' if href else words
