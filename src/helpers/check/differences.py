"""What differs between two texts, tables or files of one name, in sentences, the smallest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from helpers.check.changes import (
    CellChange,
    Change,
    PictureChange,
    TextChange,
    departures,
    text_change,
)
from helpers.check.side_by_side import changed_file
from helpers.errors import visible

# Words quoted of a difference, and of what stands before it; characters of a cell shown whole.
LONGEST, CONTEXT, LONGEST_CELL = 12, 5, 80
BLANKS = "only blanks or line ends differ"


class Sides(NamedTuple):
    """How to say that one side alone has something; ``{}`` is what it has, and after which words.

    Attributes
    ----------
    gone, come
        Of what the first side has, and of what the second has.
    """

    gone: str
    come: str


# Of an older and a newer version; of what is stored beside what was made anew.
SINCE = Sides("{} is gone", "{} is new")
REBUILT = Sides("has {}, which the rebuild has not", "lacks {}, which the rebuild has")
# The words that need no colon before them.
VERBS = ("has ", "lacks ")


def difference(before: str, after: str, sides: Sides = SINCE) -> str:
    """Return what became what and after which words; "" for equal texts.

    Blanks do not count unless nothing else differs.

    Examples
    --------
    >>> difference("in 2016, 33.3 % was reported", "in 2016, 33.4 % was reported")
    "'33.3' became '33.4' after 'in 2016,'"
    """
    told = [] if before == after else [*phrases(text_change("", before, after), sides)]
    return _first(told)


def phrases(change: Change, sides: Sides = SINCE) -> Iterator[str]:
    """Yield a change in sentences that begin with its place."""
    if isinstance(change, CellChange):
        yield _cell(change, sides)
    elif isinstance(change, TextChange):
        for told in dict.fromkeys(_departures(change, sides)):
            yield about(change.place, told)
    else:
        for told in _picture(change, sides):
            yield about(change.place, told)


def about(subject: str, told: str) -> str:
    """Return a sentence on a subject, a file or a place in it; "" is no subject."""
    between = " " if told.startswith(VERBS) else ": "
    return f"{subject}{between}{told}" if subject else told


def _cell(change: CellChange, sides: Sides) -> str:
    if change.after is None:
        return sides.gone.format(change.place)
    if change.before is None:
        return sides.come.format(change.place)
    if max(len(change.before), len(change.after)) > LONGEST_CELL:
        return about(change.place, difference(change.before, change.after, sides))
    return about(change.place, f"{_shown(change.before)} became {_shown(change.after)}")


def _departures(change: TextChange, sides: Sides) -> Iterator[str]:
    for gone, come, front in departures(change):
        after = f" after {_quoted(front.split()[-CONTEXT:])}" if front.strip() else ""
        if gone.split() == come.split():
            yield BLANKS
        elif gone and come:
            yield f"{_quoted(gone.split())} became {_quoted(come.split())}{after}"
        else:
            form = sides.gone if gone else sides.come
            yield form.format(f"{_quoted((gone or come).split())}{after}")


def _picture(change: PictureChange, sides: Sides) -> Iterator[str]:
    """Yield where two pictures differ: the words of a drawing, or how many pixels."""
    if change.texts:
        for text in change.texts:
            yield from phrases(text, sides)
    elif change.pixels:
        yield f"{change.pixels} of {change.of} pixels of the picture differ"
    else:
        yield "the picture is another one"


def _quoted(words: Sequence[str]) -> str:
    """Return words in quotes, cut short where they are many."""
    more = " ..." if len(words) > LONGEST else ""
    return f"'{visible(' '.join(words[:LONGEST]))}{more}'"


def _shown(cell: str) -> str:
    """Return a cell as a sentence shows it: a number as it is, words in quotes."""
    try:
        float(cell)
    except ValueError:
        return f"'{visible(cell)}'" if cell else "a blank"
    return cell


def _first(told: Sequence[str]) -> str:
    """Return the first of some phrases and how many more there are; "" for none."""
    first, *others = told or [""]
    places = "place" if len(others) == 1 else "places"
    return f"{first} (and {len(others)} more {places})" if others else first


def describe(name: str, before: bytes, after: bytes, sides: Sides = SINCE) -> list[str]:
    """Return phrases that say where two files differ; empty for equal bytes.

    Cells and texts come before pictures, each the smallest first.

    Parameters
    ----------
    name
        File name; its ending says how to read the bytes.
    """
    if before == after:
        return []
    found = changed_file(name, before, after)
    changes: list[Change] = sorted([*found.cells, *found.texts], key=lambda one: one.size)
    return [told for one in [*changes, *found.pictures] for told in phrases(one, sides)]


def compare_folders(
    before: dict[str, bytes], after: dict[str, bytes], label: str = ""
) -> list[str]:
    """Return a sentence for each file that is gone, new or different.

    Parameters
    ----------
    before, after
        Content by path: what is stored, and what was made anew.
    label
        Put before the path.
    """
    found = []
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            found.append(f"{label}{name}: is not made any more")
        elif name not in before:
            found.append(f"{label}{name}: is missing")
        elif before[name] != after[name]:
            told = smallest_difference(name, before[name], after[name], REBUILT)
            found.append(about(f"{label}{name}", told))
    return found


def smallest_difference(name: str, before: bytes, after: bytes, sides: Sides = SINCE) -> str:
    """Return the first phrase of `describe` and how many more there are; "" for equal bytes."""
    return _first(describe(name, before, after, sides))
