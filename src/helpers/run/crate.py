"""The edition as a Process Run Crate: what was made, from what, by which version of what.

One JSON-LD file for machines that read RO-Crate 1.1; nothing in it that the run record and the
files do not say. It holds no time of a run and no path of a machine, so that equal runs write
equal bytes: the profile recommends an end time and an agent, and requires neither.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from mimetypes import MimeTypes
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from helpers import paths
from helpers.data.plan import OWN, PlanDescription, recorded_plan
from helpers.edition.fingerprint import hash_bytes
from helpers.edition.layout import INPUTS, RECORD
from helpers.present.plan_words import compendium_title

if TYPE_CHECKING:
    from rocrate.rocrate import ROCrate

CRATE = "ro-crate-metadata.json"
VERSION = "1.1"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
# A term of the run profiles that the context of RO-Crate 1.1 lacks.
SHA256 = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DESCRIPTION = (
    "Tables, executed notebooks, pages and figures that hold the indicators of {plan} against the "
    "paths to their targets."
)
TOOL = "#mic2025"
RUN = "#run"
# No table of this machine: equal files get equal types everywhere.
MEDIA_TYPES = MimeTypes()
OWN_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".ipynb": "application/x-ipynb+json",
    ".svg": "image/svg+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def crate_text(record: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    """Return ``ro-crate-metadata.json`` of an edition.

    Parameters
    ----------
    record
        The run record: edition, version, command, parameters, inputs, versions.
    files
        Content of every file of the edition by its path below the edition's folder, this one and
        the run record left out.
    """
    from rocrate.rocrate import ROCrate

    crate = ROCrate(version=VERSION)
    crate.metadata.extra_terms.update(SHA256)
    _describe(crate, record)
    made = {name: _add_file(crate, name, content) for name, content in sorted(files.items())}
    made[RECORD] = _add_file(crate, RECORD, None)
    _add_run(crate, record, made)
    text = json.dumps(crate.metadata.generate(), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n"


def _describe(crate: ROCrate, record: Mapping[str, Any]) -> None:
    """Describe the edition itself."""
    plan = recorded_plan(record)
    crate.name = f"{compendium_title(plan)}, edition {record['edition']}"
    named = f"the plan {plan.name}" if plan.name else "a plan"
    crate.description = DESCRIPTION.format(plan=named)
    if plan != OWN and plan.title:
        crate.root_dataset["about"] = _plan(crate, plan)
    crate.root_dataset["datePublished"] = release_date()
    crate.root_dataset["version"] = record["version"]
    crate.root_dataset["license"] = _entity(
        crate, LICENCE, "CreativeWork", name="Creative Commons Attribution 4.0 International"
    )
    if record["edition"] == paths.PUBLISHED:
        maintainers = _entity(
            crate,
            "#maintainers",
            "Organization",
            name=f"The maintainers of the {compendium_title()}",
        )
        crate.root_dataset["author"] = crate.root_dataset["publisher"] = maintainers
    crate.root_dataset["conformsTo"] = _entity(
        crate, PROFILE, "CreativeWork", name="Process Run Crate", version="0.5"
    )


def _plan(crate: ROCrate, plan: PlanDescription) -> Any:
    """Add another plan as the work that the edition is about."""
    told = {"name": plan.title, "datePublished": plan.issued, "citation": plan.citation}
    about = {name: text for name, text in told.items() if text}
    work = _entity(crate, plan.address or "#plan", "CreativeWork", **about)
    if plan.publisher:
        work["publisher"] = _entity(crate, "#plan-publisher", "Organization", name=plan.publisher)
    return work


@cache
def release_date() -> str:
    """Return the date the version was released, as CITATION.cff states it."""
    text = (paths.ROOT / "CITATION.cff").read_text(encoding="utf-8")
    return str(yaml.safe_load(text)["date-released"])


def _entity(crate: ROCrate, identifier: str, kind: str, **properties: Any) -> Any:
    """Add an entity that is no file of the crate."""
    from rocrate.model.contextentity import ContextEntity

    return crate.add(ContextEntity(crate, identifier, properties={"@type": kind} | properties))


def _add_file(crate: ROCrate, name: str, content: bytes | None) -> Any:
    """Add a file of the edition; the record, which holds times, without size and hash."""
    from rocrate.model.file import File

    properties = {"name": PurePosixPath(name).name, "encodingFormat": media_type(name)}
    if content is not None:
        properties |= {"contentSize": str(len(content)), "sha256": hash_bytes(content)}
    return crate.add(File(crate, dest_path=name, properties=properties))


def media_type(name: str) -> str:
    """Return the media type of a file by its ending."""
    ending = PurePosixPath(name).suffix
    return (
        OWN_MEDIA_TYPES.get(ending)
        or MEDIA_TYPES.guess_type(f"x{ending}")[0]
        or "application/octet-stream"
    )


def _add_run(crate: ROCrate, record: Mapping[str, Any], made: Mapping[str, Any]) -> None:
    """Add the run: the tool, what went in, what came out."""
    action = _entity(
        crate, RUN, "CreateAction",
        name=f"Run of {record['command'].partition(' --')[0]}",
        description=f"Made by the command: {record['command']}",
    )  # fmt: skip
    action["instrument"] = _tool(crate, record)
    action["object"] = [*_inputs(crate, record, made), *_parameters(crate, record)]
    action["result"] = [one for name, one in made.items() if not name.startswith(f"{INPUTS}/")]
    crate.root_dataset["mentions"] = action


def _tool(crate: ROCrate, record: Mapping[str, Any]) -> Any:
    """Add the command line and what it stands on."""
    needs = [
        _entity(crate, package_name(name, version), "SoftwareApplication",
                name=name, softwareVersion=version)
        for name, version in sorted(record["versions"].items())
    ]  # fmt: skip
    tool = _entity(
        crate, TOOL, "SoftwareApplication",
        name="mic2025", softwareVersion=record["version"],
        description="Command line of the compendium; the version is the one of its repository.",
    )  # fmt: skip
    tool["softwareRequirements"] = needs
    return tool


def package_name(name: str, version: str) -> str:
    """Return the package URL of a piece of software: a name that needs no address."""
    kind = "generic" if name == "python" else "pypi"
    return f"pkg:{kind}/{name}@{version}"


def _inputs(crate: ROCrate, record: Mapping[str, Any], made: Mapping[str, Any]) -> Iterator[Any]:
    """Yield what went in: added files lie in the edition, raw tables are named by their hash."""
    own = {one.get("sha256"): one for name, one in made.items() if name.startswith(f"{INPUTS}/")}
    for name, digest in sorted(record["inputs"].items()):
        yield own.get(digest) or _entity(
            crate, f"#{name}", "CreativeWork",
            name=name, encodingFormat=media_type(name), sha256=digest,
        )  # fmt: skip


def _parameters(crate: ROCrate, record: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the parameters of the run; lists and blanks as JSON."""
    for name, value in sorted(record["parameters"].items()):
        text = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
        yield _entity(crate, f"#parameter-{name}", "PropertyValue", name=name, value=text)
