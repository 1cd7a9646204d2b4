"""A Dask scheduler and workers over TCP, each a process of its own."""

import contextlib
import json
import os
import signal
import subprocess
import sys

from tests.warm_kernels.test_provisioner import wait_for

DASK = [sys.executable, "-m", "dask"]


@contextlib.contextmanager
def started(*words, **environment):
    """Start a process in a group of its own; kill the group in the end."""
    process = subprocess.Popen(
        [*DASK, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, env=os.environ | environment,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def scheduler(folder, *options, protocol="tcp"):
    """Start a scheduler; give its address."""
    file = folder / "scheduler.json"
    words = ["scheduler", "--host", f"{protocol}://127.0.0.1", "--port", "0", "--no-dashboard"]
    with started(*words, *options, "--scheduler-file", str(file)):
        # The file is there before its text is.
        wait_for(lambda: file.is_file() and file.read_text().endswith("}"))
        yield json.loads(file.read_text())["address"]


def worker(address, folder, **environment):
    """Return a context that starts a worker; it gives the process."""
    words = ["worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny"]
    return started(*words, "--no-dashboard", "--local-directory", str(folder), **environment)


def wait_for_workers(address, count):
    """Wait until so many workers are there."""
    from distributed import Client

    with Client(address, timeout=30) as client:
        client.wait_for_workers(count, timeout=60)
