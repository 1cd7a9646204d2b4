"""Imported first, as a plugin of pytest too: what the notebook format need not load is not loaded.

jsonschema compiles a grammar of addresses when imported, which takes a second of each process; the
notebook format asks for none of its checks. A module set to None counts as not installed.
"""

from __future__ import annotations

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
