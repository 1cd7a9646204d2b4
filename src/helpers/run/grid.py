"""The grid of a batch: a YAML file that spans runs over parameters.

``grid`` spans every combination of its lists, ``runs`` adds single ones, ``parameters`` holds for
all of them. With ``notebooks`` a run makes the pages of those alone; without, a whole edition.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.edition.layout import FILE_ENDINGS
from helpers.edition.parameters import FILE_PARAMETERS
from helpers.errors import Problem, WrongCall, shown

KEYS: dict[str, type] = {
    "name": str,
    "notebooks": list,
    "parameters": dict,
    "grid": dict,
    "runs": list,
}
KINDS: dict[type, str] = {str: "a text", list: "a list", dict: "names with values"}
MOST_RUNS = 100_000
LETTERS = "small letters, digits, '-', '_', '.' and '+'"
RUN_NAME = re.compile(r"[a-z0-9][a-z0-9._+-]{0,99}")


@dataclass(frozen=True)
class Planned:
    """One run of a batch: its name, all its values, and those that set it apart from others."""

    name: str
    values: dict[str, Any]
    varied: dict[str, Any]


@dataclass(frozen=True)
class Grid:
    """A batch as its file describes it."""

    name: str
    notebooks: tuple[str, ...]
    runs: tuple[Planned, ...]

    @property
    def columns(self) -> list[str]:
        """Names of the parameters that set runs apart, in the order they appear."""
        return list(dict.fromkeys(name for run in self.runs for name in run.varied))


def read_grid(path: Path) -> Grid:
    """Read a batch.

    Raises
    ------
    WrongCall
        If the file is missing, is not YAML, or does not hold what a batch needs: all of it at once.
    """
    content = _read(path)
    problems = list(_misfits(content, path.name))
    if problems:
        raise WrongCall("the batch was not taken", problems)
    shared = _at_home(content.get("parameters") or {}, path)
    spanned = [_at_home(values, path) for values in _combinations(content.get("grid") or {})]
    single = [_at_home(values, path) for values in content.get("runs") or []]
    names: dict[str, Planned] = {}
    for values in [*spanned, *single]:
        name = _unused(str(values.pop("name", "")) or _name_of(values), names)
        names[name] = Planned(name, shared | values, values)
    notebooks = tuple(f"{number:02d}" if isinstance(number, int) else str(number)
                      for number in content.get("notebooks") or [])  # fmt: skip
    return Grid(str(content.get("name") or path.stem), notebooks, tuple(names.values()))


def _read(path: Path) -> dict[str, Any]:
    """Return the file as a mapping; YAML's own types only, no objects."""
    if path.suffix not in (".yml", ".yaml"):
        raise WrongCall(f"{path.name} is no batch; give a .yml file")
    import yaml

    from helpers.data.intake.plain_yaml import load_yaml

    try:
        content = load_yaml(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WrongCall(f"no file '{path.name}'; give the path of a batch, a .yml file") from None
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        told = " ".join(str(error).split())[:300]
        raise WrongCall(f"{path.name} is not YAML: {told}") from None
    if not isinstance(content, dict):
        raise WrongCall(f"{path.name} holds no keys; it needs 'grid' or 'runs'")
    return content


def _misfits(content: Mapping[Any, Any], file: str) -> Iterator[Problem]:
    """Yield what does not fit: unknown keys, wrong kinds, nothing or too much to run."""
    for key, value in content.items():
        if key not in KEYS:
            close = difflib.get_close_matches(str(key), KEYS, n=1)
            hint = f"Did you mean '{close[0]}'? " if close else ""
            known = ", ".join(KEYS)
            yield Problem(f"the key '{key}'", f"one of {known}", f"{hint}Mend the key.", file)
        elif value is not None and not isinstance(value, KEYS[key]):
            yield Problem(f"'{key}' is {shown(value)}", KINDS[KEYS[key]], "Mend the value.", file)
        elif value and key in ("grid", "runs"):
            yield from _misfit_values(key, value, file)
    called = content.get("name")
    if isinstance(called, str) and not RUN_NAME.fullmatch(called):
        yield Problem(f"the name {shown(called)}", LETTERS, "Choose another name.", file)
    if not content.get("grid") and not content.get("runs"):
        yield Problem("neither 'grid' nor 'runs'", "something to run", "Add one of them.", file)
    elif (count := _count(content)) > MOST_RUNS:
        yield Problem(f"{count} runs", f"at most {MOST_RUNS}", "Split the batch.", file)


def _misfit_values(key: str, value: Any, file: str) -> Iterator[Problem]:
    """Yield what does not fit in the grid or in the single runs."""
    if key == "runs":
        for at, run in enumerate(value, start=1):
            if not isinstance(run, dict) or not run:
                yield Problem(
                    f"run {at} is {shown(run)}", "names with values", "Mend the run.", file
                )
        return
    for name, values in value.items():
        if not isinstance(values, list) or not values:
            found = f"'{name}' in the grid is {shown(values)}"
            yield Problem(found, "a list of values", "Write them as [a, b].", file)


def _count(content: Mapping[Any, Any]) -> int:
    """Return how many runs a batch asks for, without making them."""
    count = 1 if content.get("grid") else 0
    for values in content["grid"].values() if isinstance(content.get("grid"), dict) else ():
        count *= len(values) if isinstance(values, list) else 1
    return count + len(content["runs"] if isinstance(content.get("runs"), list) else [])


def _combinations(grid: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    """Return every combination of a grid's values, the last name varying fastest."""
    if not grid:
        return []
    return [dict(zip(grid, values, strict=True)) for values in itertools.product(*grid.values())]


def _at_home(values: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return values with files as seen from the folder of the batch."""
    return {
        name: str(path.parent / value) if name in FILE_PARAMETERS and value else value
        for name, value in values.items()
    }


def _name_of(values: Mapping[str, Any]) -> str:
    """Return a name made of a run's values: files by their stem, lists joined."""
    words = []
    for name, value in values.items():
        items = value if isinstance(value, list) else [value]
        words += ["+".join(Path(str(i)).stem if name in FILE_PARAMETERS else str(i) for i in items)]
    text = re.sub(r"[^a-z0-9._+-]+", "-", "-".join(filter(None, words)).lower()).strip("-._+")
    text = text[:90].rstrip("-._+") or "run"
    return f"{text}-run" if text.endswith(FILE_ENDINGS) else text


def _unused(name: str, used: Mapping[str, Any]) -> str:
    """Return the name, with a number where another run has it already."""
    if not RUN_NAME.fullmatch(name) or name.endswith((".", *FILE_ENDINGS)):
        raise WrongCall(
            f"a run cannot be called {name!r}; use {LETTERS}, without the ending of a file"
        )
    numbered = (f"{name}-{number}" for number in itertools.count(2))
    return name if name not in used else next(other for other in numbered if other not in used)
