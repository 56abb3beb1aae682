# demo --page: a newsroom of its own, on a free port, gone at the end.
. tests/e2e/lib.sh

export TMPDIR=$dir
"$TWOSOURCE" demo --page --listen 127.0.0.1:0 2>"$err" & server=$!
tries=0
while [ $tries -lt 100 ] && ! grep -q 'at http' "$err"; do sleep 0.1; tries=$((tries + 1)); done
where=$(sed -n 's|.* at http://\([^/]*\)/.*|\1|p' "$err" | head -1)

# Keeps the cookie of a session along redirects.
get() { /usr/bin/python3 -c 'import sys, urllib.request as u
with u.build_opener(u.HTTPCookieProcessor()).open("http://" + sys.argv[1]) as r: sys.stdout.buffer.write(r.read())' "$where$1" >"$out"; }
get /
expect "the list has stories" grep -q 'Three killed as trains collide at Hollin' "$out"
expect "each with what it stands on" grep -q '4 outlets · 4 accounts · <b class="several">3 origins</b>' "$out"
story=$(sed -n 's|.*href="\(/stories/s[0-9]*\)"><bdi>Three killed.*|\1|p' "$out")
get "$story"
expect "a story says how many origins were found" grep -q '</b> independent origins found' "$out"
expect "a store was made" test -e "$dir"/twosource_*/demo.db
link=$(sed -n 's|.* open http://[^/]*\(.*\)|\1|p' "$err")
get "$link"
expect "the link that is told begins a session, which may decide" grep -q 'action="/decide"' "$out"
kill -INT "$server"
wait "$server"
expect "an interrupt ends it well" is "$?" 0
expect "the store is gone" sh -c "! ls -d '$dir'/twosource_*"
finish
