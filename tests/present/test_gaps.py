"""The gaps on every path: panels on common rows, and a title that says who is on which side."""

import pytest

from helpers.present.figures.gaps import PATH, gaps_figure
from helpers.present.words import mid_sentence
from tests.present.written import NONE, faults


@pytest.fixture(scope="module")
def gaps(edition, results):
    return gaps_figure(results.comparison, results.verdicts, edition.indicators)


def marks(axis):
    """Return row and gap of every mark."""
    return [
        (round(float(line.get_ydata()[0])), float(line.get_xdata()[0]))
        for line in axis.lines
        if line.get_marker() in ("o", "s", "D")
    ]


def test_a_row_is_the_same_path_in_every_panel(gaps, results):
    axes = gaps.wide.axes
    names = [label.get_text() for label in axes[0].get_yticklabels()]
    panels = results.comparison.groupby("observation_id", sort=False)
    for axis, (_, own) in zip(axes, panels, strict=True):
        for (row, gap), path in zip(marks(axis), own.to_dict("records"), strict=True):
            base, target, rule = (path[name] for name in PATH)
            assert names[row].split() == [str(base), "→", str(target), rule]
            assert gap == pytest.approx(path["gap"])


def test_a_phone_names_the_rows_of_every_panel_and_has_no_empty_ones(gaps):
    for axis in gaps.narrow.axes:
        names = [label.get_text() for label in axis.get_yticklabels()]
        assert all(names)
        assert {row for row, _ in marks(axis)} == set(range(len(names)))


def test_the_title_names_every_value_with_its_side(gaps, results, edition):
    title = " ".join(gaps.wide.get_suptitle().split())
    names = edition.indicators.set_index("indicator_id")["name_en"]
    parts = dict(part.rsplit(": ", 1) for part in title.split("; "))
    assert len(parts) == results.verdicts["verdict"].str.removeprefix("leans_").nunique()
    for verdict in results.verdicts.to_dict("records"):
        name = mid_sentence(names[verdict["indicator_id"]])
        (told,) = [side for listed, side in parts.items() if name.lower() in listed.lower()]
        assert told.split()[0] == verdict["verdict"].removeprefix("leans_")


@pytest.mark.parametrize("kept", [1, 2, 4])
def test_no_text_is_small_cut_off_or_written_over_another(edition, results, kept):
    figure = gaps_figure(results.comparison, results.verdicts.head(kept), edition.indicators)
    for drawing in (figure.wide, figure.narrow):
        assert faults(drawing) == NONE
