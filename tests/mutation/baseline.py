"""The raw tables with one cell changed in memory, and what each reader and guard looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pandas as pd

from helpers import paths
from helpers.check import figures
from helpers.data import raw
from helpers.data.coverage import FOLDER, TEXTS, coverage_table, numbers_by_figure
from helpers.data.hindsight import read_hindsight
from helpers.data.input_tables import read_input_tables
from helpers.data.raw import read_raw, row_in_file
from helpers.data.renderings import read_definitions
from helpers.data.transcriptions import read_record
from tests.read_anew import read_anew

Tables = dict[str, pd.DataFrame]
Numbers = dict[str, set[float]]
DEFINITIONS = "definitions"
# All that reaches an edition: its tables, and the definitions its notebooks show.
READERS: dict[str, Callable[[], Mapping[str, pd.DataFrame]]] = {
    "edition": read_input_tables,
    "record": read_record,
    "hindsight": read_hindsight,
    "coverage": lambda: {"coverage": coverage_table()},
    DEFINITIONS: lambda: {DEFINITIONS: read_definitions()},
}


@dataclass(frozen=True)
class Change:
    """One cell of a raw table changed."""

    file: str
    row: int
    column: str
    before: str
    after: str

    def __str__(self) -> str:
        place = f"{self.file}, row {row_in_file(self.row)}, column '{self.column}'"
        return f"{place}: {self.before!r} became {self.after!r}"

    @property
    def text(self) -> str:
        """The text whose account is changed; "" where it is another table."""
        account = self.file.startswith(FOLDER) and self.file != TEXTS
        return Path(self.file).stem if account else ""


@cache
def raw_tables() -> Tables:
    """Return every raw table by its path below data/raw."""
    names = sorted(path.relative_to(paths.RAW).as_posix() for path in paths.RAW.rglob("*.csv"))
    return {name: read_raw(name) for name in names}


@contextmanager
def changed(change: Change | None = None, text: str = "") -> Iterator[set[str]]:
    """Let every reader of raw tables see a change; nothing is written.

    Parameters
    ----------
    change
        The change; None for the tables as they are.
    text
        The one text whose account is read; "" for all.

    Yields
    ------
    set
        The files read so far.
    """
    tables, read = dict(raw_tables()), set()
    if change:
        tables[change.file] = tables[change.file].copy()
        tables[change.file].loc[change.row, change.column] = change.after
    if text:
        register = tables[TEXTS]
        tables[TEXTS] = register[register["source_id"] == text].reset_index(drop=True)

    def read_csv(path: Path, **_: object) -> pd.DataFrame:
        name = Path(path).relative_to(paths.RAW).as_posix()
        if name not in tables:
            raise FileNotFoundError(name)
        read.add(name)
        return tables[name].copy()

    patched = SimpleNamespace(read_csv=read_csv, errors=pd.errors)
    with read_anew(), mock.patch.object(raw, "pd", patched):
        yield read


class Noted(dict):
    """Tables that note which of them are looked at."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        super().__init__(tables)
        self.seen: set[str] = set()

    def __getitem__(self, name: str) -> pd.DataFrame:
        self.seen.add(name)
        return super().__getitem__(name)

    def values(self):
        self.seen |= self.keys()
        return super().values()


@dataclass
class Baseline:
    """The untouched tables, and what each reader and guard looks at: files, and tables."""

    parts: dict[str, Tables]
    reads: dict[str, set[str]]
    files: dict[str, set[str]]
    tables: dict[str, set[str]]

    @cached_property
    def all(self) -> Tables:
        """All tables by name."""
        return {name: table for part in self.parts.values() for name, table in part.items()}

    @cached_property
    def numbers(self) -> dict[str, Numbers]:
        """The numbers every figure prints, by table."""
        return {name: numbers_by_figure({name: table}) for name, table in self.all.items()}

    @cached_property
    def merged(self) -> Numbers:
        """The same of all tables together."""
        return merged(self.numbers)

    def read(self, change: Change) -> Tables:
        """Read what a change touches, take the rest as it is."""
        with changed(change):
            parts = {
                name: dict(reader()) if change.file in self.reads[name] else self.parts[name]
                for name, reader in READERS.items()
            }
        return {name: table for part in parts.values() for name, table in part.items()}

    def moved(self, tables: Tables) -> set[str]:
        """Return the names of the tables that are not as they were."""
        return {
            name
            for name, table in tables.items()
            if table is not self.all[name] and not table.equals(self.all[name])
        }


@cache
def baseline() -> Baseline:
    """Read everything once and note what depends on what."""
    parts, reads = {}, {}
    for name, reader in READERS.items():
        with changed() as read:
            parts[name] = dict(reader())
        # The accounts have a reader of their own, which is quicker.
        reads[name] = {file for file in read if name != "record" or not file.startswith(FOLDER)}
    found = Baseline(parts, reads, {}, {})
    for name, guard in figures.GUARDS.items():
        noted = Noted(found.all)
        with changed() as read:
            assert guard(noted, paths.RAW) == [], f"{name} is not quiet without any change"
        found.files[name], found.tables[name] = set(read), noted.seen
    return found


def merged(numbers: Mapping[str, Numbers]) -> Numbers:
    """Return the numbers of all tables together."""
    whole: Numbers = {}
    for one in numbers.values():
        for name, values in one.items():
            whole[name] = whole.get(name, set()) | values
    return whole
