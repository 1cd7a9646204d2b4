"""Imported first, as a plugin of pytest too: what the notebook format need not load is not loaded.

jsonschema brings checks of addresses and durations, one with a grammar that takes a second of each
process, another with a library of calendars; the notebook format asks for none of them. A module
set to None counts as not installed.
"""

from __future__ import annotations

import sys

for name in ("rfc3987_syntax", "rfc3986_validator", "isoduration"):
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]
