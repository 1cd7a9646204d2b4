"""The floor: the cells' own work and, for sheets, the rendering, and nothing else.

``python -m tests.benchmarks.floor`` reads notebooks and their sets of parameters as JSON from
standard input. Cells run in forks of a process that has imported what a kernel has, without
messages; the pages are rendered after them. Prints the seconds of both as JSON, without imports.
"""

import importlib
import json
import os
import sys
import time

from helpers import paths
from helpers.edition.notebooks import read_notebook
from helpers.run.environment import kernel_environment, use_kernel_environment
from helpers.run.normalise import with_prose
from helpers.warm_kernels import server
from tests.benchmarks.measure import seconds_used

SHEET = "09_indicator_sheet"


def main(sets, *, with_pages):
    """Run each set of parameters of each notebook, and render their pages; print the cost."""
    use_kernel_environment()
    for name in (*kernel_environment()[server.IMPORTS].split(), *server.OWN_IMPORTS):
        importlib.import_module(name)
    os.chdir(paths.NOTEBOOKS)
    cpu, wall = 0.0, 0.0
    works = [make(*one) for make in (cells_of, pages_of)[: 1 + with_pages] for one in sets.items()]
    for work in works:
        next(work)  # what is done once
        used, started = seconds_used(), time.perf_counter()
        for _ in work:
            pass
        cpu += seconds_used() - used
        wall += time.perf_counter() - started
    print(json.dumps({"cpu": cpu, "wall": wall}))


def cells_of(notebook, each):
    """Run the cells once for each set of parameters, in forks that share nothing but imports."""
    code = read_notebook(paths.NOTEBOOKS / f"{notebook}.ipynb").code
    yield
    for values in each:
        child = os.fork()
        if child == 0:
            run_cells(code, values)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            raise SystemExit(f"the floor failed at {notebook}, {values}")
        yield


def pages_of(notebook, each):
    """Render a page for each set of parameters."""
    import nbformat

    from helpers.report.site import Executed
    from helpers.run.read_inputs import inputs_of
    from tests.report.rendering import render_site

    committed = nbformat.read(str(paths.NOTEBOOKS / f"{notebook}.ipynb"), as_version=4)
    record = {"edition": "floor", "command": "", "inputs": {}, "parameters": {}, "versions": {},
              "report_year": 2016, "version": ""}  # fmt: skip
    tables = dict(inputs_of({}).tables)
    render_site([Executed(notebook, committed)], tables, record, [])
    yield
    for _ in each:
        shown = with_prose(committed.copy(), committed)
        render_site([Executed(notebook, shown)], tables, record, [])
        yield


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


if __name__ == "__main__":
    given = json.load(sys.stdin)
    main(given["sets"], with_pages=given["with_pages"])
