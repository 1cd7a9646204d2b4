"""The index page: the question, the verdict, the one picture, and the roads onward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers import paths
from helpers.analysis.comparison.scales import scaled_observations
from helpers.analysis.comparison.verdicts import prospects
from helpers.analysis.edition_tables import Results, results_of
from helpers.analysis.hindsight.scoreboard import named
from helpers.analysis.progress.specifications import rule_verdicts
from helpers.data.plan import OWN, recorded_plan
from helpers.edition.layout import EDITIONS, INDEX
from helpers.present.facts import first_screen, index
from helpers.present.facts.comparison import robustness
from helpers.present.facts.first_screen import Board, SectorRow
from helpers.present.glossary import beside_html
from helpers.present.texts.blocks import Facts, labels
from helpers.report.arrangement import TAG
from helpers.report.citations import citations_of
from helpers.report.footer import TEMPLATE, added_inputs, citation, frame_words
from helpers.report.menu import Step, grouped
from helpers.report.outputs import figure_html
from helpers.report.pages import Page, filled
from helpers.report.reference_frame import reference_roads
from helpers.report.roads import Road

# Part of the name of the page that compares the values of the report year.
COMPARISON = "progress"

Picture = tuple[str, dict[str, Any]]


class HomeFacts(Facts, template=TEMPLATE, block="home"):
    """What is compared, and what is said of the plan and of its targets.

    `plan` is "" where nobody named it. `is_own` tells the published version's plan from another, of
    which `title`, `publisher` and `base_values` are told as well.
    """

    plan: str
    is_own: bool
    title: str
    publisher: str
    base_values: str
    report_year: int
    has_outcomes: bool
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
    titles: Mapping[str, str] = field(default_factory=dict)
    board: Board | None = None
    comparison: Road | None = None
    sectors: Sequence[SectorRow] = ()
    answer: Markup = field(default_factory=Markup)
    words: Markup = field(default_factory=Markup)
    details: Markup = field(default_factory=Markup)
    figure: Markup = field(default_factory=Markup)
    verdicts: Markup = field(default_factory=Markup)
    robustness: Markup = field(default_factory=Markup)
    compendium_citation: str = ""
    editions: str = ""
    entries: Sequence[Road] = ()
    roads: Sequence[tuple[str, Sequence[Road]]] = ()
    sheets: Mapping[str, Sequence[Road]] = field(default_factory=dict)


def home_page(
    entries: Sequence[Road],
    sheets: Mapping[str, Sequence[Road]],
    picture: Picture | None,
    tables: Mapping[str, pd.DataFrame],
    record: Mapping[str, Any],
    menu: Sequence[Step] = (),
    image: str = "",
) -> str:
    """Return the index page, its links to other pages by their names.

    Parameters
    ----------
    entries, sheets
        The pages, and those of single subjects by what they are: indicator, sector.
    picture
        Name of the page that draws the one picture, and the picture's bundle; None without.
    tables, record
        As in ``site.Site``.
    menu
        The menu at its head.
    image
        The picture that a preview shows, "" for none.
    """
    facts = _facts(tables, record)
    words = labels(facts)
    home = Home(
        title=words["title"],
        heading=words["title"],
        description=words["lead"],
        lead=words["lead"],
        titles=words,
        editions=EDITIONS if facts.is_published else "",
        menu=menu,
        image=image,
        path=INDEX,
        entries=entries,
        roads=grouped([*entries, *reference_roads(record)], str(record["report_year"])),
        sheets=sheets,
        **frame_words(record, words["title"]),
        compendium_citation=citation(record),
    )
    results = results_of(tables, int(record["report_year"]))
    if facts.has_outcomes:
        _add_outcomes(home, tables, results)
    _add_verdicts(home, tables, results)
    home.words = Markup(beside_html(TAG.sub(" ", home.answer)))
    if picture:
        page, bundle = picture
        citations = citations_of(tables)
        home.sources = citations.used([bundle["source"]])
        home.figure = figure_html(bundle, page, "", citations, home.sources, home.citation)
    return filled("home", home)


def _facts(tables: Mapping[str, pd.DataFrame], record: Mapping[str, Any]) -> HomeFacts:
    """Return what title and lead of the index name."""
    plan = recorded_plan(record)
    milestones = tables["milestones"]
    targets = sorted(milestones.loc[milestones["role"] == "target", "year"].unique())
    return HomeFacts(
        plan=plan.name,
        is_own=plan == OWN,
        title=plan.title,
        publisher=plan.publisher,
        base_values=plan.base_values,
        report_year=record["report_year"],
        has_outcomes="scoreboard" in tables,
        is_published=record["edition"] == paths.PUBLISHED,
        plan_set=_month(plan.issued),
        indicators=len(tables["indicators"]),
        target_years=[str(year) for year in targets],
        reported=_month(plan.first_report),
        added=added_inputs(record),
    )


def _month(date: str) -> str:
    """Return the year and month of a date, as far as it tells them."""
    return date[: len("2015-05")]


def _add_verdicts(home: Home, tables: Mapping[str, pd.DataFrame], results: Results) -> None:
    """Add the answer on the report year and its table.

    Where the outcomes come first, it becomes a section of its own, and what depends on what is left
    to its page.
    """
    observed = scaled_observations(tables["observations"], results.points, results.indicators)
    rated = rule_verdicts(tables["specifications"])
    ahead = prospects(results.comparison, results.points, observed, rated)
    headline = index.headline(results, ahead)
    if home.board:
        home.details = Markup(replace(headline, kind="").html())
    else:
        home.answer = Markup(headline.html())
    if len(results.verdicts):
        home.verdicts = Markup(index.front_table(results, ahead).html())
        home.robustness = Markup("" if home.board else robustness(results).html())


def _add_outcomes(home: Home, tables: Mapping[str, pd.DataFrame], results: Results) -> None:
    """Put first what became of the targets."""
    board = named(tables["scoreboard"], tables["indicators"], tables)
    pages = {
        kind: {_subject(road): road.href for road in found} for kind, found in home.sheets.items()
    }
    home.comparison = next((road for road in home.entries if COMPARISON in road.href), None)
    compared = home.comparison.href if home.comparison else ""
    home.answer = Markup(first_screen.answer(board, results).html())
    home.board = first_screen.indicator_board(board, results, pages.get("indicator", {}), compared)
    home.sectors = first_screen.sector_rows(board, pages.get("sector", {}))


def _subject(road: Road) -> str:
    """Return the id of the subject of a sheet, by which its page is named."""
    return PurePosixPath(road.href).stem
