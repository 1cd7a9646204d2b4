"""The theme draws the same on every machine."""

from pathlib import Path

import matplotlib
from matplotlib import font_manager

from helpers.present import theme


def test_no_figure_needs_a_font_of_the_system():
    """The fonts of the theme come with matplotlib; none can be missing."""
    own = Path(matplotlib.get_data_path())
    with theme.themed():
        properties = font_manager.FontProperties()
        for weight in ("normal", "bold"):
            properties.set_weight(weight)
            found = font_manager.findfont(properties, fallback_to_default=False)
            assert Path(found).is_relative_to(own)
