#!/bin/sh
# nats.sh start DIR [N [PID]]: one NATS server with JetStream, or a cluster of N, in DIR, on 127.0.0.1 and
# ports that the kernel says are free.  Prints their addresses as --nats takes them, when they answer.  They
# end with process PID, if it is given, however that one ends.
# nats.sh kill DIR I: ends server I (1 ...) with SIGKILL.   nats.sh again DIR I: starts it again.
# nats.sh pause|wake DIR I: SIGSTOP, SIGCONT.   nats.sh stop DIR: ends all.
set -eu
what=$1 dir=$2 n=${3:-1}

serve() {
    nats-server -c "$dir/n$1.conf" >"$dir/n$1.log" 2>&1 &
    echo $! >"$dir/n$1.pid"
}

pid() { cat "$dir/n$1.pid"; }

wait_for() {
    for try in $(seq 300); do
        if grep -q 'Server is ready' "$dir/n$1.log"; then return 0; fi
        kill -0 "$(pid "$1")" 2>/dev/null || return 1
        sleep 0.1
    done
    return 1
}

configure() {
    # shellcheck disable=SC2046
    set -- $(python3 - "$n" <<'PY'
import random, socket, sys
held = []
while len(held) < 2 * int(sys.argv[1]):     # below those that connections get: a server that was killed finds its own free again
    s = socket.socket()
    try:
        s.bind(("127.0.0.1", random.randint(15000, 32000)))
        held.append(s)
    except OSError:
        s.close()
print(*[s.getsockname()[1] for s in held])
PY
    )
    routes=""
    for i in $(seq "$n"); do
        echo "$1" >"$dir/n$i.port"; echo "$2" >"$dir/n$i.route"
        routes="$routes${routes:+, }\"nats://127.0.0.1:$2\""; shift 2
    done
    for i in $(seq "$n"); do
        {
            echo "server_name: n$i"
            echo "listen: 127.0.0.1:$(cat "$dir/n$i.port")"
            echo "max_payload: 8MB"
            echo "jetstream { store_dir: \"$dir/n$i\", max_memory_store: 64MB, max_file_store: 8GB }"
            [ "$n" = 1 ] || echo "cluster { name: desk, listen: 127.0.0.1:$(cat "$dir/n$i.route"), routes: [$routes] }"
        } >"$dir/n$i.conf"
    done
}

stop() {
    for f in "$dir"/n*.pid; do
        [ -e "$f" ] || continue
        kill -9 "$(cat "$f")" 2>/dev/null || true
        rm "$f"
    done
}

start_all() {
    configure
    for i in $(seq "$n"); do serve "$i"; done
    for i in $(seq "$n"); do wait_for "$i" || return 1; done
}

# Ends the servers when process $1 is gone.
watch() {
    { while kill -0 "$1"; do sleep 1; done; stop; } </dev/null >/dev/null 2>&1 &
}

case $what in
start)
    mkdir -p "$dir"
    # Somebody else may have taken a port meanwhile.
    start_all || { stop; start_all; } || { cat "$dir"/n*.log >&2; stop; exit 1; }
    [ -z "${4:-}" ] || watch "$4"
    out=""
    for i in $(seq "$n"); do out="$out${out:+,}nats://127.0.0.1:$(cat "$dir/n$i.port")"; done
    echo "$out"
    ;;
kill) kill -9 "$(pid "$n")" ;;
again) # a server that was killed may hold its port for a moment
    for try in 1 2 3 4 5 6 7 8 9 10; do
        serve "$n"
        if wait_for "$n"; then exit 0; fi
        sleep 0.3
    done
    cat "$dir/n$n.log" >&2
    exit 1
    ;;
pause) kill -STOP "$(pid "$n")" ;;
wake) kill -CONT "$(pid "$n")" ;;
stop) stop ;;
esac
