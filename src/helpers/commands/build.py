"""``mic2025 build``: run what is stale, write tables and pages, put them in place at once."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.commands.assembly import Assembly
from helpers.commands.edition_plan import EditionPlan, plan_edition
from helpers.commands.raw_warning import warn_of_raw
from helpers.commands.steps import Step
from helpers.edition.address import site_address
from helpers.edition.fingerprint import hash_file
from helpers.edition.layout import EDITIONS, INDEX, TABLES
from helpers.edition.lock import checkout_lock
from helpers.edition.notebooks import all_notebooks
from helpers.edition.publish import publish, restore, write_atomically
from helpers.run.environment import use_fixed_environment, use_kernel_environment

# Seconds of work below which a second process, with its imports, is not worth starting.
WORTH_WORKERS = 4.0


def build(
    values: dict[str, Any] | None = None,
    edition: str = paths.PUBLISHED,
    command: str = "mic2025 build",
    notebooks_folder: Path = paths.NOTEBOOKS,
    reports: Path = paths.REPORTS,
    address: str = "",
) -> int:
    """Bring an edition up to date; return how many notebooks ran.

    `address` is where it will lie on the web, "" where links shall be relative.

    Raises
    ------
    CompendiumError
        If a parameter is refused, an input cannot be taken, or a cell fails. The last good edition
        then stays as it is.
    """
    use_fixed_environment()
    folder = reports if edition == paths.PUBLISHED else reports / edition
    address = site_address(address)
    command += f" --site-address {address}" if address else ""
    warn_of_raw()
    with checkout_lock():
        restore(folder)
        notebooks = all_notebooks(notebooks_folder)
        plan = plan_edition(edition, command, values or {}, notebooks, folder, address=address)
        index = paths.relative(folder / INDEX)
        if plan.is_current and _processed_hold(plan):
            print(f"{index} is up to date; no notebook ran")
            return 0
        put_in_place(plan, make(plan))
        list_editions_beside(reports)
    print(f"{index} is ready; {len(plan.stale_tasks)} of {len(plan.tasks)} notebooks ran")
    return len(plan.stale_tasks)


def make(plan: EditionPlan) -> dict[str, bytes]:
    """Make what is stale; return every file of the edition."""
    work = paths.CACHE / "work" / plan.name
    assembly = Assembly(plan, work)
    if steps := plan.steps(work):
        _make_steps(steps, assembly)
    return assembly.files()


def _make_steps(steps: Sequence[Step], assembly: Assembly) -> None:
    """Make all steps, side by side where that pays; hand each on as soon as it is made."""
    # Here, since a change of prose needs none, and processes bring a good many modules.
    from tqdm import tqdm

    from helpers.run.workers import cores, make_all

    use_kernel_environment()
    workers = cores() if sum(step.seconds for step in steps) > WORTH_WORKERS else 1
    with tqdm(total=len(steps), disable=not sys.stderr.isatty(), unit="step") as bar:
        for step, taken in zip(steps, make_all(steps, workers, assembly.prepare), strict=True):
            bar.set_description(step.name)
            bar.update()
            assembly.take(step.name, taken)


def put_in_place(plan: EditionPlan, files: Mapping[str, bytes]) -> None:
    """Exchange the edition for its new files; before it, the tables of the published one."""
    staging = paths.CACHE / "staging" / plan.name
    before = plan.before.get("files", {})
    if plan.name == paths.PUBLISHED:
        publish(_tables(files), paths.PROCESSED, _tables(before), staging / "tables")
    publish(files, plan.folder, before, staging / "pages")


def list_editions_beside(reports: Path) -> None:
    """Write the page that lists all editions; it belongs to none, and no record names it."""
    from helpers.report.edition_list import editions_page

    write_atomically(reports / EDITIONS, editions_page(reports).encode("utf-8"))


def _processed_hold(plan: EditionPlan) -> bool:
    """Tell whether data/processed holds the published tables; no other edition writes there."""
    if plan.name != paths.PUBLISHED:
        return True
    written = {name: paths.PROCESSED / name for name in _tables(plan.before["files"])}
    return all(
        path.is_file() and hash_file(path) == plan.before["files"][f"{TABLES}/{name}"]
        for name, path in written.items()
    )


def _tables(files: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table files of an edition by their bare names."""
    return {
        name.removeprefix(f"{TABLES}/"): content
        for name, content in files.items()
        if name.startswith(f"{TABLES}/")
    }
