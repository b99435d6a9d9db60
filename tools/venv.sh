#!/usr/bin/env bash
# Makes .venv, with pip in it. On Debian and Ubuntu the venv module is a package of its own: installs that when it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/system.sh
. tools/system.sh
python="${PYTHON:-python3}"
command -v "$python" > /dev/null || { echo "There is no $python here. Hubbub needs Python 3.11 or newer." >&2; exit 2; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "$("$python" --version) is too old: Hubbub needs Python 3.11 or newer. Name one with: make PYTHON=python3.12" >&2
    exit 2
}
[ -x .venv/bin/pip ] && exit 0
version="$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')"
"$python" -c 'import ensurepip, venv' 2> /dev/null || install_package "python$version-venv" "Python's venv module is missing"
"$python" -m venv .venv
