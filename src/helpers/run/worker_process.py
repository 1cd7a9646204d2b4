"""A process that makes steps: forked from the warm one where the system can, else a fresh one."""

from __future__ import annotations

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
        self._line.send(sys.path)

    def make(self, piece: Work) -> Any:
        """See `Maker`."""
        try:
            self._line.send(piece)
            is_made, result = self._line.recv()
        except (EOFError, OSError):
            raise ProcessLost from None
        if not is_made:
            raise result
        return result

    def cut(self) -> None:
        """See `Maker`."""
        self._process.terminate()

    def close(self) -> None:
        """See `Maker`."""
        self._line.close()
        self._process.wait(END_SECONDS)


def serve_steps(line: int, warm: int) -> None:
    """Make what comes down a line until it is closed; take kernels from the warm process.

    Both are descriptors. What a piece of work raises goes back with where it was raised as a note.
    """
    adopt(socket.socket(fileno=warm), os.environ)
    with Connection(line) as work:
        sys.path[:] = work.recv()
        while True:
            try:
                piece = work.recv_bytes()
            except EOFError:
                return
            work.send(_made(piece))


def _made(pickled: bytes) -> tuple[bool, Any]:
    """Return whether a piece of work was made, and what it gave or raised."""
    try:
        return True, pickle.loads(pickled).make()
    except Exception as error:
        error.add_note(traceback.format_exc())
        return False, error


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
            raise ProcessLost from None

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
