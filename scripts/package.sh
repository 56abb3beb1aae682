#!/bin/sh
# Builds the Debian packages, checks them with lintian, and tries them in a clean
# root: installs them, runs what they hold, removes them.
#
#     scripts/package.sh [OUTPUT]     packages go to OUTPUT (build/debian)
#     ROOT=/path                      a Debian 12 root, instead of one from debootstrap; it stays as it is
set -eu
cd "$(dirname "$0")/.."
. scripts/packages.sh
need $BUILD_PACKAGES $PACKAGE_PACKAGES
[ -n "${ROOT:-}" ] || need debootstrap
output=$(mkdir -p "${1:-build/debian}" && cd "${1:-build/debian}" && pwd)
work=$(mktemp -d)
root=$work/root
# Nothing may be deleted through a mount.
trap 'umount "$root/proc" 2>/dev/null; umount "$root" 2>/dev/null; rm -rf --one-file-system "$work"' EXIT

echo "== build"
mkdir "$work/twosource"
git ls-files -z | xargs -0 tar cf - | tar xf - -C "$work/twosource"
(cd "$work/twosource" && dpkg-buildpackage -us -uc -b >"$work/log" 2>&1) || { tail -40 "$work/log"; exit 1; }
rm -f "$output"/*.deb
mv "$work"/*.deb "$work"/*.changes "$work"/*.buildinfo "$output"
echo "== lintian"
lintian --allow-root --fail-on error "$output"/*.changes

echo "== a clean root"
if [ -n "${ROOT:-}" ]; then
    mkdir "$root" "$work/upper" "$work/overlay"
    mount -t overlay overlay -o "lowerdir=$ROOT,upperdir=$work/upper,workdir=$work/overlay" "$root"
else debootstrap --variant=minbase bookworm "$root" >"$work/log" 2>&1 || { tail "$work/log"; exit 1; }
fi
mount -t proc proc "$root/proc"
in_root() { LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive chroot "$root" "$@"; }
traces() { (cd "$root" && find etc opt usr var -name '*twosource*'); }
[ -z "$(traces)" ] || { echo "the root is not clean: $(traces)"; exit 1; }
mkdir -p "$root/tmp/debs"
cp "$output"/*.deb "$root/tmp/debs"
cp -r examples "$root/tmp"
in_root apt-get update -qq
in_root sh -c 'apt-get install -y -qq --no-install-recommends gcc libc6-dev pkg-config python3-minimal man-db >/dev/null 2>&1'
in_root sh -c 'apt-get install -y -qq --no-install-recommends /tmp/debs/*[0-9]_*.deb /tmp/debs/*-dev_*.deb /tmp/debs/twosource_*.deb \
    /tmp/debs/python3-twosource_*.deb >/tmp/log 2>&1' || { cat "$root/tmp/log"; exit 1; }

echo "== what was installed works"
in_root sh -euc 'cd /tmp
    twosource demo >/dev/null
    twosource compare --width 80 examples/market_bombing/meridian.txt examples/market_bombing/daily_whistle.txt >program
    cc -Wall -Werror examples/compare2.c $(pkg-config --cflags --libs twosource) -o compare2
    ./compare2 examples/market_bombing/meridian.txt examples/market_bombing/daily_whistle.txt >library
    cmp program library
    python3 -c "
import twosource
a, b = (open(\"examples/market_bombing/\" + name).read() for name in (\"meridian.txt\", \"daily_whistle.txt\"))
assert len(twosource.compare(a, b)[\"accounts\"]) == 2"
    sed -n 1,3p library
    getent passwd twosource >/dev/null
    mkdir -p store/in
    cp examples/market_bombing/* store/in
    /usr/lib/twosource/twosource-ingest store
    test -s store/twosource.db'

echo "== and leaves nothing behind"
in_root sh -c 'apt-get purge -y -qq twosource libtwosource0 libtwosource-dev python3-twosource >/dev/null 2>&1'
[ -z "$(traces)" ] || { echo "left behind: $(traces)"; exit 1; }
in_root dpkg --audit
echo "packages in $output"
