"""Check, or compare, certificates of ``mic2025 verify --certificate FILE``.

``python -m tests.certificate check FILE [FOLDER]`` says whether a certificate is whole and the
files in FOLDER (or here) are the ones it names. ``python -m tests.certificate compare FILE OTHER``
says in what two of them differ. Standard library only, and nothing of the project: copy this file
elsewhere and run it by any Python from 3.9 on. Exit codes: 0 fine, 1 not, 2 wrong call.

Who made a certificate is another question; a signature answers it::

    ssh-keygen -Y sign -n mic2025 -f ~/.ssh/id_ed25519 FILE
    ssh-keygen -Y verify -n mic2025 -f allowed_signers -I NAME -s FILE.sig < FILE
"""

import hashlib
import json
import sys
from pathlib import Path

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://in-toto.io/attestation/test-result/v0.1"
SKIPPED = {"__pycache__", ".ipynb_checkpoints"}
# What another machine, moment or sample may say differently.
APART = "sha256WithoutPythonVersion"
# These hold hashes of pages that print the version.
OF_HASHES = ("reports/run.json", "reports/ro-crate-metadata.json")
MAY_DIFFER = ("where", "made", "planted", "sha256")


class Faulty(Exception):
    """A certificate that is none, or is not whole."""


def read(path):
    """Return a certificate; refuse one of which any byte was changed."""
    content = Path(path).read_bytes()
    try:
        statement = json.loads(content)
        predicate = statement["predicate"]
        noted = predicate.pop("sha256")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Faulty(f"{path}: is no certificate") from None
    if hashlib.sha256(as_bytes(statement)).hexdigest() != noted:
        raise Faulty(f"{path}: is not as it was made; its hash is another")
    predicate["sha256"] = noted
    if as_bytes(statement) != content:
        raise Faulty(f"{path}: is not as it was made; its form is another")
    if (statement.get("_type"), statement.get("predicateType")) != (STATEMENT, PREDICATE):
        raise Faulty(f"{path}: is a statement of another type")
    return statement


def as_bytes(statement):
    """Return a statement in the one form that its hash is taken of."""
    return (json.dumps(statement, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def faults(statement, root):
    """Yield what speaks against a certificate: its own words, then the files in a folder."""
    predicate = statement["predicate"]
    if predicate["result"] != "PASSED" or predicate["failedTests"]:
        yield f"it says itself that it failed: {', '.join(predicate['failedTests'])}"
    for check in predicate["checks"]:
        if check["state"] != "green" or check["findings"]:
            yield f"its check '{check['name']}' was {check['state']}"
    planted = predicate["planted"]
    if planted["missed"] or not planted["count"]:
        yield f"of {planted['count']} planted faults {len(planted['missed'])} were missed"
    subjects = {one["name"]: one["digest"]["sha256"] for one in statement["subject"]}
    for name, digest in sorted(subjects.items()):
        if Path(name).is_absolute() or ".." in Path(name).parts:
            yield f"{name}: leads out of the folder"
        elif digest_of(root, name) != digest:
            there = (root / name).exists()
            yield f"{name}: {'is another than the certificate names' if there else 'is missing'}"
    for folder in predicate["closed"]:
        for name in files_below(root, folder):
            if name not in subjects:
                yield f"{name}: is there, and the certificate does not name it"


def digest_of(root, name):
    """Return the hash of a file, or of the list of a folder's files as sha256sum prints it."""
    path = root / name
    if not name.endswith("/"):
        whole = path.is_file() and not path.is_symlink()
        return hashlib.sha256(path.read_bytes()).hexdigest() if whole else ""
    lines = [f"{digest_of(root, one)}  {one}\n" for one in files_below(root, name)]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def files_below(root, folder):
    """Return the files below a folder, without what interpreters leave there."""
    return sorted(
        path.relative_to(root).as_posix()
        for path in (root / folder).rglob("*")
        if (path.is_file() or path.is_symlink()) and not SKIPPED & set(path.parts)
    )


def differences(one, other):
    """Yield (what, whether it may) for each part in which two certificates differ."""
    yield from file_differences(one, other)
    first, second = one["predicate"], other["predicate"]
    for part in sorted(first.keys() | second.keys()):
        if part == "sha256" or first.get(part) == second.get(part):
            continue
        if part == "where":
            for name in sorted(first[part].keys() | second[part].keys()):
                if first[part].get(name) != second[part].get(name):
                    yield f"where, {name}: {first[part].get(name)}, {second[part].get(name)}", True
        elif part == "codecheck":
            kept = [{**two[part], "check_time": ""} for two in (first, second)]
            if kept[0] != kept[1]:
                yield "codecheck: another result", False
        elif part == "checks":
            states = [[(c["name"], c["state"]) for c in two[part]] for two in (first, second)]
            yield "checks: told in other words", states[0] == states[1]
        else:
            yield f"{part}: another", part in MAY_DIFFER


def file_differences(one, other):
    """Yield the files of two certificates that are not the same, but for a Python's version."""
    files = [{subject["name"]: subject for subject in each["subject"]} for each in (one, other)]
    pythons = {each["predicate"]["where"]["python"] for each in (one, other)}
    for name in sorted(files[0].keys() | files[1].keys()):
        pair = [each.get(name, {"digest": {"sha256": "none"}}) for each in files]
        digests = [each["digest"]["sha256"][:12] for each in pair]
        if pair[0]["digest"] != pair[1]["digest"]:
            apart = [each.get("annotations", {}).get(APART) for each in pair]
            says_version = apart[0] and apart[0] == apart[1]
            may = len(pythons) > 1 and (says_version or name in OF_HASHES)
            yield f"{name}: {digests[0]}, {digests[1]}", bool(may)


def main(words):
    """Check one certificate or compare two; return the exit code."""
    try:
        if len(words) in (2, 3) and words[0] == "check":
            statement = read(words[1])
            found = list(faults(statement, Path(words[2] if len(words) == 3 else ".")))
            print("\n".join(found) if found else told(statement))
            return int(bool(found))
        if len(words) == 3 and words[0] == "compare":
            found = list(differences(read(words[1]), read(words[2])))
            for what, may in found:
                print(f"{'may differ' if may else 'DIFFERS':12}{what}")
            if all(may for _, may in found):
                print("the files, the checks and their results are the same")
            return int(not all(may for _, may in found))
    except (Faulty, OSError) as fault:
        print(fault)
        return 1
    print(__doc__)
    return 2


def told(statement):
    """Return in one sentence what a whole certificate says."""
    predicate = statement["predicate"]
    commit = predicate["configuration"][0]["digest"].get("gitCommit", "no commit")[:12]
    planted = predicate["planted"]
    return (
        f"whole: {len(statement['subject'])} files are the ones verified at commit {commit}, "
        f"{len(predicate['passedTests'])} checks passed, {planted['count']} of {planted['count']} "
        f"planted faults were caught (seed {planted['seed']})"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
