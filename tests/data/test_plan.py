"""What is said of a plan, and the name that files and keys take from it."""

import pytest

from helpers.data.plan import OWN, PlanDescription, recorded_plan


@pytest.mark.parametrize(
    ("title", "short_title", "slug"),
    [
        ("Made in China 2025", "", "made-in-china-2025"),
        ("Made in China 2025", "MIC 2025!", "mic-2025"),
        ("制造", "", "plan"),
        ("", "", "plan"),
        ("a" * 59 + "bcd", "", "a" * 59 + "b"),
    ],
)
def test_a_slug_is_the_shorter_title_in_sixty_plain_characters_at_most(title, short_title, slug):
    assert PlanDescription(title=title, short_title=short_title).slug == slug


def test_what_is_stated_leaves_out_what_nobody_said():
    assert PlanDescription(title="A", issued="2015-05").stated == {
        "title": "A",
        "issued": "2015-05",
    }


def test_a_record_speaks_of_the_published_plan_unless_it_says_another():
    assert recorded_plan({}) == OWN
    assert recorded_plan({"plan": {"title": "A"}}) == PlanDescription(title="A")
