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
import pickle
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from mmap import mmap
from pathlib import Path
from typing import Any

from tests.mutation.mutants import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "helpers"
SURVIVORS = Path(__file__).with_name("survivors.csv")
TESTS = ("tests/analysis", "tests/data")
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
FORMULAS = (
    "analysis/trajectories",
    "analysis/comparison",
    "analysis/position",
    "analysis/scales",
    "analysis/rounding",
    "analysis/sampling",
    "analysis/paths",
    "analysis/progress",
    "data/parsing",
    "data/numbers",
)
OPTIONS = ("-q", "-x", "-p", "_hypothesis_pytestplugin", "-p", "no:cacheprovider",
           "--hypothesis-seed=0", "-o", "addopts=", "-m", "not slow")  # fmt: skip
KILLED, SURVIVED, UNREACHED, ENDLESS = "killed", "survived", "no test reaches it", "endless"
JUSTIFIED = "with a reason to survive"
LONGEST_SECONDS = 120
# What a fork ends with where a module cannot be imported any more.
NO_MODULE = 2
FIXTURE = "fixture:"
EVERYWHERE = "*"


@dataclass
class Reach:
    """Which tests reach which line: directly, or through a fixture they share."""

    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    users: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    seconds: dict[str, float] = field(default_factory=dict)

    def tests(self, file: str, line: int) -> list[str]:
        """Return the tests that reach a line: those named for its module first, then quick files.

        What runs when a module is imported is reached by every test of the module, by those in a
        file named for it or for its folder, and by every test at all where nothing else of the
        module ever runs: declarations, for example.
        """
        known = self.lines.get(file, {})
        direct = known.get(line, set()) - {""}
        contexts = direct or set().union(*known.values()) - {""}
        found: set[str] = set()
        for context in contexts:
            name = context.removeprefix(FIXTURE)
            found |= self.users[name] if context.startswith(FIXTURE) else {context}
        own = {test for test in self.seconds if Path(file_of(test)).stem in names_for(file)}
        if not direct:
            found |= own
        if known and not contexts:
            found = set(self.seconds)
        cost: Counter[str] = Counter()
        for test in found:
            cost[file_of(test)] += self.seconds.get(test, 0.0)
        return sorted(found, key=lambda t: (t not in own, cost[file_of(t)], file_of(t), t))


def names_for(file: str) -> set[str]:
    """Return what the tests of a module or of its folder are called."""
    return {f"test_{Path(file).stem}", f"test_{Path(file).parent.name}"}


def file_of(test: str) -> str:
    """Return the file of a test."""
    return test.partition("::")[0]


class Watcher:
    """A pytest plugin that tells coverage which test or fixture is running."""

    def __init__(self, measure, reach: Reach) -> None:
        self.measure, self.reach, self.stack = measure, reach, [""]

    def enter(self, context: str) -> None:
        self.stack.append(context)
        self.measure.switch_context(context)

    def leave(self) -> None:
        self.stack.pop()
        self.measure.switch_context(self.stack[-1])

    def pytest_collection_modifyitems(self, items) -> None:
        for item in items:
            for name in item.fixturenames:
                self.reach.users[name].add(item.nodeid)

    def hooks(self):
        """Return the plugin object; pytest is imported only where it runs."""
        import pytest

        watcher = self

        class Hooks:
            pytest_collection_modifyitems = watcher.pytest_collection_modifyitems

            @pytest.hookimpl(wrapper=True)
            def pytest_fixture_setup(self, fixturedef, request):
                watcher.enter(f"{FIXTURE}{fixturedef.argname}")
                try:
                    return (yield)
                finally:
                    watcher.leave()

            @pytest.hookimpl(wrapper=True)
            def pytest_runtest_call(self, item):
                watcher.enter(item.nodeid)
                started = time.monotonic()
                try:
                    return (yield)
                finally:
                    watcher.reach.seconds[item.nodeid] = time.monotonic() - started
                    watcher.leave()

        return Hooks()


