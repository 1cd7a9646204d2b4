"""What a figure costs by part, in milliseconds: the one of all paths, in process, imports aside."""

import json
import sys
import time

from tests.benchmarks.headlines import BY_NAME
from tests.benchmarks.measure import Cost, run, seconds_used
from tests.benchmarks.results import finding

TIMES = 5
PARTS = ("figure laid out", "figure as PNG", "figure as SVG")


def figure_parts(_folder, _pairs, _is_full):
    """Measure the parts of the figure against the whole, in a process of its own."""
    _, told = run(sys.executable, "-m", "tests.benchmarks.figures")
    runs = [[Cost(*cost) for cost in one] for one in json.loads(told.splitlines()[-1])]
    for at, name in enumerate(PARTS):
        yield finding(BY_NAME[name], [(one[at], _sum(one)) for one in runs])


def _sum(costs):
    return Cost(sum(cost.cpu for cost in costs), sum(cost.wall for cost in costs))


def main():
    """Print, as JSON, the cost of each part for each time that the figure is drawn."""
    from helpers.analysis.comparison.inputs import PathChoices
    from helpers.analysis.edition_tables import analyse
    from helpers.data.input_tables import read_input_tables
    from helpers.present import theme
    from helpers.present.figures.fan import fan_figure

    edition = read_input_tables()
    results = analyse(edition, PathChoices(edition.last_reported_year))
    levels = results.verdicts[results.verdicts["scale"] == "percent"]
    drawn = []
    for _ in range(TIMES + 1):
        bundle = fan_figure(
            results.trajectories, results.points, results.comparison, levels, edition.indicators
        )
        drawn.append([
            cost(lambda bundle=bundle: (bundle.wide, bundle.narrow)),
            cost(theme.png, bundle.wide),
            cost(lambda bundle=bundle: (theme.svg(bundle.wide), theme.svg(bundle.narrow))),
        ])  # fmt: skip
    print(json.dumps(drawn[1:]))  # the first one loads fonts


def cost(function, *arguments):
    """Return the seconds of processor and clock that a call takes."""
    used, started = seconds_used(), time.perf_counter()
    function(*arguments)
    return seconds_used() - used, time.perf_counter() - started


if __name__ == "__main__":
    main()
