"""What names a thing: two words of its name side by side, or the whole of a one-word name."""

import pandas as pd
import pytest

from helpers.analysis.documents.mentions import mentions

NAMES = ["New-energy vehicles", "Robotics", "Medicine and devices"]


def matched(title, names=NAMES):
    found = mentions(pd.DataFrame({"title": [title]}), ["title"], names)
    return found["matched"].to_list()


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Clean and NEW ENERGY vehicle plan", ["new energy; energy vehicle"]),
        ("Robotic industry", ["robotic"]),
        ("Vehicles of new and old energy", []),  # both words, not side by side
        ("Medicine and devices", []),  # a joining word makes no pair
        ("Robots", []),  # another word
        ("", []),
    ],
)
def test_a_title_names_it_or_not(title, words):
    assert matched(title) == words


def test_each_text_of_a_row_is_looked_at_by_itself():
    rows = pd.DataFrame({"name": ["A new"], "purpose": ["energy vehicles"]})
    assert mentions(rows, ["name", "purpose"], NAMES)["matched"].to_list() == ["energy vehicle"]


def test_policies_of_the_heading_that_names_a_sector_are_its_own(record):
    found = mentions(record["policies"], ["section", "title_en"], ["Robotics"])
    assert {"C. Automated Machine Tools and Robotics"} < set(found["section"])


def test_no_name_is_mentioned_by_nothing():
    assert mentions(pd.DataFrame({"title": ["x"]}), ["title"], []).empty
