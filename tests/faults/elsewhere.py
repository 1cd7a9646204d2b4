"""The same bytes elsewhere: ``python -m tests.faults.elsewhere [NAME ...]``.

Builds the published edition in copies of the checkout, each under other circumstances: another
path, locale, time zone, hash seed, number of processors, umask, clock and user. Every file's hash
must be that of the first build. The clock needs the ``faketime`` command, the user needs root;
where they are missing, their lines say so.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from helpers import paths
from helpers.run.environment import kernel_environment
from tests.benchmarks.builds import checkout

LOCALES = ("C", "zh_CN.UTF-8", "de_DE.UTF-8")
PLACES = {
    "as it is": {},
    "a path with a blank and 中文": {"folder": "a b 中文"},
    **{f"locale {name}": {"env": {"LC_ALL": name, "LANG": name}} for name in LOCALES},
    "time zone": {"env": {"TZ": "Pacific/Kiritimati"}},
    "hash seed": {"env": {"PYTHONHASHSEED": "4242"}},
    "one processor": {"prefix": ["taskset", "-c", "0"]},
    "umask": {"prefix": ["sh", "-c", 'umask 077; exec "$@"', "sh"]},
    "clock": {"prefix": ["faketime", "2031-02-28 23:59:50"]},
    "user": {"prefix": ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]},
}


def main():
    """Build everywhere; say which files differ; exit 1 if any does."""
    chosen = sys.argv[1:] or list(PLACES)
    first, failed = None, False
    for name in chosen:
        prefix = PLACES[name].get("prefix", [])
        missing = prefix and not shutil.which(prefix[0])
        if missing or (name == "user" and os.geteuid() != 0):
            print(f"{name}: not tried, {prefix[0]} is not to be had here")
            continue
        hashes = built(name, **PLACES[name])
        first = first or hashes
        differing = sorted(n for n in first | hashes if first.get(n) != hashes.get(n))
        failed |= bool(differing)
        told = ", ".join(differing[:5]) if differing else f"{len(hashes)} files, the same bytes"
        print(f"{name}: {told}", flush=True)
    return int(failed)


def built(name, folder="here", env=None, prefix=()):
    """Build in a copy; return the hash of every file of the edition and of data/processed."""
    with tempfile.TemporaryDirectory(dir="/tmp") as scratch:
        Path(scratch).chmod(0o755)
        (Path(scratch) / folder).mkdir()
        place = checkout(Path(scratch) / folder)
        if name == "user":
            subprocess.run(["chown", "-R", "65534:65534", scratch], check=True)
        usual = {k: v for k, v in os.environ.items() if k not in kernel_environment()}
        environment = usual | {"PYTHONPATH": str(place / "src"), "HOME": scratch} | (env or {})
        done = subprocess.run(
            [*prefix, sys.executable, "-m", "helpers", "build"], cwd=place, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        record = place / "reports" / "run.json"
        if done.returncode or not record.is_file():
            return {f"nothing was built: {' '.join(done.stderr[-300:].split())}": ""}
        return json.loads(record.read_text("utf-8"))["files"]


if __name__ == "__main__":
    paths.CACHE.mkdir(exist_ok=True)
    sys.exit(main())
