# scripts/packages.sh - sourced by demo.sh and check.sh: installs what is missing.
# need PACKAGE...: says what it installs, and installs it with apt (as root or through sudo).
need() {
    missing=""
    for p in "$@"; do
        dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
    done
    [ -n "$missing" ] || return 0
    echo "Installing:$missing"
    sudo=""
    [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
BUILD_PACKAGES="gcc g++ make pkg-config libc6-dev libicu-dev libssl-dev libxxhash-dev libcld2-dev
    libdeflate-dev zlib1g-dev libzstd-dev libbz2-dev liblzma-dev libbrotli-dev libseccomp-dev libsqlite3-dev
    libcurl4-openssl-dev libmicrohttpd-dev libpq-dev libnats-dev"
PACKAGE_PACKAGES="dpkg-dev debhelper dh-python fakeroot lintian python3-cffi python3-dev"
TEST_PACKAGES="nats-server postgresql postgresql-client libcmocka-dev clang libclang-rt-14-dev python3 python3-dev python3-cffi python3-jsonschema libxml2-dev libgumbo-dev
    mandoc openssl shellcheck zsh fish systemd valgrind poppler-utils"
