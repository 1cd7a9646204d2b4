"""Do the tests notice a changed formula?

``python -m tests.mutation.code --module analysis/position`` changes one operator, constant,
condition or returned value at a time and runs, in a fork of a process that has the tests
collected, those that reach the changed line. A change that no test notices survives; survivors
with the reason why they change nothing stand in ``survivors.csv`` and are not tried again, and any
other one is a gap.
"""

from __future__ import annotations

import argparse
import ast
import csv
import importlib
import inspect
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby
from mmap import mmap
from pathlib import Path
from typing import Any

from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.reach import OPTIONS, ROOT, SOURCE, Reach, end_after, in_fork, measure_reach
from tests.mutation.sample import add_options, drawn

SURVIVORS = Path(__file__).with_name("survivors.csv")
TESTS = ("tests/analysis", "tests/data", "tests/present/workbook")
# Loaded once, before any module of the project; each fork has them for nothing.
LIBRARIES = (
    "pandas",
    "scipy.stats",
    "statsmodels.api",
    "statsmodels.stats.proportion",
    "pandera.pandas",
    "openpyxl",
    "hypothesis",
    "pytest",
    "coverage",
    "frictionless",
    "matplotlib.figure",
)
ROOMS = ("analysis", "data", "present/workbook")
KILLED, SURVIVED, UNREACHED, ENDLESS = "killed", "survived", "no test reaches it", "endless"
JUSTIFIED = "with a reason to survive"
# What a fork ends with where a module cannot be imported any more.
NO_MODULE = 2
EVERYWHERE = "*"
# What a test may take on a mutant: three times what it took, and this for its fixtures.
BESIDES_SECONDS = 20
# All tests that reach a mutant together: no bound for one that they pass.
TOGETHER_SECONDS = 3600


class Trials:
    """A pytest plugin that tries mutants in place of running the tests that were collected."""

    def __init__(self, waiting: Sequence[Mutant], reach: Reach, minutes: float) -> None:
        self.waiting, self.reach = waiting, reach
        self.ends = time.monotonic() + minutes * 60
        self.fates: list[tuple[Mutant, str]] = []
        self.known = known_survivors()
        # Whether a test passes on a module as it is, by module and test.
        self.is_fit: dict[tuple[str, str], bool] = {}
        # The place of the test that runs, told by forks.
        self.at = memoryview(mmap(-1, 8)).cast("q")

    def pytest_runtestloop(self, session) -> bool:
        """Try each mutant in a fork of its own, module by module; stop when time is up.

        A test that fails on a module put in without any change could tell nothing and is left out.
        """
        items = {item.nodeid: item for item in session.items}
        for module, own in groupby(self.waiting, key=lambda mutant: mutant.module):
            if time.monotonic() > self.ends:
                break
            tried = [(mutant, self.told(mutant, items)) for mutant in own]
            print(f"{module}: {in_words(Counter(became for _, became in tried))}", flush=True)
            self.fates += tried
        return True

    def told(self, mutant: Mutant, items: Mapping[str, Any]) -> str:
        """Try a mutant that has no reason to survive; print it where it does."""
        if reason_for(mutant, self.known):
            return JUSTIFIED
        became = self.fate(mutant, items)
        if became in (SURVIVED, UNREACHED):
            print(f"{became}: {mutant}", flush=True)
        return became

    def fate(self, mutant: Mutant, items: Mapping[str, Any]) -> str:
        """Run the tests that reach a mutant, until one notices; say what became of it."""
        path = SOURCE / f"{mutant.module}.py"
        names = [name for name in self.reach.tests(str(path), mutant.line) if name in items]
        fit = [items[name] for name in names if self.is_fit.get((mutant.module, name), True)]
        if not fit:
            return UNREACHED
        code, name = self.run(mutant.module, mutant.tree, fit)
        if code == 1 and not self.knows_unchanged(mutant.module, items[name]):
            print(f"left out for {mutant.module}, which it calls changed as it is: {name}")
            return self.fate(mutant, items)
        return {0: SURVIVED, -1: ENDLESS}.get(code, KILLED)

    def knows_unchanged(self, module: str, item: Any) -> bool:
        """Tell whether a test passes on a module put in without any change."""
        key = module, item.nodeid
        if key not in self.is_fit:
            tree = partial(ast.parse, (SOURCE / f"{module}.py").read_text("utf-8"))
            self.is_fit[key] = self.run(module, tree, [item])[0] == 0
        return self.is_fit[key]

    def run(self, module: str, tree: Callable[[], ast.Module], chosen: list) -> tuple[int, str]:
        """Run tests on a module put in; return 0, or 1 and the one that failed, or another code."""

        def until_one_fails() -> int:
            end_after(BESIDES_SECONDS)
            try:
                put_in(f"helpers.{module.replace('/', '.')}", SOURCE / f"{module}.py", tree())
            except Exception:
                return NO_MODULE
            pairs = zip(chosen, [*chosen[1:], None], strict=True)
            for place, (item, after) in enumerate(pairs):
                self.at[0] = place
                end_after(BESIDES_SECONDS + 3 * self.reach.seconds.get(item.nodeid, 0.0))
                if not passes(item, after):
                    return 1
            return 0

        return in_fork(until_one_fails, TOGETHER_SECONDS), chosen[self.at[0]].nodeid


