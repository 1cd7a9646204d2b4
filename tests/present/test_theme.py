"""The theme draws the same on every machine."""

import ast
import re
import warnings
from io import BytesIO
from pathlib import Path

import matplotlib
import pytest
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from helpers import paths
from helpers.present import theme
from helpers.present.theme import svg


def test_no_figure_needs_a_font_of_the_system():
    """The fonts of the theme come with matplotlib; none can be missing."""
    own = Path(matplotlib.get_data_path())
    with theme.themed():
        properties = font_manager.FontProperties()
        for weight in ("normal", "bold"):
            properties.set_weight(weight)
            found = font_manager.findfont(properties, fallback_to_default=False)
            assert Path(found).is_relative_to(own)


@pytest.fixture
def drawn():
    """Return a figure with one line of a colour of the theme."""
    with theme.themed():
        figure = theme.new_figure(theme.NARROW, 1.0)
        figure.subplots().plot([0, 1], [0, 1], color=theme.AHEAD)
    theme.fix_layout(figure)
    return figure


def test_an_svg_turns_each_of_its_colours_on_dark_screens_and_no_other(drawn):
    (rules,) = re.findall(r"@media screen and \(prefers-color-scheme:dark\)\{.*?\}\}", svg(drawn))
    dark = theme.DARK[theme.AHEAD]
    assert f'[style*="stroke: {theme.AHEAD}"]{{stroke:{dark}!important}}' in rules
    assert theme.BEHIND not in rules


def test_panels_stand_at_round_places_since_a_solver_leaves_their_last_bits_open(drawn):
    (axis,) = drawn.axes
    places = axis.get_position().bounds
    assert places == pytest.approx([round(one, theme.PLACE_DECIMALS) for one in places], abs=1e-15)
    assert axis.get_in_layout()


def test_the_canvas_grows_by_the_lines_of_the_foot(drawn):
    before = theme.canvas(drawn)
    theme.add_foot(drawn, "one line")
    one = theme.canvas(drawn).height
    theme.add_foot(
        drawn, "more words than fit on a line of a picture this narrow, so that they break"
    )
    assert before.height == 1.0 < one < theme.canvas(drawn).height
    assert theme.canvas(drawn).width == before.width


def test_a_png_has_the_pixels_of_its_inches(drawn):
    with Image.open(BytesIO(theme.png(drawn))) as picture:
        assert picture.size == (560, 160)
    with Image.open(BytesIO(theme.png(drawn, 96))) as picture:
        assert picture.size == (336, 96)


def counts(call):
    """Tell whether a built-in sum adds up whole numbers: lengths of lists, or things that hold."""
    argument = call.args[0]
    if isinstance(argument, ast.Call):
        return ast.unparse(argument).startswith("map(len, ")
    return isinstance(argument, ast.GeneratorExp) and (
        isinstance(argument.elt, ast.Compare) or ".overlaps(" in ast.unparse(argument.elt)
    )


def test_lengths_are_added_up_alike_by_every_python():
    assert theme.total([0.1] * 10) == 0.9999999999999999
    drawing = [paths.ROOT / "src/helpers/present/theme.py",
               *(paths.ROOT / "src/helpers/present/figures").glob("*.py")]  # fmt: skip
    sums = [
        (path.name, node)
        for path in drawing
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "sum"
    ]
    assert sums
    assert [(name, ast.unparse(node)) for name, node in sums if not counts(node)] == []


def test_a_name_beyond_the_font_is_drawn_without_a_warning():
    figure = Figure()
    FigureCanvasAgg(figure)
    figure.text(0.1, 0.5, "湖南")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        drawn = theme.svg(figure)
        theme.png(figure)
    assert "湖南" in drawn
    assert [str(one.message) for one in told if "Glyph" in str(one.message)] == []
