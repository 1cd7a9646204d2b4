"""Measure: ``python -m tests.benchmarks [PART ...] [--full] [--pairs N]``.

Writes ``benchmarks.json`` as soon as a part is measured, and the README's block from it;
``--table`` writes the block alone. Without ``--full`` every headline is measured in under ten
minutes on a quiet machine of two cores.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from helpers import paths
from tests.benchmarks import areas, assessments, builds, figures, install, intake, runs
from tests.benchmarks.headlines import BY_NAME
from tests.benchmarks.measure import BenchmarkFailed
from tests.benchmarks.results import row, write, write_readme

PARTS = {
    "commands": runs.command_parts,
    "figures": figures.figure_parts,
    "install": install.install_parts,
    "rows": intake.row_parts,
    "assess": assessments.assess_parts,
    "nbval": runs.nbval_parts,
    "sheets": runs.sheet_parts,
    "builds": builds.build_parts,
}
FULL_PARTS = {"areas": areas.area_parts, "starts": runs.start_parts, "scale": runs.scale_parts}
PAIRS, FULL_PAIRS = 2, 5


def main():
    """Measure what was asked for; return 1 if a part failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS | FULL_PARTS))
    parser.add_argument("--full", action="store_true", help="all sizes, more pairs")
    parser.add_argument("--pairs", type=int, help="pairs of builds")
    parser.add_argument("--table", action="store_true", help="write the README's block alone")
    options = parser.parse_args()
    if not set(options.parts) <= set(PARTS | FULL_PARTS):
        parser.error(f"the parts are {', '.join(PARTS | FULL_PARTS)}")
    failed = not options.table and measure(options)
    write_readme()
    return int(failed)


def measure(options):
    """Measure part by part, note and print what was found; tell whether one failed."""
    every = PARTS | FULL_PARTS if options.full or options.parts else PARTS
    pairs = options.pairs or (FULL_PAIRS if options.full else PAIRS)
    paths.CACHE.mkdir(exist_ok=True)
    started, failed = time.monotonic(), False
    for name in options.parts or every:
        with tempfile.TemporaryDirectory(dir=paths.CACHE) as folder:
            try:
                for found in every[name](Path(folder), pairs, options.full):
                    write([found], BY_NAME)
                    print(row(found), flush=True)
            except BenchmarkFailed as error:
                failed = True
                print(f"{name}: {error}", file=sys.stderr)
        print(f"{name}: {(time.monotonic() - started) / 60:.1f} minutes so far", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
