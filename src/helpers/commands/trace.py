"""``mic2025 trace ID``: print the way back of one figure."""

from __future__ import annotations

import json

from helpers.data.tables.catalogue import ALL
from helpers.data.trace import Trace, trace
from helpers.run.write_tables import edition_tables

HIDDEN = ("source_id", "locator", "suspect", "suspect_note")


def print_trace(name: str, as_json: bool) -> None:
    """Print where a figure comes from: row, print, source, place, digits, doubts."""
    found = trace(name, edition_tables({}), ALL)
    if as_json:
        records = [one.as_record() for one in found]
        print(json.dumps(records, ensure_ascii=False, indent=2, default=str))
        return
    print("\n\n".join(describe(one) for one in found))


def describe(one: Trace) -> str:
    """Return a trace as lines of text."""
    lines = [one.name, f"  table    {one.table}"]
    lines += [f"  {name}: {cell}" for name, cell in one.row.items() if name not in HIDDEN]
    if one.row.get("suspect"):
        lines.append(f"  suspect  {one.row['suspect_note']}")
    if one.source:
        published = f", {one.source['published']}" if one.source["published"] else ""
        lines.append(f"  source   {one.source['title']} ({one.source['publisher']}{published})")
    if "locator" in one.row:
        lines.append(f"  place    {one.row['locator']}")
    lines += [f"  digits   {place}" for place in one.digits]
    lines += [f"  doubt    {doubt}" for doubt in one.doubts]
    return "\n".join(lines)
