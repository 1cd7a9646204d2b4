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
from helpers.edition.layout import EDITIONS
from helpers.present.facts import index, scoreboard
from helpers.present.facts.comparison import robustness
from helpers.present.glossary import beside_html
from helpers.present.texts.blocks import Facts, labels
from helpers.present.texts.passage import joined
from helpers.report.arrangement import TAG
from helpers.report.citations import citations_of
from helpers.report.footer import TEMPLATE, added_inputs, citation, frame_words
from helpers.report.menu import Step
from helpers.report.outputs import figure_html, figure_stem
from helpers.report.pages import Page, environment
from helpers.report.roads import Road

PICTURE = "fan"
PLAN = "Made in China 2025"
# Texts the lead names: the plan, and the report of the year its values are compared in.
PLAN_SOURCE, REPORT_SOURCE = "plan_zh", "miit_2017"

Picture = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class HomeFacts(Facts, template=TEMPLATE, block="home"):
    """What is compared; of the published version also how many indicators were set, and when.

    The plan has no name where a rerun brings targets of its own.
    """

    plan: str
    report_year: int
    is_published: bool
    plan_set: str
    indicators: int
    target_years: list[str]
    reported: str
    added: list[str]


@dataclass
class Home(Page):
    """What the index shows beside the frame of every page."""

    lead: str = ""
    answer: Markup = field(default_factory=Markup)
    words: Markup = field(default_factory=Markup)
    figure: Markup = field(default_factory=Markup)
    verdicts: Markup = field(default_factory=Markup)
    robustness: Markup = field(default_factory=Markup)
    compendium_citation: str = ""
    editions: str = ""
    entries: Sequence[Road] = ()
    sheets: Mapping[str, Sequence[Road]] = field(default_factory=dict)


def home_page(
    entries: Sequence[Road],
    sheets: Mapping[str, Sequence[Road]],
    picture: Picture | None,
    tables: Mapping[str, pd.DataFrame],
    record: Mapping[str, Any],
    menu: Sequence[Step] = (),
) -> str:
    """Return the index page, its links to other pages by their names.

    Parameters
    ----------
    entries, sheets
        The pages, and those of single subjects by what they are: indicator, sector.
    picture
        Name of the page that draws the one picture, and the picture's bundle; None without.
    tables, record
        As in ``site.render_pages``.
    menu
        The menu at its head.
    """
    facts = _facts(tables, record)
    words = labels(facts)
    home = Home(
        title=words["title"],
        heading=words["title"],
        description=words["lead"],
        lead=words["lead"],
        editions=EDITIONS if facts.is_published else "",
        menu=menu,
        entries=entries,
        sheets=sheets,
        **frame_words(record, words["title"]),
        compendium_citation=citation(record),
    )
    _add_verdicts(home, tables, int(record["report_year"]))
    if picture:
        page, bundle = picture
        citations = citations_of(tables)
        home.sources = citations.used([bundle["source"]])
        home.figure = figure_html(bundle, page, "", citations, home.sources)
        home.image = f"figures/{figure_stem(page, bundle)}.png"
    return environment().get_template("home.html.j2").render(page=home)


def _facts(tables: Mapping[str, pd.DataFrame], record: Mapping[str, Any]) -> HomeFacts:
    """Return what title and lead of the index name."""
    published = tables["sources"].set_index("source_id")["published"]
    milestones = tables["milestones"]
    targets = sorted(milestones.loc[milestones["role"] == "target", "year"].unique())
    return HomeFacts(
        plan="" if record["parameters"].get("targets") else PLAN,
        report_year=record["report_year"],
        is_published=record["edition"] == paths.PUBLISHED,
        plan_set=_month(published, PLAN_SOURCE),
        indicators=len(tables["indicators"]),
        target_years=[str(year) for year in targets],
        reported=_month(published, REPORT_SOURCE),
        added=added_inputs(record),
    )


def _month(published: pd.Series, source: str) -> str:
    """Return the year and month in which a source appeared, "" where a version has none."""
    return str(published.get(source, ""))[: len("2015-05")]


def _add_verdicts(home: Home, tables: Mapping[str, pd.DataFrame], report_year: int) -> None:
    """Add answer, table and what depends on what, with their words explained."""
    results = results_of(tables, report_year)
    observed = scaled_observations(tables["observations"], results.points, results.indicators)
    rated = rule_verdicts(tables["specifications"])
    ahead = prospects(results.comparison, results.points, observed, rated)
    told = [index.headline(results, ahead)]
    if "scoreboard" in tables:  # the evidence is on the plan's own targets
        told.append(scoreboard.on_index(tables["scoreboard"]))
    answer = joined(*told, kind="answer").html()
    home.answer, home.words = Markup(answer), Markup(beside_html(TAG.sub(" ", answer)))
    if len(results.verdicts):
        table, causes = index.front_table(results, ahead).html(), robustness(results).html()
        home.verdicts, home.robustness = Markup(table), Markup(causes)
