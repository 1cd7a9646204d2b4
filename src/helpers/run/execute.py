"""One notebook through papermill, with a sentence for whatever goes wrong."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.data.intake.plan_sheet import plan_of_targets
from helpers.edition.notebooks import Notebook, without_own_plan
from helpers.edition.parameters import FILE_PARAMETERS
from helpers.errors import RunFailed
from helpers.present.plan_words import SETTING, compendium_title
from helpers.run.environment import use_kernel_environment
from helpers.run.normalise import normalise

CELL_SECONDS = 300
ENDS = {
    "CellTimeoutError": "a cell took longer than {seconds} s and was stopped",
    "DeadKernelError": "its kernel died, killed or out of memory",
}
# A forked kernel that has not answered by then never will; an ordinary one imports first.
FORKED_SECONDS, ORDINARY_SECONDS = 20, 120
# papermill changes the working directory of its process: one run at a time in each.
ONE_NOTEBOOK = threading.Lock()


def execute(notebook: Notebook, output: Path, parameters: dict[str, Any]) -> float:
    """Run a notebook with papermill and store the normalised result.

    Parameters
    ----------
    notebook
        What to run.
    output
        Where the executed notebook goes. After a cell has failed, the partial notebook
        stays there.
    parameters
        Values that differ from the defaults; with none, no cell is injected.

    Returns
    -------
    float
        Seconds it took.

    Raises
    ------
    RunFailed
        With notebook, cell and error in one sentence.
    """
    use_kernel_environment()
    import nbformat
    import papermill

    from helpers.warm_kernels.provisioner import KernelNotReady, ordinary_kernels

    output.parent.mkdir(parents=True, exist_ok=True)
    output.unlink(missing_ok=True)
    started = time.monotonic()
    try:
        try:
            executed = _run(notebook, output, parameters, FORKED_SECONDS)
        except KernelNotReady as reason:
            with ordinary_kernels(str(reason)):
                executed = _run(notebook, output, parameters, ORDINARY_SECONDS)
    except papermill.PapermillExecutionError as error:
        raise RunFailed(_failure(notebook, error, output)) from None
    except Exception as error:  # missing kernelspec and the like, beside those in ENDS
        raise RunFailed(
            f"{notebook.name} did not finish: {_end(error)}. {_partial(output)}".rstrip()
        ) from None
    files = [parameters[name] for name in FILE_PARAMETERS if parameters.get(name)]
    nbformat.write(normalise(executed, files), str(output))
    return time.monotonic() - started


def _run(notebook: Notebook, output: Path, parameters: dict[str, Any], start_seconds: int) -> Any:
    """Run a notebook with papermill; return it executed."""
    import papermill

    from helpers.warm_kernels.manager import KernelManager

    logging.getLogger("papermill").setLevel(logging.CRITICAL)  # said in our own sentence
    with ONE_NOTEBOOK, _named_for(parameters):
        return papermill.execute_notebook(
            _content(notebook, parameters),
            str(output),
            parameters=parameters,
            kernel_name="python3",
            kernel_manager_class=KernelManager,
            progress_bar=False,
            request_save_on_cell_execute=False,
            start_timeout=start_seconds,
            execution_timeout=CELL_SECONDS,
            shutdown_kernel="immediate",
            cwd=str(paths.NOTEBOOKS),
        )


def _content(notebook: Notebook, parameters: Mapping[str, Any]) -> Any:
    """Return what to run: the file, or under other targets what it holds for any plan."""
    if not parameters.get("targets"):
        return str(notebook.path)
    import nbformat

    content = nbformat.read(str(notebook.path), as_version=4)
    content.cells = without_own_plan(content.cells)
    return content


@contextmanager
def _named_for(parameters: Mapping[str, Any]) -> Iterator[None]:
    """Let kernels started within know what the compendium of another plan is called."""
    if not parameters.get("targets"):
        yield
        return
    os.environ[SETTING] = compendium_title(plan_of_targets(parameters["targets"]))
    try:
        yield
    finally:
        del os.environ[SETTING]


def _end(error: Exception) -> str:
    """Return why a notebook did not finish, in words."""
    told = ENDS.get(type(error).__name__)
    if told:
        return told.format(seconds=CELL_SECONDS)
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}, {lines[-1] if lines else 'no message'}"


def _failure(notebook: Notebook, error: Any, output: Path) -> str:
    """Return which cell of which notebook failed and why."""
    first_line = error.source.strip().partition("\n")[0]
    message = str(error.evalue).strip().replace("\n", "\n    ")
    return (
        f"{notebook.name}, cell {error.cell_index} (begins {first_line!r}) failed with "
        f"{error.ename}: {message}\n{_partial(output)}"
    ).rstrip()


def _partial(output: Path) -> str:
    """Return where the notebook lies as far as it ran, "" where nothing was stored."""
    if not output.is_file():
        return ""
    return f"The notebook as far as it ran is in {paths.relative(output)}."