def passes(item, after) -> bool:
    """Run one collected test as pytest would; return whether it and its fixtures passed."""
    before = item.session.testsfailed
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
    return item.session.testsfailed == before


def put_in(name: str, path: Path, tree: ast.Module) -> None:
    """Give a loaded module its mutated code, wherever its functions and constants went.

    Functions keep their identity and get the new code, so that registers and importers see it;
    constants are replaced in every module that took them over by name, and only under that name:
    equal numbers are often one object. A constant of a class of the module is of the class that
    others know.
    """
    module = sys.modules[name]
    new = {"__name__": name, "__file__": str(path), "__package__": module.__package__}
    exec(compile(tree, str(path), "exec"), new)
    for value in new.values():
        kind = type(value)
        if new.get(kind.__name__) is kind:
            object.__setattr__(value, "__class__", vars(module)[kind.__name__])
    for key, old in list(vars(module).items()):
        if key.startswith("__") or key not in new or old is new[key]:
            continue
        if not recode(old, new[key]):
            for other in list(sys.modules.values()):
                ours = getattr(other, "__name__", "").startswith(("helpers", "tests"))
                if ours and vars(other).get(key) is old:
                    setattr(other, key, new[key])


def recode(old: Any, new: Any) -> bool:
    """Give a function, or the methods of a class, the code of another; False for anything else."""
    old, new = inspect.unwrap(old), inspect.unwrap(new)
    if isinstance(old, type) and isinstance(new, type):
        for key, method in vars(old).items():
            recode(_function_of(method), _function_of(vars(new).get(key)))
        return True
    if inspect.isfunction(old) and inspect.isfunction(new):
        old.__code__, old.__defaults__ = new.__code__, new.__defaults__
        old.__kwdefaults__ = new.__kwdefaults__
        return True
    return False


def _function_of(member: Any) -> Any:
    """Return what computes a property, kept or not; anything else as it is."""
    return getattr(member, "fget", getattr(member, "func", member))


def modules(chosen: Iterable[str]) -> list[str]:
    """Return the modules below the chosen names, ``analysis/progress`` for a whole package."""
    found = []
    for name in chosen:
        place = SOURCE / name
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        found += [file.relative_to(SOURCE).with_suffix("").as_posix() for file in files]
    return [name for name in found if not name.endswith("__init__")]


def all_mutants(chosen: Iterable[str], size: int = 0, seed: int = 0) -> list[Mutant]:
    """Return all mutants of the chosen modules, or so many of each module at random."""
    return [
        mutant
        for name in modules(chosen)
        for mutant in drawn(
            list(mutants_of(name, (SOURCE / f"{name}.py").read_text("utf-8"))), size, seed
        )
    ]


def reason_for(mutant: Mutant, known: Mapping[tuple[str, str], str]) -> str | None:
    """Return why a survivor changes nothing: its own reason, or that of its kind everywhere."""
    return known.get((mutant.module, mutant.change)) or known.get((EVERYWHERE, mutant.kind))


def known_survivors() -> dict[tuple[str, str], str]:
    """Return the reasons of survivors that change nothing, by module and change.

    A reason for a kind of change in any module stands under ``EVERYWHERE``.
    """
    with SURVIVORS.open(encoding="utf-8", newline="") as file:
        return {(row["module"], row["change"]): row["reason"] for row in csv.DictReader(file)}


def main() -> int:
    """Measure who reaches what, try every mutant; return 1 if one survives without a reason."""
    import pytest

    options = arguments()
    os.chdir(ROOT)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    os.nice(options.nice)
    for name in LIBRARIES:
        importlib.import_module(name)
    no_deadlines()
    waiting = all_mutants(options.module or ROOMS, options.sample, options.seed)
    if options.again:
        said = options.again.read_text("utf-8")
        waiting = [one for one in waiting if f"{one.module}:" in said and one.change in said]
    tests = options.tests or TESTS
    trials = Trials(waiting, measure_reach(tests), options.minutes)
    pytest.main([*OPTIONS, "-s", *tests], plugins=[trials])
    counts = Counter(became for _, became in trials.fates)
    print(f"all: {in_words(counts)}")
    if len(trials.fates) < len(waiting):
        print(f"time is up: {len(waiting) - len(trials.fates)} of {len(waiting)} were not tried")
    return int(counts[SURVIVED] + counts[UNREACHED] > 0)


def no_deadlines() -> None:
    """Let examples take their time: a busy machine notices no mutant."""
    from hypothesis import settings

    settings.register_profile("patient", deadline=None)
    settings.load_profile("patient")


def in_words(counts: Mapping[str, int]) -> str:
    """Say how many mutants met which fate."""
    return ", ".join(f"{counts[word]} {word}" for word in sorted(counts))


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation.code")
    parser.add_argument(
        "--module", action="append", help="analysis/position, or a whole room; both without it"
    )
    parser.add_argument(
        "--tests", action="append", help="a file or folder; all that matter without"
    )
    parser.add_argument("--again", type=Path, help="only what an earlier output says survived")
    parser.add_argument("--minutes", type=float, default=600.0, help="stop after so many")
    parser.add_argument("--nice", type=int, default=19, help="how far to stand back for others")
    add_options(parser, "mutants of each module")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
