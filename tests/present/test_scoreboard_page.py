"""The scoreboard page: its counts are those of its rows, its marks those of its outcomes."""

import re

import pandas as pd
import pytest

from helpers.analysis.hindsight.rows_behind import rows_behind
from helpers.analysis.hindsight.scoreboard import STANDINGS, named, scoreboard, tally
from helpers.data.hindsight import read_hindsight
from helpers.data.raw import references
from helpers.data.tables.scoreboard import OUTCOMES
from helpers.present.facts import scoreboard as words
from helpers.present.facts import sector_outcomes
from helpers.present.facts.evidence_table import evidence_table
from helpers.present.figures.scoreboard import scoreboard_figure
from helpers.present.figures.sector_outcomes import PARTS, sector_outcomes_figure
from helpers.present.outcome_marks import mark_of, word_of
from tests.present.written import NONE, faults

HOSTILE = '<img src=x onerror=alert(1)> [b](c) "&'


@pytest.fixture(scope="module")
def board(edition, record):
    return named(scoreboard(edition, record), edition.indicators, record)


@pytest.fixture(scope="module")
def figures(board, results):
    return {
        "scoreboard": scoreboard_figure(board, results),
        "sectors": sector_outcomes_figure(board),
    }


def small_board(**changes):
    """Four targets: met, met late, leaning and one nothing was found for."""
    rows = pd.DataFrame(
        {
            "target_id": ["a", "b", "c", "d"],
            "kind": ["indicator", "roadmap", "roadmap", "roadmap"],
            "indicator_id": ["cnc", "", "", ""],
            "sector_no": [float("nan"), 6, 6, 6],
            "sector": ["", "Vehicles", "Vehicles", "Vehicles"],
            "item": ["CNC ratio", "vehicles", "batteries", "motors"],
            "quantity": ["", "market_share", "market_share", "market_share"],
            "year": [2020, 2020, 2020, 2025],
            "target": [50.0, 80.0, 70.0, 90.0],
            "target_high": [float("nan")] * 4,
            "target_qualifier": ["exact", "over", "exact", "exact"],
            "target_printed": ["50", "80%", "70%", "90%"],
            "unit": ["percent"] * 4,
            "outcome": ["met", "met_late", "supportive_only", "no_evidence"],
            "leaning": ["none", "none", "missed", "none"],
            "measure": ["same", "near", "near", ""],
            "grade": ["A", "B", "C", ""],
            "value": [52.1, 81.0, 60.0, float("nan")],
            "value_high": [float("nan")] * 4,
            "value_qualifier": ["exact", "at_least", "about", ""],
            "value_unit": ["percent", "percent", "percent", ""],
            "value_year": [2020, 2022, 2020, float("nan")],
            "value_as_of": [""] * 4,
            "evidence_ids": ["e-1; e-2", "e-3", "e-4", ""],
            "condition": [""] * 4,
            "reason": ["the value of 2020 passes"] * 4,
        }
    )
    return rows.assign(**changes)


def count(board, kind, outcomes, leanings=("none",)):
    """Targets of a kind counted straight from the rows."""
    return sum(
        row["kind"] == kind and row["outcome"] in outcomes and row["leaning"] in leanings
        for row in board.to_dict("records")
    )


def said(text, pattern):
    """The numbers a text says in a pattern."""
    found = re.search(pattern, " ".join(text.split()))
    assert found, (pattern, text)
    return tuple(map(int, found.groups()))


def cells(shown, header):
    place = [column.header for column in shown.columns].index(header)
    return [row[place] for row in shown.cells]


OPEN = ("short_at_last_value", "supportive_only")
ANY = ("met", "missed", "none")


