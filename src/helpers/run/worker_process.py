"""A process that makes steps: forked from the warm one where the system can, else a fresh one."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import socket
import sys
import threading
import traceback
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import Any, Protocol

from helpers.run.environment import PROVISIONER, WARM
from helpers.warm_kernels.client import CannotFork, adopt, can_fork, warm_server
from helpers.warm_kernels.kernel_files import remove_files_of

# What the fork calls. Its module brings what steps need, so that all forks have it.
SERVE = "helpers.run.forked_steps:serve"
# A process that is told that nothing more will come ends within this.
END_SECONDS = 5.0


class Work(Protocol):
    """Something a process can make: it can be pickled and carries all it needs."""

    def make(self) -> Any:
        """Make it."""


class ProcessLost(Exception):
    """A process that ended while it made something."""


class Maker(Protocol):
    """A process that makes one piece of work after the other."""

    def make(self, piece: Work) -> Any:
        """Return what a piece of work gives, or raise what it raises.

        Raises
        ------
        ProcessLost
            If the process ends before it answers.
        """

    def cut(self) -> None:
        """End the process, whatever it makes."""

    def close(self) -> None:
        """Let the process end."""


def new_process() -> Maker:
    """Return a process to make work, forked where kernels are; it ends with this one."""
    if os.environ.get(PROVISIONER) == WARM and can_fork():
        try:
            return ForkedMaker()
        except CannotFork as reason:
            print(f"ordinary process, since {reason}", file=sys.stderr)
    return FreshMaker()


class ForkedMaker:
    """A fork of the warm process, with its imports; it takes its kernels from there too."""

    def __init__(self) -> None:
        warm = warm_server(os.environ)
        self._line, theirs = multiprocessing.Pipe()
        with theirs:
            self._process = warm.call(SERVE, theirs.fileno(), warm.connection.fileno())
        with contextlib.suppress(OSError):  # it has ended, as its first work will say
            self._line.send(sys.path)

    def make(self, piece: Work) -> Any:
        """See `Maker`."""
        try:
            self._line.send(piece)
            answer = self._line.recv_bytes()
        except (EOFError, OSError):
            raise ProcessLost("it ended before it answered") from None
        result, where = pickle.loads(answer)
        if where:
            result.add_note(where)
            raise result
        return result

    def cut(self) -> None:
        """See `Maker`."""
        self._process.kill()

    def close(self) -> None:
        """See `Maker`."""
        self._line.close()
        self._process.wait(END_SECONDS)
        remove_files_of(self._process.pid)


def serve_steps(line: int, warm: int) -> None:
    """Make what comes down a line until it is closed; take kernels from the warm process.

    Both are descriptors. What a piece of work raises goes back with where it was raised as a note.
    """
    adopt(socket.socket(fileno=warm), os.environ)
    os.set_inheritable(line, False)
    with Connection(line) as work:
        sys.path[:] = work.recv()
        while True:
            try:
                piece = work.recv_bytes()
            except EOFError:
                return
            work.send_bytes(_made(piece))


def _made(pickled: bytes) -> bytes:
    """Return what a piece of work gave, or what it raised and where, as it goes down the line."""
    try:
        return pickle.dumps((pickle.loads(pickled).make(), ""))
    except Exception as error:
        where = traceback.format_exc()
        try:
            answer = pickle.dumps((error, where))
            pickle.loads(answer)
        except Exception:  # one that holds what cannot be sent, or is made from other words
            answer = pickle.dumps((RuntimeError(f"{type(error).__name__}: {error}"), where))
        return answer


class FreshMaker:
    """A process of its own that imports what it needs, where none can be forked."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._executor = ProcessPoolExecutor(1, context, _end_with_parent)

    def make(self, piece: Work) -> Any:
        """See `Maker`."""
        try:
            return self._executor.submit(make, piece).result()
        except BrokenProcessPool:
            raise ProcessLost("it ended before it answered") from None

    def cut(self) -> None:
        """See `Maker`; what has begun is made to its end."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def close(self) -> None:
        """See `Maker`."""
        self._executor.shutdown()


def make(piece: Work) -> Any:
    """Make a piece of work; a function of a module, since other processes call it by name."""
    return piece.make()


def _end_with_parent() -> None:
    """Watch the parent: a worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
