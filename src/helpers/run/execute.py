"""One notebook through papermill, with a sentence for whatever goes wrong."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.errors import RunFailed
from helpers.run.environment import use_kernel_environment
from helpers.run.normalise import normalise
from helpers.run.notebooks import Notebook

CELL_SECONDS = 300


def execute(notebook: Notebook, output: Path, parameters: dict[str, Any]) -> float:
    """Run a notebook with papermill and store the normalised result.

    Parameters
    ----------
    notebook
        What to run.
    output
        Where the executed notebook goes. After a failure the partial notebook stays there.
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

    logging.getLogger("papermill").setLevel(logging.ERROR)
    output.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    try:
        executed = papermill.execute_notebook(
            str(notebook.path),
            str(output),
            parameters=parameters,
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            execution_timeout=CELL_SECONDS,
            shutdown_kernel="immediate",
            cwd=str(paths.NOTEBOOKS),
        )
    except papermill.PapermillExecutionError as error:
        raise RunFailed(_failure(notebook, error, output)) from None
    except Exception as error:  # dead kernel, time limit, missing kernelspec
        raise RunFailed(
            f"{notebook.name} did not finish: {type(error).__name__}, "
            f"{str(error).strip().splitlines()[-1] if str(error).strip() else 'no message'}. "
            f"What ran is in {paths.relative(output)}."
        ) from None
    nbformat.write(normalise(executed), str(output))
    return time.monotonic() - started


def _failure(notebook: Notebook, error: Any, output: Path) -> str:
    """Return which cell of which notebook failed and why."""
    first_line = error.source.strip().partition("\n")[0]
    message = str(error.evalue).strip().replace("\n", "\n    ")
    return (
        f"{notebook.name}, cell {error.cell_index} (begins {first_line!r}) failed with "
        f"{error.ename}: {message}\n"
        f"The notebook as far as it ran is in {paths.relative(output)}."
    )
