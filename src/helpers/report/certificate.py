"""The page of a certificate: what a verification saw, for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from helpers.present.texts.blocks import plain_labels
from helpers.report.footer import TEMPLATE
from helpers.report.pages import Page, filled, finish


def certificate_page(statement: Mapping[str, Any], file: str, digest: str) -> str:
    """Return the page that says what a certificate says; it stands beside the certificate.

    Parameters
    ----------
    statement
        The certificate, as its JSON reads.
    file
        Its name.
    digest
        SHA-256 of its bytes: who has the page alone can tell which certificate it speaks of.
    """
    predicate = statement["predicate"]
    commit = predicate["configuration"][0]
    words = plain_labels(
        TEMPLATE,
        "certificate_page",
        summary=predicate["codecheck"]["summary"],
        version=commit["annotations"]["version"],
    )
    page = Page(
        title=words["title"],
        heading=words["title"],
        description=words["description"],
        edition_label=words["label"],
        # It lies wherever the reviewer put it, so there is no index to lead to.
        index="",
    )
    return finish(
        filled(
            "certificate", page, file=file, digest=digest, predicate=predicate,
            commit=commit["digest"], groups=by_folder(statement["subject"]),
        )
    )  # fmt: skip


def by_folder(subjects: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return names and hashes of the files by the first folder of their path, "" for none."""
    named = [(one["name"], one["digest"]["sha256"]) for one in subjects]
    ordered = sorted(named, key=lambda one: (_folder(one[0]), one[0]))
    return [
        (folder, list(files)) for folder, files in groupby(ordered, lambda one: _folder(one[0]))
    ]


def _folder(name: str) -> str:
    """Return where a file lies: two folders deep in data and src, one elsewhere."""
    parts = name.rstrip("/").split("/")[:-1]
    return "/".join(parts[: 2 if parts[:1] in (["data"], ["src"]) else 1])
