"""Raw files against their register: a changed cell is named, with or without git."""

import hashlib
import shutil
import subprocess

import pytest

from helpers import paths
from helpers.check.hash_sums import check_raw_files

FILE = "funds.csv"


@pytest.fixture
def checkout(tmp_path):
    """A folder with two registered tables, below that of a repository."""
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in (FILE, "sources.csv"):
        shutil.copy(paths.RAW / name, folder)
    register(folder)
    return folder


def register(folder):
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.glob("*.csv"))
    ]
    (folder / "SHA256SUMS").write_text("".join(lines))


def commit(folder):
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=folder.parent, check=True)


def change(folder, old="RMB 20 billion", new="RMB 21 billion"):
    text = (folder / FILE).read_text("utf-8")
    assert old in text
    (folder / FILE).write_text(text.replace(old, new), encoding="utf-8")


def test_the_raw_files_of_the_checkout_hold_their_hashes():
    check = check_raw_files()
    assert (check.state, check.findings) == ("green", ())


def test_a_changed_figure_is_named_with_row_and_column(checkout):
    commit(checkout)
    change(checkout)
    (finding,) = check_raw_files(checkout).findings
    assert finding == (
        "data/raw/funds.csv: row 3 (fund-advanced-manufacturing-industry-investment), column "
        "'amount_rmb_printed': 'RMB 20 billion' became 'RMB 21 billion', against the registered "
        "version"
    )


def test_without_a_committed_version_the_file_is_named(checkout):
    change(checkout)
    (finding,) = check_raw_files(checkout).findings
    assert finding.startswith("data/raw/funds.csv: is not the registered file")


def test_a_register_older_than_the_commit_is_told_from_a_changed_file(checkout):
    change(checkout)
    commit(checkout)
    (finding,) = check_raw_files(checkout).findings
    assert "is as committed, but SHA256SUMS holds another hash" in finding


def test_a_missing_and_an_unregistered_file_are_named(checkout):
    (checkout / FILE).rename(checkout / "other.csv")
    assert check_raw_files(checkout).findings == (
        "data/raw/funds.csv: is registered but missing",
        "data/raw/other.csv: stands in no register",
    )


def test_a_file_beside_the_tables_that_nothing_registers_is_named(checkout):
    (checkout / "extra.xlsx").write_bytes(b"x")
    (checkout / "README.md").write_text("what the tables are", encoding="utf-8")
    assert check_raw_files(checkout).findings == ("data/raw/extra.xlsx: stands in no register",)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (lambda content: b"\xef\xbb\xbf" + content, "begins with a byte order mark"),
        (lambda content: content.replace(b"\n", b"\r\n"), "has carriage returns"),
        (lambda content: content[:-1], "does not end with a line feed"),
    ],
)
def test_odd_bytes_are_named_though_the_hash_was_renewed(checkout, fault, told):
    path = checkout / FILE
    path.write_bytes(fault(path.read_bytes()))
    register(checkout)
    (finding,) = check_raw_files(checkout).findings
    assert finding.startswith(f"data/raw/{FILE}: {told}")


def test_a_link_is_no_raw_table(checkout, tmp_path):
    path = checkout / FILE
    path.rename(tmp_path / FILE)
    path.symlink_to(tmp_path / FILE)
    (finding,) = check_raw_files(checkout).findings
    assert finding == f"data/raw/{FILE}: is a link; a raw table is a file of its own"


def test_an_extra_workbook_is_named(checkout):
    (checkout / "figures.xlsx").write_bytes(b"x")
    assert check_raw_files(checkout).findings == ("data/raw/figures.xlsx: stands in no register",)
