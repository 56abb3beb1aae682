# Web addresses as inputs, from a server that misbehaves in every way; nothing of it costs more than its own page.
. tests/e2e/lib.sh
mkfifo "$dir/stop"
/usr/bin/python3 tests/e2e/badserver.py "$dir/port" "$dir" <"$dir/stop" 2>/dev/null &
exec 9>"$dir/stop"
while [ ! -s "$dir/port" ]; do sleep 0.05; done
at=http://127.0.0.1:$(cat "$dir/port")
fetch() { run "$@" --allow-private --now 2031-05-03T00:00Z; }
why() { sed -n "s|^twosource: $at/$1: ||p" "$err"; }     # PATH: what was said of it

fetch read "$at/ok/Oruna"
expect "a page is read" is "$code $(field "$out" title)" "0 Ferry sinks off Oruna"
expect "its article fits its schema" valid article "$out"
expect "source is the address as given" is "$(field "$out" source)" "$at/ok/Oruna"
run read "$at/ok/Oruna"
expect "not from a private network unless allowed" is "$code $(why ok/Oruna)" "1 its address is in a private network, which is not asked"
expect "and totals add up" grep -q 'read: 1 in = 0 kept + 0 not an article + 1 dropped' "$err"

# One of everything, each from a host of its own, as those that fail are left alone for a while.
port=${at##*:}
i=0
while read -r path; do
    i=$((i + 1))
    echo "http://h$i.localhost:$port/$path"
done >"$dir/list" <<END
ok/first
status/404
status/500
close
redirect/301/3
redirect/302/12
loop
selfloop
to?ftp://127.0.0.1/x
long
reset/300
reset/20
chunks/bad
chunks/cut
chunks
packed/gzip
packed/deflate
packed/lie
packed/cut
bomb/80
bomb/80/2
huge
manyheads
nohead
garbage
oldhttp
nolength
short
twolengths
empty
picture
kind?image/png
date?yesterday
charset/true
charset/lie
charset/unknown
busy/429/3000
ok/last
END
echo "http://" >>"$dir/list"
fetch read "@$dir/list"
sed -n 's|.*"source":"http://h[0-9]*.localhost:'"$port"'/\([^"]*\)".*|\1|p' "$out" | tr '\n' ' ' >"$dir/kept"
expect "what can be read is, in the order of the list" is "$(cat "$dir/kept")" "ok/first redirect/301/3 chunks packed/gzip packed/deflate packed/lie oldhttp nolength short kind?image/png date?yesterday charset/true charset/lie charset/unknown ok/last "
expect "status is 1, as some were dropped" is "$code" 1
expect "all are counted" grep -q 'read: 39 in = 15 kept + 1 not an article + 23 dropped' "$err"
cp "$err" "$dir/first"
tail -n 12 "$dir/list" >"$dir/rest"     # twenty are told by name
fetch read "@$dir/rest"
cat "$dir/first" "$err" | sed "s|http://h[0-9]*.localhost:$port/||; s|^twosource: ||; /counted, not named/d; /^read: /d" | sort -u >"$dir/said"
cat >"$dir/wanted" <<'END'
bomb/80/2: it is larger than the limit when unpacked
bomb/80: it is larger than the limit when unpacked
busy/429/3000: its server answered 429 Busy
chunks/bad: the connection broke (Malformed encoding found in chunked-encoding)
chunks/cut: it was cut off after 400 bytes
close: its server closed the connection without an answer
empty: empty file
garbage: its server did not answer in HTTP (Received HTTP/0.9 when not allowed)
http://: it is no web address
huge: it is larger than what is received
long: it was cut off after 681 of 1681 bytes
loop: it redirects too often
manyheads: it is larger than what is received
nohead: its server did not answer in HTTP (Received HTTP/0.9 when not allowed)
packed/cut: its packed body is damaged or cut off
picture: an image
redirect/302/12: it redirects too often
reset/20: the connection broke (Recv failure: Connection reset by peer)
reset/300: the connection broke (Recv failure: Connection reset by peer)
selfloop: it redirects to itself
status/404: its server answered 404 Told So
status/500: its server answered 500 Told So
to?ftp://127.0.0.1/x: it redirects to no web address
twolengths: no text
END
expect "each is told with its reason" diff "$dir/wanted" "$dir/said"
fetch read --timeout 1 "$at/silent" "http://slow.localhost:$port/slow/a"
expect "slow ones are given up" is "$code $(grep -c 'its server was too slow' "$err")" "1 2"

fetch compare "$at/ok/Oruna" examples/market_bombing/meridian.txt "$at/ok/Tarnova"
expect "addresses and files are compared, in the order given" is "$code $(grep -c '^[ABC]  ' "$out")" "0 3"
fetch add --store "$dir/t.db" "$at/ok/Oruna" "$at/status/404" "$at/feed/heron/2"
expect "addresses go into a store" is "$code" 1
fetch add --store "$dir/t.db" "$at/ok/Oruna"
expect "and are known when they come again" grep -q 'nothing new' "$err"

fetch read --keep-warc "$dir/kept.warc.gz" --user-agent 'Desk/1 (+http://desk.example/)' "$at/redirect/301/2" "$at/packed/gzip" "$at/chunks" "$at/charset/true"
sed 's/"source":"[^"]*"//' "$out" >"$dir/live"
run read --now 2031-05-03T00:00Z "$dir/kept.warc.gz"
sed 's/"source":"[^"]*"//' "$out" >"$dir/again"
expect "what was fetched is read from the archive again, the same" cmp "$dir/live" "$dir/again"
expect "it has requests and redirects too" is "$(zcat "$dir/kept.warc.gz" | grep -ac '^WARC-Type: re')" 12
expect "as they were sent" grep -qa '^User-Agent: Desk/1' <<-END
	$(zcat "$dir/kept.warc.gz" | tr -d '\0')
	END
fetch read --keep-warc "$dir/none/kept.warc.gz" "$at/ok"
expect "without the archive nothing is fetched" grep -q 'cannot be written: No such file' "$err"
# Through a proxy, when told to.
export http_proxy="$at"
run read --proxy http://gull.example/ok/Oruna http://169.254.169.254/ok http://localhost:1/ok http://0x7f.1/ok
expect "a proxy reaches what we cannot, but no private address" is \
    "$(field "$out" url) $(grep -c 'is in a private network' "$err")" "http://gull.example/ok/Oruna 3"
run read "$at/ok/Oruna"
expect "unless told to, none is used" is "$(why ok/Oruna)" "its address is in a private network, which is not asked"
unset http_proxy

# Over TLS, from a server that is its own authority.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$dir/key" -out "$dir/cert" -days 2 \
    -subj /CN=localhost -addext subjectAltName=DNS:localhost 2>/dev/null
cat "$dir/key" "$dir/cert" >"$dir/pem"
mkfifo "$dir/stop2"
/usr/bin/python3 tests/e2e/badserver.py "$dir/port2" "$dir" "$dir/pem" <"$dir/stop2" 2>/dev/null &
exec 8>"$dir/stop2"
while [ ! -s "$dir/port2" ]; do sleep 0.05; done
secure=$(cat "$dir/port2")
fetch read "https://localhost:$secure/ok"
expect "who nobody vouches for is not trusted" grep -q 'no secure connection to its server (SSL certificate problem: self-signed certificate)' "$err"
SSL_CERT_FILE=$dir/cert "$TWOSOURCE" read --allow-private "https://localhost:$secure/redirect/301/2" "https://h.localhost:$secure/ok" >"$out" 2>"$err"
code=$?
expect "but whom one names is" is "$(field "$out" url)" "https://localhost:$secure/ok/redirected"
expect "and only by the name in its certificate" grep -q "^twosource: https://h.localhost:$secure/ok: no secure connection to its server" "$err"

# The process that fetches: lost, and interrupted.
child() { # waits for the child of $pid that fetches to have begun; its id
    while ! children=$(cat "/proc/$pid/task/$pid/children") || [ "$(echo $children | wc -w)" -lt 2 ]; do sleep 0.05; done
    while :; do
        for c in $children; do [ "$(cat "/proc/$c/comm")" != twosource-fetch ] || { echo "$c"; return; }; done
        sleep 0.05
    done
}
"$TWOSOURCE" read --allow-private "$at/silent/60" "$at/ok/after" >"$out" 2>"$err" </dev/null &
pid=$!
kill -9 "$(child)"
wait "$pid"
code=$?
expect "when the process that fetches dies the rest is dropped, and counted" is "$code $(sed -n 's/.*: read: /read: /p' "$err")" "1 read: 2 in = 0 kept + 0 not an article + 2 dropped"
"$TWOSOURCE" add --store "$dir/t.db" --allow-private "$at/ok/Brandt" "$at/silent/60" >"$out" 2>"$err" </dev/null &
pid=$!
c=$(child)
while ! grep -q '/silent/60' "$dir/asked" 2>/dev/null; do
    /usr/bin/python3 -c 'import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())' "$at/log" >"$dir/asked"
done
kill -TERM "$pid" "$c"
wait "$pid"
code=$?
expect "an interrupt does not wait for slow servers" is "$code" 1
finish
