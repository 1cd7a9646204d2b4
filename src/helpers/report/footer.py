"""What pages print of the run record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers import paths
from helpers.edition.parameters import FILE_PARAMETERS

HASH_DIGITS = 16


def edition_label(record: Mapping[str, Any]) -> str:
    """Return how the edition is told apart at a glance."""
    edition = record["edition"]
    return "Published edition" if edition == paths.PUBLISHED else f"Edition {edition}"


def edition_note(record: Mapping[str, Any]) -> str:
    """Return what a rerun edition is, "" for the published one."""
    if record["edition"] == paths.PUBLISHED:
        return ""
    added = ", ".join(added_inputs(record))
    made = f"made with {added}" if added else "made with other parameters"
    return (
        f"This is the edition {record['edition']}, {made}, for {record['report_year']}. "
        "It is not the published edition."
    )


def added_inputs(record: Mapping[str, Any]) -> list[str]:
    """Return the names of the input files that are no raw tables."""
    raw = f"{paths.relative(paths.RAW)}/"
    return [name for name in record["inputs"] if not name.startswith(raw)]


def set_parameters(record: Mapping[str, Any], published: Mapping[str, Any]) -> list[str]:
    """Return the parameters that differ from the published edition's, added files aside."""
    usual = published.get("parameters", {})
    return [
        f"{name.replace('_', ' ')}: {_listed(value)}"
        for name, value in record["parameters"].items()
        if name not in FILE_PARAMETERS and value != usual.get(name)
    ]


def _listed(value: Any) -> str:
    """Return a parameter in words; an empty list asks for all there is."""
    return (", ".join(map(str, value)) or "all") if isinstance(value, list) else str(value)


def frame_words(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the head and foot of a page say of its edition, as fields of a page."""
    return {
        "edition_label": edition_label(record),
        "edition_note": edition_note(record),
        "command": record["command"],
        "record": _pairs(record),
    }


def _pairs(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return inputs with their hashes, parameters and versions as pairs of text."""
    pairs = [(name, value[:HASH_DIGITS]) for name, value in record["inputs"].items()]
    pairs += [(name, str(value)) for name, value in record["parameters"].items()]
    return pairs + list(record["versions"].items())
