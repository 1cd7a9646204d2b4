"""The environment kernels run in: same bytes everywhere, nothing written to the user's home."""

from __future__ import annotations

import importlib
import os
from functools import lru_cache
from pathlib import Path

from helpers import paths
from helpers.edition.fingerprint import HELPERS, hash_values, helpers_hash, reached_modules
from helpers.edition.notebooks import sound_notebooks
from helpers.edition.publish import write_atomically

# 8 May 2015, the day the plan was issued; matplotlib and others print it instead of the clock.
EPOCH = "1431043200"
# The variable that says who starts kernels, and the name under which those of a warm process are.
PROVISIONER, WARM = "JUPYTER_DEFAULT_PROVISIONER_NAME", "mic2025-warm"
# A module to import before others, and a plugin of pytest that has it do so.
LEAN = "helpers.run.lean_start"
# Libraries that notebooks use; a warm process has them imported before it forks a kernel, and after
# them the helper modules that the notebooks reach.
PRELOADED = (
    "numpy",
    "pandas",
    "scipy.stats",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib_inline.backend_inline",
    "seaborn",
    "statsmodels.stats.proportion",
    "pandera.pandas",
    # Loaded by the first validation and the first picture.
    "pandera.backends.pandas.builtin_checks",
    "pandera.strategies.pandas_strategies",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PpmImagePlugin",
    "PIL.PngImagePlugin",
    "openpyxl",
)
# What most notebooks need of the raw tables; a warm process makes it once for all of them.
PREPARED = (
    "helpers.analysis.edition_tables:computed_from_published",
    "helpers.analysis.hindsight.published:board",
)
# Imported last: it compiles the templates of sentences, which the helpers above read.
COMPILED = "helpers.present.texts.compiled"


def kernel_environment() -> dict[str, str]:
    """Return the variables of a kernel: those that fix its output, and those that let it be forked.

    The latter name what a process has imported and called before it forks kernels; see
    ``helpers.warm_kernels.provisioner``.
    """
    state = helper_state()
    return fixed_environment() | {
        PROVISIONER: WARM,
        "WARM_KERNEL_IMPORTS": " ".join([*PRELOADED, *helper_modules(state), COMPILED]),
        "WARM_KERNEL_CALLS": " ".join(PREPARED),
        "WARM_KERNEL_CODE": state,
    }


def fixed_environment() -> dict[str, str]:
    """Return the variables that fix what a process writes and keep its files in the checkout."""
    cache = paths.CACHE
    return {
        "SOURCE_DATE_EPOCH": EPOCH,
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": str(cache / "matplotlib"),
        "IPYTHONDIR": str(cache / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(cache / "jupyter"),
        "JUPYTER_CONFIG_DIR": str(cache / "jupyter-config"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


@lru_cache(maxsize=1)
def helper_modules(_state: str) -> list[str]:
    """Return the names of the helper modules that the notebooks import, directly or not.

    `_state` is theirs: while it stays the same, so do they.
    """
    code = [cell for notebook in sound_notebooks()[0] for cell in notebook.code]
    files = [path for path in reached_modules(code) if path.suffix == ".py"]
    places = [path.relative_to(HELPERS.parent).with_suffix("").parts for path in files]
    return [".".join(parts).removesuffix(".__init__") for parts in places]


def helper_state() -> str:
    """Return a hash of what the helper modules hold once imported: their code, their language.

    A warm process that has imported them serves kernels of this state and no other.
    """
    from helpers.present.texts.language import SETTING

    return hash_values([helpers_hash(), os.environ.get(SETTING, "")])


# No history file, no remark about the loopback connection; nothing of the user's own profile.
KERNEL_CONFIG = """c = get_config()
c.IPKernelApp.log_level = 40
c.HistoryManager.hist_file = ":memory:"
"""


def use_fixed_environment() -> None:
    """Let this process write the same everywhere, and nothing outside of the checkout."""
    os.environ.update(fixed_environment())
    importlib.import_module(LEAN)
    for name in ("MPLCONFIGDIR", "JUPYTER_RUNTIME_DIR"):
        Path(os.environ[name]).mkdir(parents=True, exist_ok=True)


def use_kernel_environment() -> None:
    """Set the variables for this process and the kernels it starts; write the kernels' profile."""
    use_fixed_environment()
    os.environ.update(kernel_environment())
    config = Path(os.environ["IPYTHONDIR"]) / "profile_default" / "ipython_kernel_config.py"
    write_atomically(config, KERNEL_CONFIG.encode("utf-8"))
