# A database that goes away under a watch with alerts: it is waited for, and the watch goes on.
. tests/e2e/lib.sh
chmod 755 "$dir"
export XDG_CACHE_HOME=$dir/cache
server() { sh tests/support/postgres.sh "$1" "$dir/pg"; }
url=$(server start)
mkfifo "$dir/stop"
/usr/bin/python3 tests/e2e/feedserver.py "$dir/port" "$dir" <"$dir/stop" 2>/dev/null &
trap 'server stop; rm -rf "$dir"' EXIT
exec 9>"$dir/stop"
while [ ! -s "$dir/port" ]; do sleep 0.05; done
of() { echo "http://$1.localhost:$(cat "$dir/port")/$2"; }
wait_for() { /usr/bin/python3 tests/e2e/postgres.py "$@"; }

of r rss/r/3 >"$dir/list"
cat >"$dir/rules" <<END
[to log]
file = $dir/log.jsonl
[all]
when = article
each = article
words = the
to = log
END
"$TWOSOURCE" watch --allow-private --pause 0 --alerts "$dir/rules" --store "$url" "$dir/list" >"$dir/log" 2>&1 </dev/null &
watch=$!
expect "articles come" wait_for wait "$url" 3
server kill
expect "the watch waits" wait_for said "$dir/log" "waiting for it"
expect "the server comes back" server again
expect "it is seen" wait_for said "$dir/log" "it is back"
run feeds add "$(of a atom/a/3)" --store "$url"
expect "and articles go on coming" wait_for wait "$url" 6
kill -TERM $watch
wait $watch
expect "until it is told to end" is "$? $(grep -c 'watch: 6 items = 6 kept' "$dir/log")" "0 1"
expect "each article is told once" is "$(wc -l <"$dir/log.jsonl") $(sort -u "$dir/log.jsonl" | wc -l)" "6 6"
run check --store "$url"
expect "the store is whole" is "$code" 0
server kill
run watch --once --patience 0 --allow-private --store "$url"
expect "who has no patience is told" is "$code" 3
server again
exec 9>&-
finish
