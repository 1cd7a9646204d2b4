"""datapackage.json: the tables described as a Data Package, version 2, from their declarations."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from helpers import __version__
from helpers.data.plan import OWN, PlanDescription
from helpers.data.schema import Column, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENSE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def describe_field(column: Column) -> dict[str, Any]:
    """Return the Table Schema field of a column."""
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.kind,
        "description": column.description,
    }
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    for name, bound in (("minimum", column.minimum), ("maximum", column.maximum)):
        if bound is not None:
            constraints[name] = int(bound) if column.kind in ("integer", "year") else bound
    return field | ({"constraints": constraints} if constraints else {})


def describe_table(table: Table, path: Path) -> dict[str, Any]:
    """Return the resource of a table that has been written to `path`."""
    content = path.read_bytes()
    schema: dict[str, Any] = {
        "fields": [describe_field(column) for column in table.columns],
        "primaryKey": list(table.primary_key),
    }
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {"resource": key.table, "fields": list(key.reference)},
            }
            for key in table.foreign_keys
        ]
    return {
        "name": table.name,
        "title": table.title,
        "description": f"A row is {table.row}.",
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _source_of(plan: PlanDescription) -> dict[str, Any]:
    """Return the plan as what the package rests on; nothing of one without a title."""
    if not plan.title:
        return {}
    told = {"title": plan.citation or plan.title} | ({"path": plan.address} if plan.address else {})
    return {"sources": [told]}


def write_package(
    tables: tuple[Table, ...], folder: Path, title: str, plan: PlanDescription = OWN
) -> Path:
    """Write ``datapackage.json`` beside the CSV files of `tables` in `folder`, for a plan."""
    package = {
        "$schema": PROFILE,
        "name": f"{plan.slug}-indicators",
        "title": title,
        "version": __version__,
        "licenses": [LICENSE],
        **({} if plan == OWN else _source_of(plan)),
        "resources": [describe_table(table, folder / f"{table.name}.csv") for table in tables],
    }
    path = folder / "datapackage.json"
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path
