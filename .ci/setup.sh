#!/bin/sh
# Builds .venv from the hashed lock. uv does it in seconds; where uv cannot run, pip does the same.
set -eu
export PIP_DISABLE_PIP_VERSION_CHECK=1
[ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
bin=.venv/bin

# uv itself comes from the same lock, so its hash is checked too.
awk '/^[a-z]/ { keep = /^uv==/ } keep && !/^ *#/' requirements.lock > .venv/uv.txt
if "$bin/python" -m pip install --quiet --require-hashes --requirement .venv/uv.txt \
    && VIRTUAL_ENV="$PWD/.venv" "$bin/uv" pip sync --quiet --require-hashes --compile-bytecode requirements.lock
then :
else
    echo "setup: uv could not install the lock; using pip, which takes a minute or two longer" >&2
    "$bin/python" -m pip install --quiet --require-hashes --requirement requirements.lock
fi
"$bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
