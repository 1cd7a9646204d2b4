"""One run of a batch, by itself: in this process, in another, or on another machine."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.commands.assembly import assemble
from helpers.commands.edition_plan import plan_edition
from helpers.edition.fingerprint import hash_bytes
from helpers.edition.notebooks import Notebook, all_notebooks, find_notebook, source_of
from helpers.edition.parameters import FILE_PARAMETERS
from helpers.edition.publish import publish, write_atomically
from helpers.errors import CompendiumError
from helpers.run.environment import use_kernel_environment

ANSWER = "answer"
MAIN_ANSWER = "03_"
# A cluster's worker may have several threads; templates and the working directory are not shared.
ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Outcome:
    """What became of a run: its answer, or the sentence that says why there is none."""

    name: str
    answer: str = ""
    failure: str = ""
    kept: bool = False
    seconds: float = 0.0
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class BatchRun:
    """A run with all it needs.

    Parameters
    ----------
    batch, name
        Folders below reports/.
    command
        The command that makes it.
    values
        Its parameters; files by path.
    notebooks
        Names or numbers of the notebooks whose pages it makes; none for a whole edition.
    folder
        Where it is put in place; None where the files are to be handed back.
    content
        Content of the added files by parameter, for a process that cannot read their paths.
    """

    batch: str
    name: str
    command: str
    values: dict[str, Any]
    notebooks: tuple[str, ...] = ()
    folder: Path | None = None
    content: dict[str, tuple[str, bytes]] = field(default_factory=dict, repr=False)

    def make(self) -> Outcome:
        """Make the run; a failure is an outcome too."""
        with ONE_AT_A_TIME:
            try:
                return self._made()
            except CompendiumError as error:
                return Outcome(self.name, failure=str(error))
            except Exception as error:  # nothing one run meets may stop the others
                told = " ".join(str(error).split()) or "no message"
                return Outcome(self.name, failure=f"{type(error).__name__}: {told}")

    def _made(self) -> Outcome:
        """Run, render, and put in place or hand back."""
        use_kernel_environment()
        work = paths.CACHE / "work" / self.batch / self.name
        folder = self.folder or work / "edition"
        values = self.values | self._unpacked(work)
        name = f"{self.batch}/{self.name}"
        plan = plan_edition(
            name, self.command, values, chosen(self.notebooks), folder, not self.notebooks
        )
        seconds = {step.name: step.make() for step in plan.steps(work)}
        files = assemble(plan, work, seconds)
        outcome = Outcome(self.name, _answer(files), seconds=round(sum(seconds.values()), 2))
        if self.folder is None:
            return replace(outcome, files=files)
        staging = paths.CACHE / "staging" / self.batch / self.name
        publish(files, folder, plan.before.get("files", {}), staging)
        return outcome

    def _unpacked(self, work: Path) -> dict[str, str]:
        """Return the paths of the added files that came with the run, written here."""
        found = {}
        for parameter, (name, content) in self.content.items():
            path = work / "inputs" / hash_bytes(content)[:16] / name
            write_atomically(path, content)
            found[parameter] = str(path)
        return found

    def kept(self) -> Outcome | None:
        """Return the outcome of an earlier run that still holds, or None."""
        if self.folder is None or not self.folder.is_dir():
            return None
        plan = plan_edition(
            f"{self.batch}/{self.name}",
            self.command,
            self.values,
            chosen(self.notebooks),
            self.folder,
            not self.notebooks,
        )
        if not plan.is_current:
            return None
        files = {task.output: (self.folder / task.output).read_bytes() for task in plan.tasks}
        return Outcome(self.name, _answer(files), kept=True)

    def portable(self) -> BatchRun:
        """Return the run with the content of its files, to be made where they do not lie."""
        named = {name: Path(self.values[name]) for name in FILE_PARAMETERS if self.values.get(name)}
        content = {name: (path.name, path.read_bytes()) for name, path in named.items()}
        return replace(self, folder=None, content=content)


@lru_cache
def chosen(names: tuple[str, ...]) -> list[Notebook]:
    """Return the notebooks of those names, all without a name; read once a process."""
    notebooks = all_notebooks(paths.NOTEBOOKS)
    return [find_notebook(name, notebooks) for name in names] if names else notebooks


def _answer(files: Mapping[str, bytes]) -> str:
    """Return the computed answer as text: of the main notebook where it ran, else of the first."""
    import json

    outputs = sorted(name for name in files if name.endswith(".ipynb"))
    outputs.sort(key=lambda name: not name.rpartition("/")[2].startswith(MAIN_ANSWER))
    for cell in json.loads(files[outputs[0]])["cells"] if outputs else []:
        if cell.get("id") == ANSWER:
            texts = [output.get("data", {}).get("text/plain", "") for output in cell["outputs"]]
            return " ".join(source_of({"source": texts[0]}).split()) if texts else ""
    return ""
