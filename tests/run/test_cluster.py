"""Workers of a cluster: refused unless files and loaded modules are those of this process."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers import paths
from helpers.check.rebuild import make_scratch
from helpers.errors import RunFailed
from helpers.run import cluster
from helpers.run.cluster import make_on_cluster
from tests.run.dask_processes import scheduler, wait_for_workers, worker

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Touch:
    """Work that leaves a trace where it is done."""

    path: str

    def make(self):
        Path(self.path).touch()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A scheduler with one worker: its address, and the checkout that the worker runs."""
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "there").mkdir()
    there = make_scratch(folder / "there")
    code = f"{there / 'src'}{os.pathsep}{paths.ROOT}"
    with scheduler(folder) as address, worker(address, folder / "worker", PYTHONPATH=code):
        wait_for_workers(address, 1)
        yield address, there


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


def test_a_worker_of_the_same_state_is_taken_wherever_it_lies(place):
    address, there = place
    assert there != paths.ROOT
    assert list(make_on_cluster(address, [])) == []


@pytest.mark.parametrize("name", ["data/raw/observations.csv", "CITATION.cff", "CHANGELOG.md"])
def test_a_worker_whose_files_are_others_is_refused_before_it_works(tmp_path, place, name):
    address, there = place
    assert list(make_on_cluster(address, [])) == []
    path = there / name
    kept = path.read_bytes()
    path.write_bytes(kept.replace(b"2", b"3", 1))
    made = tmp_path / "made"
    with pytest.raises(RunFailed, match="have another state of the compendium"):
        list(make_on_cluster(address, [Touch(str(made))]))
    assert not made.exists()
    path.write_bytes(kept)
    assert list(make_on_cluster(address, [Touch(str(made))])) == [(0, None)]
    assert made.exists()


def test_a_cluster_without_a_worker_is_a_sentence(tmp_path):
    with scheduler(tmp_path) as address, pytest.raises(RunFailed, match="has no worker; start one"):
        list(make_on_cluster(address, []))


def test_a_worker_with_other_libraries_is_refused_before_it_works(tmp_path, monkeypatch):
    with scheduler(tmp_path) as address, worker(address, tmp_path / "worker"):
        wait_for_workers(address, 1)
        assert list(make_on_cluster(address, [])) == []
        monkeypatch.setattr(cluster, "installed_hash", lambda: "with another matplotlib")
        with pytest.raises(RunFailed, match="another interpreter or other libraries"):
            list(make_on_cluster(address, []))


@pytest.fixture
def tls(tmp_path):
    """A certificate that is its own authority, by the names of Dask's command line."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=localhost", "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True,
    )  # fmt: skip
    return {"--tls-ca-file": str(cert), "--tls-cert": str(cert), "--tls-key": str(key)}


def test_a_cluster_that_wants_tls_is_reached_with_its_files_and_not_without(tmp_path, tls):
    options = [word for pair in tls.items() for word in pair]
    files = dict(zip(("tls_ca_file", "tls_client_cert", "tls_client_key"), tls.values(),
                     strict=True))  # fmt: skip
    with scheduler(tmp_path, *options, protocol="tls") as address:
        with pytest.raises(RunFailed, match="has no worker; start one"):
            list(make_on_cluster(address, [], files))
        with pytest.raises(RunFailed, match="no Dask scheduler answers"):
            list(make_on_cluster(address, []))
