"""``mic2025 trace ID``: print the way back of one figure."""

from __future__ import annotations

import json
from pathlib import Path

from helpers import paths
from helpers.data.tables.catalogue import ALL
from helpers.data.trace import Trace, read_printed, refuse_name, trace
from helpers.edition.layout import RECORD, TABLES

HIDDEN = ("source_id", "locator", "suspect", "suspect_note")


def print_trace(
    name: str, as_json: bool, processed: Path = paths.PROCESSED, reports: Path = paths.REPORTS
) -> None:
    """Print where a figure comes from: row, print, source, place, digits, doubts.

    The published tables are looked through first, then those of the editions in `reports`: a
    figure that was added has its row only there. Nothing is computed.

    Raises
    ------
    WrongCall
        If nothing has that name in any of them.
    """
    others = {path.parent: path.parent / TABLES for path in sorted(reports.rglob(RECORD))}
    looked = (
        (edition, trace(name, read_printed(folder, ALL), ALL))
        for edition, folder in ({reports: processed} | others).items()
    )
    edition, found = next((one for one in looked if one[1]), (reports, []))
    if not found:
        raise refuse_name(name, read_printed(processed, ALL), ALL)
    if as_json:
        print(json.dumps([one.as_record() for one in found], ensure_ascii=False, indent=2))
        return
    if edition != reports:
        print(f"in the edition {edition.relative_to(reports).as_posix()}:\n")
    print("\n\n".join(map(describe, found)))


def describe(one: Trace) -> str:
    """Return a trace as lines of text."""
    lines = [one.name, f"  table    {one.table.name}"]
    lines += [f"  {name}: {cell}" for name, cell in one.row.items() if name not in HIDDEN]
    if one.row.get("suspect") == "true":
        lines.append(f"  suspect  {one.row['suspect_note']}")
    if one.source:
        published = f", {one.source['published']}" if one.source["published"] else ""
        lines.append(f"  source   {one.source['title']} ({one.source['publisher']}{published})")
    if "locator" in one.row:
        lines.append(f"  place    {one.row['locator']}")
    lines += [f"  digits   {place}" for place in one.digits]
    lines += [f"  doubt    {doubt}" for doubt in one.doubts]
    return "\n".join(lines)
