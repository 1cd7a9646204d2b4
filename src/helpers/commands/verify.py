"""``mic2025 verify``: one table that says whether the checkout gives what it claims to give."""

from __future__ import annotations

import json
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import paths
from helpers.check.verdict import GREEN, NOT_RUN, Check, judge, timed
from helpers.edition.fingerprint import hash_bytes
from helpers.edition.layout import INDEX
from helpers.edition.notebooks import PATH_NOTEBOOK, Notebook, sound_notebooks
from helpers.edition.publish import write_atomically
from helpers.errors import WrongCall, shown
from helpers.run.environment import use_kernel_environment

if TYPE_CHECKING:
    from helpers.check.planted import Planted

MARKS = {"green": "✓", "red": "✗", NOT_RUN: "–"}
# Of the planted faults that a certificate tells of; each costs half a second.
LOOKED_AT_ALONE = 8


def verify(
    as_json: bool = False,
    cold: bool = False,
    keep: bool = False,
    certificate: str = "",
    seed: int | None = None,
    report: str = "",
) -> int:
    """Run every check side by side, print their table; return 0 if all are green, else 1.

    What was not run is not green.

    Parameters
    ----------
    as_json
        Print one JSON document in place of the table.
    cold
        Start every notebook from a cold kernel too, not only the main one.
    keep
        Leave the edition that was made anew in place and say where.
    certificate
        A file to write a certificate to, and beside it FILE.html for people; "" for none. The
        checkout must then be as committed.
    seed
        Of the sample of planted faults; another one each time without it.
    report
        A folder to write pages to that show side by side what differs; "" for none. It must not
        be there yet, and stays away if all is green.

    Raises
    ------
    WrongCall
        If something lies where the pages are to be written, or that is among the versions.
    """
    check_report_folder(report)
    started = time.monotonic()
    use_kernel_environment()
    paths.CACHE.mkdir(exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="verify-", dir=paths.CACHE))
    planted = Sample(secrets.randbelow(2**32) if seed is None else seed, bool(certificate))
    try:
        checks = list(_shown(run_checks(scratch, cold, planted), as_json))
        if certificate:
            _certify(Path(certificate), checks, planted)
        if report and any(check.state != GREEN for check in checks):
            _explain(Path(report), checks, scratch)
    finally:
        if not keep:
            shutil.rmtree(scratch, ignore_errors=True)
    red = [check.name for check in checks if check.state != GREEN]
    seconds = round(time.monotonic() - started, 1)
    if as_json:
        records = [check.as_record() for check in checks]
        verdict = {"verdict": "red" if red else "green", "seconds": seconds, "checks": records}
        print(json.dumps(verdict, ensure_ascii=False, indent=2))
    else:
        _close(checks, seconds, scratch if keep else None)
    return int(bool(red))


@dataclass
class Sample:
    """The faults that a run plants, and what became of them.

    Attributes
    ----------
    seed
        Of the sample.
    certified
        Whether a certificate tells of it: then some are looked at alone, and the commit is checked.
    found
        What became of it, once it is planted.
    """

    seed: int
    certified: bool = False
    found: Planted | None = None

    def plant(self, scratch: Path) -> Check:
        """Plant the sample in a copy; return the verdict on it."""
        from helpers.check.planted import check_planted, plant_sample

        alone = LOOKED_AT_ALONE if self.certified else 0
        self.found = plant_sample(paths.ROOT, scratch / "planted", self.seed, one_by_one=alone)
        return check_planted(self.found)


def run_checks(scratch: Path, cold: bool, planted: Sample) -> Iterator[Check]:
    """Yield the checks in the order of the table; the long ones run beside the short ones."""
    from helpers.check.rebuild import check_rebuild

    notebooks, refused = sound_notebooks()
    with ThreadPoolExecutor() as pool:
        rebuilt = pool.submit(timed, lambda: check_rebuild(scratch))
        chosen = [one for one in notebooks if cold or one.name.startswith(PATH_NOTEBOOK)]
        chilled = pool.submit(timed, lambda: [nbval("nbval, cold kernels", chosen, warm=False)])
        quick_ones = [*quick_checks(notebooks, refused), lambda: planted.plant(scratch)]
        for quick in [*quick_ones, *([committed] if planted.certified else [])]:
            yield from timed(lambda quick=quick: [quick()])  # type: ignore[misc]
        made = rebuilt.result()
        ran = scratch / "reports"
        yield from timed(lambda: [nbval("nbval, warm kernels", notebooks, edition=ran)])
        yield from chilled.result()
        yield from made


