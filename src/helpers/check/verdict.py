"""The verdict of one check: green, red or not run, in one sentence and its findings."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

GREEN, RED, NOT_RUN = "green", "red", "not run"
# More than this of one check is a flood; the rest is counted.
MOST_FINDINGS = 8


@dataclass(frozen=True)
class Check:
    """What one check found.

    Attributes
    ----------
    name, state
        Name in the table; ``green``, ``red`` or ``not run``.
    told
        One line: what was held against what.
    findings
        Sentences, the smallest difference first; empty unless red.
    seconds
        Time it took; checks run side by side, so the times do not add up.
    """

    name: str
    state: str
    told: str
    findings: tuple[str, ...] = ()
    seconds: float = 0.0

    def as_record(self) -> dict[str, object]:
        """The check as plain values, for ``--json``."""
        return asdict(self)


def judge(name: str, findings: Sequence[str], told: str) -> Check:
    """Return a red check with its findings, or a green one with what was seen."""
    if not findings:
        return Check(name, GREEN, told)
    shown = tuple(findings[:MOST_FINDINGS])
    if len(findings) > MOST_FINDINGS:
        shown += (f"and {len(findings) - MOST_FINDINGS} more",)
    noun = "finding" if len(findings) == 1 else "findings"
    return Check(name, RED, f"{len(findings)} {noun}", shown)


def timed(run: Callable[[], list[Check]]) -> list[Check]:
    """Run something that returns checks and put the seconds it took on each."""
    started = time.monotonic()
    checks = run()
    taken = round(time.monotonic() - started, 1)
    return [replace(one, seconds=taken) for one in checks]
