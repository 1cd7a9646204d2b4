"""Characters that are not what they look like."""

import pytest

from helpers.check.characters import cells_are_what_they_look_like, fault_of

FAULTS = {
    "Cyrillic in a Latin word": ("R\u0430te", "letters of two alphabets in the word 'R\u0430te'"),
    "a word that only looks Latin": ("\u0420\u0410\u0422", "which only looks Latin"),
    "Greek in a Latin word": ("\u039futput", "letters of two alphabets"),
    "no width": ("33\u200b3", "the character U+200B"),
    "a mark of direction": ("a\u202eb", "the character U+202E"),
    "a byte order mark inside": ("\ufeffrow", "the character U+FEFF"),
    "a soft hyphen": ("in\u00addex", "the character U+00AD"),
    "a blank that does not break": ("5\u00a0%", "the character U+00A0"),
    "a filler": ("a\u3164b", "the character U+3164"),
    "a line break": ("a\nb", "the character U+000A"),
    "full-width digits": ("\uff13\uff13", "the form '\\\\uff13' of a letter"),
    "an accent apart": ("e\u0301", "letters in pieces"),
}


@pytest.mark.parametrize(("cell", "told"), FAULTS.values(), ids=FAULTS)
def test_what_hides_or_pretends_is_named(cell, told):
    assert told.replace("\\\\", "\\") in fault_of(cell)


@pytest.mark.parametrize(
    "cell",
    ["数控化率 – 5 %", "Рівень (a level)", "é ×（）《》…", "CO2", "规模以上 R&D 经费", "у 2020"],
)
def test_honest_words_of_any_alphabet_pass(cell):
    assert fault_of(cell) == ""


def test_the_cell_is_named_and_shows_what_it_hid(tmp_path, write):
    write("figures.csv", "id,label\na,33\u200b3\n")
    (problem,) = cells_are_what_they_look_like(tmp_path)
    assert str(problem).startswith("figures.csv, row 2, column 'label': found '33\\u200b3'")
