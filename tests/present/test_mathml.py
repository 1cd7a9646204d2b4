"""Formulas as MathML: brackets where they are needed, indices, numbers in place of letters."""

import re

import pytest

from helpers.present.mathml import mathml

SHELL = re.compile(r"</?(?:math|mrow)[^>]*>")


def shown(*arguments):
    return SHELL.sub("", mathml(*arguments))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("a = b", "<mi>a</mi><mo>=</mo><mi>b</mi>"),
        ("y_0 - 1", "<msub><mi>y</mi><mn>0</mn></msub><mo>−</mo><mn>1</mn>"),
        ("y_T", "<msub><mi>y</mi><mi>T</mi></msub>"),
        ("a * (b - c)", "<mi>a</mi><mo>⋅</mo><mo>(</mo><mi>b</mi><mo>−</mo><mi>c</mi><mo>)</mo>"),
        ("a + b - c", "<mi>a</mi><mo>+</mo><mi>b</mi><mo>−</mo><mi>c</mi>"),
        ("a - (b + c)", "<mi>a</mi><mo>−</mo><mo>(</mo><mi>b</mi><mo>+</mo><mi>c</mi><mo>)</mo>"),
        ("(a - b) / c", "<mfrac><mi>a</mi><mo>−</mo><mi>b</mi><mi>c</mi></mfrac>"),
        ("(a / b) ** 2", "<msup><mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>)</mo>"
         "<mn>2</mn></msup>"),
        ("a ** 2", "<msup><mi>a</mi><mn>2</mn></msup>"),
        ("10 ** -n", "<msup><mn>10</mn><mo>−</mo><mi>n</mi></msup>"),
        ("abs(a)", "<mo>|</mo><mi>a</mi><mo>|</mo>"),
        ("ln(a)", "<mi>ln</mi><mo>(</mo><mi>a</mi><mo>)</mo>"),
        ("-a", "<mo>−</mo><mi>a</mi>"),
        ("0 <= a < 1", "<mn>0</mn><mo>≤</mo><mi>a</mi><mo>&lt;</mo><mn>1</mn>"),
    ],
)  # fmt: skip
def test_each_sign_has_its_element(formula, expected):
    assert shown(formula) == expected


def test_numbers_stand_in_place_of_letters_and_below_zero_in_brackets():
    html = shown("R = d * c", {"d": "1", "c": "−0.5"}, "−0.5").replace(' form="infix"', "")
    assert html.replace("> <", "><") == (
        "<mi>R</mi><mo>=</mo><mn>1</mn><mo>⋅</mo><mo>(</mo><mn>−0.5</mn><mo>)</mo>"
        "<mo>=</mo><mn>−0.5</mn>"
    )


def test_an_equation_in_numbers_breaks_at_the_terms_of_its_sum_and_at_its_result():
    html = mathml("p = a + b * c", {"a": "27", "b": "2", "c": "3"}, "33")
    parts = re.findall(r"<math[^>]*>(.*?)</math>", html)
    assert [re.sub(r"<[^>]+>", "", part) for part in parts] == ["p=27", "+2⋅3", "=33"]
    assert all(part.startswith('<mo form="infix">') for part in parts[1:])
    assert mathml("p = a + b").count("<math") == 1


def test_what_is_no_formula_is_refused():
    with pytest.raises(ValueError, match="no formula has"):
        mathml("x = [1]")
