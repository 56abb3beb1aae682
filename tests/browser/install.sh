#!/bin/sh
# What the browser tests need: Chromium and Node.js as the system has them, else from Debian; the two
# packages of package.json in build/browser, without a lock file.
set -eu
cd "$(dirname "$0")/../.."
. scripts/packages.sh
for p in chromium nodejs npm; do
    command=$p; [ "$p" != nodejs ] || command=node
    command -v "$command" >/dev/null || need "$p"
done
mkdir -p build/browser
if ! cmp -s tests/browser/package.json build/browser/package.json || [ ! -d build/browser/node_modules ]; then
    cp tests/browser/package.json build/browser/
    npm install --prefix build/browser --no-package-lock --no-audit --no-fund --silent
fi
