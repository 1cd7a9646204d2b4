#!/bin/sh
# Builds .venv from the hashed locks: "run" makes it what running needs and nothing else, "test" adds
# what tests need. uv does it in seconds; where uv cannot run, pip does the same.
set -eu
export PIP_DISABLE_PIP_VERSION_CHECK=1
[ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
bin=.venv/bin

install() {
    lock=$1 verb=$2
    shift 2
    VIRTUAL_ENV="$PWD/.venv" "$bin/uv" pip "$verb" --quiet --require-hashes --compile-bytecode \
        "$@" "$lock" && return
    echo "setup: uv could not install $lock; using pip, which takes longer" >&2
    "$bin/python" -m pip install --quiet --no-deps --require-hashes --requirement "$lock"
}

if [ "$1" = test ]; then
    install requirements-test.lock install --no-deps --requirement
    exit
fi
# uv itself comes from the same lock, so its hash is checked too.
awk '/^[a-z]/ { keep = /^uv==/ } keep && !/^ *#/' requirements.lock > .venv/uv.txt
"$bin/python" -m pip install --quiet --require-hashes --requirement .venv/uv.txt || true
install requirements.lock sync
"$bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