def test_the_answer_counts_the_indicator_targets(board):
    pattern = (
        r"Of (\d+) indicator targets, (\d+) met \((\d+) of these late\), (\d+) missed, "
        r"(\d+) depend on the definition, (\d+) open\. Of the open ones, (\d+) lean towards met, "
        r"(\d+) the other way, and (\d+) lean nowhere"
    )
    told = said(words.answer(board).text(), pattern)
    assert told == (
        int((board["kind"] == "indicator").sum()),
        count(board, "indicator", ("met", "met_late")),
        count(board, "indicator", ("met_late",)),
        count(board, "indicator", ("missed",)),
        count(board, "indicator", ("definition_decides",)),
        count(board, "indicator", (*OPEN, "no_evidence"), ANY),
        count(board, "indicator", OPEN, ("met",)),
        count(board, "indicator", OPEN, ("missed",)),
        count(board, "indicator", (*OPEN, "no_evidence")),
    )
    assert told[0] == sum(told[position] for position in (1, 3, 4, 5))


def test_the_answer_counts_the_programmes_out_of_those_with_a_figure(board):
    told = said(
        words.answer(board).text() + words.counted(board).text(),
        r"Programmes: of (\d+) targets with a figure (\d+) met, (\d+) missed"
        r".*Programmes: (\d+) of (\d+) further targets with",
    )
    total = int((board["kind"] == "programme").sum())
    judged = total - count(board, "programme", ("no_figure_set",))
    met = count(board, "programme", ("met", "met_late"))
    missed = count(board, "programme", ("missed",))
    assert told == (judged, met, missed, judged, total)


def test_the_answer_says_how_much_of_the_roadmap_is_unknown(board):
    told = said(
        words.answer(board).text() + words.counted(board).text(),
        r"of (\d+) sector targets .*, (\d+) unknown.*"
        r"Unknown are (\d+): for (\d+) we found nothing; for (\d+)",
    )
    nothing, open_ones = count(board, "roadmap", ("no_evidence",)), count(board, "roadmap", OPEN)
    judged = int((board["kind"] == "roadmap").sum()) - count(board, "roadmap", ("no_figure_set",))
    unknown = nothing + open_ones
    assert told == (judged, unknown, unknown, nothing, open_ones)


def test_the_answer_says_how_firm_outcomes_are():
    told = said(
        words.counted(small_board()).text(),
        r"of (\d+) targets met or missed in all three lists, (\d+) rest .*?; (\d+) rest on",
    )
    assert told == (2, 1, 1)
    seen = small_board(measure=["same"] * 4, grade=["A"] * 4)
    assert "0 rest at least" in " ".join(words.counted(seen).text().split())
    assert "Of all 2 met or missed, 1 rest at least" in words.answer(small_board()).text()


def test_every_target_stands_somewhere_once():
    assert {name for name in STANDINGS if not name.startswith("leans_")} == set(OUTCOMES)
    row = tally(small_board(), "sector_no").loc[6]
    found = {name: row[name] for name in STANDINGS if row[name]}
    assert found == {"met_late": 1, "leans_missed": 1, "no_evidence": 1}
    assert (row["of"], row["judged"]) == (3, 3)


def test_a_sector_is_one_line_with_its_denominator():
    shown = sector_outcomes.sectors_table(small_board())
    assert shown.cells == [
        ["6 Vehicles", "3", "1", "0", "0", "0", "1", "1", "◕ vehicles 2020", "▽ batteries 2020"]
    ]


def test_the_lines_of_the_sectors_sum_to_the_counts_of_the_answer(board):
    shown = sector_outcomes.sectors_table(board)
    (judged, unknown) = said(
        words.answer(board).text(), r"of (\d+) sector targets .*, (\d+) unknown"
    )
    assert sum(map(int, cells(shown, "Unknown"))) == unknown
    assert sum(map(int, cells(shown, "Figures"))) == judged


def test_every_line_of_a_sector_adds_up_to_its_figures(board):
    for row in sector_outcomes.sectors_table(board).cells:
        figures, *parts = map(int, row[1:8])
        assert sum(parts) == figures, row[0]


def test_the_three_tables_show_every_target_once(board):
    shown = [
        words.indicators_table(board),
        words.programmes_table(board),
        words.targets_table(board),
        words.silent_table(board),
    ]
    assert sum(len(table.rows) for table in shown) == len(board)


