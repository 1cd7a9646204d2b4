"""A warm process that is killed or stops answering: the next kernel is a right one all the same."""

import os
import signal

import pytest
from nbval.kernel import CURRENT_ENV_KERNEL_NAME, start_new_kernel

from helpers.run.environment import kernel_environment
from helpers.warm_kernels import client as warm_client
from tests.warm_kernels.asked import process_and_parent

NOTHING = {"WARM_KERNEL_IMPORTS": "", "WARM_KERNEL_CALLS": ""}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="this system cannot fork kernels"),
]


@pytest.fixture
def start(monkeypatch):
    """Start a kernel; return its manager, its own process id and that of its parent."""
    for name, value in (kernel_environment() | NOTHING).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(warm_client, "_servers", {})
    started = []

    def start_one():
        manager, client = start_new_kernel(kernel_name=CURRENT_ENV_KERNEL_NAME)
        started.append((manager, client))
        return manager, *process_and_parent(client)

    yield start_one
    for manager, client in started:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    for server in warm_client._servers.values():
        server.close()


def the_server():
    (server,) = warm_client._servers.values()
    return server


def test_a_warm_process_killed_between_two_kernels_is_replaced(start):
    _, _, first = start()
    server = the_server()
    assert first == server.process.pid
    server.process.kill()
    server.process.wait()
    _, _, second = start()
    assert second == the_server().process.pid != first


def test_a_warm_process_found_dead_gives_an_ordinary_kernel_and_is_replaced(
    start, monkeypatch, capfd
):
    start()
    server = the_server()
    server.process.kill()
    server.process.wait()
    # As when it is killed between the look whether it lives and the request.
    monkeypatch.setattr(server.process, "poll", lambda: None)
    _, _, parent = start()
    assert parent == os.getpid()
    assert capfd.readouterr().err.count("ordinary kernel, since the warm process") == 1
    _, _, parent = start()
    assert parent == the_server().process.pid != server.process.pid


def test_an_answer_that_comes_too_late_is_not_taken_for_that_to_the_next_request(
    start, monkeypatch, capfd
):
    start()
    server = the_server()
    server.process.send_signal(signal.SIGSTOP)
    with monkeypatch.context() as impatient:
        impatient.setattr(warm_client, "ANSWER_SECONDS", 0.2)
        _, _, parent = start()
    assert parent == os.getpid()
    assert "ordinary kernel, since the warm process does not answer" in capfd.readouterr().err
    server.process.send_signal(signal.SIGCONT)
    manager, own, parent = start()
    assert manager.provisioner.process.pid == own
    assert parent == the_server().process.pid != server.process.pid
    server.close()
