"""Which tests reach which line, and how to run something in a fork."""

from __future__ import annotations

import os
import pickle
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "helpers"
OPTIONS = ("-q", "-x", "-p", "_hypothesis_pytestplugin", "-p", "no:cacheprovider",
           "--hypothesis-seed=0", "-o", "addopts=", "-m", "not slow")  # fmt: skip
LONGEST_SECONDS = 120
FIXTURE = "fixture:"
# Tests that results are shared, which they are not in the others while reach is measured.
OF_SHARING = "test_shared.py"


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
            def pytest_runtest_protocol(self, item):
                # Here, since the lines of a module that run at its import count too.
                from tests.read_anew import read_anew

                # Else the first test alone would reach what others ask for as well.
                with nullcontext() if item.path.name == OF_SHARING else read_anew():
                    return (yield)

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


def end_after(seconds: float) -> None:
    """End this process once it has used so many more seconds of the processor, or its own limit."""
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soonest = int(used + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soonest if most < 0 else min(soonest, most), most))
