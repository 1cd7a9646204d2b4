"""The sheet of a sector: every target stands somewhere, counts have their whole, links lead on."""

import re
from dataclasses import replace

import pytest

from helpers.analysis.hindsight.sector import sector_of
from helpers.data.hindsight import read_hindsight
from helpers.data.raw import references
from helpers.errors import WrongCall
from helpers.present.facts import sector as words
from helpers.present.figure_output import MIME
from helpers.present.figures.rows import TEXT
from helpers.present.figures.sector import sector_figures
from tests.present.written import NONE, faults

# Inches of a printed page less its margins, and of it what a figure may take; points.
PAGE, LEGIBLE = (7.0, 9.6), 7.0
HOSTILE = "<script>alert(1)</script> **x** | y"


@pytest.fixture(scope="module")
def assessments():
    return read_hindsight()["outside_assessments"]


@pytest.fixture(scope="module")
def sectors(board, record, assessments):
    numbers = sorted(set(record["roadmap_targets"]["sector_no"]))
    return {number: sector_of(number, board, record, assessments) for number in numbers}


def test_an_unknown_sector_is_refused_with_the_known_ones(board, record, assessments):
    with pytest.raises(WrongCall, match="sectors=11") as refused:
        sector_of(11, board, record, assessments)
    assert "one of 1, 2, 3" in str(refused.value)


def test_every_target_of_the_roadmap_stands_on_one_sheet(sectors, record):
    shown = [name for one in sectors.values() for name in one.targets["target_id"]]
    assert sorted(shown) == sorted(record["roadmap_targets"]["target_id"])


def test_outcomes_are_those_of_the_scoreboard(sectors, tables):
    board = tables["scoreboard"].set_index("target_id")["outcome"]
    for one in sectors.values():
        assert list(one.targets["outcome"]) == list(board[one.targets["target_id"]])


def test_the_answer_begins_with_the_status_and_its_whole(sectors):
    for one in sectors.values():
        outcomes = one.judged["outcome"]
        late = (outcomes == "met_late").sum()
        met = (outcomes == "met").sum() + late
        leaning = (one.judged["leaning"] != "none").sum()
        nothing = (outcomes == "no_evidence").sum()
        first = words.answer(one).paragraphs[0]
        assert first.startswith(
            f"{one.name}: of {len(outcomes)} targets with a figure, {met} met"
            f"{f' ({late} of these late)' if late else ''}, "
        )
        assert f" {(outcomes == 'missed').sum()} missed, " in first
        assert f" {leaning} leaning one way and " in first
        if nothing:
            assert f"we found nothing for {nothing}; " in first
        else:
            assert "For all of the unknown there is evidence, but it neither" in first


def test_a_caption_counts_one_drawn_target_as_one(sectors):
    captions = [figure.caption for one in sectors.values() for figure in sector_figures(one)]
    assert [
        told for told in captions if "Drawn: the one in % with a value to set beside it;" in told
    ]
    assert not [told for told in captions if "the 1 in %" in told]


def test_the_card_counts_the_targets_of_each_year_and_of_both(sectors):
    for one in sectors.values():
        card = words.card(one)
        rows = {row[0]: row for row in card.cells}
        for year, own in one.judged.groupby("year"):
            met = own["outcome"].isin(["met", "met_late"]).sum()
            settled = ["met", "met_late", "missed", "definition_decides"]
            unknown = (~own["outcome"].isin(settled) & (own["leaning"] == "none")).sum()
            assert rows[str(year)][1:3] == [str(len(own)), str(met)]
            assert rows[str(year)][8] == str(unknown)
        assert rows["Both years"][1] == str(len(one.judged))


def test_every_evidence_id_of_a_verdict_leads_to_a_row_on_the_sheet(sectors):
    for one in sectors.values():
        named = {name for cell in one.targets["evidence_ids"] for name in references(cell)}
        html = words.targets_table(one).html() + words.sources_table(one).html()
        for name in named:
            assert f'href="#evidence-{name}"' in html
            assert html.count(f'id="evidence-{name}"') == 1


def test_contradicting_rows_stand_on_the_same_sheet(sectors):
    for one in sectors.values():
        there = set(one.evidence["evidence_id"])
        assert {c for cell in one.evidence["conflicts_with"] for c in references(cell)} <= there


