"""nbval over the committed notebooks, in processes of its own, and its report in sentences."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.edition.notebooks import Notebook
from helpers.edition.sheets import default_run
from helpers.run.environment import LEAN, kernel_environment

NBVAL_CELL_SECONDS = 120
PROVISIONER = "JUPYTER_DEFAULT_PROVISIONER_NAME"
ORDINARY = "local-provisioner"
# No conftest, no other plugin: what is tested is the notebook and nothing of the test suite.
# The order counts: what the first keeps out, the second would load.
OPTIONS = ("-p", LEAN, "-p", "nbval.plugin", "-p", "no:cacheprovider",
           "--noconftest", "--nbval-current-env",
           f"--nbval-cell-timeout={NBVAL_CELL_SECONDS}")  # fmt: skip
COLOURS = re.compile(r"(?:\x1b|#x1B)\[[0-9;]*m")
FOLLOWS = "NameError: "
DIFFERS = re.compile(r"mismatch|dissimilar|Missing output|Unexpected output|Unrun|exceeded")


@dataclass(frozen=True)
class Report:
    """What nbval said of some notebooks: cells it compared and a sentence for each failure."""

    cells: int
    failures: tuple[str, ...]


def run_nbval(notebooks: Sequence[Notebook], *, warm: bool, edition: Path | None = None) -> Report:
    """Let nbval compare the outputs that notebooks give with the stored ones.

    Parameters
    ----------
    notebooks
        Committed notebooks; their folder is the working directory of the kernels.
    warm
        Whether kernels are forks of a process with the imports done, where that pays, or start
        cold.
    edition
        Folder of an edition made just now: what it ran is compared as it ran, and only what it did
        not run is executed. None executes them all.
    """
    files = [str(notebook.path) for notebook in notebooks]
    runs = ["-p", "helpers.check.replay", f"--runs-of={edition}"] if edition else ["--nbval"]
    root = notebooks[0].path.parent.parent
    environment = os.environ | kernel_environment() | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment.pop("PYTEST_ADDOPTS", None)
    if not (warm and pays_warm(notebooks, edition)):
        environment[PROVISIONER] = ORDINARY
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *OPTIONS, *runs, f"--rootdir={root}",
             f"--junitxml={report}", "-o", "addopts=-q", *files],
            cwd=root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if not report.is_file():
            last = (run.stderr or run.stdout).strip().splitlines()[-1:] or ["no message"]
            return Report(0, (f"nbval did not run: {last[0]}",))
        return read_report(report, notebooks)


def pays_warm(notebooks: Sequence[Notebook], edition: Path | None) -> bool:
    """Tell whether a warm process, which imports all there is, costs less than ordinary kernels.

    It does unless all notebooks but one have been run; that one's own imports take less.
    """
    if not edition:
        return True
    return sum(not default_run(notebook, edition).is_file() for notebook in notebooks) > 1


def read_report(path: Path, notebooks: Sequence[Notebook]) -> Report:
    """Return a JUnit report of nbval as cells counted and sentences."""
    known = {notebook.path.name: notebook for notebook in notebooks}
    cases = list(ET.parse(path).getroot().iter("testcase"))
    failures: dict[str, list[tuple[str, str]]] = {}
    for case in cases:
        found = [*case.iter("failure"), *case.iter("error")]
        if found:
            place = _place(case, known)
            text = COLOURS.sub("", "\n".join(f"{f.get('message', '')}\n{f.text}" for f in found))
            failures.setdefault(place.partition(",")[0], []).append((place, reason(text)))
    return Report(len(cases), tuple(told for one in failures.values() for told in causes(one)))


def causes(failures: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the failures of one notebook without those that follow from an earlier one.

    A cell that fails leaves its names undefined for the cells below it.
    """
    first, *others = failures
    own = [one for one in others if not one[1].startswith(FOLLOWS)]
    more = len(others) - len(own)
    followed = f" (and {more} cells that follow from it)" if more else ""
    yield f"{first[0]}: {first[1]}{followed}"
    yield from (f"{place}: {told}" for place, told in own)


def _place(case: ET.Element, known: dict[str, Notebook]) -> str:
    """Return notebook, position and id of the cell a case speaks of."""
    words = f"{case.get('classname', '')} {case.get('name', '')}"
    number = re.search(r"Cell (\d+)", words)
    name = next((file for file in known if file.removesuffix(".ipynb") in words), "")
    if not name or not number:
        return words.strip()
    code = [cell for cell in known[name].cells if cell["cell_type"] == "code"]
    cell = code[int(number.group(1))]
    position = known[name].cells.index(cell) + 1
    return f"notebooks/{name}, cell {position} '{cell.get('id')}'"


def reason(text: str) -> str:
    """Return the line of a failure that says most: what differs, or which error was raised.

    The comparison of bytes says from what to what; nbval shortens what it quotes.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    raised = [
        line for line in lines if re.match(r"[A-Z]\w*(?:Error|Exception|Refused|Failed): ", line)
    ]
    told = raised[-1:] or [line for line in lines if DIFFERS.search(line)]
    return (told or lines or ["it failed without a word"])[0]
