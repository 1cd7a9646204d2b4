"""The floor of a batch: the cells' own computation and the rendering, and nothing else.

Each sheet runs in a fork of an interpreter that has every third-party import, without messages.
"""

import os
import sys
import time

from helpers import paths
from helpers.edition.notebooks import read_notebook
from helpers.run.environment import PRELOADED, use_kernel_environment
from helpers.run.normalise import with_prose
from helpers.warm_kernels import server


def main(sheets):
    """Run and render each sheet; print the seconds they took together."""
    use_kernel_environment()
    import importlib

    import nbformat

    for name in (*PRELOADED, *server.OWN_IMPORTS):
        importlib.import_module(name)
    from helpers.report.site import Executed
    from helpers.run.read_inputs import inputs_of
    from tests.report.rendering import render_site

    path = paths.NOTEBOOKS / "09_indicator_sheet.ipynb"
    committed = nbformat.read(str(path), as_version=4)
    record = {"edition": "floor", "command": "", "inputs": {}, "parameters": {}, "versions": {},
              "report_year": 2016, "version": ""}  # fmt: skip
    tables = dict(inputs_of({}).tables)
    render_site([Executed(path.stem, committed)], tables, record, [])
    for name in [name for name in sys.modules if name.startswith("helpers")]:
        # A kernel imports the project's modules itself; only third-party imports are given.
        if not name.startswith(("helpers.report", "helpers.run")):
            sys.modules.pop(name)
    os.chdir(paths.NOTEBOOKS)
    total = 0.0
    for values in sheets:
        started = time.perf_counter()
        child = os.fork()
        if child == 0:
            run_cells(read_notebook(path).code, values)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            raise SystemExit(f"the floor failed at {values}")
        shown = with_prose(committed.copy(), committed)
        render_site([Executed(path.stem, shown)], tables, record, [])
        total += time.perf_counter() - started
    print(total)


def run_cells(sources, values):
    """Run code cells in a shell of this process, the parameters after their cell."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()
    for source in sources:
        with capture_output():
            result = shell.run_cell(source)
            if "observations: str" in source:
                shell.push(values)
        if not result.success:
            os._exit(1)
