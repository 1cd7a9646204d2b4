"""``mic2025 refresh``: execute the committed notebooks anew and store them with their outputs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from helpers import paths
from helpers.commands.raw_warning import warn_of_raw
from helpers.edition.layout import PICTURE
from helpers.edition.lock import checkout_lock
from helpers.edition.notebooks import Notebook, all_notebooks, find_notebook, read_notebook
from helpers.edition.publish import write_atomically
from helpers.present.figures import FRONT
from helpers.report.outputs import find_bundle
from helpers.run.environment import use_kernel_environment
from helpers.run.execute import execute
from helpers.run.lint import check_notebooks


def refresh(names: list[str]) -> None:
    """Execute the named notebooks (all, without a name) with their defaults and store them.

    A notebook that fails or breaks a rule leaves the committed ones as they are.
    """
    use_kernel_environment()
    notebooks = all_notebooks(paths.NOTEBOOKS)
    chosen = [find_notebook(name, notebooks) for name in names] if names else notebooks
    warn_of_raw()
    with checkout_lock():
        _store(chosen, paths.CACHE / "refresh")
        store_picture()


def _store(chosen: Sequence[Notebook], work: Path) -> None:
    """Execute notebooks in a folder of work; store them when all of them are as they should be."""
    outputs = []
    for notebook in chosen:
        output = work / notebook.path.name
        execute(notebook, output, {})
        outputs.append(output)
    check_notebooks([read_notebook(output) for output in outputs])
    for notebook, output in zip(chosen, outputs, strict=True):
        changed = write_atomically(notebook.path, output.read_bytes())
        print(f"{notebook.name}: {'changed' if changed else 'as before'}")


def store_picture() -> None:
    """Store the one picture for the README, as the committed notebooks show it."""
    for notebook in all_notebooks(paths.NOTEBOOKS):
        bundle = find_bundle(notebook.content, FRONT)
        if bundle:
            write_atomically(paths.REPORTS / PICTURE, bundle["svg"].encode("utf-8"))
