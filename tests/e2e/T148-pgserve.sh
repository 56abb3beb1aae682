# The server over PostgreSQL: as over a file, and what only a server behind it can do to it.
. tests/e2e/lib.sh
chmod 755 "$dir"
export XDG_CACHE_HOME=$dir/cache
url=$(sh tests/support/postgres.sh start "$dir/pg")
trap 'sh tests/support/postgres.sh stop "$dir/pg"; rm -rf "$dir"' EXIT
/usr/bin/python3 -W ignore tests/e2e/pgserve.py "$TWOSOURCE" "$dir" "$url"
