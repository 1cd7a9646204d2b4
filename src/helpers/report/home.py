"""The index page: the question, the verdict, the one picture, and the roads onward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.verdicts import verdicts
from helpers.present.answers import progress
from helpers.report.outputs import figure_html, find_bundle
from helpers.report.pages import Page, environment, tidy
from helpers.report.record import PUBLISHED, edition_label, footer_record

PICTURE = "fan"
DESCRIPTIONS = {
    "xlsx": "all tables with a data dictionary, for Excel and LibreOffice",
    "json": "Data Package, version 2: what every column means",
    "csv": "table",
}
LEAD = (
    "The State Council's plan of May 2015 sets twelve indicators with targets for 2020 and 2025. "
    "In March 2017 the ministry in charge reported the first values after its start. This "
    "compendium holds them against every path to the targets."
)
RERUN_LEAD = (
    "This edition was made with added figures or another plan's targets; the published edition "
    "is not changed by it. Every value is held against every path to its targets."
)


@dataclass
class Home(Page):
    """What the index shows beside the frame of every page."""

    heading: str = ""
    lead: str = ""
    answer: str = ""
    figure: str = ""
    verdicts: str = ""
    robustness: str = ""
    citation: str = ""
    entries: Sequence[Mapping[str, str]] = ()
    sheets: Sequence[Mapping[str, str]] = ()
    downloads: Sequence[Mapping[str, str]] = ()


def home_page(
    entries: Sequence[Mapping[str, str]],
    sheets: Sequence[Mapping[str, str]],
    picture: str,
    tables: Mapping[str, pd.DataFrame],
    record: Mapping[str, Any],
    downloads: Sequence[str],
) -> str:
    """Return the index page.

    Parameters
    ----------
    entries
        The pages: href, title, description.
    sheets
        The same for the pages of single indicators.
    picture
        The one picture as HTML, or "".
    tables, record, downloads
        As in ``site.render_site``.
    """
    comparison, indicators = tables["comparison"], tables["indicators"]
    summary = verdicts(comparison)
    lead = LEAD if record["edition"] == PUBLISHED else RERUN_LEAD
    question = f"Was the plan on its path in {record['report_year']}?"
    home = Home(
        title=question,
        description=lead,
        edition_label=edition_label(record),
        command=record["command"],
        record=footer_record(record),
        heading=question,
        lead=lead,
        answer=progress.answer(summary, comparison, indicators).html(),
        figure=picture,
        entries=entries,
        sheets=sheets,
        downloads=[_download(path) for path in downloads],
        citation=(
            f"Made in China 2025 indicator compendium, version {record['version']}, "
            f"{edition_label(record).lower()}. Text and tables: CC BY 4.0."
        ),
    )
    if len(summary):
        home.verdicts = progress.verdict_table(summary, indicators).html()
        home.robustness = progress.robustness(comparison, summary, indicators).html()
    return tidy(environment().get_template("home.html.j2").render(page=home))


def _download(path: str) -> dict[str, str]:
    """Return link, name and description of a table file."""
    name = path.rpartition("/")[2]
    return {"href": path, "title": name, "description": DESCRIPTIONS[name.rpartition(".")[2]]}


def picture_of(notebook: Any, page: str) -> str:
    """Return the one picture if this notebook draws it, else ""."""
    bundle = find_bundle(notebook, PICTURE)
    return str(figure_html(bundle, page)) if bundle else ""
