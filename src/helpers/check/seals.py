"""A second record of the raw tables, kept apart: a salted digest of every cell, and its lines.

Who changes a cell and renews its hash has changed one record; the seals still hold the other. They
are digests, so that nobody mends one by copying the other, and written by ``mic2025 seal`` alone,
which shows each cell it seals anew and wants printed ones to stand in their text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.check.figures import TEXTS_VARIABLE, texts_at_hand
from helpers.check.literal import prints_stand_in_texts
from helpers.check.places import COLUMNS, find_places, prints_stand_at_places
from helpers.check.verdict import Check, judge
from helpers.data.raw import RawRow, read_raw, rows_of
from helpers.edition.fingerprint import hash_file
from helpers.errors import DataRefused, Problem

PLACES, FILES = "places.csv", "files.csv"
# What is sealed beside the raw tables, whole: nothing else holds it to anything.
WHOLE = ("requirements.lock", "requirements-test.lock", "CITATION.cff", "LICENSE",
         "data/raw/README.md", "reports/README.md")  # fmt: skip
DIGITS = 6
REMEDY = "Compare with the source; if the cell is right as it is, run 'mic2025 seal'."


def check_seals(root: Path = paths.ROOT) -> Check:
    """Hold every cell to its seal and, where the texts are at hand, every print to its lines."""
    raw, seals = root / "data" / "raw", root / "data" / "seals"
    try:
        problems = [*broken_seals(raw, seals)]
        places = read_raw(PLACES, seals)
        texts = texts_at_hand(raw)
        problems += prints_stand_at_places(texts, places, raw)
    except DataRefused as refused:
        problems, texts, places = refused.problems, {}, pd.DataFrame(columns=list(COLUMNS))
    findings = [*map(str, problems), *broken_files(root)]
    cells = sum(read_raw(name, raw).size for name in raw_names(raw)) if not findings else 0
    told = f"{cells} cells are as they were sealed"
    if texts:
        told += f", {len(places)} rows stand at their lines"
    return judge("seals", findings, told)


def raw_names(raw: Path) -> list[str]:
    """Return the raw tables by their paths below their folder."""
    return sorted(path.relative_to(raw).as_posix() for path in raw.rglob("*.csv"))


def seal(file: str, name: str, column: str, cell: str) -> str:
    """Return the digest of a cell, salted by its place; "" for an empty cell."""
    text = "\0".join((file, name, column, cell))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:DIGITS] if cell else ""


def sealed(table: pd.DataFrame, file: str) -> pd.DataFrame:
    """Return a raw table with every cell replaced by its digest."""
    names = table[table.columns[0]]
    return pd.DataFrame(
        {
            column: [
                seal(file, name, str(column), cell)
                for name, cell in zip(names, table[column], strict=True)
            ]
            for column in table
        },
        dtype=object,
    )


def broken_seals(raw: Path, seals: Path, files: Sequence[str] | None = None) -> Iterator[Problem]:
    """Yield every cell that is not as it was sealed, and tables whose rows came or went.

    `files` are the tables to look at, all of them if None.
    """
    for file in raw_names(raw) if files is None else files:
        table, known = read_raw(file, raw), read_raw(file, seals)
        if list(table) != list(known) or len(table) != len(known):
            yield Problem(
                f"{len(table)} rows of {', '.join(map(str, table))}",
                f"{len(known)} rows of {', '.join(map(str, known))}, as sealed", REMEDY, file,
            )  # fmt: skip
            continue
        differs = sealed(table, file).ne(known)
        # Where the name of a row has changed, all its cells have another salt.
        differs.loc[differs.iloc[:, 0], differs.columns[1:]] = False
        for position, cells in rows_of(table[differs.any(axis=1)]):
            row = RawRow(file, position, cells)
            for column in differs.columns[differs.loc[position]]:
                yield row.problem(str(column), "the cell that was sealed", REMEDY)


def broken_files(root: Path) -> Iterator[str]:
    """Yield the files beside the raw tables that are not as they were sealed."""
    known = read_raw(FILES, root / "data" / "seals").set_index("file")["sha256"].to_dict()
    for name in WHOLE:
        if not (root / name).is_file():
            yield f"{name}: is missing"
        elif hash_file(root / name) != known.get(name):
            yield f"{name}: is not the file that was sealed; 'mic2025 seal' seals it as it is"


def write_seals(root: Path) -> Iterator[str]:
    """Seal the raw tables and the files beside them; yield a line for each cell sealed anew.

    Raises
    ------
    DataRefused
        If a printed cell does not stand in its text, or texts are wanted and not at hand.
    """
    raw, seals = root / "data" / "raw", root / "data" / "seals"
    texts = texts_at_hand(raw)
    if not texts:
        problem = Problem(
            "no texts", "the folder of the source texts", f"Name it in {TEXTS_VARIABLE}."
        )
        raise DataRefused("printed cells are sealed beside their texts alone", [problem])
    problems = [*prints_stand_in_texts(texts, raw)]
    if problems:
        raise DataRefused("nothing was sealed", problems)
    yield from _changed(raw, seals)
    yield from broken_files(root) if (seals / FILES).is_file() else ()
    for file in raw_names(raw):
        _write(sealed(read_raw(file, raw), file), seals / file)
    _write(find_places(texts, raw), seals / PLACES)
    hashes = [(name, hash_file(root / name)) for name in WHOLE]
    _write(pd.DataFrame(hashes, columns=["file", "sha256"]), seals / FILES)


def _changed(raw: Path, seals: Path) -> Iterator[str]:
    """Yield what was not sealed so far, and remove seals of tables that are gone."""
    names = raw_names(raw)
    for path in sorted(seals.rglob("*.csv")):
        if path.relative_to(seals).as_posix() not in (*names, PLACES, FILES):
            path.unlink()
    for file in names:
        if not (seals / file).is_file():
            yield f"{file}: sealed for the first time"
            _write(sealed(read_raw(file, raw), file), seals / file)
    yield from (f"{one.place}: sealed as {one.found}" for one in broken_seals(raw, seals))


def _write(table: pd.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(path, index=False, lineterminator="\n")
