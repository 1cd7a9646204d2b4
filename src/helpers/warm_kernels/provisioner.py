"""Kernels forked from a warm process, as a provisioner that Jupyter's tools use unchanged.

papermill, nbval and JupyterLab ask ``jupyter_client`` for a kernel; with the environment variable
``JUPYTER_DEFAULT_PROVISIONER_NAME`` set to the name this provisioner is entered under, they get a
fork of a process that has the imports done: a kernel's own, and the modules that the variable
``WARM_KERNEL_IMPORTS`` names, separated by blanks. Every kernel is a real one with a namespace of
its own. Anything unusual falls back to an ordinary kernel and says so in one line.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from .client import STREAMS, CannotFork, ForkedProcess, can_fork, warm_server

KILL_SECONDS = 2.0
# kwargs of an ordinary start; anything else asks for more than a fork gives.
KNOWN = {"env", "cwd", "cmd", "kernel_id", "extra_arguments", *STREAMS}


class KernelNotReady(RuntimeError):
    """A kernel that died or kept silent before its first answer."""


# Why no kernel is forked at the moment; see `ordinary_kernels`.
_distrust: list[str] = []


@contextlib.contextmanager
def ordinary_kernels(reason: str) -> Iterator[None]:
    """Start kernels the ordinary way within this block."""
    _distrust.append(reason)
    try:
        yield
    finally:
        _distrust.pop()


class WarmProvisioner(LocalProvisioner):
    """Starts kernels as forks of a warm process where it can, the ordinary way where it cannot."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel; fall back to an ordinary one with one line that says why."""
        try:
            forked = self._fork(cmd, kwargs)
        except CannotFork as reason:
            print(f"ordinary kernel, since {reason}", file=sys.stderr)
            return await super().launch_kernel(cmd, **kwargs)
        self.process: Any = forked
        self.pid = self.pgid = forked.pid
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and wait the moment it takes; Jupyter would look every tenth second."""
        await super().kill(restart)
        if isinstance(self.process, ForkedProcess):
            self.process.wait(KILL_SECONDS)

    def _fork(self, cmd: list[str], kwargs: dict[str, Any]) -> ForkedProcess:
        """Return the forked kernel, or raise CannotFork."""
        if _distrust:
            raise CannotFork(_distrust[-1])
        if not can_fork():
            raise CannotFork("this system cannot fork kernels")
        plain = [sys.executable, "-m", "ipykernel_launcher", "-f"]
        if [os.path.realpath(cmd[0]), *cmd[1:4]] != [os.path.realpath(plain[0]), *plain[1:]]:
            raise CannotFork(f"the kernel's command is {' '.join(cmd[:4])}")
        unusual = {name for name in kwargs if kwargs[name] is not None} - KNOWN
        if unusual:
            raise CannotFork(f"{', '.join(sorted(unusual))} asked for")
        env = {str(name): str(value) for name, value in (kwargs.get("env") or os.environ).items()}
        cwd = str(kwargs.get("cwd") or Path.cwd())
        streams = _descriptors(kwargs)
        return warm_server(env).fork(["ipykernel_launcher.py", *cmd[3:]], env, cwd, streams)


def _descriptors(kwargs: Mapping[str, Any]) -> dict[str, int]:
    """Return the descriptors of the streams that are given as open files."""
    found = {}
    for name in STREAMS:
        stream = kwargs.get(name)
        if stream is not None:
            found[name] = stream if isinstance(stream, int) else stream.fileno()
            if found[name] < 0:  # the signs of subprocess for a pipe and its like
                raise CannotFork(f"{name} is to be a pipe")
    return found
