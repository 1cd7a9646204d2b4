"""The client's end of a warm process: asks it for kernels, shares it with processes of one's own.

One warm process serves a command and all its workers: each request brings its own way back.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SERVER = Path(__file__).with_name("server.py")
# The first request waits for the imports; a later one for a fork.
ANSWER_SECONDS = 60.0
# Read when a module is imported, or used before the fork: a kernel that wants another value needs
# another warm process.
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
    "WARM_KERNEL_CALLS",
    # Of the modules named there that are under work: a word that changes when they do.
    "WARM_KERNEL_CODE",
)
STREAMS = ("stdin", "stdout", "stderr")


class CannotFork(Exception):
    """A kernel that has to be started the ordinary way, with the reason."""


class ForkedProcess:
    """A kernel that is no child of ours, with the part of Popen's interface that Jupyter uses.

    `lifeline` is kept open while the kernel is wanted: the warm process ends it once this end is
    gone, however that came.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, lifeline: socket.socket | None = None) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._lifeline = lifeline
        try:
            self._descriptor: int | None = os.pidfd_open(pid)
        except ProcessLookupError:
            self._descriptor, self.returncode = None, 1
            self._let_go()

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
                self._let_go()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal unless the kernel has ended."""
        if self.poll() is None and self._descriptor is not None:
            with contextlib.suppress(ProcessLookupError):  # it ended a moment ago
                signal.pidfd_send_signal(self._descriptor, number)

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def _let_go(self) -> None:
        if self._lifeline is not None:
            self._lifeline.close()


class WarmServer:
    """A warm process as its client sees it: the socket it listens to, and itself if it is ours."""

    def __init__(
        self, connection: socket.socket, process: subprocess.Popen[bytes] | None = None
    ) -> None:
        self.owner = os.getpid()
        self.connection, self.process = connection, process
        # Set once a request went without an answer: new kernels come from another process.
        self.is_lost = False
        atexit.register(self.close)

    @classmethod
    def start(cls, env: Mapping[str, str]) -> WarmServer:
        """Start a warm process with an environment; return at once, while it imports."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        process = subprocess.Popen(
            [sys.executable, str(SERVER), str(theirs.fileno())],
            env=dict(env),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        return cls(ours, process)

    @property
    def serves(self) -> bool:
        """Whether this process may ask it for kernels, as far as is known."""
        has_ended = self.process is not None and self.process.poll() is not None
        return not (self.is_lost or has_ended) and self.owner == os.getpid()

    def fork(
        self, argv: list[str], env: dict[str, str], cwd: str, streams: Mapping[str, int]
    ) -> ForkedProcess:
        """Return a new kernel; a stream that is not given is empty or this process's own.

        Raises
        ------
        CannotFork
            If the warm process does not answer.
        """
        return self._ask({"argv": argv, "env": env, "cwd": cwd}, streams)

    def call(self, function: str, *descriptors: int) -> ForkedProcess:
        """Return a new process that calls a function with copies of open descriptors, and ends.

        `function` is its module and name, as "module:name".

        Raises
        ------
        CannotFork
            If the warm process does not answer.
        """
        here = {"argv": sys.argv, "env": dict(os.environ), "cwd": str(Path.cwd())}
        return self._ask({"call": function} | here, {}, descriptors)

    def _ask(
        self, request: dict[str, Any], streams: Mapping[str, int], more: Sequence[int] = ()
    ) -> ForkedProcess:
        """Send a request with standard streams and further descriptors; return the new process."""
        lifeline, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        lifeline.settimeout(ANSWER_SECONDS)
        with theirs, Path(os.devnull).open() as nothing:
            own = {"stdin": nothing.fileno(), "stdout": 1, "stderr": 2} | dict(streams)
            given = [theirs.fileno(), *(own[name] for name in STREAMS), *more]
            try:
                socket.send_fds(self.connection, [json.dumps(request).encode()], given)
            except OSError as error:
                if error.errno == errno.EMSGSIZE:
                    lifeline.close()
                    raise CannotFork("the environment is larger than a request may be") from None
                raise self._lost(lifeline, f"does not answer ({error})") from None
        try:
            answer = lifeline.recv(32)
        except OSError as error:
            raise self._lost(lifeline, f"does not answer ({error})") from None
        if not answer:
            raise self._lost(lifeline, "has ended")
        return ForkedProcess(int(answer), lifeline)

    def _lost(self, lifeline: socket.socket, why: str) -> CannotFork:
        """Note that no answer came; a kernel whose answer would come later ends with the line."""
        self.is_lost = True
        lifeline.close()
        return CannotFork(f"the warm process {why}")

    def close(self) -> None:
        """Let go of the warm process; it ends with the last of its clients, its kernels with it."""
        if self.owner != os.getpid():
            return
        self.connection.close()
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(5)


_servers: dict[tuple[str | None, ...], WarmServer] = {}
_one_at_a_time = threading.Lock()


def warm_server(env: Mapping[str, str]) -> WarmServer:
    """Return the warm process for an environment, started if none there answers."""
    with _one_at_a_time:
        server = _servers.get(_key(env))
        if server is None or not server.serves:
            server = _servers[_key(env)] = WarmServer.start(env)
        return server


def adopt(connection: socket.socket, env: Mapping[str, str]) -> None:
    """Take kernels from the warm process of the process that started this one."""
    connection.set_inheritable(False)
    _servers[_key(env)] = WarmServer(connection)


def can_fork() -> bool:
    """Tell whether this system has what forked kernels need."""
    return hasattr(os, "pidfd_open") and hasattr(os, "fork")


def _key(env: Mapping[str, str]) -> tuple[str | None, ...]:
    return tuple(env.get(name) for name in FIXED_AT_IMPORT)
