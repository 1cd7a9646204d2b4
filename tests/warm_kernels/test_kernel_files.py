"""The files of a kernel bear the number of the process that asked for it."""

import os
from pathlib import Path

from helpers.warm_kernels.kernel_files import connection_file, remove_files_of


def test_no_two_connection_files_are_alike_and_none_is_longer_than_jupyters_own():
    first, second = connection_file(), connection_file()
    assert first != second
    assert len(Path(first).name) <= len("kernel-00000000-0000-0000-0000-000000000000.json")


def test_only_the_files_of_one_process_are_removed(monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path))
    own = Path(connection_file())
    others = [tmp_path / name for name in (f"kernel-{os.getpid()}1-a.json", "other.json")]
    for path in (own, own.with_name(f"{own.stem}-ipc-1"), *others):
        path.touch()
    remove_files_of(os.getpid())
    assert sorted(tmp_path.iterdir()) == sorted(others)
