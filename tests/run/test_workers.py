"""Work spread over processes: in order, and a lost process is told in a sentence."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers.errors import DataRefused, Problem, RunFailed
from helpers.run import worker_process, workers
from helpers.run.environment import kernel_environment
from helpers.run.workers import make_all, outcomes_of
from helpers.warm_kernels import client
from helpers.warm_kernels.client import CannotFork, can_fork
from tests.warm_kernels.asked import has_ended, process_and_parent

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


@pytest.fixture(params=["forked", "fresh"])
def kind(request, monkeypatch):
    """Whether work is made in forks of a warm process, or in processes that import anew."""
    if request.param == "fresh":
        monkeypatch.setattr(worker_process, "can_fork", lambda: False)
    elif not can_fork():
        pytest.skip("this system cannot fork kernels")
    return request.param


@pytest.mark.usefixtures("kind")
def test_results_come_in_the_order_of_the_work():
    assert list(make_all([Piece(3), Piece(1), Piece(2)], 2)) == [3, 1, 2]


@pytest.mark.usefixtures("kind")
def test_a_lost_process_ends_a_build_in_a_sentence():
    with pytest.raises(RunFailed, match=r"ended without a word.*no edition was changed"):
        list(make_all([Piece(1), Piece(2, lost=True)], 2))


@pytest.mark.usefixtures("kind")
def test_in_a_batch_only_what_lost_its_process_is_lost():
    found = dict(outcomes_of([Piece(1), Piece(2, lost=True), Piece(3)], 2))
    assert (found[0], found[2]) == (1, 3)
    assert isinstance(found[1], Exception)


def test_the_caller_goes_on_while_processes_begin():
    told = []
    results = make_all([Piece(1), Piece(2)], 2, lambda: told.append("meanwhile"))
    assert [next(results), *told, *results] == [1, "meanwhile", 2]


@dataclass(frozen=True)
class Refused:
    """A piece of work that an input is refused in."""

    def make(self):
        raise DataRefused("not taken", [Problem("nothing", "a value", "give one", row=3)])


@pytest.mark.usefixtures("kind")
def test_what_a_piece_of_work_raises_is_raised_here_with_all_it_says():
    with pytest.raises(DataRefused) as caught:
        list(make_all([Refused(), Piece(2)], 2))
    assert [problem.row for problem in caught.value.problems] == [3]


@dataclass(frozen=True)
class Own:
    """A piece of work that tells its process."""

    def make(self):
        return os.getpid(), os.environ["HERE"], os.getpgid(0) == os.getpid()


@pytest.mark.skipif(not can_fork(), reason="this system cannot fork kernels")
def test_forks_have_the_environment_of_today_and_a_group_of_their_own(monkeypatch):
    monkeypatch.setenv("HERE", "now")
    told = list(make_all([Own()] * 4, 2))
    assert os.getpid() not in {process for process, _, _ in told}
    assert len({process for process, _, _ in told}) <= 2
    assert {tuple(rest) for _, *rest in told} == {("now", True)}


@dataclass(frozen=True)
class Endless:
    """A piece of work that would not end by itself; it says its process in a file."""

    file: Path

    def make(self):
        self.file.write_text(str(os.getpid()))
        signal.pause()


@dataclass(frozen=True)
class FailsBeside:
    """A piece of work that fails once the endless one has begun."""

    file: Path

    def make(self):
        while not (self.file.is_file() and self.file.read_text()):
            time.sleep(0.01)
        raise RunFailed("a cell failed")


@pytest.mark.skipif(not can_fork(), reason="this system cannot fork kernels")
def test_a_failure_ends_what_others_still_make(tmp_path):
    told = tmp_path / "process"
    with pytest.raises(RunFailed, match="a cell failed"):
        list(make_all([Endless(told), FailsBeside(told)], 2))
    assert has_ended(int(told.read_text()))


def test_a_process_that_begins_while_the_others_are_cut_is_cut_too(monkeypatch):
    told = []

    class Late:
        def make(self, _):
            told.append("made")

        def cut(self):
            told.append("cut")

        def close(self):
            told.append("closed")

    def begin():
        while not pool._is_cut:
            time.sleep(0.01)
        return Late()

    monkeypatch.setattr(workers, "new_process", begin)
    pool = workers.Pool(1)
    pool.submit(Piece(1))
    pool.__exit__(RunFailed, RunFailed("elsewhere"), None)
    assert told == ["cut", "made", "closed"]


class OfTwoWords(Exception):
    """An error that is not made from its message."""

    def __init__(self, first, second):
        super().__init__(f"{first} and {second}")


@dataclass(frozen=True)
class HardToSend:
    """A piece of work whose result, or error, does not come through a pipe."""

    raises: bool

    def make(self):
        if self.raises:
            raise OfTwoWords("salt", "pepper")
        return lambda: None


@pytest.mark.skipif(not can_fork(), reason="this system cannot fork kernels")
@pytest.mark.parametrize(("raises", "words"), [(True, "salt and pepper"), (False, "pickle")])
def test_what_cannot_be_sent_is_told_in_its_own_words(raises, words):
    with pytest.raises(Exception, match=words) as caught:
        list(make_all([HardToSend(raises), Piece(2)], 2))
    assert not isinstance(caught.value, RunFailed)
    assert "test_workers.py" in "".join(caught.value.__notes__) or not raises


@dataclass(frozen=True)
class Tells:
    """A piece of work that prints."""

    def make(self):
        print("made here")


@pytest.mark.skipif(not can_fork(), reason="this system cannot fork kernels")
def test_what_a_fork_prints_is_seen(capfd):
    list(make_all([Tells(), Tells()], 2))
    assert capfd.readouterr().out.count("made here") == 2


@pytest.mark.skipif(not can_fork(), reason="this system cannot fork kernels")
def test_a_warm_process_that_does_not_answer_is_done_without(monkeypatch, capfd):
    def silent(*_):
        raise CannotFork("the warm process has ended")

    monkeypatch.setattr(client.WarmServer, "call", silent)
    assert list(make_all([Piece(1), Piece(2)], 2)) == [1, 2]
    assert "ordinary process, since the warm process has ended" in capfd.readouterr().err


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
