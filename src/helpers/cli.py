"""The command line ``mic2025``. Imports what a command needs only when it is called."""

from __future__ import annotations

import argparse
import json
import os
import select
import sys

from helpers import __version__
from helpers.errors import CompendiumError, visible

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code: 0 fine, 1 failed, 2 wrong call, 3 data refused."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except CompendiumError as error:
        _report(error, getattr(options, "json", False))
        return error.exit_code
    except KeyboardInterrupt:
        print("stopped; the last good edition is as it was", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        if isinstance(error, BrokenPipeError) and _reader_has_gone():
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        told = visible(f"{error.strerror or error}: {error.filename or ''}")
        print(f"mic2025: {told}", file=sys.stderr)
        return 1


def _reader_has_gone() -> bool:
    """Return whether whoever read our output has seen enough; other pipes break for a reason."""
    watch = select.poll()
    watch.register(sys.stdout.fileno(), 0)
    return any(event & select.POLLERR for _, event in watch.poll(0))


def _report(error: CompendiumError, as_json: bool) -> None:
    """Print an error as sentences, or as JSON for machines."""
    if as_json:
        problems = [problem.as_record() for problem in error.problems]
        print(json.dumps({"error": error.message, "problems": problems}, ensure_ascii=False))
    else:
        print(f"mic2025: {error}", file=sys.stderr)


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="mic2025", description="Made in China 2025 indicator compendium"
    )
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add(commands, "build", _build, "run what is stale and write the pages")
    rerun = _add(commands, "rerun", _rerun, "make an edition with added figures or other targets")
    rerun.add_argument("--edition", required=True, help="name of the folder below reports/")
    rerun.add_argument("--observations", default="", help="added figures, .csv or .xlsx")
    rerun.add_argument("--targets", default="", help="another plan's target table")
    rerun.add_argument("-p", action="append", default=[], metavar="name=value", help="a parameter")
    batch = _add(commands, "batch", _batch, "make many runs over a grid of parameters")
    batch.add_argument("file", help="the grid, a .yml file")
    batch.add_argument("--jobs", type=int, default=0, help="runs side by side; one a core if 0")
    batch.add_argument("--resume", action="store_true", help="keep runs that still hold")
    batch.add_argument("--dask", default="", metavar="ADDRESS", help="run on this Dask cluster")
    batch.add_argument("--json", action="store_true", help="print outcomes as JSON")
    template = _add(commands, "template", _template, "write an empty input workbook")
    validate = _add(commands, "validate", _validate, "check a file of figures; write nothing")
    for command in (template, validate):
        command.add_argument("file", help="an .xlsx (or, to validate, .csv) file")
        command.add_argument("--targets", default="", help="another plan's target table")
    validate.add_argument("--json", action="store_true", help="print faults as JSON")
    diff = _add(commands, "diff", _diff, "say what differs between two editions, and why")
    diff.add_argument("first", help="an edition; 'published' for the published one")
    diff.add_argument("second", help="an edition")
    diff.add_argument("--json", action="store_true", help="print JSON")
    listing = _add(commands, "list", _list, "list notebooks and parameters")
    plan = _add(commands, "plan", _plan, "say what would run, and why")
    for command in (listing, plan):
        command.add_argument("--json", action="store_true", help="print JSON")
    trace = _add(commands, "trace", _trace, "print the way back of one figure")
    trace.add_argument("name", nargs="+", help="an id, a key (indicator_id:year), a line of diff")
    trace.add_argument("--json", action="store_true", help="print JSON")
    coverage = _add(commands, "coverage", _coverage, "check that every digit is accounted for")
    coverage.add_argument("--texts", default="", help="folder with the source texts")
    assess = _add(commands, "assess", _assess, "run a progress method over a table of targets")
    assess.add_argument("file", help="a .csv or .xlsx file with base, current and target values")
    assess.add_argument("--method", required=True, help="cagr_ratio, sdsn, logit_ratio and others")
    assess.add_argument("--output", default="", help="a .csv file; standard output without it")
    verify = _add(commands, "verify", _verify, "check everything, rebuild elsewhere, compare bytes")
    verify.add_argument("--json", action="store_true", help="print JSON")
    verify.add_argument("--cold", action="store_true", help="start every notebook cold as well")
    verify.add_argument("--keep", action="store_true", help="leave the rebuilt edition in place")
    refresh = _add(commands, "refresh", _refresh, "execute and store the committed notebooks")
    refresh.add_argument("notebooks", nargs="*", help="names or numbers; all if none is given")
    return top


def _add(commands, name: str, run, description: str):  # type: ignore[no-untyped-def]
    """Add a command."""
    command = commands.add_parser(name, help=description, description=description)
    command.set_defaults(run=run)
    return command


def _build(options: argparse.Namespace) -> None:
    from helpers.commands.build import build

    build()


def _rerun(options: argparse.Namespace) -> None:
    from helpers.commands.rerun import rerun

    rerun(options.edition, options.observations, options.targets, options.p)


def _batch(options: argparse.Namespace) -> None:
    from helpers.commands.batch import batch

    batch(options.file, options.jobs, options.resume, options.dask, options.json)


def _template(options: argparse.Namespace) -> None:
    from helpers.commands.intake import make_template

    make_template(options.file, options.targets)


def _validate(options: argparse.Namespace) -> None:
    from helpers.commands.intake import validate

    validate(options.file, options.targets)


def _diff(options: argparse.Namespace) -> None:
    from helpers.commands.diff import diff

    diff(options.first, options.second, options.json)


def _list(options: argparse.Namespace) -> None:
    from helpers.commands.listing import list_notebooks

    list_notebooks(options.json)


def _plan(options: argparse.Namespace) -> None:
    from helpers.commands.listing import print_plan

    print_plan(options.json)


def _verify(options: argparse.Namespace) -> int:
    from helpers.commands.verify import verify

    return verify(options.json, options.cold, options.keep)


def _refresh(options: argparse.Namespace) -> None:
    from helpers.commands.refresh import refresh

    refresh(options.notebooks)


def _trace(options: argparse.Namespace) -> None:
    from helpers.commands.trace import print_trace

    print_trace(" ".join(options.name), options.json)


def _coverage(options: argparse.Namespace) -> None:
    from helpers.commands.coverage import print_coverage

    print_coverage(options.texts)


def _assess(options: argparse.Namespace) -> None:
    from helpers.commands.assess import assess

    assess(options.file, options.method, options.output)
