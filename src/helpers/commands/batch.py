"""``mic2025 batch``: many runs over a grid of parameters; one failure does not stop the others.

A run of a batch carries all it needs, so that this process, another one or another machine can
make it.
"""

from __future__ import annotations

import json
import shlex
import shutil
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpers import __version__, paths
from helpers.commands.assembly import assemble
from helpers.commands.build import list_editions_beside
from helpers.commands.edition_plan import EditionPlan, plan_edition
from helpers.commands.parameter_checks import check_each
from helpers.commands.raw_warning import warn_of_raw
from helpers.commands.rerun import check_name
from helpers.edition.fingerprint import hash_bytes
from helpers.edition.layout import BATCH_RECORD, GLOSSARY, INDEX, SUMMARY_TABLE
from helpers.edition.lock import checkout_lock
from helpers.edition.notebooks import (
    ANSWER_CELL,
    PATH_NOTEBOOK,
    Notebook,
    all_notebooks,
    find_notebook,
    source_of,
)
from helpers.edition.occupants import BATCH, check_place
from helpers.edition.parameters import added_files
from helpers.edition.publish import publish, remove, write_atomically
from helpers.edition.run_record import record_text
from helpers.errors import CompendiumError, RunFailed, WrongCall
from helpers.present.texts.passage import is_answer
from helpers.run.environment import use_kernel_environment
from helpers.run.grid import Grid, read_grid
from helpers.run.workers import cores, outcomes_of

# A cluster's worker may have several threads; templates and the working directory are not shared.
ONE_RUN = threading.Lock()


@dataclass(frozen=True)
class Outcome:
    """What became of a run: its answer, or the sentence that says why there is none."""

    name: str
    answer: str = ""
    failure: str = ""
    kept: bool = False
    seconds: float = 0.0
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class BatchRun:
    """A run with all it needs.

    Parameters
    ----------
    batch, name
        Folders below reports/.
    command
        The command that makes it.
    values
        Its parameters; files by path.
    notebooks
        Names or numbers of the notebooks whose pages it makes; none for a whole edition.
    folder
        Where it is put in place; None where the files are to be handed back.
    content
        The added files by parameter, for a process that cannot read their paths: name and content
        of the file itself, then of what lies beside it.
    """

    batch: str
    name: str
    command: str
    values: dict[str, Any]
    notebooks: tuple[str, ...] = ()
    folder: Path | None = None
    content: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict, repr=False)

    def make(self) -> Outcome:
        """Make the run; a failure is an outcome too."""
        with ONE_RUN:
            try:
                return self._made()
            except CompendiumError as error:
                return Outcome(self.name, failure=str(error))
            except Exception as error:  # nothing one run meets may stop the others
                return Outcome(self.name, failure=_told(error))

    def _made(self) -> Outcome:
        """Run, render, and put in place or hand back."""
        use_kernel_environment()
        work = paths.CACHE / "work" / self.batch / self.name
        folder = self.folder or work / "edition"
        plan = self._plan(self.values | self._unpacked(work), folder)
        seconds = {step.name: step.make() for step in plan.steps(work)}
        files = assemble(plan, work, seconds)
        outcome = Outcome(self.name, _answer(files), seconds=round(sum(seconds.values()), 2))
        if self.folder is None:
            return replace(outcome, files=files)
        self.put_in_place(files, folder, plan.before.get("files", {}))
        return outcome

    def _plan(self, values: dict[str, Any], folder: Path) -> EditionPlan:
        """Plan the run as an edition named for batch and run."""
        name, notebooks = f"{self.batch}/{self.name}", chosen(self.notebooks)
        return plan_edition(name, self.command, values, notebooks, folder, not self.notebooks)

    def put_in_place(
        self, files: Mapping[str, bytes], folder: Path, obsolete: Mapping[str, str]
    ) -> None:
        """Let the files of the run take the place of those of an earlier one."""
        publish(files, folder, obsolete, paths.CACHE / "staging" / self.batch / self.name)

    def _unpacked(self, work: Path) -> dict[str, str]:
        """Return the paths of the added files that came with the run, written here."""
        found = {}
        for parameter, files in self.content.items():
            folder = work / "inputs" / hash_bytes(files[0][1])[:16]
            for name, content in files:
                write_atomically(folder / name, content)
            found[parameter] = str(folder / files[0][0])
        return found

    def kept(self) -> Outcome | None:
        """Return the outcome of an earlier run that still holds, or None."""
        if self.folder is None or not self.folder.is_dir():
            return None
        try:
            plan = self._plan(self.values, self.folder)
        except CompendiumError:  # making it says why
            return None
        if not plan.is_current:
            return None
        files = {task.output: (self.folder / task.output).read_bytes() for task in plan.tasks}
        return Outcome(self.name, _answer(files), kept=True)

    def portable(self) -> BatchRun:
        """Return the run with the content of its files, to be made where they do not lie."""
        content: dict[str, list[tuple[str, bytes]]] = {}
        for name, path in added_files(self.values):
            content.setdefault(name, []).append((path.name, path.read_bytes()))
        return replace(self, folder=None, content=content)


