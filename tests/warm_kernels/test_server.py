"""The process kernels are forked from: it lets go of what has ended and ends nothing else."""

import contextlib
import os
import signal
import socket
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from helpers.warm_kernels import server
from helpers.warm_kernels.client import CannotFork, WarmServer

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="no descriptors of processes")


@pytest.fixture
def serving(monkeypatch):
    """A server in a thread of this process whose kernels sleep or end as the request says."""

    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    lines = []

    def become(request, _):
        # A fork has the clients' ends too here, and would keep the server waiting.
        for end in (ours, *lines):
            end.close()
        if request["lives"]:
            signal.pause()
        os._exit(0)

    monkeypatch.setattr(server, "become", become)
    thread = threading.Thread(target=server.serve, args=[theirs])
    thread.start()

    def ask(lives):
        line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        lines.append(line)
        with theirs, Path(os.devnull).open() as nothing:
            words = b'{"lives": true}' if lives else b'{"lives": false}'
            socket.send_fds(ours, [words], [theirs.fileno(), *[nothing.fileno()] * 3])
        return line

    def fork(lives):
        return int(ask(lives).recv(32))

    yield SimpleNamespace(fork=fork, ask=ask, ours=ours, thread=thread, lines=lines)
    ours.close()
    thread.join()
    theirs.close()
    for line in lines:
        line.close()


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def wait_until_gone(pid):
    try:
        watch = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    with contextlib.suppress(ChildProcessError):  # let go of already
        os.waitid(os.P_PIDFD, watch, os.WEXITED | os.WNOWAIT)
    os.close(watch)


def test_a_kernel_that_ended_is_let_go(serving):
    before = open_files()
    for _ in range(20):
        wait_until_gone(serving.fork(lives=False))
        serving.lines.pop().close()
    assert open_files() <= before + 2


def test_at_its_end_only_kernels_of_its_own_are_signalled(serving, monkeypatch):
    ended, living = serving.fork(lives=False), serving.fork(lives=True)
    wait_until_gone(ended)
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("a number may be a stranger"))
    serving.ours.close()
    serving.thread.join()
    _, status = os.waitpid(living, 0)
    assert os.WTERMSIG(status) == signal.SIGTERM


def test_a_kernel_that_nobody_wants_any_more_is_ended(serving):
    wanted, left = serving.fork(lives=True), serving.fork(lives=True)
    serving.lines.pop().close()
    wait_until_gone(left)
    assert os.waitid(os.P_PID, wanted, os.WEXITED | os.WNOHANG) is None


def test_a_request_that_is_too_large_leaves_the_warm_process_as_it_is(monkeypatch):
    for name in ("FIRST", "SECOND", "THIRD"):
        monkeypatch.setenv(name, "x" * 100_000)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    warm = WarmServer(ours)
    with theirs, pytest.raises(CannotFork, match="larger than a request may be"):
        warm.call("module:function")
    assert not warm.is_lost
    warm.close()


def test_each_answer_comes_on_the_line_of_its_request(serving):
    first, second = serving.ask(lives=True), serving.ask(lives=True)
    answers = [int(line.recv(32)) for line in (second, first)]
    assert len(set(answers)) == 2
    for line in (first, second):
        with pytest.raises(BlockingIOError):
            line.recv(32, socket.MSG_DONTWAIT)