def test_every_outcome_leads_to_its_rows_on_the_page(board, record):
    shown = evidence_table(rows_behind(board, record))
    there = set(re.findall(r'id="(evidence-[^"]*)"', shown.html()))
    tables = (
        words.indicators_table(board),
        words.programmes_table(board),
        words.targets_table(board),
        words.silent_table(board),
        shown,
    )
    links = {link for table in tables for link in re.findall(r'href="#([^"]*)"', table.html())}
    assert links
    assert links <= there


def test_rows_that_contradict_a_row_stand_beside_it(record):
    rows = record["target_evidence"]
    row = rows[rows["conflicts_with"] != ""].iloc[0]
    shown = rows_behind(pd.DataFrame({"evidence_ids": [row["evidence_id"]]}), record)
    expected = {row["evidence_id"], *references(row["conflicts_with"])}
    assert set(shown["evidence_id"]) == expected


def test_a_target_says_outcome_value_year_grade_and_measure():
    (cell,) = words.indicators_table(small_board()).cells
    assert cell[:7] == [
        "CNC ratio", "2020", "✓ met", "50 %", "52.1 % (2020)", "A", "same"
    ]  # fmt: skip
    last = words.silent_table(small_board()).cells[-1]
    assert last[5:] == ["? no evidence found", "none", "none", "none", "none"]


@pytest.mark.parametrize(
    ("qualifier", "shown"),
    [("at_most", "≤52.1 %"), ("under", "<52.1 %"), ("over", ">52.1 %"), ("about", "~52.1 %")],
)
def test_a_bound_is_never_shown_as_an_exact_value(qualifier, shown):
    (cell,) = words.indicators_table(small_board(value_qualifier=qualifier)).cells
    assert cell[4] == f"{shown} (2020)"


def test_a_target_keeps_the_sign_of_its_print():
    (cell,) = words.indicators_table(small_board(target_qualifier="about")).cells
    assert cell[3] == "~50 %"


def test_a_value_whose_year_is_not_stated_says_when_it_was_stated():
    as_of = "as of 2021-09 (reference year not stated)"
    row = words.in_words(small_board(value_as_of=as_of)).iloc[0]
    assert (row["reached"], row["value_time"]) == (f"52.1 %, {as_of}", "as of 2021-09")


def test_a_value_in_another_unit_than_the_target_says_its_own():
    lines = small_board(value_unit=["per 100 households", "percent", "percent", ""])
    row = words.in_words(lines).iloc[0]
    assert (row["value_text"], row["aim"]) == ("52.1 per 100 households", "50 %")
    assert row["reached"] == "52.1 per 100 households (2020)"


def test_no_value_is_shown_in_a_unit_its_evidence_does_not_print(board, record):
    """A near measure keeps its unit; changes and sums of money are brought to the target."""
    names = ["evidence_id", "unit"]
    rows = pd.concat([record[table][names] for table in ("indicator_evidence", "target_evidence")])
    units = rows.set_index("evidence_id")["unit"]
    brought = {"percentage_points", "RMB billion", "RMB trillion"}
    for row in board[board["value"].notna()].to_dict("records"):
        own = {units[name].replace("percent_over_period", "percent")
               for name in references(row["evidence_ids"]) if name in units}  # fmt: skip
        assert row["value_unit"] in own | brought, row["target_id"]


def test_a_hostile_name_stays_a_text_everywhere(results):
    board = small_board(item=HOSTILE, sector=HOSTILE, reason=HOSTILE, target_printed=HOSTILE)
    for shown in (
        words.indicators_table(board),
        words.targets_table(board),
        words.silent_table(board),
        sector_outcomes.sectors_table(board),
    ):
        assert "<img" not in shown.html()
        assert "&lt;img" in shown.html()
    assert HOSTILE in sector_outcomes_figure(board).alt


@pytest.mark.parametrize("name", ["scoreboard", "sectors"])
def test_texts_are_legible_within_the_picture_and_apart(figures, name):
    for drawing in (figures[name].wide, figures[name].narrow):
        assert faults(drawing) == NONE


