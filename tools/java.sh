#!/usr/bin/env bash
# The tests of the Spark engine need Java. Finds one, or installs the system's own package with apt-get.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=tools/system.sh
. tools/system.sh
if command -v java > /dev/null; then
    echo "Java for the tests: $(command -v java)"
    exit 0
fi
install_package default-jre-headless "the tests of the Spark engine need Java, and none was found"
