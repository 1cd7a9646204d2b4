"""The ordered notebooks and what they say of themselves: number, title, parameters.

Read with ``json`` alone, so that listing and planning import nothing heavy.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
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
# What every cell has, and as what.
PARTS: dict[str, type | tuple[type, ...]] = {
    "cell_type": str, "metadata": dict, "source": (str, list),
}  # fmt: skip
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

    @cached_property
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
        content = json.loads(path.read_bytes().decode("utf-8"))
        _shape(content)
        for cell in content["cells"]:
            cell["source"] = source_of(cell)
    except FileNotFoundError:
        raise RunFailed(f"{paths.relative(path)} is missing; restore it") from None
    except OSError as error:
        raise RunFailed(f"{paths.relative(path)} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise RunFailed(
            f"{paths.relative(path)} is not a notebook ({error}); restore it from the repository"
        ) from None
    return Notebook(path, content)


def _shape(content: Any) -> None:
    """Raise ValueError where JSON lacks what is read of a notebook; nbval reads the rest."""
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise ValueError("it has no cells")
    for number, cell in enumerate(content["cells"], 1):
        if not isinstance(cell, dict):
            raise ValueError(f"cell {number} is no cell")
        for part, kinds in PARTS.items():
            if not isinstance(cell.get(part), kinds):
                raise ValueError(f"cell {number} has no '{part}'")
        if not isinstance(cell["metadata"].get("tags", []), list):
            raise ValueError(f"cell {number} has tags that are no list")
        outputs = cell.get("outputs", [])
        if not isinstance(outputs, list) or not all(map(_is_output, outputs)):
            raise ValueError(f"cell {number} has outputs that are none")
        source = cell["source"]
        if not isinstance(source, str) and not all(isinstance(line, str) for line in source):
            raise ValueError(f"cell {number} has no 'source'")


def _is_output(output: Any) -> bool:
    """Tell whether JSON is an output of a cell: a kind, and data by type if any."""
    return (
        isinstance(output, dict)
        and isinstance(output.get("output_type"), str)
        and isinstance(output.get("data", {}), dict)
    )


def all_notebooks(folder: Path = paths.NOTEBOOKS) -> list[Notebook]:
    """Return the numbered notebooks in their order.

    Raises
    ------
    RunFailed
        If one of them is not a notebook; the message names all that are not.
    """
    sound, refused = sound_notebooks(folder)
    if refused:
        raise RunFailed("\n".join(refused))
    return sound


def sound_notebooks(folder: Path = paths.NOTEBOOKS) -> tuple[list[Notebook], list[str]]:
    """Return the numbered notebooks that can be read, and a sentence for each that cannot."""
    sound, refused = [], []
    for path in sorted(folder.glob("*.ipynb")):
        if re.match(r"\d\d_", path.name):
            try:
                sound.append(read_notebook(path))
            except RunFailed as failed:
                refused.append(failed.message)
    return sound, refused


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
