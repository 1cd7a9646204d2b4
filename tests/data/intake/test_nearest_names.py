"""Of the names that were expected the nearest is offered, if it is near enough."""

import pytest

from helpers.data.intake.nearest_names import nearest


def names(count, form="name{:03}"):
    return [form.format(number) for number in range(count)]


def test_the_nearest_name_is_offered_and_a_far_one_is_not():
    known = ["patent_density", "energy_intensity", "water_intensity"]
    assert nearest("watr_intensity", known) == "Did you mean 'water_intensity'? "
    assert nearest("gdp", known) == ""


def test_a_name_of_more_than_a_hundred_characters_is_no_slip():
    assert nearest("a" * 100, ["a" * 99]) == f"Did you mean '{'a' * 99}'? "
    assert nearest("a" * 101, ["a" * 99]) == ""


@pytest.mark.parametrize("mirror", [False, True], ids=["beginning", "end"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("between", "offered"), [(49, True), (50, False)])
def test_of_more_names_fifty_on_either_side_are_searched(mirror, after, between, offered):
    # By its other end the name wanted is far: all the others stand between.
    wanted, near, far, end = (".z{}a.", ".x", ".b", "A.") if after else (".a{}z.", ".c", ".x", "q.")
    others = [*names(between, near + "{:03}" + end), *names(250 - between, far + "{:03}" + end)]
    known = [wanted.format("-middle-of-the-name-"), *others]
    name = ".m-middle-of-the-name-0."
    if mirror:
        known = [text[::-1] for text in known]
        name = name[::-1]
    assert nearest(name, known) == (f"Did you mean '{known[0]}'? " if offered else "")
