"""``mic2025 seal``: note every cell of the raw tables a second time, as digests, with its lines."""

from __future__ import annotations

from helpers import paths
from helpers.check.seals import write_seals


def seal() -> None:
    """Seal the raw tables and print each cell that was not sealed as it is.

    Raises
    ------
    DataRefused
        Without the source texts, or where a printed cell does not stand in them.
    """
    lines = [*write_seals(paths.ROOT)]
    print("\n".join(lines) if lines else "every cell was sealed as it is")
