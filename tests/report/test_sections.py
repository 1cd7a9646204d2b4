"""A heading stands on a page only where something stands under it."""

import nbformat

from helpers.report.sections import without_empty_sections

OUTPUT = nbformat.v4.new_output("display_data", {"text/plain": "shown"})


def sources(*cells):
    notebook = nbformat.v4.new_notebook(cells=list(cells))
    return [cell["source"] for cell in without_empty_sections(notebook)["cells"]]


def text(source):
    return nbformat.v4.new_markdown_cell(source)


def code(source, *outputs):
    return nbformat.v4.new_code_cell(source, outputs=list(outputs))


def test_a_section_that_shows_nothing_loses_its_heading_and_keeps_its_code():
    found = sources(text("# One"), text("## Empty"), code("a"), text("## Full"), code("b", OUTPUT))
    assert found == ["# One", "a", "## Full", "b"]


def test_text_is_something_to_show():
    cells = (text("# One"), text("## Limits\n\nWords."), text("## Next"), code("a"), text("words"))
    assert sources(*cells) == [cell["source"] for cell in cells]


def test_what_stands_before_the_first_heading_stays():
    assert sources(text("# One"), code("a")) == ["# One", "a"]
