"""Executed notebooks without what may vary: one function before anything is stored or compared."""

from __future__ import annotations

from typing import Any

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python"}
INJECTED_ID = "injected-parameters"
# Times and versions of the machine; the run record keeps them.
CELL_METADATA = ("papermill", "execution", "collapsed", "scrolled", "trusted")


def normalise(notebook: Any) -> Any:
    """Drop times, machine versions and random ids from a notebook, in place; return it."""
    notebook.metadata = {"kernelspec": dict(KERNELSPEC), "language_info": dict(LANGUAGE)}
    for cell in notebook.cells:
        for name in CELL_METADATA:
            cell.metadata.pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = INJECTED_ID
        if cell.cell_type == "markdown":
            cell.pop("attachments", None)
    return notebook