def batch(
    file: str,
    jobs: int,
    resume: bool,
    dask: str,
    as_json: bool = False,
    may_replace: bool = False,
    reports: Path = paths.REPORTS,
    tls: Mapping[str, str] | None = None,
) -> None:
    """Make every run of a batch in a folder of its own, and a summary over all of them.

    Parameters
    ----------
    file
        The batch, a .yml file; see ``run.grid``.
    jobs
        How many runs are made side by side; 0 for one a core.
    resume
        Keep runs of an earlier batch that still hold.
    dask
        Address of a Dask scheduler, or "" to run here.
    as_json
        Print the outcomes as JSON.
    may_replace
        Whether it may take the place of another batch of its name.
    reports
        The folder the batch's own folder lies in.
    tls
        Files for a scheduler that wants TLS, by the name that Dask gives them.

    Raises
    ------
    WrongCall
        If the file, its place or a parameter is refused; nothing has run then.
    RunFailed
        With the sentence of each run that failed, after all others are made.
    """
    path = Path(file)
    if jobs < 0:
        raise WrongCall(f"found --jobs {jobs}; expected a number of runs, or 0 for one a core")
    grid = read_grid(path)
    check_name(grid.name)

    def is_same(_: Mapping[str, Any]) -> bool:
        own = reports / grid.name / path.name
        return resume or (own.is_file() and own.read_bytes() == path.read_bytes())

    found = check_place(reports / grid.name, BATCH, is_same, may_replace)
    check_each((run.values for run in grid.runs), chosen(grid.notebooks))
    folder, command = reports / grid.name, command_of(path.name)
    runs = [
        BatchRun(grid.name, run.name, command, run.values, grid.notebooks, folder / run.name)
        for run in grid.runs
    ]
    warn_of_raw()
    with checkout_lock():
        if found and not is_same(found.record):
            remove(found.files, folder)
        outcomes = _make(runs, jobs or cores(), resume, dask, tls)
        files = _summary(grid, outcomes, folder, path.name) | {path.name: path.read_bytes()}
        for name, content in files.items():
            write_atomically(folder / name, content)
        list_editions_beside(reports)
    _report(grid, outcomes, folder, as_json)


def command_of(file: str) -> str:
    """Return the command that makes a batch, its file by name."""
    return shlex.join(["mic2025", "batch", file])


