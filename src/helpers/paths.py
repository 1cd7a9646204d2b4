"""Where things lie in the checkout, and the escape from any other working directory."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "data" / "raw"
SEALS = ROOT / "data" / "seals"
PROCESSED = ROOT / "data" / "processed"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
CACHE = ROOT / ".cache"
# The edition that lies in reports/ itself; every other one lies in a folder of its name below it.
PUBLISHED = "published"


def plan_beside(table: Path) -> Path:
    """Return where a YAML would lie that describes the plan of a target table."""
    return table.with_suffix(".plan.yml")


def relative(path: Path) -> str:
    """Return `path` as seen from the checkout, or its bare name outside, never a machine path."""
    path = Path(path).resolve()
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
