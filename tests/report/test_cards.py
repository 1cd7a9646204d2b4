"""On a phone each cell of a table names its column: the headings stand once, for the style."""

from helpers.report.cards import card_labels, with_card_labels

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
