#!/bin/sh
# Installs what the tests need, builds with gcc and clang, plain and with the
# sanitizers, and runs every test.  With the yardsticks beside the project they
# run too.  Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
. scripts/packages.sh
need $BUILD_PACKAGES $TEST_PACKAGES
sh tests/browser/install.sh
log=$(mktemp) && trap 'rm -f "$log"' EXIT
total=0

run() { # run LABEL MAKE-ARGUMENT...: one make check; shows the log when it fails
    label=$1; shift
    echo "== $label"
    if ! make -s -j"$(nproc)" check WERROR=1 "$@" >"$log" 2>&1; then
        cat "$log"
        exit 1
    fi
    line=$(tail -1 "$log")
    echo "   $line"
    total=$((total + ${line%% passed*}))
}
run "gcc"
run "gcc, address and undefined behaviour sanitizers" SAN=address,undefined BUILD=build-san
run "clang" CC=clang CXX=clang++ BUILD=build-clang
run "gcc, thread sanitizer: what has threads" SAN=thread BUILD=build-tsan \
    TESTS="build-tsan/t/base/pool build-tsan/t/program/worker build-tsan/t/library/threads"

echo "== the page, in a browser"
if ! node --test tests/browser/page.test.mjs >"$log" 2>&1; then
    cat "$log"
    exit 1
fi
passed=$(sed -n 's/^# pass //p' "$log")
grep '^# .*first paint' "$log" || :
echo "   $passed passed"
total=$((total + passed))

yardsticks=../shared/yardsticks/run.py
if [ -e "$yardsticks" ]; then
    echo "== yardsticks"
    /usr/bin/python3 "$yardsticks" build/twosource $(cat scripts/yardsticks.txt)
fi
echo "$total passed, 0 failed"
