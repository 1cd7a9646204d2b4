"""The command line ``mic2025``. Imports what a command needs only when it is called."""

from __future__ import annotations

import argparse
import errno
import gc
import json
import os
import select
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from helpers import __version__, paths
from helpers.errors import CompendiumError, WrongCall, visible

INTERRUPTED = 130
# What a command imports stays to its end; Python would look through it for cycles again and again.
RARELY = (50_000, 20, 100)
# Modules of commands that read nothing but the file they are given.
WITHOUT_CHECKOUT = ("assess",)
# Set by a shell that asks what a word may be completed to; see ``argcomplete``.
COMPLETION = "_ARGCOMPLETE"
# Files for a Dask scheduler that wants TLS, by Dask's own names.
TLS = {
    "tls_ca_file": "certificate of the authority that the cluster trusts",
    "tls_client_cert": "certificate to show to the cluster",
    "tls_client_key": "key of that certificate",
}
# Called with the command's module, imported only then, and the options given.
Call = Callable[[Any, argparse.Namespace], object]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code: 0 fine, 1 failed, 2 wrong call, 3 data refused."""
    gc.set_threshold(*RARELY)
    commands = parser()
    if COMPLETION in os.environ:
        import_module("argcomplete").autocomplete(commands)
    options = commands.parse_args(arguments)
    try:
        code = _call(options)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        print("stopped; the last good edition is as it was", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        if isinstance(error, BrokenPipeError) and _reader_has_gone():
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        full = ", here or where temporary files lie" if error.errno == errno.ENOSPC else ""
        told = f"{error.strerror or error}{f': {error.filename}' if error.filename else full}"
        print(visible(f"mic2025: {told}"), file=sys.stderr)
        return 1


def _call(options: argparse.Namespace) -> int:
    """Call a command; print the error it ends in, once."""
    try:
        _check_checkout(options.module)
        made = options.call(import_module(f"helpers.commands.{options.module}"), options)
        # The verdict of a check is no error; all other commands say by an error that they failed.
        return int(bool(made)) if options.module == "verify" else 0
    except CompendiumError as error:
        if not error.is_told:
            _report(error, getattr(options, "json", False))
        return error.exit_code


def _check_checkout(module: str) -> None:
    """Refuse a command that works on notebooks and sources where there are none."""
    if module not in WITHOUT_CHECKOUT and not (paths.NOTEBOOKS.is_dir() and paths.RAW.is_dir()):
        raise WrongCall(
            "this command needs a checkout of the compendium, with its folders notebooks and "
            "data/raw, and the package does not lie in one; clone it and run 'make reports' there"
        )


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

    def add(name: str, description: str, module: str, call: Call) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=description, description=description)
        command.set_defaults(module=module, call=call)
        return command

    make = add(
        "build", "run what is stale and write the pages", "build",
        lambda to, o: to.build(address=o.site_address),
    )  # fmt: skip
    make.add_argument(
        "--site-address", default="", metavar="ADDRESS", help="where the pages will lie on the web"
    )
    export = add(
        "export", "write a whole version to one file: .zip or, by Chromium, .pdf", "export",
        lambda to, o: to.export(o.file, o.edition),
    )  # fmt: skip
    export.add_argument("file", help="a .zip or .pdf file outside reports/")
    rerun = add(
        "rerun", "make an edition with added figures or other targets", "rerun",
        lambda to, o: to.rerun(
            o.edition, o.observations, o.targets, o.p, o.replace, reading=_reading(o),
            later=o.later,
        ),
    )  # fmt: skip
    rerun.add_argument("--edition", required=True, help="name of the folder below reports/")
    rerun.add_argument("--observations", default="", help="added figures, a text or a workbook")
    rerun.add_argument("--later", action="store_true", help="add the values published later")
    rerun.add_argument("--targets", default="", help="another plan's target table")
    rerun.add_argument("-p", action="append", default=[], metavar="name=value", help="a parameter")
    batch = add(
        "batch", "make many runs over a grid of parameters", "batch",
        lambda to, o: to.batch(
            o.file, o.jobs, o.resume, o.dask, o.json, o.replace,
            tls={name: getattr(o, name) for name in TLS},
        ),
    )  # fmt: skip
    batch.add_argument("file", help="the grid, a .yml file")
    batch.add_argument("--jobs", type=int, default=0, help="runs side by side; one a core if 0")
    batch.add_argument("--resume", action="store_true", help="keep runs that still hold")
    batch.add_argument("--dask", default="", metavar="ADDRESS", help="run on this Dask cluster")
    for name, meaning in TLS.items():
        option = "--" + name.replace("_client", "").replace("_", "-")
        batch.add_argument(option, dest=name, default="", metavar="FILE", help=meaning)
    for command in (rerun, batch):
        command.add_argument(
            "--replace", action="store_true", help="put it in the place of another of its name"
        )
    editions = add(
        "editions", "list, show or delete editions and batches", "editions",
        lambda to, o: to.editions(o.name, o.delete, o.json),
    )  # fmt: skip
    _completed(
        editions.add_argument("name", nargs="?", default="", help="the one to show; else all"),
        editions.add_argument("--delete", default="", metavar="NAME", help="delete this one"),
    )
    template = add(
        "template", "write an empty workbook of figures, or of targets", "intake",
        lambda to, o: to.make_template(o.file, o.targets),
    )  # fmt: skip
    validate = add(
        "validate", "check a file of figures; write nothing", "intake",
        lambda to, o: to.validate(o.file, o.targets, o.strict, o.json, _reading(o)),
    )  # fmt: skip
    validate.add_argument(
        "--strict", action="store_true", help="refuse what is probably wrong too (exit code 3)"
    )
    template.add_argument(
        "file", nargs="?", default="", help="an .xlsx file; without it one of targets is written"
    )
    validate.add_argument(
        "file", nargs="?", default="", help="a text or a workbook; without it the targets alone"
    )
    for command in (template, validate):
        command.add_argument("--targets", default="", help="another plan's target table")
    for command in (rerun, validate):
        _add_reading(command)
    diff = add(
        "diff", "say what differs between two editions, and why", "diff",
        lambda to, o: to.diff(o.first, o.second, o.json),
    )  # fmt: skip
    _completed(
        diff.add_argument("first", help="an edition; 'published' for the published one"),
        diff.add_argument("second", help="an edition"),
    )
    listing = add(
        "list", "list notebooks and parameters", "listing", lambda to, o: to.list_notebooks(o.json)
    )
    plan = add(
        "plan",
        "say what would run, and why",
        "listing",
        lambda to, o: to.print_plan(o.json, o.edition),
    )
    trace = add(
        "trace", "print the way back of one figure", "trace",
        lambda to, o: to.print_trace(" ".join(o.name), o.json, o.edition),
    )  # fmt: skip
    trace.add_argument("name", nargs="+", help="an id, a key (indicator_id:year), a line of diff")
    for command in (export, plan, trace):
        _completed(
            command.add_argument("--edition", default="", help="an edition; else the published")
        )
    coverage = add(
        "coverage", "check that every digit is accounted for", "coverage",
        lambda to, o: to.print_coverage(o.texts),
    )  # fmt: skip
    coverage.add_argument("--texts", default="", help="folder with the source texts")
    assess = add(
        "assess", "run a progress method over a table of targets", "assess",
        lambda to, o: to.assess(o.file, o.method, o.output),
    )  # fmt: skip
    assess.add_argument("file", help="a table of base, current and target values; - to read CSV")
    method = assess.add_argument("--method", required=True, help="cagr_ratio, sdsn and others")
    method.completer = _method_names  # type: ignore[attr-defined]
    assess.add_argument("--output", default="", help="a .csv file; standard output without it")
    _explain_methods(assess)
    verify = add(
        "verify", "check everything, rebuild elsewhere, compare bytes", "verify",
        lambda to, o: to.verify(o.json, o.cold, o.keep, o.certificate, o.seed, o.report),
    )  # fmt: skip
    verify.add_argument("--certificate", default="", metavar="FILE", help="write a certificate")
    verify.add_argument(
        "--report", default="", metavar="FOLDER", help="on red, pages that show what differs"
    )
    verify.add_argument("--seed", type=int, help="of the faults it plants; random without it")
    verify.add_argument("--cold", action="store_true", help="start every notebook cold as well")
    verify.add_argument("--keep", action="store_true", help="leave the rebuilt edition in place")
    add(
        "seal", "note the cells of the raw tables a second time, beside their texts", "seal",
        lambda to, _: to.seal(),
    )  # fmt: skip
    refresh = add(
        "refresh", "execute and store the committed notebooks", "refresh",
        lambda to, o: to.refresh(o.notebooks),
    )  # fmt: skip
    refresh.add_argument("notebooks", nargs="*", help="names or numbers; all if none is given")
    for command in (batch, editions, validate, diff, listing, plan, trace, verify):
        command.add_argument("--json", action="store_true", help="print JSON, for machines")
    return top


def _completed(*names: argparse.Action) -> None:
    """Let a shell complete the names of editions."""
    for name in names:
        name.completer = _edition_names  # type: ignore[attr-defined]


def _edition_names(**_: object) -> list[str]:
    """Return the names of the editions and batches there are."""
    found = import_module("helpers.edition.occupants").occupants(paths.REPORTS)
    return [paths.PUBLISHED, *(one.name for one in found)]


def _method_names(**_: object) -> list[str]:
    """Return the names of the progress methods."""
    return list(import_module("helpers.analysis.progress.rated_table").rule_names())


def _add_reading(command: argparse.ArgumentParser) -> None:
    """Let a command take what is said of the table of figures in place of a guess."""
    command.add_argument("--sheet", default="", metavar="NAME", help="sheet of the workbook")
    command.add_argument("--header-row", default="", metavar="N", help="row of the header")
    command.add_argument(
        "--column", action="append", default=[], metavar="value=数值", help="what a column means"
    )


def _reading(options: argparse.Namespace) -> list[str]:
    """Return what was said of the table of figures, as the parameter ``reading`` has it."""
    said = {"sheet": options.sheet, "header_row": options.header_row}
    return [*(f"{name}={text}" for name, text in said.items() if text), *options.column]


def _explain_methods(command: argparse.ArgumentParser) -> None:
    """Let the help of a command list methods and columns, imported only when it is asked for."""
    plain = command.format_help

    def with_methods() -> str:
        return f"{plain()}\n{import_module('helpers.commands.assess').methods_help()}\n"

    command.format_help = with_methods  # type: ignore[method-assign]
