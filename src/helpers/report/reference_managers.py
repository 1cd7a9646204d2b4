"""How to cite a version, for reference managers: BibTeX and CSL-JSON from ``CITATION.cff``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from helpers import paths
from helpers.report.footer import rerun_name

CITATION_FILE = paths.ROOT / "CITATION.cff"
KEY = "mic2025-compendium"


def cited_version(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what both formats say of a version.

    Parameters
    ----------
    record
        Its run record.

    Returns
    -------
    dict
        key, title, author, version, date (year, month, day), and rerun, "" for the published one.
    """
    told = yaml.safe_load(CITATION_FILE.read_text(encoding="utf-8"))
    return {
        "key": f"{KEY}-{record['version']}",
        "title": told["title"],
        "author": told["authors"][0]["name"],
        "version": record["version"],
        "date": [int(part) for part in told["date-released"].split("-")],
        "rerun": rerun_name(record),
    }


def bibtex(record: Mapping[str, Any]) -> str:
    """Return a version as a BibTeX entry; doubled braces keep names and capitals as they are."""
    told = cited_version(record)
    fields = {
        "title": f"{{{told['title']}}}",
        "author": f"{{{told['author']}}}",
        "year": str(told["date"][0]),
        "version": told["version"],
        "note": told["rerun"],
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{told['key']},", *lines, "}"])


def csl_json(record: Mapping[str, Any]) -> str:
    """Return a version as an item of CSL-JSON."""
    told = cited_version(record)
    item = {
        "id": told["key"],
        "type": "dataset",
        "title": told["title"],
        "author": [{"literal": told["author"]}],
        "issued": {"date-parts": [told["date"]]},
        "version": told["version"],
    }
    return json.dumps([item | ({"note": told["rerun"]} if told["rerun"] else {})], indent=2)
