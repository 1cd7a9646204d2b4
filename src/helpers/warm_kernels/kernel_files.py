"""The files through which a kernel is reached: named for the process that asked for it."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

# As long as the names that Jupyter gives: the path of a socket has room for little more.
LONGEST_NAME = 43


def connection_file() -> str:
    """Return the path of a new connection file; sockets as files stand beside it."""
    name = f"kernel-{os.getpid()}-{uuid.uuid4().hex}"
    return str(Path(jupyter_runtime_dir()) / f"{name[:LONGEST_NAME]}.json")


def remove_files_of(process: int) -> None:
    """Remove what the kernels of a process that was cut have left there."""
    for path in Path(jupyter_runtime_dir()).glob(f"kernel-{process}-*"):
        path.unlink(missing_ok=True)
