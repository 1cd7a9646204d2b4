"""Templates compiled once a checkout, not once a process: Jinja's own cache, below ``.cache``."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from helpers import paths

FOLDER = paths.CACHE / "templates"


class TemplateCache(FileSystemBytecodeCache):
    """Jinja's cache, which a checkout that nobody may write to does without."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template; called by Jinja."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


def template_cache(use: str) -> TemplateCache:
    """Return where an environment finds templates compiled before, and keeps those it compiles.

    Jinja finds a template by its path and the hash of its text. What else decides about its code is
    in the name of the file: what the environment is for, its settings and Jinja's release.
    """
    return TemplateCache(str(FOLDER), f"{use}-{_settings()}-%s")


@cache
def _settings() -> str:
    """Return a short hash of the modules that make environments, and of Jinja's release."""
    texts = Path(__file__).parent
    makers = (texts / "blocks.py", texts.parents[1] / "report" / "pages.py")
    told = b"".join(path.read_bytes() for path in makers) + version("jinja2").encode()
    return sha256(told).hexdigest()[:12]
