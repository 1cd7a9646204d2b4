"""Faults planted on the run of a check: a random sample in a copy, each held to be named.

What is green on the untouched checkout says little where the checks are blind. So a sample of
edits, each with the register of hashes renewed as an editor would, is planted in a copy, and
counted is what the checks name by file, row and column.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.check.figures import guard_problems, read_figures
from helpers.check.hash_register import REGISTER
from helpers.check.hash_sums import check_raw_files
from helpers.check.planted_around import AROUND, missed_around
from helpers.check.seals import broken_seals, raw_names
from helpers.check.verdict import Check, judge
from helpers.data.raw import RawRow, read_raw
from helpers.errors import DataRefused

SAMPLE = 24
LOOK_ALIKE = str.maketrans("aceopxyACEHMOPT", "асеорхуАСЕНМОРТ")
ZERO_WIDTH = "\u200b"


@dataclass(frozen=True)
class Edit:
    """One cell of a raw table turned into another."""

    file: str
    position: int
    column: str
    before: str
    after: str

    @property
    def place(self) -> str:
        """File, row and column as a problem names them."""
        cells = {self.column: self.after}
        return RawRow(self.file, self.position, cells).problem(self.column, "", "").place


@dataclass(frozen=True)
class Planted:
    """What became of the edits of a sample.

    Attributes
    ----------
    seed, count
        The sample can be drawn again from both.
    by_print, one_by_one
        How many the guards of the figures name without the seals, of how many looked at alone.
    missed
        What nothing names.
    """

    seed: int
    count: int
    by_print: int
    one_by_one: int
    missed: tuple[str, ...]


def draw_edits(raw: Path, count: int, seed: int) -> list[Edit]:
    """Return random edits, of each table as many as of any other, no two in one row."""
    draw = random.Random(seed)
    tables = {name: read_raw(name, raw) for name in raw_names(raw)}
    edits: dict[tuple[str, int], Edit] = {}
    while len(edits) < count:
        file = draw.choice(sorted(tables))
        table = tables[file]
        position, column = draw.randrange(len(table)), draw.choice(list(table.columns)[1:])
        before = table.at[position, column]
        after = draw.choice(WAYS)(draw, before, table[column])
        if after != before:
            edits.setdefault((file, position), Edit(file, position, column, before, after))
    return list(edits.values())


def _digit(draw: random.Random, cell: str, _: pd.Series) -> str:
    """Change one digit."""
    at = [number for number, mark in enumerate(cell) if mark in "0123456789"]
    if not at:
        return cell
    chosen = draw.choice(at)
    return cell[:chosen] + str((int(cell[chosen]) + draw.randint(1, 9)) % 10) + cell[chosen + 1 :]


def _other_row(draw: random.Random, _: str, column: pd.Series) -> str:
    """Take the cell of another row."""
    return draw.choice(column.tolist())


def _look_alike(draw: random.Random, cell: str, _: pd.Series) -> str:
    """Put one letter of another alphabet that looks the same."""
    at = [number for number, mark in enumerate(cell) if mark.translate(LOOK_ALIKE) != mark]
    if not at:
        return cell
    chosen = draw.choice(at)
    return cell[:chosen] + cell[chosen].translate(LOOK_ALIKE) + cell[chosen + 1 :]


def _hidden(draw: random.Random, cell: str, _: pd.Series) -> str:
    """Put in a blank that has no width."""
    at = draw.randrange(len(cell) + 1)
    return cell[:at] + ZERO_WIDTH + cell[at:] if cell else cell


def _without_word(draw: random.Random, cell: str, _: pd.Series) -> str:
    """Leave out a word."""
    words = cell.split(" ")
    words.pop(draw.randrange(len(words)))
    return " ".join(words)


WAYS: tuple[Callable[[random.Random, str, pd.Series], str], ...] = (
    _digit, _other_row, _look_alike, _hidden, _without_word,
)  # fmt: skip


def plant(raw: Path, edits: Iterable[Edit]) -> None:
    """Write edits into a copy of the raw tables and renew the register of hashes."""
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.file, []).append(edit)
    for file, chosen in by_file.items():
        table = read_raw(file, raw)
        for edit in chosen:
            table.loc[edit.position, edit.column] = edit.after
        table.to_csv(raw / file, index=False, lineterminator="\n")
    renew_register(raw)


def renew_register(raw: Path) -> None:
    """Write the hashes of the tables as they are, as an editor who knows the register would."""
    lines = [
        f"{hashlib.sha256((raw / name).read_bytes()).hexdigest()}  {name}\n"
        for name in sorted(raw_names(raw), key=lambda name: ("/" in name, name))
    ]
    (raw / REGISTER).write_text("".join(lines), encoding="utf-8")


def plant_sample(
    root: Path, scratch: Path, seed: int, count: int = SAMPLE, one_by_one: int = 0
) -> Planted:
    """Plant a random sample in a copy of the data and say what named it.

    Parameters
    ----------
    root
        The checkout.
    scratch
        An empty folder; a copy of the data is put there and changed.
    seed, count
        Of the sample; the faults around the raw tables come on top.
    one_by_one
        How many of them are planted once more, each alone, before the guards of the figures.
    """
    raw, seals = scratch / "data" / "raw", root / "data" / "seals"
    shutil.copytree(root / "data" / "raw", raw)
    edits = draw_edits(raw, count, seed)
    plant(raw, edits)
    if check_raw_files(raw).findings:
        raise AssertionError("the planted sample was to pass the register of hashes")
    sealed = {problem.place for problem in broken_seals(raw, seals)}
    alone = scratch / "alone"
    by_print = sum(named_alone(root / "data" / "raw", alone, edit) for edit in edits[:one_by_one])
    missed = [edit.place for edit in edits if edit.place not in sealed]
    missed += missed_around(root, scratch / "around", seed)
    return Planted(seed, count + len(AROUND), by_print, min(one_by_one, count), tuple(missed))


def check_planted(found: Planted) -> Check:
    """Return the verdict on the sample: red if anything of it went unseen."""
    told = f"{found.count} faults planted in a copy, all named (seed {found.seed})"
    if found.one_by_one:
        told += f"; {found.by_print} of {found.one_by_one} without any seal"
    return judge("planted faults", [f"nothing names {one}" for one in found.missed], told)


def named_alone(raw: Path, scratch: Path, edit: Edit) -> bool:
    """Tell whether readers and guards of the figures name an edit, alone and without any seal."""
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(raw, scratch)
    plant(scratch, [edit])
    try:
        problems = guard_problems(read_figures(scratch), scratch)
    except DataRefused as refused:
        problems = refused.problems
    return edit.place in {problem.place for problem in problems}
