"""The committed tables against their data package: hashes, columns, types, keys and rules."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from helpers import paths
from helpers.check.verdict import Check, judge
from helpers.data.tables.catalogue import ALL
from helpers.data.validate import check_tables
from helpers.data.write import read_csv
from helpers.errors import DataRefused

DATA_PACKAGE = "datapackage.json"


def check_processed(folder: Path = paths.PROCESSED) -> Check:
    """Hold every committed table to its entry in the data package and to its declaration."""
    found = package_problems(folder)
    try:
        texts = {one: (folder / f"{one.name}.csv").read_text(encoding="utf-8") for one in ALL}
        check_tables({one.name: read_csv(text, one) for one, text in texts.items()}, ALL)
    except DataRefused as refused:
        found += [f"data/processed/{problem}" for problem in refused.problems]
    except (FileNotFoundError, ValueError) as error:
        found.append(f"data/processed: a table cannot be read ({error})")
    columns = sum(len(table.columns) for table in ALL)
    return judge("schemas", found, f"{len(ALL)} tables, {columns} columns hold to the data package")


def package_problems(folder: Path) -> list[str]:
    """Name the tables whose bytes or columns are not the ones the data package describes."""
    try:
        package = json.loads((folder / DATA_PACKAGE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return [f"data/processed/{DATA_PACKAGE}: is missing or no JSON"]
    found = []
    for resource in package["resources"]:
        path, place = folder / resource["path"], f"data/processed/{resource['path']}"
        if not path.is_file():
            found.append(f"{place}: is described but missing")
            continue
        content = path.read_bytes()
        if resource["hash"] != f"sha256:{hashlib.sha256(content).hexdigest()}":
            found.append(f"{place}: its bytes are not the ones {DATA_PACKAGE} describes")
        header = content.decode("utf-8", "replace").partition("\n")[0].split(",")
        if header != [field["name"] for field in resource["schema"]["fields"]]:
            found.append(f"{place}: its columns are not the ones {DATA_PACKAGE} describes")
    return found
