"""JupyterLab, as ``make lab`` starts it, opens a committed notebook without changing it.

It writes into a notebook what its kernel says of itself, and marks the notebook changed where that
is anything else than what stands there.
"""

import json

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from helpers import paths
from helpers.run.normalise import KERNELSPEC, LANGUAGE

FOLDER = ".ci/jupyter"


def test_the_kernel_has_the_name_that_the_notebooks_keep():
    spec = json.loads((paths.ROOT / FOLDER / "kernels/python3/kernel.json").read_text("utf-8"))
    assert {name: spec.get(name, "python3") for name in KERNELSPEC} == KERNELSPEC
    assert f'JUPYTER_PATH="$$PWD/{FOLDER}"' in (paths.ROOT / "Makefile").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_kernel_says_of_its_language_what_the_notebooks_keep():
    specs = KernelSpecManager(kernel_dirs=[str(paths.ROOT / FOLDER / "kernels")])
    manager = KernelManager(kernel_name="python3", kernel_spec_manager=specs)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        reply = client.kernel_info(reply=True, timeout=60)
        assert reply["content"]["language_info"] == LANGUAGE
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
