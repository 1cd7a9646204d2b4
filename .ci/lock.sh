#!/bin/sh
# Resolves requirements.lock for every platform and Python from 3.11 on, then environment.yml from it.
set -eu
.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --all-extras --output-file requirements.lock pyproject.toml
.venv/bin/python .ci/environment.py
