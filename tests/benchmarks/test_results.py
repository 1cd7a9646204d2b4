"""The figures on speed in the guides are those of a run, and what a run says follows from it."""

import json
import re
import subprocess
import sys

import pytest

from helpers import paths
from tests.benchmarks import results
from tests.benchmarks.headlines import BY_NAME, HEADLINES
from tests.benchmarks.measure import Cost
from tests.benchmarks.results import FASTER, SHARE, Headline, block, finding, holds, medians

GUIDES = ("README.md", "CONTRIBUTING.md", "REPRODUCING.md")
# What a figure on speed looks like: a time, memory as it is measured, or how many times. What disk
# and memory a machine should have, in GB, is none.
FIGURE = re.compile(
    r"\d[\d.,]*\s?(?:ms|s|seconds?|min|minutes?|hours?|[KMG]iB)\b"
    r"|\d[\d.,]*\s(?:times|%) (?:as|faster|slower|of (?:a|the) (?:full|build|processor|CPU))"
)


def prose(name):
    """Return a guide without the block that a run made."""
    return results.BLOCK.sub("", (paths.ROOT / name).read_text("utf-8"))


def test_the_readme_shows_what_the_runs_measured():
    (shown,) = results.BLOCK.findall(results.README.read_text("utf-8"))
    assert shown == block(results.read())


@pytest.mark.parametrize("name", GUIDES)
def test_no_guide_tells_a_figure_on_speed_that_no_run_produced(name):
    assert FIGURE.findall(prose(name)) == []


@pytest.mark.parametrize(
    "told",
    ["38 s", "about 2 minutes", "0.7 s.", "720 MiB", "6.9 times faster",
     "1.5 times as long", "12 % of a full build"],
)  # fmt: skip
def test_a_figure_on_speed_is_known_by_its_unit(told):
    assert FIGURE.search(f"It takes {told}")


@pytest.mark.parametrize("told", ["33.3 % and 61.8 %", "5.3 points", "since 2015 some", "12 paths"])
def test_a_figure_of_the_plan_is_none_on_speed(told):
    assert not FIGURE.search(told)


@pytest.mark.parametrize("found", results.read(), ids=lambda found: found["name"])
def test_a_median_is_that_of_its_runs(found):
    assert found["median"] == medians(found["told"], found["runs"])


@pytest.mark.parametrize("found", results.read(), ids=lambda found: found["name"])
def test_a_finding_has_the_goal_that_is_declared(found):
    declared = BY_NAME[found["name"]]
    told = (found["told"], found["by"], found["goal"], found["mib_at_most"])
    assert told == (declared.told, declared.by, declared.goal, declared.mib)


def test_names_are_different():
    assert len(BY_NAME) == len(HEADLINES)


def test_ratios_are_taken_within_each_pair():
    pairs = [(Cost(1, 2), Cost(2, 2)), (Cost(30, 4), Cost(20, 2)), (Cost(5, 3), Cost(5, 2))]
    found = finding(Headline("build", "a build", "another"), pairs)
    assert found["median"] == {"cpu": 1.0, "wall": 1.5, "mib": 0}


def test_faster_is_told_the_other_way_round():
    found = finding(Headline("lines", "a", "b", FASTER, goal=4.0), [(Cost(2, 1), Cost(8, 8))])
    assert (found["median"]["cpu"], holds(found)) == (4.0, True)


@pytest.mark.parametrize(
    ("cost", "reached"),
    [(Cost(15, 20, 100), True), (Cost(16, 20, 100), False), (Cost(5, 5, 101), False)],
)
def test_a_goal_is_missed_by_seconds_or_by_memory(cost, reached):
    alone = Headline("assess", "rows", told="seconds", goal=15.0, mib=100)
    assert holds(finding(alone, [cost])) is reached


def test_a_row_tells_costs_ratio_and_goal():
    found = finding(
        Headline("prose", "prose of {number} edited", "a full build", SHARE, goal=0.05),
        [(Cost(1.5, 2), Cost(60, 40))], number=3,
    )  # fmt: skip
    assert results.row(found) == (
        "| prose of 3 edited | 1.5 s CPU, 2 s | a full build | 60 s CPU, 40 s "
        "| 2.5 % by CPU, 5 % by the clock | at most 5 % by CPU | reached |"
    )


def test_a_run_takes_the_place_of_the_last_one_and_leaves_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "FILE", tmp_path / "benchmarks.json")
    one, two, gone = (Headline(name, name, told="seconds") for name in ("one", "two", "gone"))
    results.write([finding(two, [Cost(1, 1)]), finding(gone, [Cost(1, 1)])], ["one", "two", "gone"])
    results.write([finding(one, [Cost(2, 2)]), finding(two, [Cost(3, 3)])], ["one", "two"])
    kept = json.loads(results.FILE.read_text("utf-8"))
    assert [(found["name"], found["median"]["cpu"]) for found in kept] == [("one", 2), ("two", 3)]


# A command whose child goes on when it has ended, and what it costs, told by a process of its own:
# who measures waits for all its children.
ORPHAN = """
import subprocess, sys
work = "import time\\nwhile time.process_time() < 0.2: pass"
subprocess.Popen([sys.executable, "-c", work])
"""
MEASURED = f"""
import sys
from tests.benchmarks.measure import cost_of
print(cost_of(sys.executable, "-c", {ORPHAN!r}).cpu)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives orphans to who asks for them")
def test_work_of_a_process_that_outlives_its_parent_is_counted():
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], cwd=paths.ROOT, capture_output=True, text=True, check=True
    )
    assert float(done.stdout) >= 0.2
