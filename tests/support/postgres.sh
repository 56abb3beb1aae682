#!/bin/sh
# postgres.sh start|stop|kill|again DIR, postgres.sh standby DIR OF: a PostgreSQL server of its own in DIR, on a socket there and on no
# port, run by somebody who is not root.  start prints the URL of its database; so does standby, which follows
# the server in OF.  Nothing is synced: what
# is tried here is the death of processes, not of machines.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
as=""
if [ "$(id -u)" = 0 ]; then as="setpriv --reuid=nobody --regid=nogroup --clear-groups"; fi
dir=$2

serve() {
    $as "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w start >>"$dir/log" 2>&1 -o \
        "-c listen_addresses='' -c unix_socket_directories=$dir -c fsync=off -c shared_buffers=32MB -c autovacuum=off -c wal_retrieve_retry_interval=100ms"
}

case $1 in
start)
    mkdir -p "$dir"
    [ -z "$as" ] || chown nobody:nogroup "$dir"
    $as "$bin/initdb" -D "$dir/data" -A trust -U desk -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/log" 2>&1
    serve || { cat "$dir/log" "$dir/server.log" >&2; exit 1; }
    echo "postgresql:///postgres?host=$dir&user=desk"
    ;;
standby)
    mkdir -p "$dir"
    [ -z "$as" ] || chown nobody:nogroup "$dir"
    $as "$bin/pg_basebackup" -D "$dir/data" -h "$3" -U desk -R -c fast --no-sync >"$dir/log" 2>&1
    serve || { cat "$dir/log" "$dir/server.log" >&2; exit 1; }
    echo "postgresql:///postgres?host=$dir&user=desk"
    ;;
kill) kill -9 "$(head -1 "$dir/data/postmaster.pid")" ;;
again) # what the dead server had in memory must be gone first
    for i in 1 2 3 4 5 6 7 8 9 10; do
        if serve; then exit 0; fi
        sleep 0.3
    done
    exit 1
    ;;
stop) $as "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 ;;
esac
