"""What an analyst asks is answered in two clicks from the index, on the screen they lead to."""

import pandas as pd
import pytest

from tests.pages.conftest import SHEETS

pytestmark = pytest.mark.slow

# The texts that are seen: in the window, cut off by no box, covered by nothing.
SEEN = """() => {
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const seen = [];
    const shows = (element, box) => {
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return box.width && element.contains(document.elementFromPoint(x, y));
    };
    while (texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const boxes = [...range.getClientRects()];
        if (boxes.some(box => shows(texts.currentNode.parentElement, box)))
            seen.push(texts.currentNode.textContent);
    }
    return seen.join(' ').replace(/\\s+/g, ' ');
}"""
CELL = "#indicators tr:has-text('{}') td:nth-child({}) a"
MENU, CONTENTS = "nav.menu a:visible:text-is('{}')", "nav.contents a:visible:has-text('{}')"


def outcome(tables, indicator, year):
    board = tables("scoreboard")
    (row,) = board[(board["indicator_id"] == indicator) & (board["year"] == year)].to_dict(
        "records"
    )
    return row


def broadband(tables):
    row = outcome(tables, "broadband_penetration", 2025)
    assert row["outcome"] == "met"
    return ["met", f"{row['value']:g} {row['value_unit']} / {row['target']:g}"]


def publisher(tables):
    evidence = tables("indicator_evidence")
    named = outcome(tables, "broadband_penetration", 2025)["evidence_ids"].split("; ")
    return list(evidence.loc[evidence["evidence_id"].isin(named), "publisher"])


def how_many_met(tables):
    board = tables("scoreboard")
    outcomes = board.loc[board["kind"] == "indicator", "outcome"]
    return [f"{outcomes.isin(['met', 'met_late']).sum()} were met"]


def without_value(tables):
    names = tables("indicators").set_index("indicator_id")["name_en"]
    seen = tables("observations")
    reported = set(seen.loc[seen["year"] == 2016, "indicator_id"])
    return [*(name for one, name in names.items() if one not in reported), "no value"]


def largest_fund(tables):
    return [f"{tables('funds')['amount_rmb'].max():,.0f} billion yuan"]


def definition(tables):
    names = tables("indicators").set_index("indicator_id")
    return [names.loc["cnc_key_process_ratio", "name_zh"]]


# A question, the links that are clicked, and what is seen then.
QUESTIONS = {
    "Broadband in 2025: which target, and was it met?": ([], broadband),
    "How many targets were met?": ([], how_many_met),
    "What did the roadmap ask of chips?": (
        ["#sectors a:has-text('Information Technology')", CONTENTS.format("The targets")],
        lambda _: ["Integrated circuit", "16/14nm"],
    ),
    "Who says so?": ([CELL.format("Broadband", 4)], publisher),
    "How is acceleration computed?": (
        [MENU.format("Methods"), CONTENTS.format("(acceleration)")],
        lambda _: ["(acceleration)", "Right Direction, Off Track", "Here:"],
    ),
    "Which indicators had no value for 2016?": ([], without_value),
    "How does the plan define the CNC ratio in Chinese?": (
        ["#indicators a:has-text('CNC ratio')", CONTENTS.format("Definition")], definition
    ),
    "How large are the funds?": ([MENU.format("Programmes")], largest_fund),
    "What did others conclude on machine tools?": (
        ["#sectors a:has-text('Numerical')", CONTENTS.format("others concluded")],
        lambda _: ["machine tools", "European Union Chamber of Commerce"],
    ),
    "What changed since the last version?": (
        ["main a[href='changes.html']"], lambda _: ["What changed", "Data", "Results"]
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(site):
    return lambda name: pd.read_csv(site / "tables" / f"{name}.csv", dtype={"value_year": str})


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_in_two_clicks_and_on_one_screen(page, site, tables, question):
    clicks, answer = QUESTIONS[question]
    if not all((site / sheet).is_file() for sheet in (*SHEETS, "sectors/2.html")):
        pytest.skip("only a build has all sheets: mic2025 build")
    assert len(clicks) <= 2
    page.goto(f"file://{site / 'index.html'}")
    for link in clicks:
        page.locator(link).first.click()
        page.wait_for_load_state()
    seen = page.evaluate(SEEN)
    assert [words for words in answer(tables) if words not in seen] == []
