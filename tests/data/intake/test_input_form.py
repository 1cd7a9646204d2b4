"""The columns a rerunner's table may have, and what a blank in one of them stands for."""

import pandas as pd
import pytest

from helpers.data.intake.assessment import ASSESSMENT_FORM
from helpers.data.intake.files import Sheet
from helpers.data.intake.input_form import InputForm, header_problems
from helpers.data.intake.observations import observation_form
from helpers.data.intake.targets import TARGET_FORM
from helpers.data.tables.columns import choice, number, text


def test_a_blank_stands_for_the_first_choice_or_a_dash_or_nothing_unless_the_form_says():
    optional = (
        choice("role", "A role", ("baseline", "target")),
        text("group", "A text that no table leaves blank"),
        text("note", "A text", required=False),
        number("bound", "A number", required=False),
        text("label", "A text"),
    )
    form = InputForm("rows", (text("name", "A name"),), optional, {"label": "own"})
    assert form.blanks == {
        "role": "baseline", "group": "-", "note": "", "bound": "", "label": "own"
    }  # fmt: skip
    assert form.names == ["name", "role", "group", "note", "bound", "label"]


def test_missing_and_unknown_columns_are_told_with_the_nearest_name():
    form = InputForm(
        "rows", (text("year", "A year"), text("value", "A value")), (text("note", ""),)
    )
    sheet = Sheet("f.csv", "figures", pd.DataFrame(columns=["year", "vaule", "note"]))
    missing, unknown = header_problems(sheet, form)
    assert str(missing) == (
        "f.csv, sheet 'figures': found no column 'value'; expected the columns year, value. "
        "Add the column, or rename the one that holds it."
    )
    assert str(unknown) == (
        "f.csv, sheet 'figures', column 'vaule': found the column 'vaule'; "
        "expected one of year, value, note. Did you mean 'value'? Rename or remove it."
    )


@pytest.mark.parametrize(
    ("form", "required", "blanks"),
    [
        (
            observation_form(["a"]),
            ["indicator_id", "year", "value"],
            {
                "area": "whole", "unit": "", "qualifier": "exact", "base_year": "", "decimals": "",
                "value_printed": "", "series": "", "population": "",
                "status": "reported", "label_printed": "", "source": "", "note": "",
            },
        ),
        (
            TARGET_FORM,
            ["indicator_id", "year", "value", "role"],
            {
                "area": "whole", "name_en": "", "name_zh": "-", "category": "-", "unit": "percent",
                "better": "higher", "target_kind": "level", "lower_bound": "", "upper_bound": "",
                "base_year": "", "qualifier": "exact", "decimals": "", "value_printed": "",
                "population": "-", "definition": "-",
                "source": "", "note": "",
            },
        ),
        (
            ASSESSMENT_FORM,
            ["base_year", "base_value", "current_year", "current_value", "target_year", "target"],
            {"name": "", "better": "higher", "share": "no", "limit": ""},
        ),
    ],
    ids=["observations", "targets", "assessments"],
)  # fmt: skip
def test_the_forms_of_a_rerunner_keep_their_columns_and_blanks(form, required, blanks):
    assert [column.name for column in form.required] == required
    assert {name: form.blanks[name] for name in blanks} == blanks
    assert form.names == [*required, *blanks]
    assert not set(required) & set(form.blanks) or form is ASSESSMENT_FORM
