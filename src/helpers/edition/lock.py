"""One run at a time in a checkout: the second says so and waits."""

from __future__ import annotations

import contextlib
import fcntl
import os
import sys
from collections.abc import Iterator

from helpers import paths

LOCK = "lock"


@contextlib.contextmanager
def checkout_lock() -> Iterator[None]:
    """Hold the checkout for one run that writes; wait, with one line, while another holds it.

    The system lets go of the lock when its process ends, however it ends.
    """
    paths.CACHE.mkdir(parents=True, exist_ok=True)
    with (paths.CACHE / LOCK).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            print(f"waiting for another run in this checkout to end: {holder}", file=sys.stderr)
            fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)
        file.write(f"process {os.getpid()}")
        file.flush()
        yield
