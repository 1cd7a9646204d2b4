"""The page of a batch: answers as running text, failures by their reason."""

import re

import pandas as pd

from helpers.report.batch import batch_page

FAILURE = (
    "09_indicator_sheet, cell 4 (begins 'x') failed with WrongCall: no indicator 'y'. There are z\n"
    "The notebook as far as it ran is in work/y.ipynb."
)
ROWS = pd.DataFrame(
    {
        "run": ["cnc", "y"],
        "report_year": ["2016", "2017"],
        "result": ["made", "failed"],
        "answer": ["Reported for 2016: - CNC: behind. - Tools: ahead.", ""],
        "failure": ["", FAILURE],
    }
)
HTML = batch_page("sweep", ROWS, {"cnc": "cnc/index.html", "y": ""}, "mic2025 batch sweep.yml")


def test_an_answer_is_running_text_without_marks_of_a_list():
    assert "Reported for 2016: CNC: behind. Tools: ahead." in HTML


def test_a_failure_says_why_and_folds_where():
    assert '<td class="long">no indicator &#39;y&#39;. There are z <details>' in HTML
    folded = HTML.partition("<summary>Where it failed</summary>")[2]
    assert re.sub("<wbr[^>]*>", "", folded).startswith("09_indicator_sheet, cell 4")


def test_it_counts_runs_and_names_parameters_in_words():
    assert "2 runs over a grid of parameters, 1 failed." in HTML
    assert '<th scope="col">Report year</th>' in HTML
    assert '<a href="cnc/index.html">cnc</a>' in HTML


def test_an_unknown_failure_is_told_in_full():
    rows = ROWS.assign(failure=["", "its process was lost"])
    html = batch_page("sweep", rows, {"cnc": "", "y": ""}, "x")
    assert '<td class="long">its process was lost</td>' in html
