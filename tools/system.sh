# Read by the other scripts here: installs a Debian or Ubuntu package, as root or with sudo, or says what to do.

install_package() {  # install_package NAME WHY
    echo "Installing $1 with apt-get: $2."
    local as=()
    if ! command -v apt-get > /dev/null; then
        echo "This system has no apt-get. Install $1 (or what your system calls it) yourself, then run make again." >&2
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo > /dev/null; then
            echo "Only root may install packages and there is no sudo here. Ask for $1 to be installed, then run make again." >&2
            return 1
        fi
        as=(sudo)
    fi
    "${as[@]}" apt-get update -qq
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" > /dev/null
}
