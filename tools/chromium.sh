#!/usr/bin/env bash
# The browser tests open the report in a headless Chromium. Finds one, or installs the system's own package with apt-get.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/system.sh
. tools/system.sh
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" > /dev/null; then
        echo "Browser for the tests: $(command -v "$name")"
        exit 0
    fi
done
install_package chromium "the browser tests need one, and none was found"
