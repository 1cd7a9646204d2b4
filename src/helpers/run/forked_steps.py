"""What the warm process imports before it forks processes that make steps, and what these call."""

# isort: off
from helpers.run import lean_start  # noqa: F401 - before the notebook format, as it says
# isort: on

import nbformat  # noqa: F401
import papermill  # noqa: F401

from helpers.run import execute, write_tables  # noqa: F401
from helpers.run.worker_process import serve_steps

serve = serve_steps
