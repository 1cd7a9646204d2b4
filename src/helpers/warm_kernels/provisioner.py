"""Kernels forked from a warm process, as a provisioner that Jupyter's tools use unchanged.

papermill, nbval and JupyterLab ask ``jupyter_client`` for a kernel; with the environment variable
``JUPYTER_DEFAULT_PROVISIONER_NAME`` set to the name this provisioner is entered under, they get a
fork of a process that has the imports done: a kernel's own, and the modules that the variable
``WARM_KERNEL_IMPORTS`` names, separated by blanks. Every kernel is a real one with a namespace of
its own. Anything unusual falls back to an ordinary kernel and says so in one line.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

SERVER = Path(__file__).with_name("server.py")
# The first request waits for the imports; a later one for a fork.
ANSWER_SECONDS = 60.0
KILL_SECONDS = 2.0
# Read when a module is imported: a kernel that wants another value needs another warm process.
FIXED_AT_IMPORT = (
    "MPLBACKEND",
    "MPLCONFIGDIR",
    "PYTHONHASHSEED",
    "PYTHONPATH",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "LC_ALL",
    "TZ",
    "WARM_KERNEL_IMPORTS",
    # Of the modules named there that are under work: a word that changes when they do.
    "WARM_KERNEL_CODE",
)
STREAMS = ("stdin", "stdout", "stderr")
# kwargs of an ordinary start; anything else asks for more than a fork gives.
KNOWN = {"env", "cwd", "cmd", "kernel_id", "extra_arguments", *STREAMS}


class CannotFork(Exception):
    """A kernel that has to be started the ordinary way, with the reason."""


class KernelNotReady(RuntimeError):
    """A kernel that died or kept silent before its first answer."""


class ForkedProcess:
    """A kernel that is no child of ours, with the part of Popen's interface that Jupyter uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        try:
            self._descriptor: int | None = os.pidfd_open(pid)
        except ProcessLookupError:
            self._descriptor, self.returncode = None, 1

    def poll(self) -> int | None:
        """Return None while the kernel lives, else 0."""
        return self.wait(0)

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for the end of the kernel, `timeout` seconds at most."""
        if self.returncode is None and self._descriptor is not None:
            watch = select.poll()
            watch.register(self._descriptor, select.POLLIN)
            if watch.poll(None if timeout is None else timeout * 1000):
                os.close(self._descriptor)
                self.returncode = 0
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal unless the kernel has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)


class WarmServer:
    """The client's end of one warm process; started with the first kernel, ended with us."""

    def __init__(self, env: dict[str, str]) -> None:
        self.owner = os.getpid()
        # Set once a request went without its answer, which may still come and would be taken for
        # that to the next one. The kernels it has stay; new ones come from another process.
        self.is_lost = False
        self.lock = threading.Lock()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(ANSWER_SECONDS)
        self.connection = ours
        self.process = subprocess.Popen(
            [sys.executable, str(SERVER), str(theirs.fileno())],
            env=env,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        atexit.register(self.close)

    def fork(
        self, argv: list[str], env: dict[str, str], cwd: str, streams: Mapping[str, int]
    ) -> ForkedProcess:
        """Return a new kernel; a stream that is not given is empty or this process's own.

        Raises
        ------
        CannotFork
            If the warm process does not answer.
        """
        request = json.dumps({"argv": argv, "env": env, "cwd": cwd}).encode()
        with self.lock, Path(os.devnull).open() as nothing:
            own = {"stdin": nothing.fileno(), "stdout": 1, "stderr": 2} | dict(streams)
            try:
                socket.send_fds(self.connection, [request], [own[name] for name in STREAMS])
                answer = self.connection.recv(32)
            except OSError as error:
                self.is_lost = True
                raise CannotFork(f"the warm process does not answer ({error})") from None
        if not answer:
            self.is_lost = True
            raise CannotFork("the warm process has ended")
        return ForkedProcess(int(answer))

    def close(self) -> None:
        """End the warm process and its kernels."""
        if self.owner != os.getpid():
            return
        self.connection.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)


_servers: dict[tuple[str | None, ...], WarmServer] = {}
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


def warm_server(env: dict[str, str]) -> WarmServer:
    """Return this process's warm process for an environment, started if none there answers."""
    key = tuple(env.get(name) for name in FIXED_AT_IMPORT)
    server = _servers.get(key)
    if (
        server is None
        or server.is_lost
        or server.owner != os.getpid()
        or server.process.poll() is not None
    ):
        server = _servers[key] = WarmServer(env)
    return server


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
        if not hasattr(os, "pidfd_open") or not hasattr(os, "fork"):
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
