"""What lies in a folder below reports/: an edition, a batch of them, or something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.edition.layout import BATCH_RECORD, GLOSSARY, INDEX, RECORD, SUMMARY_TABLE
from helpers.edition.run_record import read_record
from helpers.errors import WrongCall

EDITION, BATCH, OTHER = "edition", "batch", "other"
WITH_ARTICLE = {EDITION: "an edition", BATCH: "a batch", OTHER: "something that is no edition"}


@dataclass(frozen=True)
class Occupant:
    """What lies in a folder: its kind, its record and its files, by path below the folder."""

    name: str
    kind: str
    record: Mapping[str, Any]
    files: tuple[str, ...] = ()


def occupant_of(folder: Path) -> Occupant | None:
    """Return what lies in a folder; None where there is nothing."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return Occupant(folder.name, OTHER, {})
    if not folder.is_dir() or not any(folder.iterdir()):
        return None
    record = read_record(folder)
    if record.get("edition") == folder.name:
        return Occupant(folder.name, EDITION, record, (*record.get("files", {}), RECORD))
    batch = read_record(folder, BATCH_RECORD)
    if batch.get("batch") == folder.name:
        return Occupant(folder.name, BATCH, batch, tuple(_files_of(batch, folder)))
    return Occupant(folder.name, OTHER, {})


def occupants(reports: Path) -> list[Occupant]:
    """Return the editions and batches beside the published edition, by name."""
    folders = sorted(path for path in reports.glob("*") if path.is_dir())
    found = filter(None, map(occupant_of, folders))
    return [one for one in found if one.kind != OTHER]


def folder_of(name: str, reports: Path) -> Path:
    """Return the folder of an edition beside the published one.

    Raises
    ------
    WrongCall
        If there is none of that name; the message lists what there is.
    """
    known = [one.name for one in occupants(reports) if one.kind == EDITION]
    if name not in known:
        there = f"there are {', '.join(known)}" if known else "there is none"
        raise WrongCall(f"there is no edition {name!r} beside the published one; {there}")
    return reports / name


def check_place(
    folder: Path, kind: str, is_same: Callable[[Mapping[str, Any]], bool], may_replace: bool
) -> Occupant | None:
    """Return what lies where an edition or a batch is to be put, once it may be replaced.

    Parameters
    ----------
    folder, kind
        Of what is to be made.
    is_same
        Whether a record is that of the same thing, made before.
    may_replace
        Whether another one of its kind may be replaced.

    Raises
    ------
    WrongCall
        If something of another kind lies there, or another one that may not be replaced.
    """
    found, name = occupant_of(folder), folder.name
    if found is None or (found.kind == kind and (may_replace or is_same(found.record))):
        return found
    if found.kind == OTHER:
        torn = _torn_record(folder)
        raise WrongCall(
            f"reports/{name} holds {WITH_ARTICLE[OTHER]}, so nothing was written there"
            f"{f' ({torn} cannot be read)' if torn else ''}; choose another name, or, if nothing "
            f"in it is needed, remove reports/{name} and run this again"
        )
    made_by = f"made by: {found.record.get('command', 'an unknown command')}"
    way = (
        "add --replace to put this one in its place"
        if found.kind == kind
        else f"remove it first with 'mic2025 editions --delete {name}'"
    )
    raise WrongCall(
        f"reports/{name} holds {WITH_ARTICLE[found.kind]}, {made_by}; choose another name, or {way}"
    )


def _torn_record(folder: Path) -> str:
    """Return the name of a record in a folder that holds no record; "" where there is none."""
    names = (RECORD, BATCH_RECORD) if not folder.is_symlink() else ()
    torn = [name for name in names if (folder / name).is_file() and not read_record(folder, name)]
    return next(iter(torn), "")


def _files_of(record: Mapping[str, Any], folder: Path) -> Iterator[str]:
    """Yield the files of a batch: those of its runs, its summary, its own file."""
    for run in record.get("runs", {}):
        files = read_record(folder / run).get("files", {})
        yield from (f"{run}/{name}" for name in (*files, RECORD))
    yield from (SUMMARY_TABLE, INDEX, GLOSSARY, BATCH_RECORD)
    if record.get("file"):
        yield record["file"]