def test_only_publishers_pages_are_linked(sectors):
    for one in sectors.values():
        html = words.sources_table(one).html() + words.assessments_table(one).html()
        rows = [*one.evidence.to_dict("records"), *one.assessments.to_dict("records")]
        own = {row["address"] for row in rows if row["address_kind"] == "publisher"}
        linked = {link.replace("&amp;", "&") for link in re.findall(r'<a href="(http[^"]+)"', html)}
        assert linked == own


def test_a_hostile_label_stays_a_text(sectors):
    one = sectors[6]
    targets, rows = one.targets.assign(item=HOSTILE), one.evidence.assign(publisher=HOSTILE)
    hostile = replace(one, name=HOSTILE, targets=targets, evidence=rows)
    tables = (words.targets_table(hostile), words.sources_table(hostile))
    html = "".join([words.answer(hostile).html(), *(table.html() for table in tables)])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<strong>x</strong>" not in html


@pytest.mark.parametrize("number", range(1, 11))
def test_the_figures_show_every_target_with_a_figure_once_and_legibly(sectors, number):
    figures = sector_figures(sectors[number])
    shown = [name for figure in figures for name in figure.data["target_id"]]
    assert sorted(shown) == sorted(sectors[number].judged["target_id"])
    for figure in figures:
        for drawing in (figure.wide, figure.narrow):
            assert faults(drawing) == NONE


@pytest.mark.parametrize("number", range(1, 11))
def test_a_figure_of_a_sector_is_legible_on_a_printed_page(sectors, number):
    for figure in sector_figures(sectors[number]):
        width, height = figure.wide.get_size_inches()
        shrunk = min(PAGE[0] / width, PAGE[1] / height)
        assert shrunk * TEXT >= LEGIBLE, (figure.name, height)


def test_a_figure_is_about_one_target_year_and_counts_it(sectors):
    for one in sectors.values():
        figures = sector_figures(one)
        years = sorted(set(one.judged["year"]))
        assert [set(figure.data["year"]) for figure in figures] == [{year} for year in years]
        for figure, year in zip(figures, years, strict=True):
            own = one.judged[one.judged["year"] == year]
            met = own["outcome"].isin(["met", "met_late"]).sum()
            title = figure.wide.axes[0].get_title(loc="left")
            assert f"{one.name} in {year}: {met} of {len(own)} met" in title.replace("\n", " ")
            # A number and its word stay on one line.
            assert re.search(r"\d+ unknown$", title.splitlines()[-1])


def test_near_measures_are_hollow_and_weak_grades_square(sectors):
    for figure in sector_figures(sectors[1]):
        rows = figure.data[(figure.data["unit"] == "percent") & figure.data["value"].notna()]
        drawn = [
            (line.get_marker() == "s", line.get_markerfacecolor() == "#ffffff", line.get_xdata()[0])
            for line in figure.wide.axes[0].lines
            if line.get_marker() in ("o", "s")
        ]
        middle = (rows["value"] + rows["value_high"].fillna(rows["value"])) / 2
        weak = rows["grade"].isin(["C", "D"])
        expected = zip(weak, rows["measure"] != "same", middle, strict=True)
        assert drawn == list(expected)


def test_a_sector_without_a_figure_says_so(sectors):
    one = sectors[6]
    none = one.targets[one.targets["outcome"] == "no_figure_set"]
    (shown,) = sector_figures(replace(one, targets=none))
    assert shown.alt == "No target of this sector sets a figure."


def test_the_unknown_are_listed_in_the_figures(sectors):
    figures = sector_figures(sectors[1])
    written = " ".join(
        text.get_text().replace("\n", " ")
        for figure in figures
        for text in figure.wide.axes[0].texts
    )
    unknown = sectors[1].judged.query("outcome == 'no_evidence'")
    for year, own in unknown.groupby("year"):
        whole = (sectors[1].judged["year"] == year).sum()
        assert f"? no evidence found: {len(own)} of {whole}" in written
    for item in unknown["item"]:
        assert item[1:] in written


def test_a_figure_carries_its_data(sectors):
    contents = [figure._repr_mimebundle_()[MIME] for figure in sector_figures(sectors[2])]
    assert sum(len(content["rows"]) for content in contents) == len(sectors[2].judged)
