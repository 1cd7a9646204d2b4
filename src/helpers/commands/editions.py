"""``mic2025 editions``: list, show and delete what lies beside the published edition."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.commands.build import list_editions_beside
from helpers.edition.lock import checkout_lock
from helpers.edition.occupants import Occupant, occupants
from helpers.edition.publish import remove
from helpers.errors import WrongCall


def editions(name: str, delete: str, as_json: bool, reports: Path = paths.REPORTS) -> None:
    """List the editions and batches, show one, or delete one.

    Parameters
    ----------
    name
        The one to show; "" for the list of all.
    delete
        The one to delete; "" for none.
    as_json
        Print JSON.
    reports
        The folder they lie in.

    Raises
    ------
    WrongCall
        If there is none of that name.
    """
    if delete:
        _delete(delete, as_json, reports)
    elif name:
        _show(_found(name, reports), as_json)
    else:
        _list(occupants(reports), as_json)


def _found(name: str, reports: Path) -> Occupant:
    """Return the edition or batch of that name."""
    known = {one.name: one for one in occupants(reports)}
    if name in known:
        return known[name]
    there = f"there are {', '.join(known)}" if known else "there is none"
    raise WrongCall(f"there is no edition {name!r} beside the published one; {there}")


def _list(found: list[Occupant], as_json: bool) -> None:
    """Print a line for each edition and batch."""
    if as_json:
        told = [{"name": one.name, "kind": one.kind, "command": _command(one)} for one in found]
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for one in found:
        print(f"{one.name}  {one.kind}: {_command(one)}")
    if not found:
        print("there is no edition beside the published one")


def _show(one: Occupant, as_json: bool) -> None:
    """Print what an edition or a batch was made from."""
    told = {"name": one.name, "kind": one.kind} | _details(one)
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for name, value in told.items():
        print(
            f"{name}: {json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value}"
        )


def _details(one: Occupant) -> dict[str, Any]:
    """Return what a record says, without the files themselves."""
    kept = ("command", "version", "report_year", "parameters")
    details = {name: one.record[name] for name in kept if name in one.record}
    runs = {"runs": len(one.record["runs"])} if "runs" in one.record else {}
    return details | runs | {"files": len(one.files)}


def _command(one: Occupant) -> str:
    return str(one.record.get("command", ""))


def _delete(name: str, as_json: bool, reports: Path) -> None:
    """Delete the files of an edition or a batch; what else lies in its folder stays."""
    with checkout_lock():
        one = _found(name, reports)
        left = remove(one.files, reports / one.name)
        list_editions_beside(reports)
    if as_json:
        told = {"deleted": one.name, "files": len(one.files), "left": left}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    print(f"reports/{one.name} is deleted: {len(one.files)} files")
    if left:
        shown = ", ".join(left[:10]) + (f" and {len(left) - 10} more" if len(left) > 10 else "")
        print(f"left there, as it is no part of the {one.kind}: {shown}")
