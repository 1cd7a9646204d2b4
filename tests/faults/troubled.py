"""Commands in trouble: ``python -m tests.faults.troubled [TROUBLE or COMMAND ...]``.

Each trouble meets build, rerun, batch and refresh, as far as it is one for them, in a copy of the
checkout whose versions are finished and whose second notebook is stale. The command must end with
one of its exit codes, and in words, never in a traceback; it may touch none but its own files; when
the trouble is over it must make the bytes that it makes without any.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from helpers import paths
from helpers.check.rebuild import steady
from helpers.edition.layout import BATCH_RECORD, RECORD
from tests.faults.killed import (
    COMMANDS,
    EVERY_ONE_MAY_WRITE,
    NOTEBOOKS,
    contents,
    make_stale,
    owner,
    prepared,
    run,
    touched,
)

CODES = (0, 1, 2, 3)
# A stranger's account: root may write wherever it likes.
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
# The largest file a command may write, in blocks of 512 bytes: less than its workbook.
SMALL_FILES = ["sh", "-c", 'ulimit -f 100; exec "$@"', "sh"]
# A folder that nobody may write, not even root, seen so by one command alone.
DATA_READ_ONLY = ["unshare", "--map-root-user", "--mount", "sh", "-c",
                  'mount --bind data data && mount -o remount,bind,ro data && exec "$@"',
                  "sh"]  # fmt: skip
NOT_TRIED = "not tried here"
MB = 2**20
DISK = 512 * MB
BALLAST = "ballast"
REACHED = "reached.txt"
WHERE_VERSIONS_LIE = {"build": ".", "rerun": "mine", "batch": "sheets"}


@dataclass
class Attempt:
    """A command that is to be run in trouble."""

    place: Path
    name: str

    @property
    def words(self):
        """Its words."""
        return COMMANDS[self.name]

    @property
    def version(self):
        """The folder that it writes."""
        return self.place / "reports" / WHERE_VERSIONS_LIE.get(self.name, ".")

    def start(self, *, prefix=(), env=None):
        """Start it, behind other words or in another environment; what it says goes to a file."""
        environment = dict(os.environ if env is None else env)
        with tempfile.NamedTemporaryFile("w", dir=self.place.parent, delete=False) as told:
            process = subprocess.Popen(
                [*prefix, sys.executable, "-m", "helpers", *self.words], cwd=self.place,
                env=environment | {"PYTHONPATH": str(self.place / "src")},
                stdout=told, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        process.told = Path(told.name)
        return process

    def ended(self, **options):
        """Run it to its end; return its code and what it said."""
        return ended(self.start(**options))


def ended(process):
    """Wait for a command; return its code and what it said."""
    code = process.wait()
    said = process.told.read_text("utf-8", "replace")
    process.told.unlink()
    return code, said


def main():
    """Try each trouble; say how it ended; return 1 if one did not end well."""
    asked = set(sys.argv[1:])
    failed = False
    paths.CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=paths.CACHE) as folder:
        # A stranger's account has to get there.
        Path(folder).chmod(0o755)
        sound = Path(folder) / "sound"
        sound.mkdir()
        place = prepared(sound)
        for words in COMMANDS.values():
            run(place, *words)
        for name in COMMANDS:
            troubles = [one for one in TROUBLES if name in one.commands
                        and (not asked & set(COMMANDS) or name in asked)
                        and (not asked - set(COMMANDS) or one.name in asked)]  # fmt: skip
            if not troubles:
                continue
            wanted = made_without_trouble(place, Path(folder) / "untroubled", name)
            for trouble in troubles:
                told = tried(place, Path(folder) / "troubled", name, trouble, wanted)
                print(f"{name}, {trouble.name}: {told}", flush=True)
                failed |= told.startswith("FAULT")
    return int(failed)


def made_without_trouble(sound, place, name):
    """Return what a command makes of the stale copy without any trouble."""
    shutil.copytree(sound, place, symlinks=True)
    make_stale(place, 0)
    run(place, *COMMANDS[name])
    wanted = own(place, name)
    shutil.rmtree(place)
    return wanted


def own(place, name):
    """Return the files that a command alone writes, without what two runs differ in."""
    names = [
        one for one in contents(place) if owner(one) == name and one not in EVERY_ONE_MAY_WRITE
    ]
    files = {one: (place / one).read_bytes() for one in names}
    for one in [one for one in files if one.endswith((RECORD, BATCH_RECORD))]:
        record = files.pop(one)
        if one.endswith(RECORD):
            files[one] = steady({RECORD: record})[RECORD]
    return files


def tried(sound, place, name, trouble, wanted):
    """Run a command in a trouble, then without it; return what is told of both."""
    place.mkdir()
    mounted = trouble.room is not None and has_own_disk(place)
    try:
        if trouble.room is not None and not mounted:
            return f"{NOT_TRIED}: mounting is not permitted"
        shutil.copytree(sound, place, symlinks=True, dirs_exist_ok=True)
        make_stale(place, 0)
        attempt = Attempt(place, name)
        if mounted:
            fill(place, trouble.room)
        code, said, before = trouble.meet(attempt)
        after = contents(place)
        if NOT_TRIED in said:
            return said
        if code not in CODES or "Traceback" in said:
            return f"FAULT, code {code}: {last_line(said)}"
        if code and not said.strip():
            return f"FAULT, code {code} without a word"
        strangers = touched(before, after, name)
        if strangers:
            return f"FAULT, {strangers[:3]} are none of its files"
        (place / BALLAST).unlink(missing_ok=True)
        # Of a folder whose record is torn the user alone can say that nothing else lies there.
        if f"remove reports/{attempt.version.name} and run this again" in said:
            shutil.rmtree(attempt.version)
        again, told = attempt.ended()
        if again:
            return f"FAULT, code {code}, and then {again}: {last_line(told)}"
        made = own(place, name)
        differs = sorted(n for n in made.keys() | wanted if made.get(n) != wanted.get(n))
        if differs:
            return f"FAULT, code {code}, and the next run leaves {differs[:3]} others"
        return f"code {code}{': ' + last_line(said) if code else ''}; mended by the next run"
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=True)
        shutil.rmtree(place)


def has_own_disk(place):
    """Give a folder a disk of its own; tell whether one may."""
    words = ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=755", "tmpfs", str(place)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def fill(place, room):
    """Fill the disk of a folder up to so many bytes."""
    disk = os.statvfs(place)
    with (place / BALLAST).open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, disk.f_bavail * disk.f_frsize - room)


def last_line(said):
    """Return the line of an answer that says most, cut to a line of a terminal."""
    lines = [line for line in said.splitlines() if line.strip()]
    return (lines or [""])[-1][:160]


def without_cache(attempt):
    """The cache is gone."""
    shutil.rmtree(attempt.place / ".cache")
    return {}


def cache_of_noise(attempt):
    """Every file of the cache holds something else."""
    for path in (attempt.place / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x00 noise")
    return {}


def half_of_version(attempt):
    """Every second file of what the command writes is gone."""
    for path in sorted(p for p in attempt.version.rglob("*") if p.is_file())[::2]:
        path.unlink()
    return {}


def torn_records(attempt):
    """The records of what the command writes end in the middle."""
    for name in (RECORD, BATCH_RECORD):
        for record in attempt.version.rglob(name):
            record.write_bytes(record.read_bytes()[:200])
    return {}


def processed_gone(attempt):
    """No table is left in data/processed."""
    shutil.rmtree(attempt.place / "data" / "processed")
    return {}


def clock_set_back(attempt):
    """Every file is from the day after tomorrow."""
    later = time.time() + 2 * 86400
    for path in attempt.place.rglob("*"):
        if path.is_file() and not path.is_symlink():
            os.utime(path, (later, later))
    return {}


def no_home(_):
    """No variable but the path."""
    return {"env": {"PATH": os.environ["PATH"]}}


def small_files(_):
    """No file may grow beyond 50 KB."""
    return {"prefix": SMALL_FILES}


def read_only(attempt):
    """Whoever runs it may read everything and write nothing."""
    for path in (attempt.place, *attempt.place.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    return {"prefix": NOBODY}


def data_read_only(_):
    """Only data/ cannot be written, by nobody."""
    return {"prefix": DATA_READ_ONLY}


def full_disk(_):
    """There is less room than the command needs; see `Trouble.room`."""
    return {}


def runs_behind(prefix, place):
    """Tell whether the system lets a command run behind some words; many forbid to mount."""
    words = [*prefix, "true"]
    return subprocess.run(words, cwd=place, capture_output=True, check=False).returncode == 0


def alone(plant):
    """Return what runs a command once in a trouble: code, words, contents before it."""

    def meet(attempt):
        options = plant(attempt)
        before = contents(attempt.place)
        if not runs_behind(options.get("prefix", ()), attempt.place):
            return 0, f"{NOT_TRIED}: the system does not permit it", before
        code, said = attempt.ended(**options)
        return code, said, before

    return meet


def two_at_once(attempt):
    """The command starts twice; one may find the other at work."""
    before = contents(attempt.place)
    first, second = attempt.start(), attempt.start()
    (code, said), (other, told) = ended(first), ended(second)
    return max(code, other), said + told, before


def beside_another(attempt):
    """Another command is at work."""
    before = contents(attempt.place)
    other = Attempt(attempt.place, "rerun" if attempt.name == "build" else "build")
    first, second = other.start(), attempt.start()
    (code, said), (own_code, told) = ended(first), ended(second)
    kept = {path: digest for path, digest in contents(attempt.place).items()
            if owner(path) == other.name}  # fmt: skip
    return max(code, own_code), said + told, before | kept


def interrupted_in_a_cell(attempt):
    """A cell never ends, and somebody presses Ctrl-C."""
    path = attempt.place / "notebooks" / NOTEBOOKS[1]
    kept = path.read_text("utf-8")
    content = json.loads(kept)
    reached = attempt.place / REACHED
    cell = next(c for c in content["cells"] if c.get("id") == "answer")
    cell["source"] = (
        f"import pathlib, time\npathlib.Path({str(reached)!r}).touch()\n"
        "while True:\n    time.sleep(1)"
    )
    path.write_text(json.dumps(content), "utf-8")
    before = contents(attempt.place)
    process = attempt.start()
    while not reached.exists() and process.poll() is None:
        time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    code, said = ended(process)
    after = contents(attempt.place)
    path.write_text(kept, "utf-8")
    name = f"notebooks/{NOTEBOOKS[1]}"
    if after[name] != before[name]:
        return code, "Traceback: the notebook was stored", before
    # A shell's own code of what Ctrl-C ended.
    ours = 1 if code in (-signal.SIGINT, 128 + signal.SIGINT) else code
    return ours, said, before | {name: contents(attempt.place)[name]}


@dataclass(frozen=True)
class Trouble:
    """A trouble, whom it meets, and how much room a disk of its own has left, if it has one."""

    name: str
    meet: Callable
    commands: tuple[str, ...] = tuple(COMMANDS)
    room: int | None = None


OF_VERSIONS = tuple(WHERE_VERSIONS_LIE)
TROUBLES = (
    Trouble("no cache", alone(without_cache)),
    Trouble("a cache of noise", alone(cache_of_noise)),
    Trouble("half of its files gone", alone(half_of_version), OF_VERSIONS),
    Trouble("torn records", alone(torn_records), OF_VERSIONS),
    Trouble("no tables", alone(processed_gone)),
    Trouble("the clock set back", alone(clock_set_back)),
    Trouble("no HOME", alone(no_home)),
    Trouble("no room for large files", alone(small_files)),
    Trouble("a full disk", alone(full_disk), room=0),
    Trouble("256 KB left on the disk", alone(full_disk), room=MB // 4),
    Trouble("1 MB left on the disk", alone(full_disk), room=MB),
    Trouble("nothing may be written", alone(read_only)),
    Trouble("data/ may not be written", alone(data_read_only)),
    Trouble("twice at once", two_at_once),
    Trouble("another command at once", beside_another),
    Trouble("a cell without end, and Ctrl-C", interrupted_in_a_cell),
)

if __name__ == "__main__":
    sys.exit(main())
