#!/bin/sh
# Installs what the build needs, builds, and compares the bundled accounts.
set -eu
cd "$(dirname "$0")/.."
. scripts/packages.sh
need $BUILD_PACKAGES
echo "Building"
make -s -j"$(nproc)" all
build/twosource demo "$@"
