"""The process kernels are forked from: it lets go of what has ended and ends nothing else."""

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

    def fork(lives):
        with Path(os.devnull).open() as nothing:
            words = b'{"lives": true}' if lives else b'{"lives": false}'
            socket.send_fds(ours, [words], [nothing.fileno()] * 3)
        return int(ours.recv(32))

    yield fork, ours, thread
    ours.close()
    thread.join()
    theirs.close()


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def wait_until_gone(pid):
    watch = os.pidfd_open(pid)
    os.waitid(os.P_PIDFD, watch, os.WEXITED | os.WNOWAIT)
    os.close(watch)


def test_a_kernel_that_ended_is_let_go_with_the_next_request(serving):
    fork, _, _ = serving
    before = open_files()
    for _ in range(20):
        wait_until_gone(fork(lives=False))
    assert open_files() <= before + 2


def test_at_its_end_only_kernels_of_its_own_are_signalled(serving, monkeypatch):
    fork, ours, thread = serving
    ended, living = fork(lives=False), fork(lives=True)
    wait_until_gone(ended)
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("a number may be a stranger"))
    ours.close()
    thread.join()
    _, status = os.waitpid(living, 0)
    assert os.WTERMSIG(status) == signal.SIGTERM
