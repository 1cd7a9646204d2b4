"""The address at which a version will lie on the web, for what must not be relative."""

from __future__ import annotations

import re

from helpers.errors import WrongCall, shown

ADDRESS = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~-]+)*/?")


def site_address(text: str) -> str:
    """Return an address with a slash at its end; "" stays as it is.

    Raises
    ------
    WrongCall
        If it is no address of a folder.
    """
    if not text:
        return ""
    if ADDRESS.fullmatch(text) is None:
        raise WrongCall(
            f"{shown(text)} is no address of a site. Give one such as https://example.org/mic2025, "
            "without a query or the name of a page"
        )
    return text.rstrip("/") + "/"
