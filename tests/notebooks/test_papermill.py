"""Each notebook runs by plain papermill, from any directory, with other figures."""

import subprocess
import sys

import nbformat
import pytest

from helpers.run.notebooks import all_notebooks

NEW = """indicator_id,year,value
digital_rd_tool_penetration,2017,63.2
cnc_key_process_ratio,2017,34.1
"""


@pytest.mark.parametrize("notebook", all_notebooks(), ids=lambda notebook: notebook.name)
def test_plain_papermill_from_another_directory(notebook, tmp_path):
    (tmp_path / "new figures.csv").write_text(NEW)
    declared = {entry.name for entry in notebook.parameters}
    command = [sys.executable, "-m", "papermill", str(notebook.path), "out.ipynb",
               "--no-progress-bar"]  # fmt: skip
    for name, value in (("observations", "new figures.csv"), ("report_year", "2017")):
        command += ["-p", name, value] if name in declared else []
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    executed = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    outputs = str([cell.get("outputs") for cell in executed.cells])
    # Notebook 02 shows the paths of the report year; those after 04 show the sources' record.
    expected = {"02": "2017", "04": "2017-added", "05": "roadmap", "06": "policies", "07": "grade"}
    assert expected.get(notebook.name[:2], "34.1") in outputs
