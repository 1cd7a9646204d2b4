"""Build in trouble: ``python -m tests.faults.troubled [NAME ...]``.

Each trouble meets a copy of the checkout with a finished edition of two notebooks and one of them
stale. The build must end with one of its exit codes, and in words, never in a traceback; when the
trouble is over the next build must give the bytes that one without any trouble gives.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from helpers import paths
from tests.benchmarks.builds import checkout
from tests.faults.killed import NOTEBOOKS, command, make_stale, run, tables_hold, whole

CODES = (0, 1, 2, 3)
# A stranger's account: root may write wherever it likes.
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
# The largest file a build may write, in blocks of 512 bytes: less than its workbook.
SMALL_FILES = ["sh", "-c", 'ulimit -f 100; exec "$@"', "sh"]
UNTIL_IT_HANGS = 20.0


def main():
    """Try each trouble; say how it ended; return 1 if one did not end well."""
    chosen = sys.argv[1:] or list(TROUBLES)
    failed = False
    with tempfile.TemporaryDirectory(dir=paths.CACHE) as folder:
        sound = prepared(Path(folder) / "sound")
        run(sound, "build")
        for at, name in enumerate(chosen):
            place = Path(folder) / "troubled"
            shutil.copytree(sound, place, symlinks=True)
            make_stale(place, at)
            told = tried(place, TROUBLES[name])
            print(f"{name}: {told}", flush=True)
            failed |= told.startswith("FAULT")
            shutil.rmtree(place)
    return int(failed)


def prepared(folder):
    """Return a copy of the checkout with two of its notebooks."""
    folder.mkdir()
    place = checkout(folder)
    for path in (place / "notebooks").glob("*.ipynb"):
        if path.name not in NOTEBOOKS:
            path.unlink()
    return place


def tried(place, trouble):
    """Build in a trouble, then without it; return what is told of both."""
    code, said = trouble(place)
    if code not in CODES or "Traceback" in said:
        return f"FAULT, code {code}: {last_line(said)}"
    if code and not said.strip():
        return f"FAULT, code {code} without a word"
    run(place, "build")
    if not whole(place / "reports") or not tables_hold(place):
        return "FAULT, the next build does not mend it"
    return f"code {code}{': ' + last_line(said) if code else ''}; mended by the next build"


def last_line(said):
    """Return the line of an answer that says most, cut to a line of a terminal."""
    lines = [line for line in said.splitlines() if line.strip()]
    return (lines or [""])[-1][:160]


def ended(process):
    """Wait for a command; return its code and what it said."""
    _, said = process.communicate()
    return process.returncode, said


def build(place, *, prefix=(), env=None):
    """Build, behind other words of a command or in another environment."""
    environment = (os.environ if env is None else env) | {"PYTHONPATH": str(place / "src")}
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "helpers", "build"], cwd=place, env=environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


def without_cache(place):
    """The cache is gone."""
    shutil.rmtree(place / ".cache")
    return build(place)


def cache_of_noise(place):
    """Every file of the cache holds something else."""
    for path in (place / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x00 noise")
    return build(place)


def half_of_reports(place):
    """Every second file of the edition is gone."""
    for path in sorted(p for p in (place / "reports").rglob("*") if p.is_file())[::2]:
        path.unlink()
    return build(place)


def torn_record(place):
    """The run record ends in the middle."""
    record = place / "reports" / "run.json"
    record.write_text(record.read_text("utf-8")[:200], "utf-8")
    return build(place)


def processed_gone(place):
    """No table is left in data/processed."""
    shutil.rmtree(place / "data" / "processed")
    return build(place)


def clock_set_back(place):
    """Every file is from the day after tomorrow."""
    later = time.time() + 2 * 86400
    for path in place.rglob("*"):
        if path.is_file() and not path.is_symlink():
            os.utime(path, (later, later))
    return build(place)


def no_home(place):
    """No variable but the path."""
    return build(place, env={"PATH": os.environ["PATH"]})


def small_files(place):
    """No file may grow beyond 50 KB, as on a full disk."""
    return build(place, prefix=SMALL_FILES)


def read_only(place):
    """Whoever builds may read everything and write nothing."""
    place.parent.chmod(0o755)
    for path in (place, *place.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    return build(place, prefix=NOBODY)


def two_at_once(place):
    """Two builds start together; one may find the other at work."""
    first, second = command(place, "build"), command(place, "build")
    (code, said), (other, told) = ended(first), ended(second)
    return max(code, other), said + told


def interrupted_in_a_cell(place):
    """A cell never ends, and somebody presses Ctrl-C."""
    path = place / "notebooks" / NOTEBOOKS[1]
    kept = path.read_text("utf-8")
    content = json.loads(kept)
    cell = next(c for c in content["cells"] if c.get("id") == "answer")
    cell["source"] = "import time\nwhile True:\n    time.sleep(1)"
    path.write_text(json.dumps(content), "utf-8")
    process = command(place, "build")
    time.sleep(UNTIL_IT_HANGS)
    os.killpg(process.pid, signal.SIGINT)
    code, said = ended(process)
    path.write_text(kept, "utf-8")
    # A shell's own code of what Ctrl-C ended.
    return (1 if code in (-signal.SIGINT, 128 + signal.SIGINT) else code), said


TROUBLES = {
    "no cache": without_cache,
    "a cache of noise": cache_of_noise,
    "half of reports/ gone": half_of_reports,
    "a torn run record": torn_record,
    "no tables": processed_gone,
    "the clock set back": clock_set_back,
    "no HOME": no_home,
    "no room for large files": small_files,
    "nothing may be written": read_only,
    "two builds at once": two_at_once,
    "a cell without end, and Ctrl-C": interrupted_in_a_cell,
}

if __name__ == "__main__":
    paths.CACHE.mkdir(exist_ok=True)
    sys.exit(main())
