"""What the warm process imports before it forks processes that make steps, and what these call."""

import nbformat  # noqa: F401
import papermill  # noqa: F401

from helpers.run import execute, write_tables  # noqa: F401
from helpers.run.worker_process import serve_steps

serve = serve_steps
