"""The index page: the question, the verdict, the one picture, and the roads onward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers import paths
from helpers.analysis.comparison.scales import scaled_observations
from helpers.analysis.comparison.verdicts import prospects
from helpers.analysis.edition_tables import results_of
from helpers.analysis.progress.specifications import rule_verdicts
from helpers.data.tables.catalogue import tables_of
from helpers.edition.layout import EDITIONS, TITLE
from helpers.present.facts import index
from helpers.present.facts.comparison import robustness
from helpers.present.glossary import glossary_html, terms_in
from helpers.present.words import listing
from helpers.report.arrangement import TAG, TBODY
from helpers.report.citations import citations_of
from helpers.report.footer import (
    added_inputs,
    edition_label,
    frame_words,
)
from helpers.report.outputs import figure_html, figure_stem
from helpers.report.pages import Page, environment, finish

PICTURE = "fan"
PLAN = "Made in China 2025"
BUNDLES = {
    "xlsx": "All tables in one Excel workbook, with a data dictionary",
    "json": "Data Package, version 2: what every column means",
}
LEAD = (
    "In May 2015 China's State Council set twelve indicators for the plan Made in China 2025, with "
    "targets for 2020 and 2025. By March 2017 values for 2016 were published, most of them by the "
    "ministry in charge. Here they are held against every path to the targets."
)


Picture = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Road:
    """A link with its title and one sentence on what lies there."""

    href: str
    title: str
    description: str

    def seen_from(self, root: str) -> dict[str, str]:
        """Return the link as seen from a page with that way back to the index."""
        return {"href": f"{root}{self.href}", "title": self.title}


@dataclass
class Home(Page):
    """What the index shows beside the frame of every page."""

    lead: str = ""
    answer: Markup = field(default_factory=Markup)
    words: Markup = field(default_factory=Markup)
    more_words: Markup = field(default_factory=Markup)
    figure: Markup = field(default_factory=Markup)
    verdicts: Markup = field(default_factory=Markup)
    robustness: Markup = field(default_factory=Markup)
    citation: str = ""
    editions: str = ""
    entries: Sequence[Road] = ()
    sheets: Sequence[Road] = ()
    bundles: Sequence[Road] = ()
    downloads: Sequence[Road] = field(default_factory=list)


def home_page(
    entries: Sequence[Road],
    sheets: Sequence[Road],
    picture: Picture | None,
    tables: Mapping[str, pd.DataFrame],
    record: Mapping[str, Any],
    downloads: Sequence[str],
) -> str:
    """Return the index page.

    Parameters
    ----------
    entries, sheets
        The pages, and those of single indicators.
    picture
        Name of the page that draws the one picture, and the picture's bundle; None without.
    tables, record, downloads
        As in ``site.render_pages``.
    """
    published = record["edition"] == paths.PUBLISHED
    plan = "the plan" if record["parameters"].get("targets") else PLAN
    question = f"Was {plan} on its path in {record['report_year']}?"
    lead = LEAD if published else _rerun_lead(record)
    home = Home(
        title=question,
        heading=question,
        description=lead,
        lead=lead,
        editions=EDITIONS if published else "",
        entries=entries,
        sheets=sheets,
        bundles=_bundles(downloads),
        downloads=_tables(downloads, tables, record["parameters"].get("targets", "")),
        **frame_words(record),
        citation=(
            f"The maintainers of the {TITLE}: {TITLE}, version {record['version']}, "
            f"{edition_label(record).lower()}. For a single figure add the page and the source "
            "it names."
        ),
    )
    _add_verdicts(home, tables, int(record["report_year"]))
    if picture:
        page, bundle = picture
        citations = citations_of(tables)
        home.sources = citations.used([bundle["source"]])
        home.figure = figure_html(bundle, page, "", citations, home.sources)
        home.image = f"figures/{figure_stem(page, bundle)}.png"
    return finish(environment().get_template("home.html.j2").render(page=home))


def _rerun_lead(record: Mapping[str, Any]) -> str:
    """Return what a rerun edition compares, and with what it was made."""
    added = listing(added_inputs(record)) or "the published figures"
    return (
        f"Every value of {record['report_year']} is held against every path to its targets. "
        f"Made with {added}."
    )


def _add_verdicts(home: Home, tables: Mapping[str, pd.DataFrame], report_year: int) -> None:
    """Add answer, table and what depends on what, with their words explained."""
    results = results_of(tables, report_year)
    observed = scaled_observations(tables["observations"], results.points, results.indicators)
    rated = rule_verdicts(tables["specifications"])
    ahead = prospects(results.comparison, results.points, observed, rated)
    answer = index.headline(results, ahead).html()
    first = terms_in(TAG.sub(" ", answer))
    home.answer, home.words = Markup(answer), Markup(glossary_html(first))
    if len(results.verdicts):
        table, causes = index.front_table(results, ahead).html(), robustness(results).html()
        home.verdicts, home.robustness = Markup(table), Markup(causes)
        read = TAG.sub(" ", TBODY.sub("", table) + causes)
        home.more_words = Markup(glossary_html(terms_in(read, first)))


def _bundles(downloads: Sequence[str]) -> list[Road]:
    """Return workbook and data package."""
    return [
        Road(path, path.rpartition("/")[2], BUNDLES[ending])
        for path in downloads
        if (ending := path.rpartition(".")[2]) in BUNDLES
    ]


def _tables(
    downloads: Sequence[str], tables: Mapping[str, pd.DataFrame], targets: str
) -> list[Road]:
    """Return the tables as CSV, with what a row is and how many there are."""
    declared = {f"{table.name}.csv": table for table in tables_of(targets)}
    found = []
    for path in downloads:
        table = declared.get(path.rpartition("/")[2])
        if table:
            rows = f", {len(tables[table.name]):,} rows" if table.name in tables else ""
            found.append(Road(path, f"{table.name}.csv", f"{table.title}{rows}"))
    return found
