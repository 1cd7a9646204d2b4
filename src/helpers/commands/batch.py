"""``mic2025 batch``: many runs over a grid of parameters; one failure does not stop the others."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from helpers import __version__, paths
from helpers.commands.batch_run import BatchRun, Outcome, chosen
from helpers.commands.rerun import check_name
from helpers.edition.lock import checkout_lock
from helpers.edition.parameters import check_values, declared_parameters
from helpers.edition.publish import publish, write_atomically
from helpers.errors import RunFailed
from helpers.run.grid import Grid, read_grid
from helpers.run.workers import cores, outcomes_of

SUMMARY, INDEX, RECORD = "summary.csv", "index.html", "batch.json"


def batch(
    file: str,
    jobs: int,
    resume: bool,
    dask: str,
    as_json: bool = False,
    reports: Path = paths.REPORTS,
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
    reports
        The folder the batch's own folder lies in.

    Raises
    ------
    WrongCall
        If the file or a parameter is refused; nothing has run then.
    RunFailed
        With the sentence of each run that failed, after all others are made.
    """
    path = Path(file)
    grid = read_grid(path)
    check_name(grid.name)
    declared = declared_parameters(chosen(grid.notebooks))
    for run in grid.runs:
        check_values(run.values, declared)
    folder = reports / grid.name
    command = f"mic2025 batch {path.name}"
    runs = [
        BatchRun(grid.name, run.name, command, run.values, grid.notebooks, folder / run.name)
        for run in grid.runs
    ]
    with checkout_lock():
        outcomes = _make(runs, jobs or cores(), resume, dask)
        _summarise(grid, outcomes, folder, path)
    _report(grid, outcomes, folder, as_json)


def _make(runs: Sequence[BatchRun], jobs: int, resume: bool, dask: str) -> list[Outcome]:
    """Make the runs; return their outcomes in order."""
    from tqdm import tqdm

    kept = {at: run.kept() if resume else None for at, run in enumerate(runs)}
    waiting = [at for at, outcome in kept.items() if outcome is None]
    outcomes = dict(kept)
    done = _on_cluster if dask else _here
    with tqdm(total=len(runs), disable=not sys.stderr.isatty(), unit="run") as bar:
        bar.update(len(runs) - len(waiting))
        for at, result in done([runs[at] for at in waiting], jobs, dask):
            outcomes[waiting[at]] = result
            bar.set_description(result.name)
            bar.update()
    return [
        outcomes[at] or Outcome(run.name, failure="it never ended") for at, run in enumerate(runs)
    ]


def _here(runs: Sequence[BatchRun], jobs: int, _: str) -> Iterator[tuple[int, Outcome]]:
    """Make the runs in processes of this machine."""
    for at, result in outcomes_of(runs, jobs):
        yield at, result if isinstance(result, Outcome) else _lost(runs[at], result)


def _on_cluster(runs: Sequence[BatchRun], _: int, address: str) -> Iterator[tuple[int, Outcome]]:
    """Make the runs on a cluster and put in place here what it hands back."""
    from helpers.run.cluster import make_on_cluster

    for at, result in make_on_cluster(address, [run.portable() for run in runs]):
        run = runs[at]
        if not isinstance(result, Outcome):
            yield at, _lost(run, result)
            continue
        if result.files and run.folder:
            staging = paths.CACHE / "staging" / run.batch / run.name
            shutil.rmtree(run.folder, ignore_errors=True)
            publish(result.files, run.folder, [], staging)
        yield at, result


def _lost(run: BatchRun, error: BaseException) -> Outcome:
    """Return the outcome of a run whose process was lost."""
    told = " ".join(str(error).split()) or "no message"
    return Outcome(run.name, failure=f"its process was lost: {type(error).__name__}, {told}")


def _summarise(grid: Grid, outcomes: Sequence[Outcome], folder: Path, path: Path) -> None:
    """Write the summary over all runs: table, page and record."""
    import pandas as pd

    from helpers.report.batch import batch_page

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
    command = f"mic2025 batch {path.name}"
    record = {
        "batch": grid.name,
        "version": __version__,
        "command": command,
        "runs": {o.name: {"seconds": o.seconds, "kept": o.kept} for o in outcomes},
    }
    files = {
        path.name: path.read_bytes(),
        SUMMARY: rows.to_csv(index=False, lineterminator="\n").encode("utf-8"),
        INDEX: batch_page(grid.name, rows, pages, command).encode("utf-8"),
        RECORD: (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8"),
    }
    for name, content in files.items():
        write_atomically(folder / name, content)


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
        raise RunFailed(f"{len(failed)} of {len(outcomes)} runs of {grid.name} failed:\n{lines}")
