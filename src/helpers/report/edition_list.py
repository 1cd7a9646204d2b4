"""The list of editions: the one page that knows of all of them, and belongs to none.

It is no file of the published edition, whose bytes must not depend on what else lies beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.edition.layout import INDEX, RECORD
from helpers.edition.run_record import read_record
from helpers.report.footer import added_inputs, edition_label, set_parameters
from helpers.report.pages import Page, environment, finish


@dataclass(frozen=True)
class Listed:
    """An edition as the list shows it."""

    name: str
    label: str
    href: str
    report_year: int
    added: str
    parameters: str
    state: str
    differences: str = ""


def editions_page(reports: Path) -> str:
    """Return the page that lists the editions below a reports folder, the published one first."""
    page = Page(
        title="Editions",
        description="The published edition and every rerun beside it, with what was added to each.",
        edition_label="All editions",
    )
    listed = list_editions(reports)
    return finish(environment().get_template("editions.html.j2").render(page=page, editions=listed))


def list_editions(reports: Path) -> list[Listed]:
    """Return the editions whose run record can be read, in the order of their names."""
    published = read_record(reports)
    found = [published] if published else []
    for path in sorted(reports.glob(f"*/{RECORD}")):
        record = read_record(path.parent)
        if record.get("edition") == path.parent.name:
            found.append(record)
    return [_listed(record, published, reports) for record in found]


def _listed(record: Mapping[str, Any], published: Mapping[str, Any], reports: Path) -> Listed:
    """Return the line of an edition."""
    name = record["edition"]
    own = name == paths.PUBLISHED
    differences = f"diff-{paths.PUBLISHED}-{name}.html"
    return Listed(
        name=name,
        label=edition_label(record),
        href=INDEX if own else f"{name}/{INDEX}",
        report_year=record["report_year"],
        added=", ".join(added_inputs(record)) or "nothing",
        parameters="; ".join(set_parameters(record, published)) or "the published ones",
        state=_state(record, published),
        differences=differences if (reports / differences).is_file() else "",
    )


def _state(record: Mapping[str, Any], published: Mapping[str, Any]) -> str:
    """Say whether an edition rests on the same sources and version as the published one."""
    if record["edition"] == paths.PUBLISHED:
        return "the edition to cite"
    if not published:
        return "no published edition beside it"
    added = added_inputs(record)
    inputs = {name: value for name, value in record["inputs"].items() if name not in added}
    if inputs != published["inputs"]:
        return "stale: the source tables changed since; rerun it"
    if record["version"] != published["version"]:
        return f"stale: made by version {record['version']}; rerun it"
    return "up to date"
