"""Work spread over processes: in order, and a lost process is told in a sentence."""

import os
from dataclasses import dataclass

import pytest

from helpers.errors import RunFailed
from helpers.run.environment import kernel_environment
from helpers.run.workers import make_all, outcomes_of
from helpers.warm_kernels import client
from helpers.warm_kernels.client import can_fork
from tests.warm_kernels.asked import process_and_parent

pytestmark = pytest.mark.slow


@dataclass
class Piece:
    """Returns its number, or loses its process."""

    number: int
    lost: bool = False

    def make(self):
        if self.lost:
            os._exit(1)
        return self.number


def test_results_come_in_the_order_of_the_work():
    assert list(make_all([Piece(3), Piece(1), Piece(2)], 2)) == [3, 1, 2]


def test_a_lost_process_ends_a_build_in_a_sentence():
    with pytest.raises(RunFailed, match=r"ended without a word.*no edition was changed"):
        list(make_all([Piece(1), Piece(2, lost=True)], 2))


def test_in_a_batch_only_what_lost_its_process_is_lost():
    found = dict(outcomes_of([Piece(1), Piece(2, lost=True), Piece(3)], 2))
    assert (found[0], found[2]) == (1, 3)
    assert isinstance(found[1], Exception)


@dataclass(frozen=True)
class KernelPiece:
    """A piece of work that starts a kernel and returns the process that this was forked from."""

    def make(self):
        from nbval.kernel import CURRENT_ENV_KERNEL_NAME, start_new_kernel

        manager, client = start_new_kernel(kernel_name=CURRENT_ENV_KERNEL_NAME)
        _, parent = process_and_parent(client)
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        return parent


@pytest.mark.skipif(not can_fork(), reason="this system cannot fork kernels")
def test_workers_share_one_warm_process(monkeypatch):
    nothing = {"WARM_KERNEL_IMPORTS": "", "WARM_KERNEL_CALLS": ""}
    for name, value in (kernel_environment() | nothing).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(client, "_servers", {})
    parents = set(make_all([KernelPiece()] * 3, 2))
    (server,) = client._servers.values()
    server.close()
    assert parents == {server.process.pid}
