#!/bin/sh
# Resolves everything at once for every platform and Python from 3.11 on, so that the two parts of the
# lock agree: requirements.lock, what running needs, and requirements-test.lock, what tests add. Then
# environment.yml.
set -eu
whole=$(mktemp)
trap 'rm -f "$whole"' EXIT
resolve() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header "$@" pyproject.toml
}
# Versions that are locked already are kept where they can be.
cat requirements.lock requirements-test.lock > "$whole"
resolve --all-extras --output-file "$whole"
cp "$whole" requirements.lock
resolve --extra build --output-file requirements.lock
.venv/bin/python .ci/environment.py "$whole"
