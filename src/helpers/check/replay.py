"""A plugin of pytest that lets nbval judge a run that was made already, beside its own runs.

nbval's cells, its gathering of outputs and its comparison stay as they are; what answers them is
the executed notebook in place of a kernel. A notebook without such a run gets a kernel. Loaded by
``pytest -p nbval.plugin -p helpers.check.replay --runs-of=FOLDER``, without ``--nbval``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
from nbval.plugin import IPyNbFile

from helpers.edition.notebooks import read_notebook
from helpers.edition.sheets import default_run

OPTION = "--runs-of"


class NotRunSo(Exception):
    """A cell that the run does not have, or has with another code."""


class RecordedKernel:
    """What nbval asks of a kernel, answered by the outputs of an executed notebook."""

    def __init__(self, executed: Any) -> None:
        self._cells = iter([cell for cell in executed.cells if cell.cell_type == "code"])
        self._asked = 0
        self._messages: Iterator[dict[str, Any]] = iter(())

    def execute_cell_input(self, source: str, allow_stdin: bool | None = None) -> str:
        """Take the outputs of the next cell; return the id of the request.

        Raises
        ------
        NotRunSo
            If the cell that was run there is another one.
        """
        cell = next(self._cells, None)
        if cell is None or cell.source != source:
            raise NotRunSo("this cell is not the one that was run")
        self._asked += 1
        self._messages = self._told(cell)
        return str(self._asked)

    def _told(self, cell: Any) -> Iterator[dict[str, Any]]:
        """Yield what a kernel would have told of a cell, and that it is done."""
        for output in cell.outputs:
            yield self._message(output.output_type, output)
        yield self._message("status", {"execution_state": "idle"})

    def _message(self, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        return {
            "msg_type": kind,
            "content": content,
            "parent_header": {"msg_id": str(self._asked)},
        }

    def get_message(self, stream: str, timeout: float | None = None) -> dict[str, Any]:
        """Return the next message of the cell that was asked for last.

        Raises
        ------
        Empty
            If there is none.
        """
        message = next(self._messages, None)
        if message is None:
            raise Empty
        return message

    def await_reply(self, msg_id: str, timeout: float | None = None) -> None:
        """Return at once: the cell was run."""

    def await_idle(self, msg_id: str, timeout: float | None = None) -> None:
        """Leave the other messages of the cell."""
        self._messages = iter(())

    def is_alive(self) -> bool:
        """Return True: a run does not die."""
        return True

    def stop(self) -> None:
        """Return at once: nothing is to be ended."""


class JudgedFile(IPyNbFile):
    """A committed notebook, held to its run where there is one, else run by nbval."""

    def setup(self) -> None:
        """Take the run in place of a kernel."""
        folder = Path(self.config.getoption(OPTION))
        run = default_run(read_notebook(Path(self.path)), folder)
        if not run.is_file():
            super().setup()
            return
        self.kernel = RecordedKernel(nbformat.read(str(run), as_version=4))
        self.setup_sanitize_files()


def pytest_addoption(parser: Any) -> None:
    """Ask for the folder of the edition whose runs are judged."""
    parser.addoption(OPTION, required=True, help="folder of the edition whose runs are judged")


def pytest_collect_file(file_path: Path, parent: Any) -> Any:
    """Take every notebook."""
    return JudgedFile.from_parent(parent, path=file_path)
