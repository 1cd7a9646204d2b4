"""The steps an edition is made of, each by itself: its tables, and every notebook that must run.

A step carries all it needs and leaves files in a work folder, so that it can run in any process.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.edition.layout import TABLES
from helpers.edition.notebooks import read_notebook

# Rough seconds of a step, to decide whether a second process pays.
TABLES_SECONDS, RUN_SECONDS = 4.0, 1.5


@dataclass(frozen=True)
class TablesStep:
    """All tables of an edition, with data package and workbook, written to a folder."""

    parameters: dict[str, Any]
    folder: Path
    name: str = TABLES
    seconds: float = TABLES_SECONDS

    def make(self) -> float:
        """Compute, check and write the tables; return the seconds it took.

        Raises
        ------
        DataRefused
            If an input cannot be taken, or a computed table breaks its schema.
        """
        import shutil
        import time

        from helpers.data.intake.plan_sheet import plan_of_targets
        from helpers.data.tables.catalogue import tables_in
        from helpers.run.write_tables import edition_tables, write_tables

        started = time.monotonic()
        shutil.rmtree(self.folder, ignore_errors=True)
        tables = edition_tables(self.parameters)
        targets = self.parameters["targets"]
        write_tables(tables, tables_in(tables, targets), self.folder, plan_of_targets(targets))
        return time.monotonic() - started


@dataclass(frozen=True)
class RunStep:
    """One notebook to run.

    Parameters
    ----------
    name
        Page below the edition's folder, without ending.
    notebook
        The committed notebook.
    output
        Where the executed notebook is written.
    parameters
        Values that differ from the notebook's defaults.
    """

    name: str
    notebook: Path
    output: Path
    parameters: dict[str, Any]
    seconds: float = RUN_SECONDS

    def make(self) -> float:
        """Run the notebook; return the seconds it took.

        Raises
        ------
        RunFailed
            With notebook, cell and error.
        """
        from helpers.run.execute import execute

        return execute(read_notebook(self.notebook), self.output, self.parameters)


Step = TablesStep | RunStep
