"""What a reader who cannot see a figure is told: on every figure of the committed notebooks."""

import re

import pytest

from helpers.edition.notebooks import all_notebooks
from helpers.present.figure_output import MIME

LONGEST = 600
KINDS_OF_PICTURE = (
    r"(a |an |the )?(bar |line |dot )?(chart|figure|plot|graph|picture|timeline|panel)"
)
COLOURS = r"\b(blue|orange|green|pink|purple|ochre|gr[ae]y|black|white|red|yellow|vermilion)\b"
BUNDLES = {
    f"{notebook.path.stem}-{output['data'][MIME]['name']}": output["data"][MIME]
    for notebook in all_notebooks()
    for cell in notebook.cells
    for output in cell.get("outputs", [])
    if MIME in output.get("data", {})
}


@pytest.fixture(params=BUNDLES, ids=str)
def bundle(request):
    return BUNDLES[request.param]


def test_there_are_figures_to_read():
    assert len(BUNDLES) > 15


def test_the_alternative_text_says_numbers(bundle):
    assert re.search(r"\d", bundle["alt"])


def test_the_alternative_text_starts_with_what_is_seen_not_with_a_kind_of_picture(bundle):
    assert not re.match(KINDS_OF_PICTURE, bundle["alt"], re.IGNORECASE)


def test_the_alternative_text_needs_no_colour(bundle):
    assert not re.search(COLOURS, bundle["alt"], re.IGNORECASE)


def test_the_alternative_text_can_be_listened_to(bundle):
    assert len(bundle["alt"]) <= LONGEST
    assert bundle["alt"].endswith(".")
    assert "\n" not in bundle["alt"]


def test_the_caption_says_what_is_left_out_and_the_figure_names_its_source(bundle):
    assert re.search(r"Left out|left out", bundle["caption"])
    assert bundle["source"]


def test_a_title_is_not_repeated_as_the_whole_of_the_caption(bundle):
    assert bundle["caption"] not in bundle["alt"]
