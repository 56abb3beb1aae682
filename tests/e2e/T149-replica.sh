# The server that reads from a replica, a real one that follows the store.
. tests/e2e/lib.sh
chmod 755 "$dir"
export XDG_CACHE_HOME=$dir/cache
server() { sh tests/support/postgres.sh "$@"; }
trap 'server stop "$dir/standby"; server stop "$dir/pg"; rm -rf "$dir"' EXIT
url=$(server start "$dir/pg")
replica=$(server standby "$dir/standby" "$dir/pg")
/usr/bin/python3 -W ignore tests/e2e/replica.py "$TWOSOURCE" "$dir" "$url" "$replica"
