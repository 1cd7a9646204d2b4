"""Executed notebooks without what may vary: one function before anything is stored or compared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpers.edition.notebooks import INJECTED_TAG, PARAMETERS_TAG

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"}
# Times and versions of the machine; the run record keeps them.
CELL_METADATA = ("papermill", "execution", "collapsed", "scrolled", "trusted")


def normalise(notebook: Any, files: Iterable[str] = ()) -> Any:
    """Drop times, machine versions and random ids from a notebook, in place; return it.

    Parameters
    ----------
    notebook
        An nbformat notebook.
    files
        Paths among the injected parameters; only the name of each is kept.
    """
    notebook.metadata = {"kernelspec": dict(KERNELSPEC), "language_info": dict(LANGUAGE)}
    for cell in notebook.cells:
        for name in CELL_METADATA:
            cell.metadata.pop(name, None)
        if INJECTED_TAG in cell.metadata.get("tags", []):
            cell["id"] = INJECTED_TAG
            for path in files:
                cell["source"] = cell["source"].replace(f'"{path}"', f'"{Path(path).name}"')
        if cell.cell_type == "markdown":
            cell.pop("attachments", None)
    return notebook


def with_prose(executed: Any, committed: Any) -> Any:
    """Return an executed notebook with the prose of the committed one.

    Code and outputs come from the run; a prose edit needs no run.
    """
    ran = iter([cell for cell in executed.cells if cell.cell_type == "code"])
    injected = [c for c in executed.cells if INJECTED_TAG in c.metadata.get("tags", [])]
    cells = []
    for cell in committed.cells:
        if cell.cell_type != "code":
            cells.append(cell)
            continue
        done = next(ran)
        while done in injected:
            done = next(ran)
        cells.append(done)
        if PARAMETERS_TAG in cell.metadata.get("tags", []):
            cells += injected
    executed.cells = cells
    return executed
