"""On a phone each cell of a table names its column, few figures are turned, many cards fold."""

import pytest

from helpers.report.cards import card_labels, with_card_labels, with_folded_cards

TABLE = (
    '<div class="table{kind}" tabindex="0"><table><caption>A row.</caption><thead><tr>'
    '<th scope="col">Name</th><th scope="col" class="long">R&amp;D <a href="#s">[1]</a></th>'
    "</tr></thead><tbody></tbody></table></div>"
)


def test_the_headings_stand_once_for_the_cards_of_a_phone():
    page = with_card_labels(TABLE.format(kind=""))
    assert '<table style="--c1:&quot;Name&quot;;--c2:&quot;R\\26 D&quot;"><caption>' in page


def test_the_order_of_attributes_is_of_no_matter():
    page = '<div aria-label="x" class="table"><table><caption>A</caption><thead><tr><th>B</th></tr>'
    assert "--c1:&quot;B&quot;" in with_card_labels(f"{page}</thead></table></div>")


def test_a_narrow_table_stays_as_it_is():
    page = TABLE.format(kind=" small")
    assert with_card_labels(page) == page


def test_a_heading_cannot_leave_its_string():
    label = card_labels(['"; } </style> \\'])
    assert label == ' style="--c1:&quot;\\22 ; } \\3c /style\\3e  \\5c &quot;"'


def table(rows, kind="", cell='<td class="number">1</td>', note=""):
    body = "".join(f'<tr><th scope="row">{row}</th>{cell}</tr>' for row in range(rows))
    return (
        f'<div class="table{kind}" tabindex="0" role="region" aria-label="A &amp; b"><table>'
        '<caption>A</caption><thead><tr><th scope="col">Name</th><th scope="col">One</th></tr>'
        f"</thead><tbody>{body}</tbody></table></div>{note}"
    )


def test_few_rows_of_figures_are_the_columns_of_a_phone():
    page = with_card_labels(table(3))
    assert '<div class="table turned"' in page
    assert '<table style="--rows:3;--columns:3">' in page


LONG = table(3).replace(">0<", ">A long heading<")


@pytest.mark.parametrize(
    "page", [table(9), table(3, cell="<td>words</td>"), table(3, " small"), table(0), LONG]
)
def test_no_other_table_is_turned(page):
    assert "turned" not in with_card_labels(page)


def test_many_cards_are_folded_with_their_note_and_say_how_many_they_are():
    note = '<p class="note">Note.</p>'
    page = with_folded_cards(f"<p>x</p>{table(6, note=note)}<p>y</p>")
    assert page == (
        '<p>x</p><details class="cards"><summary>A &amp; b: 6 rows</summary>'
        f"{table(6, note=note)}</details><p>y</p>"
    )


@pytest.mark.parametrize("kind", [" small", " drawn", " board", " turned"])
def test_what_is_not_shown_as_cards_is_not_folded(kind):
    assert with_folded_cards(table(6, kind)) == table(6, kind)


def test_few_cards_are_not_folded():
    assert with_folded_cards(table(5)) == table(5)


@pytest.mark.parametrize(
    ("before", "rows", "after"),
    [('rows" open', 6, 'rows cards"'), ('rows" open', 5, 'rows" open'), ('rows"', 6, 'rows"')],
)
def test_a_fold_stays_one_and_is_open_only_where_rows_are_no_long_cards(before, rows, after):
    page = '<details class="{}><summary>A</summary>' + table(rows) + "</details>"
    assert with_folded_cards(page.format(before)) == page.format(after)
