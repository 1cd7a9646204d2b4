"""Certificates: made here, checked by a program that knows nothing of the project."""

import json
import shutil
import subprocess
import sys

import pytest

from helpers.check import certificate as module
from helpers.check.certificate import certificate, check_committed, subjects
from helpers.check.planted import Planted
from helpers.check.verdict import Check, judge
from tests import certificate as checker

PLANTED = Planted(2025, 24, 3, 8, ())
GREEN = judge("tables", [], "25 tables are the same")
WHERE = {"python": "3.11.7", "processor": "x86_64"}
FILES = {
    "data/raw/a.csv": "a,b\n1,2\n",
    "data/processed/t.csv": "x\n3\n",
    "notebooks/n.ipynb": "{}",
    "src/helpers/code.py": "X = 1\n",
    "tests/t.py": "",
    "reports/index.html": "<p>Python 3.11.7</p>",
    "reports/run.json": '{"files": {"index.html": "0"}}',
    "README.md": "words",
}


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A small checkout with a published page."""
    monkeypatch.setattr(module, "where", lambda _: WHERE)
    monkeypatch.setattr(module.platform, "python_version", lambda: "3.11.7")
    folder = tmp_path / "checkout"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


@pytest.fixture
def file(root, tmp_path):
    """A green certificate of it, kept elsewhere."""
    path = tmp_path / "certificate.json"
    path.write_text(certificate(root, [GREEN], PLANTED), "utf-8")
    return path


def check(file, root, capsys):
    code = checker.main(["check", str(file), str(root)])
    return code, capsys.readouterr().out


def test_a_certificate_is_an_in_toto_statement_of_a_test_result(file):
    statement = json.loads(file.read_text("utf-8"))
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert statement["predicateType"] == "https://in-toto.io/attestation/test-result/v0.1"
    predicate = statement["predicate"]
    assert (predicate["result"], predicate["passedTests"]) == ("PASSED", ["tables"])
    assert (predicate["failedTests"], predicate["planted"]["seed"]) == ([], 2025)
    assert all(set(one["digest"]) == {"sha256"} for one in statement["subject"])
    assert predicate["codecheck"]["manifest"]


def test_an_untouched_checkout_is_the_one_it_names(file, root, capsys):
    code, out = check(file, root, capsys)
    assert code == 0
    assert out.startswith("whole: ")
    assert "24 of 24 planted faults were caught (seed 2025)" in out


@pytest.mark.parametrize("name", FILES)
def test_a_byte_of_any_file_turns_it(file, root, capsys, name):
    path = root / name
    path.write_bytes(path.read_bytes() + b" ")
    named = {"src/helpers/code.py": "src/helpers/", "tests/t.py": "tests/"}.get(name, name)
    assert check(file, root, capsys) == (1, f"{named}: is another than the certificate names\n")


def test_any_byte_of_its_own_turns_it(file, root, capsys):
    content = file.read_bytes()
    for at in range(0, len(content), 7):
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert check(file, root, capsys)[0] == 1, at
    for more in (content + b"\n", content[:-1], content.replace(b"\n ", b"\n  ", 1)):
        file.write_bytes(more)
        assert check(file, root, capsys)[0] == 1


@pytest.mark.parametrize("name", ["data/raw/extra.xlsx", "notebooks/12.ipynb"])
def test_a_file_more_is_named(file, root, capsys, name):
    (root / name).write_text("x")
    told = f"{name}: is there, and the certificate does not name it\n"
    assert check(file, root, capsys) == (1, told)


def test_a_lost_page_and_a_link_in_its_place_are_named(file, root, capsys, tmp_path):
    page = root / "reports" / "index.html"
    kept = page.rename(tmp_path / "elsewhere.html")
    assert check(file, root, capsys) == (1, "reports/index.html: is missing\n")
    page.symlink_to(kept)
    assert check(file, root, capsys)[0] == 1


@pytest.mark.parametrize(
    ("checks", "planted"),
    [
        ([Check("tables", "red", "1 finding", ("a cell",))], PLANTED),
        ([Check("tables", "not run", "nothing to compare")], PLANTED),
        ([GREEN], Planted(2025, 24, 3, 8, ("funds.csv, row 3",))),
        ([GREEN], Planted(2025, 0, 0, 0, ())),
    ],
    ids=["red", "not run", "a fault missed", "nothing planted"],
)
def test_what_was_not_green_is_no_proof(root, tmp_path, capsys, checks, planted):
    path = tmp_path / "certificate.json"
    path.write_text(certificate(root, checks, planted), "utf-8")
    assert check(path, root, capsys)[0] == 1


@pytest.mark.parametrize("content", ["", "[1]", "{}", '{"predicate": 1}', '{"predicate": {}}'])
def test_what_is_no_certificate_is_told_in_a_sentence(tmp_path, capsys, content):
    path = tmp_path / "x.json"
    path.write_text(content)
    assert check(path, tmp_path, capsys) == (1, f"{path}: is no certificate\n")


def test_the_checker_needs_the_standard_library_alone(file, root, tmp_path):
    alone = shutil.copy(checker.__file__, tmp_path / "alone.py")
    command = [sys.executable, "-I", "-S", str(alone), "check", str(file), str(root)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_two_of_different_pythons_agree_but_for_what_says_so(
    root, file, tmp_path, monkeypatch, capsys
):
    page = root / "reports" / "index.html"
    page.write_text(page.read_text().replace("3.11.7", "3.12.1"))
    monkeypatch.setattr(module, "where", lambda _: WHERE | {"python": "3.12.1"})
    monkeypatch.setattr(module.platform, "python_version", lambda: "3.12.1")
    other = tmp_path / "other.json"
    other.write_text(certificate(root, [GREEN], PLANTED), "utf-8")
    assert checker.main(["compare", str(file), str(other)]) == 0
    out = capsys.readouterr().out
    assert "may differ  reports/index.html: " in out
    assert "may differ  where, python: 3.11.7, 3.12.1" in out
    page.write_text("<p>Python 3.12.1, and more</p>")
    other.write_text(certificate(root, [GREEN], PLANTED), "utf-8")
    assert checker.main(["compare", str(file), str(other)]) == 1
    assert "DIFFERS     reports/index.html: " in capsys.readouterr().out


def test_it_is_signed_and_checked_by_ssh(file, tmp_path):
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is not installed")
    key = tmp_path / "key"
    run = {"check": True, "capture_output": True}
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], **run)
    subprocess.run(["ssh-keygen", "-Y", "sign", "-n", "mic2025", "-f", str(key), str(file)], **run)
    signers = tmp_path / "allowed_signers"
    signers.write_text(f"reviewer {key.with_suffix('.pub').read_text()}")
    command = ["ssh-keygen", "-Y", "verify", "-n", "mic2025", "-f", str(signers), "-I", "reviewer",
               "-s", f"{file}.sig"]  # fmt: skip
    subprocess.run(command, input=file.read_bytes(), **run)
    forged = file.read_bytes() + b" "
    again = subprocess.run(command, input=forged, capture_output=True, check=False)
    assert again.returncode != 0


def test_a_changed_checkout_is_not_its_commit(root):
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    assert check_committed(root).state == "red"
    (root / ".gitignore").write_text("reports/*\n")
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    assert check_committed(root).state == "green"
    (root / "README.md").write_text("other words")
    (root / "notebooks" / "new.ipynb").write_text("{}")
    assert check_committed(root).findings == (
        "README.md: is not as committed",
        "notebooks/new.ipynb: is not as committed",
    )


def test_subjects_are_in_order_and_carry_no_path_of_the_machine(root):
    names = [one["name"] for one in subjects(root)]
    assert names == sorted(names)
    assert not any(name.startswith("/") for name in names)