def measure_reach(tests: Sequence[str]) -> Reach:
    """Run the tests once under coverage and note who reaches what."""

    def run(result: Path) -> int:
        import coverage
        import pytest

        measure = coverage.Coverage(data_file=None, source=[str(SOURCE)])
        reach = Reach()
        measure.start()
        code = pytest.main(
            [*(option for option in OPTIONS if option != "-x"), *tests],
            plugins=[Watcher(measure, reach).hooks()],
        )
        measure.stop()
        data = measure.get_data()
        for file in data.measured_files():
            reach.lines[file] = {
                line: set(names) for line, names in data.contexts_by_lineno(file).items()
            }
        result.write_bytes(pickle.dumps(reach))
        return int(code)

    with tempfile.NamedTemporaryFile() as file:
        code = in_fork(lambda: run(Path(file.name)), seconds=3600)
        if code:
            raise SystemExit(f"without any change the tests end with code {code}, not with 0")
        return pickle.loads(Path(file.name).read_bytes())


def in_fork(run: Callable[[], int], seconds: int = LONGEST_SECONDS) -> int:
    """Run something in a fork, silently; return its code, or -1 if it used too much time.

    Time of the processor counts, not of the clock: a busy machine ends nothing.
    """
    child = os.fork()
    if child == 0:
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            os._exit(run())
        except BaseException:
            os._exit(99)
    _, status = os.waitpid(child, 0)
    return -1 if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


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
            try:
                put_in(f"helpers.{module.replace('/', '.')}", SOURCE / f"{module}.py", tree())
            except Exception:
                return NO_MODULE
            pairs = zip(chosen, [*chosen[1:], None], strict=True)
            for place, (item, after) in enumerate(pairs):
                self.at[0] = place
                if not passes(item, after):
                    return 1
            return 0

        return in_fork(until_one_fails), chosen[self.at[0]].nodeid


def passes(item, after) -> bool:
    """Run one collected test as pytest would; return whether it and its fixtures passed."""
    before = item.session.testsfailed
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
    return item.session.testsfailed == before


def put_in(name: str, path: Path, tree: ast.Module) -> None:
    """Give a loaded module its mutated code, wherever its functions and constants went.

    Functions keep their identity and get the new code, so that registers and importers see it;
    constants are replaced in every module that took them over by name, and only under that name:
    equal numbers are often one object.
    """
    module = sys.modules[name]
    new = {"__name__": name, "__file__": str(path), "__package__": module.__package__}
    exec(compile(tree, str(path), "exec"), new)
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
            recode(
                getattr(method, "fget", method),
                getattr(vars(new).get(key), "fget", vars(new).get(key)),
            )
        return True
    if inspect.isfunction(old) and inspect.isfunction(new):
        old.__code__, old.__defaults__ = new.__code__, new.__defaults__
        old.__kwdefaults__ = new.__kwdefaults__
        return True
    return False


def modules(chosen: Iterable[str]) -> list[str]:
    """Return the modules below the chosen names, ``analysis/progress`` for a whole package."""
    found = []
    for name in chosen:
        place = SOURCE / name
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        found += [file.relative_to(SOURCE).with_suffix("").as_posix() for file in files]
    return [name for name in found if not name.endswith("__init__")]


def all_mutants(chosen: Iterable[str]) -> list[Mutant]:
    """Return all mutants of the chosen modules."""
    return [
        mutant
        for name in modules(chosen)
        for mutant in mutants_of(name, (SOURCE / f"{name}.py").read_text("utf-8"))
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
    waiting = all_mutants(options.module or FORMULAS)
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
    parser.add_argument("--module", action="append", help="analysis/position; formulas without it")
    parser.add_argument(
        "--tests", action="append", help="a file or folder; all that matter without"
    )
    parser.add_argument("--again", type=Path, help="only what an earlier output says survived")
    parser.add_argument("--minutes", type=float, default=600.0, help="stop after so many")
    parser.add_argument("--nice", type=int, default=19, help="how far to stand back for others")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
