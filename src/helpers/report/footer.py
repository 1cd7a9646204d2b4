"""What the head and foot of a page say of its version, from the run record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers import paths
from helpers.data.plan import OWN, recorded_plan
from helpers.edition.parameters import FILE_PARAMETERS
from helpers.present.plan_words import compendium_title
from helpers.present.texts.blocks import Facts, labels, phrase

HASH_DIGITS = 16
TEMPLATE = "pages"


class VersionFacts(Facts, template=TEMPLATE, block="version"):
    """A rerun by its name ("" for the published version), its added files and report year."""

    name: str
    added: list[str]
    report_year: int


class CitationFacts(Facts, template=TEMPLATE, block="citation"):
    """A page by its title ("" for all of them), the release, and a rerun by its name.

    Under another plan `software` is the compendium whose code made the version. For all pages
    `plan` says how to cite the plan, as far as known.
    """

    title: str
    compendium: str
    release: str
    version: str
    software: str
    plan: str


def version_words(record: Mapping[str, Any]) -> dict[str, str]:
    """Return ``label``, by which a version is told apart, and ``note``, "" for the published."""
    return labels(VersionFacts(rerun_name(record), added_inputs(record), record["report_year"]))


def citation(record: Mapping[str, Any], title: str = "") -> str:
    """Return how to cite a page, or all of them."""
    plan = recorded_plan(record)
    facts = CitationFacts(
        title=title,
        compendium=compendium_title(plan),
        release=record["version"],
        version=rerun_name(record),
        software="" if plan == OWN else compendium_title(),
        plan="" if title or plan == OWN else plan.citation,
    )
    return phrase(facts)


def added_inputs(record: Mapping[str, Any]) -> list[str]:
    """Return the names of the input files that are no raw tables."""
    raw = f"{paths.relative(paths.RAW)}/"
    return [name for name in record["inputs"] if not name.startswith(raw)]


def set_parameters(
    record: Mapping[str, Any], published: Mapping[str, Any]
) -> list[tuple[str, list[str]]]:
    """Return the parameters that differ from the published version's, added files aside."""
    usual = published.get("parameters", {})
    return [
        (name, list(map(str, value if isinstance(value, list) else [value])))
        for name, value in record["parameters"].items()
        if name not in FILE_PARAMETERS and value != usual.get(name)
    ]


def frame_words(record: Mapping[str, Any], title: str) -> dict[str, Any]:
    """Return what the head and foot of a page say of its version, as fields of a page."""
    words = version_words(record)
    return {
        "compendium": compendium_title(recorded_plan(record)),
        "is_own_plan": recorded_plan(record) == OWN,
        "edition_label": words["label"],
        "edition_note": words["note"],
        "command": record["command"],
        "address": record.get("site_address", ""),
        "record": _pairs(record),
        "citation": citation(record, title),
    }


def rerun_name(record: Mapping[str, Any]) -> str:
    """Return the name of a rerun, "" for the published version."""
    return "" if record["edition"] == paths.PUBLISHED else record["edition"]


def _pairs(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return inputs with their hashes, parameters and versions as pairs of text."""
    pairs = [(name, value[:HASH_DIGITS]) for name, value in record["inputs"].items()]
    pairs += [(name, str(value)) for name, value in record["parameters"].items()]
    return pairs + list(record["versions"].items())
