"""What follows a cell: its code folded after the answer, words explained where first met."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from helpers.report.arrangement import arrange


def notebook(*cells):
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return nbformat.v4.new_notebook(cells=list(cells))


def shown(source, html):
    return new_code_cell(source, outputs=[new_output("display_data", {"text/html": html})])


def test_code_without_output_is_folded_with_the_next_that_has_one():
    places = arrange(notebook(new_code_cell("import x"), shown("x.answer()", "<p>42</p>")))
    assert places["cell-0"].folds == []
    (fold,) = places["cell-1"].folds
    assert fold.heading == "Code"
    assert [source for _, source in fold.blocks] == ["import x", "x.answer()"]


def test_defaults_and_set_parameters_share_one_fold():
    tagged = [
        new_code_cell(source, metadata={"tags": [tag]})
        for source, tag in (("year = 2016", "parameters"), ("year = 2017", "injected-parameters"))
    ]
    places = arrange(notebook(*tagged, shown("year", "<p>2017</p>")))
    parameters, code = places["cell-2"].folds
    assert parameters.heading == "Parameters"
    assert parameters.blocks == [("Defaults", "year = 2016"), ("Set for this page", "year = 2017")]
    assert code.blocks == [("", "year")]


def test_code_after_the_last_output_is_not_lost():
    places = arrange(notebook(shown("a", "<p>1</p>"), new_code_cell("b")))
    assert places["cell-1"].folds[0].blocks == [("", "b")]


def test_words_stand_beside_an_answer_and_nowhere_else():
    answer = '<div class="prose answer"><p>On no <b>path</b>.</p></div>'
    places = arrange(
        notebook(new_markdown_cell("A path."), shown("a", answer), shown("t", "<p>A path.</p>"))
    )
    assert places["cell-0"].words == places["cell-2"].words == ""
    assert "<dfn>Path</dfn>" in places["cell-1"].words
