"""The picture to share: landscape, of the outcomes, the same bytes each time."""

import io

import pandas as pd
from PIL import Image

from helpers.edition.layout import SHARE
from helpers.report.share import share_files

BOARD = pd.DataFrame(
    [
        ("indicator", 2020, "met", "none"),
        ("indicator", 2025, "missed", "none"),
        ("indicator", 2025, "supportive_only", "met"),
        ("roadmap", 2025, "no_evidence", "none"),
    ],
    columns=["kind", "year", "outcome", "leaning"],
)


def test_the_picture_has_the_shape_that_networks_show_whole():
    content = share_files({"scoreboard": BOARD})[SHARE]
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (1200, 630)
    assert share_files({"scoreboard": BOARD})[SHARE] == content


def test_without_outcomes_there_is_none():
    assert share_files({}) == {}
    assert share_files({"scoreboard": BOARD[BOARD["kind"] == "roadmap"]}) == {}
