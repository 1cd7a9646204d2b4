"""What pages print of the run record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PUBLISHED = "published"
HASH_DIGITS = 16


def edition_label(record: Mapping[str, Any]) -> str:
    """Return how the edition is told apart at a glance."""
    edition = record["edition"]
    return "Published edition" if edition == PUBLISHED else f"Edition {edition}"


def footer_record(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return inputs with their hashes, parameters and versions as pairs of text."""
    pairs = [(name, value[:HASH_DIGITS]) for name, value in record["inputs"].items()]
    pairs += [(name, str(value)) for name, value in record["parameters"].items()]
    return pairs + list(record["versions"].items())
