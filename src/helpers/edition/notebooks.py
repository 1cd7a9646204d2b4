"""The ordered notebooks and what they say of themselves: number, title, parameters.

Read with ``json`` alone, so that listing and planning import nothing heavy.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.errors import RunFailed, WrongCall
from helpers.parameter_values import KINDS

# The cell that answers the question of a notebook; how the names of those begin that answer the two
# questions of the compendium: was the plan on its path, and how did it turn out.
ANSWER_CELL = "answer"
PATH_NOTEBOOK, OUTCOME_NOTEBOOK = "03_", "08_"
# How the name of the one ends that a version has only where its figures are of areas too.
AREAS_NOTEBOOK = "_areas"
PARAMETERS_TAG, INJECTED_TAG = "parameters", "injected-parameters"
# Of cells that speak of the published version's plan alone.
OWN_PLAN_TAG = "own-plan"


@dataclass(frozen=True)
class Parameter:
    """One line of a parameters cell: ``name: type = default  # help``."""

    name: str
    type: str
    default: Any
    help: str


@dataclass(frozen=True)
class Notebook:
    """A committed notebook."""

    path: Path
    content: dict[str, Any]

    @property
    def name(self) -> str:
        """File name without ending, ``03_progress_2016``."""
        return self.path.stem

    @property
    def cells(self) -> list[dict[str, Any]]:
        """All cells."""
        return self.content["cells"]

    @property
    def code(self) -> list[str]:
        """Sources of the code cells, in order."""
        return [source_of(cell) for cell in self.cells if cell["cell_type"] == "code"]

    @property
    def prose(self) -> list[str]:
        """Sources of the text cells, in order."""
        return [source_of(cell) for cell in self.cells if cell["cell_type"] == "markdown"]

    @property
    def title(self) -> str:
        """First heading."""
        first = source_of(self.cells[0]) if self.cells else ""
        return first.partition("\n")[0].lstrip("# ").strip()

    @property
    def parameters(self) -> list[Parameter]:
        """What the parameters cell declares; empty without such a cell."""
        for cell in self.cells:
            if PARAMETERS_TAG in cell.get("metadata", {}).get("tags", []):
                return read_parameters(source_of(cell), self.path.name)
        return []


def is_of_own_plan(notebook: Notebook) -> bool:
    """Tell whether a notebook is of the published plan alone: it takes no targets."""
    return "targets" not in {entry.name for entry in notebook.parameters}


def without_own_plan(cells: Iterable[Any]) -> list[Any]:
    """Return the cells that another plan's version has too."""
    return [cell for cell in cells if OWN_PLAN_TAG not in cell["metadata"].get("tags", [])]


def source_of(cell: dict[str, Any]) -> str:
    """Return the source of a cell, stored as text or as lines."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def read_parameters(source: str, file: str) -> list[Parameter]:
    """Return the parameters a cell declares, one to a line.

    Raises
    ------
    RunFailed
        If a line is not ``name: type = default  # help`` with a known type.
    """
    found = []
    for line in filter(str.strip, source.splitlines()):
        code, _, comment = line.partition("  # ")
        try:
            statement = ast.parse(code).body[0]
            if not isinstance(statement, ast.AnnAssign) or statement.value is None:
                raise ValueError
            name, kind = ast.unparse(statement.target), ast.unparse(statement.annotation)
            found.append(Parameter(name, kind, ast.literal_eval(statement.value), comment.strip()))
            if kind not in KINDS or "=" in comment:
                raise ValueError
        except (ValueError, SyntaxError, IndexError):
            raise RunFailed(
                f"{file}: the parameter line {line!r} is not 'name: type = default  # help' "
                f"with one of the types {', '.join(KINDS)} and no '=' in the help"
            ) from None
    return found


def read_notebook(path: Path) -> Notebook:
    """Read one notebook.

    Raises
    ------
    RunFailed
        If the file is missing or not a notebook.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(content.get("cells"), list):
            raise ValueError("it has no cells")
        for cell in content["cells"]:
            cell["source"] = source_of(cell)
    except FileNotFoundError:
        raise RunFailed(f"{paths.relative(path)} is missing; restore it") from None
    except (ValueError, AttributeError, KeyError, TypeError) as error:
        raise RunFailed(
            f"{paths.relative(path)} is not a notebook ({error}); restore it from the repository"
        ) from None
    return Notebook(path, content)


def all_notebooks(folder: Path = paths.NOTEBOOKS) -> list[Notebook]:
    """Return the numbered notebooks in their order."""
    found = sorted(path for path in folder.glob("*.ipynb") if re.match(r"\d\d_", path.name))
    return [read_notebook(path) for path in found]


def find_notebook(name: str, notebooks: list[Notebook]) -> Notebook:
    """Return the notebook of that name, number or file name.

    Raises
    ------
    WrongCall
        If there is none; the message lists what there is.
    """
    wanted = Path(name).stem
    for notebook in notebooks:
        if wanted in (notebook.name, notebook.name[:2]):
            return notebook
    known = ", ".join(notebook.name for notebook in notebooks)
    raise WrongCall(f"no notebook '{name}'; there are {known}")
