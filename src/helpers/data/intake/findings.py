"""What a reading of added files found beside their rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.errors import Problem


@dataclass
class Findings:
    """What is probably wrong with the rows, and what was guessed of the table, in words."""

    doubts: list[Problem] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
