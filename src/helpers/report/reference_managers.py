"""How to cite a version, for reference managers: BibTeX and CSL-JSON from ``CITATION.cff``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from helpers import paths
from helpers.data.plan import OWN, PlanDescription, recorded_plan
from helpers.present.plan_words import compendium_title
from helpers.present.texts.blocks import Facts, phrase
from helpers.report.footer import TEMPLATE, rerun_name

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
        key, title, author, version, date (year, month, day), and note, "" for the published one. A
        version of another plan has no author: who made it is not known.
    """
    told = yaml.safe_load(CITATION_FILE.read_text(encoding="utf-8"))
    plan = recorded_plan(record)
    cited = {
        "key": f"{KEY if plan == OWN else f'{plan.slug}-compendium'}-{record['version']}",
        "title": told["title"],
        "author": told["authors"][0]["name"],
        "version": record["version"],
        "date": [int(part) for part in told["date-released"].split("-")],
        "note": rerun_name(record),
    }
    if plan == OWN:
        return cited
    made = phrase(SoftwareFacts(rerun_name(record), record["version"], told["title"]))
    return cited | {"title": compendium_title(plan), "author": "", "note": made}


class SoftwareFacts(Facts, template=TEMPLATE, block="made_with"):
    """A rerun by its name, and the release of the compendium whose code made it."""

    version: str
    release: str
    software: str


def bibtex(record: Mapping[str, Any]) -> str:
    """Return a version as BibTeX, and with it the plan it speaks of where that is another one.

    Doubled braces keep names and capitals as they are.
    """
    told = cited_version(record)
    entries = [
        _entry(
            told["key"],
            title=f"{{{_plain(told['title'])}}}",
            author=told["author"] and f"{{{told['author']}}}",
            year=str(told["date"][0]),
            version=told["version"],
            note=_plain(told["note"]),
        )
    ]
    plan = recorded_plan(record)
    if plan != OWN and plan.title:
        entries.append(
            _entry(
                plan.slug,
                title=f"{{{_plain(plan.title)}}}",
                author=plan.publisher and f"{{{_plain(plan.publisher)}}}",
                year=plan.issued[: len("2015")],
                url=plan.address,
                note=_plain(plan.citation),
            )
        )
    return "\n".join(entries)


def _entry(key: str, **fields: str) -> str:
    """Return an entry of BibTeX with the fields that are known."""
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _plain(text: str) -> str:
    """Return a stranger's text without what BibTeX would act on."""
    return re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[{}\\]", "", text))


def csl_json(record: Mapping[str, Any]) -> str:
    """Return a version as an item of CSL-JSON, and with it the plan where that is another one."""
    told = cited_version(record)
    item = {
        "id": told["key"],
        "type": "dataset",
        "title": told["title"],
        "author": [{"literal": told["author"]}] if told["author"] else None,
        "issued": {"date-parts": [told["date"]]},
        "version": told["version"],
        "note": told["note"],
    }
    plan = recorded_plan(record)
    items = [item, _plan_item(plan)] if plan != OWN and plan.title else [item]
    known = [{name: value for name, value in one.items() if value} for one in items]
    return json.dumps(known, indent=2)


def _plan_item(plan: PlanDescription) -> dict[str, Any]:
    """Return a plan as an item of CSL-JSON, a field that is not known without a value."""
    date = [int(part) for part in plan.issued.split("-")] if plan.issued else []
    return {
        "id": plan.slug,
        "type": "report",
        "title": plan.title,
        "author": [{"literal": plan.publisher}] if plan.publisher else None,
        "issued": {"date-parts": [date]} if date else None,
        "URL": plan.address,
        "note": plan.citation,
    }