def chosen(names: tuple[str, ...]) -> list[Notebook]:
    """Return the notebooks of those names, all without a name; read anew only where changed."""
    files = sorted(paths.NOTEBOOKS.glob("*.ipynb"))
    return _chosen(names, tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache
def _chosen(names: tuple[str, ...], _files: tuple[tuple[Path, int], ...]) -> list[Notebook]:
    notebooks = all_notebooks(paths.NOTEBOOKS)
    return [find_notebook(name, notebooks) for name in names] if names else notebooks


def _make(
    runs: Sequence[BatchRun], jobs: int, resume: bool, dask: str, tls: Mapping[str, str] | None
) -> list[Outcome]:
    """Make the runs; return their outcomes in order."""
    from tqdm import tqdm

    outcomes = {at: run.kept() if resume else None for at, run in enumerate(runs)}
    waiting = [at for at, outcome in outcomes.items() if outcome is None]
    asked = [runs[at] for at in waiting]
    if asked and not dask:
        use_kernel_environment()  # so that workers are forks, as kernels are
    with tqdm(total=len(runs), disable=not sys.stderr.isatty(), unit="run") as bar:
        bar.update(len(runs) - len(waiting))
        for at, result in _on_cluster(asked, dask, tls) if dask else outcomes_of(asked, jobs):
            name = asked[at].name
            if not isinstance(result, Outcome):
                result = Outcome(name, failure=f"its process was lost: {_told(result)}")
            outcomes[waiting[at]] = result
            bar.set_description(name)
            bar.update()
    return [
        outcomes[at] or Outcome(run.name, failure="it never ended") for at, run in enumerate(runs)
    ]


def _on_cluster(
    runs: Sequence[BatchRun], address: str, tls: Mapping[str, str] | None
) -> Iterator[tuple[int, Any]]:
    """Make the runs on a cluster and put in place here what it hands back."""
    from helpers.run.cluster import make_on_cluster

    for at, result in make_on_cluster(address, [run.portable() for run in runs], tls):
        folder = runs[at].folder
        if isinstance(result, Outcome) and result.files and folder:
            shutil.rmtree(folder, ignore_errors=True)
            runs[at].put_in_place(result.files, folder, {})
        yield at, result


def _told(error: BaseException) -> str:
    """Return an error that is none of ours in one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split()) or 'no message'}"


def _answer(files: Mapping[str, bytes]) -> str:
    """Return the computed answer as text: of the main notebook where it ran, else of the first.

    A sheet shows the state of its targets beside it.
    """
    outputs = sorted(name for name in files if name.endswith(".ipynb"))
    outputs.sort(key=lambda name: not name.rpartition("/")[2].startswith(PATH_NOTEBOOK))
    for cell in json.loads(files[outputs[0]])["cells"] if outputs else []:
        if cell.get("id") == ANSWER_CELL:
            shown = [output.get("data", {}) for output in cell["outputs"]]
            told = [data for data in shown if is_answer("".join(data.get("text/html", "")))]
            texts = [source_of({"source": data.get("text/plain", "")}) for data in told or shown]
            return " ".join(texts[-1].split()) if texts else ""
    return ""


def _summary(grid: Grid, outcomes: Sequence[Outcome], folder: Path, file: str) -> dict[str, bytes]:
    """Return the summary over all runs by file name: table, page and record."""
    import pandas as pd

    from helpers.report.batch import batch_glossary, batch_page

    command = command_of(file)
    rows = pd.DataFrame(
        [
            {"run": run.name}
            | {name: _cell(run.varied.get(name, "")) for name in grid.columns}
            | {"result": "failed" if outcome.failure else "made"}
            | {"answer": outcome.answer, "failure": outcome.failure}
            for run, outcome in zip(grid.runs, outcomes, strict=True)
        ]
    )
    pages = {run.name: _page(folder / run.name) for run in grid.runs}
    record = {
        "batch": grid.name,
        "version": __version__,
        "command": command,
        "file": file,
        "failed": sum(bool(outcome.failure) for outcome in outcomes),
        "runs": {o.name: {"seconds": o.seconds, "kept": o.kept} for o in outcomes},
    }
    texts = {
        SUMMARY_TABLE: rows.to_csv(index=False, lineterminator="\n"),
        INDEX: batch_page(grid.name, rows, pages, command),
        GLOSSARY: batch_glossary(grid.name, command),
        BATCH_RECORD: record_text(record),
    }
    return {name: text.encode("utf-8") for name, text in texts.items()}


def _cell(value: Any) -> str:
    """Return a parameter as a cell: files by name, lists joined."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return Path(value).name if isinstance(value, str) and "/" in value else str(value)


def _page(folder: Path) -> str:
    """Return the page to open for a run, seen from the summary; "" where it made none."""
    found = sorted(path.name for path in folder.glob("*.html"))
    name = INDEX if INDEX in found else next(iter(found), "")
    return f"{folder.name}/{name}" if name else ""


def _report(grid: Grid, outcomes: Sequence[Outcome], folder: Path, as_json: bool) -> None:
    """Print what became of the runs; raise where some failed."""
    failed = [outcome for outcome in outcomes if outcome.failure]
    if as_json:
        told = [{"run": o.name, "answer": o.answer, "failure": o.failure} for o in outcomes]
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        kept = sum(outcome.kept for outcome in outcomes)
        made = len(outcomes) - len(failed) - kept
        print(f"{paths.relative(folder / INDEX)}: {made} made, {kept} kept, {len(failed)} failed")
    if failed:
        lines = "\n".join(f"  {outcome.name}: {outcome.failure}" for outcome in failed)
        error = RunFailed(f"{len(failed)} of {len(outcomes)} runs of {grid.name} failed:\n{lines}")
        error.is_told = as_json
        raise error
