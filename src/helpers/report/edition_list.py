"""The list of versions: the one page that knows of all of them, and belongs to none.

It is no file of the published version, whose bytes must not depend on what else lies beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.edition.layout import INDEX, RECORD
from helpers.edition.occupants import BATCH, occupants
from helpers.edition.run_record import read_record
from helpers.present.texts.blocks import Facts, labels, plain_labels
from helpers.report.batch import BatchFacts
from helpers.report.footer import TEMPLATE, added_inputs, set_parameters, version_words
from helpers.report.pages import Page, filled, finish

# What a record must tell for its version to be listed.
TOLD = frozenset({"edition", "report_year", "inputs", "parameters", "version"})


class RowOfVersionFacts(Facts, template=TEMPLATE, block="version_row"):
    """What sets a version apart, and whether it still holds.

    `state` is a name of ``version_states`` in the words; `made_by` the other release that made the
    version, "" where it was this one.
    """

    added: list[str]
    parameters: list[tuple[str, list[str]]]
    state: str
    made_by: str


@dataclass(frozen=True)
class Listed:
    """A version as the list shows it."""

    name: str
    label: str
    href: str
    report_year: int
    added: str
    parameters: str
    state: str
    differences: str = ""


@dataclass(frozen=True)
class ListedBatch:
    """A batch as the list shows it."""

    label: str
    href: str
    description: str


def editions_page(reports: Path) -> str:
    """Return the page that lists the versions below a reports folder, the published one first."""
    words = plain_labels(TEMPLATE, "versions")
    page = Page(words["title"], words["description"], edition_label=words["label"])
    found = {"editions": list_editions(reports), "batches": list_batches(reports)}
    return finish(filled("editions", page, **found))


def list_batches(reports: Path) -> list[ListedBatch]:
    """Return the batches whose record can be read, in the order of their names."""
    found = (one for one in occupants(reports) if one.kind == BATCH)
    return [_listed_batch(one.name, one.record) for one in found]


def _listed_batch(name: str, record: Mapping[str, Any]) -> ListedBatch:
    """Return the line of a batch."""
    words = labels(BatchFacts(name, len(record.get("runs", {})), record.get("failed", 0)))
    return ListedBatch(words["label"], f"{name}/{INDEX}", words["description"])


def list_editions(reports: Path) -> list[Listed]:
    """Return the versions whose run record tells what is listed, in the order of their names."""
    published = _record(reports)
    found = [published] if published else []
    for path in sorted(reports.glob(f"*/{RECORD}")):
        record = _record(path.parent)
        if record.get("edition") == path.parent.name:
            found.append(record)
    return [_listed(record, published, reports) for record in found]


def _record(folder: Path) -> dict[str, Any]:
    """Return the record of a version, empty where it cannot be read or lacks what is listed."""
    record = read_record(folder)
    return record if record.keys() >= TOLD else {}


def _listed(record: Mapping[str, Any], published: Mapping[str, Any], reports: Path) -> Listed:
    """Return the line of a version."""
    name = record["edition"]
    differences = f"diff-{paths.PUBLISHED}-{name}.html"
    added, parameters = added_inputs(record), set_parameters(record, published)
    return Listed(
        name=name,
        label=version_words(record)["label"],
        href=INDEX if name == paths.PUBLISHED else f"{name}/{INDEX}",
        report_year=record["report_year"],
        differences=differences if (reports / differences).is_file() else "",
        **labels(RowOfVersionFacts(added, parameters, *_state(record, published))),
    )


def _state(record: Mapping[str, Any], published: Mapping[str, Any]) -> tuple[str, str]:
    """Return whether a version rests on the published one's sources, and another release if any."""
    if record["edition"] == paths.PUBLISHED:
        return "published", ""
    if not published:
        return "alone", ""
    added = added_inputs(record)
    inputs = {name: value for name, value in record["inputs"].items() if name not in added}
    if inputs and inputs != published["inputs"]:
        return "stale", ""
    return "fresh", "" if record["version"] == published["version"] else record["version"]
