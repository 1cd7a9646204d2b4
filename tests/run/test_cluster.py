"""Workers of a cluster: refused unless files and loaded modules are those of this process."""

import pytest

from helpers.check.rebuild import make_scratch
from helpers.errors import RunFailed
from helpers.run.cluster import make_on_cluster
from tests.run.dask_processes import scheduler, wait_for_workers, worker

pytestmark = pytest.mark.slow


def test_a_worker_that_loaded_other_modules_is_refused_though_its_files_are_ours_now(tmp_path):
    (tmp_path / "there").mkdir()
    there = make_scratch(tmp_path / "there")
    module = there / "src" / "helpers" / "data" / "numbers.py"
    ours = module.read_bytes()
    module.write_bytes(ours + b"\n# edited\n")
    with (
        scheduler(tmp_path) as address,
        worker(address, tmp_path / "worker", PYTHONPATH=str(there / "src")),
    ):
        wait_for_workers(address, 1)
        for _ in ("files and modules of another state", "its modules alone"):
            with pytest.raises(RunFailed, match=r"have another state.*start them anew"):
                list(make_on_cluster(address, []))
            module.write_bytes(ours)


def test_a_worker_of_the_same_state_is_taken_wherever_it_lies(tmp_path):
    (tmp_path / "there").mkdir()
    there = make_scratch(tmp_path / "there")
    with (
        scheduler(tmp_path) as address,
        worker(address, tmp_path / "worker", PYTHONPATH=str(there / "src")),
    ):
        wait_for_workers(address, 1)
        assert list(make_on_cluster(address, [])) == []


def test_a_cluster_without_a_worker_is_a_sentence(tmp_path):
    with scheduler(tmp_path) as address, pytest.raises(RunFailed, match="has no worker; start one"):
        list(make_on_cluster(address, []))
