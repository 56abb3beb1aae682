# What no worker could do is listed with its reason, given back, dropped; on a broker alone.
. tests/e2e/lib.sh

urls=$(sh tests/support/nats.sh start "$dir/nats" 1 $$) || exit 1
trap 'sh tests/support/nats.sh stop "$dir/nats"; rm -rf "$dir"' EXIT
hostport=${urls#nats://}
work() { run work --nats "$urls" "$@"; }

work --aside
expect "nothing is aside at first" is "$code:$(cat "$out")" 0:
/usr/bin/python3 - "${hostport%:*}" "${hostport#*:}" <<'PY'
import socket, sys
s = socket.create_connection((sys.argv[1], int(sys.argv[2])), 5)
s.sendall(b"CONNECT {\"verbose\":false}\r\nPUB twosource.document 7\r\ndamaged\r\nPING\r\n")
while b"PONG" not in s.recv(4096):
    pass
PY
work --role read,extract --once --threads 1
expect "a worker goes on past what is damaged, and says so" is "$code" 1
work --aside
expect "it is listed with its reason" grep -q "TWOSOURCE_DOCUMENTS/read.*	7	damaged" "$out"
number=$(cut -f1 "$out")
work --aside again "$number"
expect "it is given back" is "$code" 0
work --aside
expect "and no longer aside" is "$(cat "$out")" ""
work --role read,extract --once --threads 1
work --aside
expect "what is damaged comes aside again" grep -q "damaged" "$out"
work --aside drop "$(cut -f1 "$out")"
expect "it is dropped" is "$code" 0
work --aside drop 99
expect "what is not there is told" is "$code" 1
work --aside give 1
expect "other words are refused" is "$code" 2
finish