def test_the_board_shows_sign_word_value_and_target_of_every_indicator_target(figures, board):
    written = [text.get_text() for text in figures["scoreboard"].wide.axes[0].texts]
    rows = words.in_words(board[board["kind"] == "indicator"])
    for row in rows.to_dict("records"):
        sign, word = mark_of(row["standing"]).sign, word_of(row["standing"])
        found = [
            text
            for text in written
            if f"{sign} {word} " in " ".join(text.split()) + " "
            and f"{row['value_text'] or '–'} / {row['target_text']}".replace("\u00a0", " ") in text
        ]
        assert found, row["target_id"]


def test_the_board_says_where_no_value_was_reported(figures, results, board):
    written = [text.get_text() for text in figures["scoreboard"].wide.axes[0].texts]
    reported = results.verdicts["indicator_id"].nunique()
    indicators = board.loc[board["kind"] == "indicator", "indicator_id"].nunique()
    assert written.count("no value") == indicators - reported


def test_the_parts_of_a_sector_are_as_long_as_their_numbers_and_add_up(figures, board):
    rows = board[(board["kind"] == "roadmap") & (board["outcome"] != "no_figure_set")]
    for drawing in (figures["sectors"].wide, figures["sectors"].narrow):
        widths = [patch.get_width() for patch in drawing.axes[0].patches]
        numbers = [
            int(text.get_text().split()[-1])
            for text in drawing.axes[0].texts
            if re.fullmatch(r"(\S )?\d+", text.get_text())
        ]
        assert sum(numbers) == len(rows)
        units = {round(width / number, 9) for width, number in zip(widths, numbers, strict=True)}
        assert len(units) == 1


def test_every_figure_that_can_be_judged_is_in_one_part():
    everything = words.Tally(of=36, judged=36, met=1, met_late=2, missed=3, definition_decides=4,
                             leans_met=5, leans_missed=6, short_at_last_value=7,
                             supportive_only=8)  # fmt: skip
    assert sum(getattr(everything, name) for name in PARTS) == everything.judged


def test_what_is_unknown_is_said_beside_each_sector(figures, board):
    written = [text.get_text() for text in figures["sectors"].wide.axes[0].texts]
    sectors = board.loc[board["kind"] == "roadmap", "sector_no"].nunique()
    assert len([text for text in written if text.endswith(" unknown")]) == sectors


@pytest.mark.parametrize("name", ["scoreboard", "sectors"])
def test_what_is_left_out_is_said_and_every_title_has_its_denominator(figures, name):
    assert "Left out" in figures[name].caption
    assert re.search(r"(Of|of) \d+", figures[name].alt)
    assert re.search(r"(Of|of) \d+", figures[name].wide.axes[0].get_title(loc="left"))


def test_without_indicators_or_sectors_the_figures_say_so(results):
    board = small_board()
    no_indicator = scoreboard_figure(board[board["kind"] != "indicator"], results)
    no_sector = sector_outcomes_figure(board[board["kind"] == "indicator"])
    assert no_indicator.alt == "There is no indicator target."
    assert no_sector.alt == "No sector has a target that sets a figure."


def test_what_others_concluded_stands_by_sector_the_whole_plan_first(board):
    notes = read_hindsight()["outside_assessments"]
    found = cells(sector_outcomes.assessments_table(notes, board), "Sector")
    named = [name for cell in found for name in cell.split("; ")]
    assert len(named) == len(notes)
    whole = int(notes["sector_no"].isna().sum())
    assert named.count("Whole plan") == whole
    numbers = [int(cell.split()[0]) for cell in found if not cell.startswith("Whole")]
    assert numbers == sorted(numbers)
    assert found[0].startswith("Whole plan")


def test_what_others_concluded_of_a_sector_left_out_is_left_out(board):
    notes = read_hindsight()["outside_assessments"]
    chosen = board[board["sector_no"].isna() | (board["sector_no"] == 6)]
    found = set(cells(sector_outcomes.assessments_table(notes, chosen), "Sector"))
    assert {name.split()[0] for cell in found for name in cell.split("; ")} == {"Whole", "6"}