def quick_checks(
    notebooks: Sequence[Notebook], refused: Sequence[str] = ()
) -> list[Callable[[], Check]]:
    """Return the checks that take a moment; `refused` are the notebooks that cannot be read."""
    from helpers.check.environment import check_environment
    from helpers.check.figures import check_figures
    from helpers.check.front import check_front
    from helpers.check.hash_sums import check_raw_files
    from helpers.check.processed import check_processed
    from helpers.check.seals import check_seals

    return [
        check_raw_files,
        check_seals,
        check_figures,
        check_front,
        check_processed,
        check_environment,
        lambda: lint(notebooks, refused),
    ]


def committed() -> Check:
    """Hold the checkout to the commit that a certificate names."""
    from helpers.check.certificate import check_committed

    return check_committed()


def _certify(file: Path, checks: Sequence[Check], planted: Sample) -> None:
    """Write the certificate of a verification, and beside it the page that tells people of it."""
    from helpers.check.certificate import certificate
    from helpers.report.certificate import certificate_page

    if planted.found:
        content = certificate(paths.ROOT, checks, planted.found).encode("utf-8")
        page = file.with_name(f"{file.name}.html")
        told = certificate_page(json.loads(content), file.name, hash_bytes(content))
        write_atomically(file, content)
        write_atomically(page, told.encode("utf-8"))
        print(f"the certificate is in {file}, for people in {page}", file=sys.stderr)


def check_report_folder(report: str) -> None:
    """Refuse a folder that is there, before anything is run; nothing is overwritten."""
    folder = Path(report)
    if report and (folder.is_symlink() or folder.exists()):
        raise WrongCall(f"{shown(report)} is there already; name a folder that is not")
    if report and folder.resolve().is_relative_to(paths.REPORTS.resolve()):
        raise WrongCall(
            f"{shown(report)} would lie among the versions in {paths.REPORTS.name}/, where every "
            "file belongs to one of them. Name a place outside"
        )


def _explain(folder: Path, checks: Sequence[Check], scratch: Path) -> None:
    """Write the pages that show what is stored beside what was made."""
    from helpers.check.rebuild import differing
    from helpers.check.side_by_side import changed_files
    from helpers.report.side_by_side import side_by_side_pages

    red = [check for check in checks if check.state != GREEN]
    pages = side_by_side_pages(changed_files(differing(scratch)), red)
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        staging.chmod(0o755)
        for name, page in pages.items():
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).write_text(page, encoding="utf-8")
        staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    print(f"what differs is shown side by side in {folder / INDEX}", file=sys.stderr)


def lint(notebooks: Sequence[Notebook], refused: Sequence[str] = ()) -> Check:
    """Hold the committed notebooks to the rules of the house, the first of which is to be one."""
    from helpers.run.lint import lint_notebook

    problems = [*refused]
    problems += [str(problem) for notebook in notebooks for problem in lint_notebook(notebook)]
    cells = sum(len(notebook.code) for notebook in notebooks)
    told = f"{len(notebooks)} notebooks, {cells} code cells run in order, with their outputs"
    return judge("notebook lint", problems, told)


def nbval(
    name: str, notebooks: Sequence[Notebook], *, warm: bool = True, edition: Path | None = None
) -> Check:
    """Hold notebooks to their stored outputs by nbval, as `run_nbval`."""
    from helpers.check.nbval import run_nbval

    if not notebooks:
        return Check(name, NOT_RUN, "there is no notebook that could be run")

    report = run_nbval(notebooks, warm=warm, edition=edition)
    failures = sorted(report.failures, key=lambda failure: failure.partition(",")[0])
    return judge(name, failures, f"{report.cells} cells show what is committed")


def _shown(checks: Iterator[Check], quiet: bool) -> Iterator[Check]:
    """Pass checks on, printing the line of each as it comes."""
    for check in checks:
        if not quiet:
            print(f"{MARKS[check.state]} {check.state:8}{check.name:22}{check.told}", flush=True)
        yield check


def _close(checks: Sequence[Check], seconds: float, kept: Path | None) -> None:
    """Print the findings of red checks and the verdict."""
    for check in checks:
        if check.findings:
            print(f"\n{check.name}:")
            print("\n".join(f"  - {finding}" for finding in check.findings))
    if kept:
        print(f"\nThe edition made anew is in {paths.relative(kept)}.", file=sys.stderr)
    short = [
        check.name + (" (not run)" if check.state == NOT_RUN else "")
        for check in checks
        if check.state != GREEN
    ]
    print(f"\n{'RED: ' + ', '.join(short) if short else 'GREEN'} ({seconds:.0f} s)")
