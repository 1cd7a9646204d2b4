"""``mic2025 trace ID``: print the way back of one figure."""

from __future__ import annotations

import json
from pathlib import Path

from helpers import paths
from helpers.data.tables.areas import AREA_VERDICTS, AREAS
from helpers.data.tables.catalogue import ALL
from helpers.data.trace import Trace, read_printed, refuse_name, trace
from helpers.edition.layout import RECORD, TABLES
from helpers.edition.occupants import folder_of

# All that an edition may have.
EVERY = (*ALL, AREAS, AREA_VERDICTS)
HIDDEN = ("source_id", "locator", "suspect", "suspect_note")


def print_trace(
    name: str,
    as_json: bool,
    edition: str = "",
    processed: Path = paths.PROCESSED,
    reports: Path = paths.REPORTS,
) -> None:
    """Print where a figure comes from: row, print, source, place, digits, doubts.

    The published tables are looked through first, then those of the editions in `reports`: a
    figure that was added has its row only there. With `edition` its tables alone are. Nothing is
    computed.

    Raises
    ------
    WrongCall
        If nothing has that name in any of them, or there is no such edition.
    """
    others = {path.parent: path.parent / TABLES for path in sorted(reports.rglob(RECORD))}
    places = {reports: processed}
    if not edition:
        places |= others
    elif edition != paths.PUBLISHED:
        own = folder_of(edition, reports)
        places = {own: own / TABLES}
    looked = (
        (place, trace(name, read_printed(folder, EVERY), EVERY)) for place, folder in places.items()
    )
    where, found = next((one for one in looked if one[1]), (reports, []))
    if not found:
        raise refuse_name(name, read_printed(next(iter(places.values())), EVERY), EVERY)
    if as_json:
        print(json.dumps([one.as_record() for one in found], ensure_ascii=False, indent=2))
        return
    if where != reports:
        print(f"in the edition {where.relative_to(reports).as_posix()}:\n")
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
