"""The process kernels are forked from: it lets go of what has ended and ends nothing else."""

import contextlib
import os
import signal
import socket
import threading
from pathlib import Path

import pytest

from helpers.warm_kernels import server

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="no descriptors of processes")


@pytest.fixture
def serving(monkeypatch):
    """A server in a thread of this process whose kernels sleep or end as the request says."""

    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)

    def become(request, _):
        ours.close()  # a fork has this end too, and would keep the server waiting
        if request["lives"]:
            signal.pause()
        os._exit(0)

    monkeypatch.setattr(server, "become_kernel", become)
    thread = threading.Thread(target=server.serve, args=[theirs])
    thread.start()
    lines = []

    def fork(lives):
        line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs, Path(os.devnull).open() as nothing:
            words = b'{"lives": true}' if lives else b'{"lives": false}'
            socket.send_fds(ours, [words], [*[nothing.fileno()] * 3, theirs.fileno()])
        lines.append(line)
        return int(line.recv(32))

    yield fork, ours, thread, lines
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
    fork, _, _, lines = serving
    before = open_files()
    for _ in range(20):
        wait_until_gone(fork(lives=False))
        lines.pop().close()
    assert open_files() <= before + 2


def test_at_its_end_only_kernels_of_its_own_are_signalled(serving, monkeypatch):
    fork, ours, thread, _ = serving
    ended, living = fork(lives=False), fork(lives=True)
    wait_until_gone(ended)
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("a number may be a stranger"))
    ours.close()
    thread.join()
    _, status = os.waitpid(living, 0)
    assert os.WTERMSIG(status) == signal.SIGTERM


def test_a_kernel_that_nobody_wants_any_more_is_ended(serving):
    fork, _, _, lines = serving
    wanted, left = fork(lives=True), fork(lives=True)
    lines.pop().close()
    wait_until_gone(left)
    assert os.waitid(os.P_PID, wanted, os.WEXITED | os.WNOHANG) is None


def test_each_answer_comes_on_the_line_of_its_request(serving):
    fork, ours, _, _ = serving
    second = ours.dup()  # as another process holds it
    assert fork(lives=True) != fork(lives=True)
    second.close()
