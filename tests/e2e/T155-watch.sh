# Feeds of every kind from a server on loopback: what is new comes into the store, once, whatever happens.
. tests/e2e/lib.sh
mkfifo "$dir/stop"
/usr/bin/python3 tests/e2e/feedserver.py "$dir/port" "$dir" <"$dir/stop" 2>/dev/null &
exec 9>"$dir/stop"
while [ ! -s "$dir/port" ]; do sleep 0.05; done
port=$(cat "$dir/port")
store=$dir/a.db
of() { echo "http://$1.localhost:$port/$2"; }
stored() { /usr/bin/python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])' "$1" "$2"; }

cat >"$dir/feeds.opml" <<END
<opml version="2.0"><body><outline text="Ports"><outline text="Near">
<outline text="R" XMLURL="$(of r rss/r/3)"/></outline>
<outline title="A &amp; B" xmlUrl="$(of a atom/a/3)"/></outline>
<outline xmlUrl="$(of j jsonfeed/j/3)"/><outline xmlUrl="$(of x index/x/2)"/><outline xmlUrl="$(of f full/f/2)"/>
<outline xmlUrl="$(of g status/410)"/><outline xmlUrl="$(of p ok/page)"/><outline xmlUrl="mailto:ody@ferry.example"/>
</body></opml>
END

# The list
run feeds import "$dir/feeds.opml" --store "$store"
expect "a list is imported, and what is no address is told" is "$code $(cat "$err")" \
    "1 twosource: 1 outlines or lines are no web address and were passed over
twosource: 7 feeds added, 0 were there"
run feeds --json --store "$store"
expect "feeds fit their schema" valid feed "$out"
expect "a feed not polled yet is new" is "$(field "$out" state)" new
run feeds export --store "$store"
expect "folders are exported" grep -q '<outline text="Ports">' "$out"
cp "$out" "$dir/exported.opml"
run feeds import "$dir/exported.opml" --store "$dir/b.db"
run feeds export --store "$dir/b.db"
expect "what is exported can be imported: the same" cmp "$out" "$dir/exported.opml"
run feeds add "$(of z rss/z/1)" --store "$store"
run feeds disable "$(of z rss/z/1)" --store "$store"
run feeds remove nowhere --store "$store"
expect "what is not watched cannot be removed" is "$code $(cat "$err")" "3 twosource: nowhere: no feed of that address is watched"
run feeds add nonsense --store "$store"
expect "an address must be one" is "$code $(cat "$err")" "2 twosource: nonsense: no web address"
run feeds frobnicate --store "$store"
expect "an unknown change is told" is "$code" 2

# One round
run watch --once --allow-private --pause 0 --json --store "$store"
expect "what failed shows in the exit code" is "$code" 1
expect "rounds fit their schema" valid watch "$out"
expect "every item is kept" grep -q 'watch: 13 items = 13 kept + 0 dup' "$err"
expect "a page is no feed" grep -q "^twosource: $(of p ok/page): it is a page, not a feed, and names none" "$err"
expect "a feed that is gone is disabled" grep -q "^twosource: $(of g status/410): .*; disabled, and tried again in a day" "$err"
run feeds --json --store "$store"
expect "polled feeds fit their schema" valid feed "$out"
expect "by folder, then by address" is "$(field "$out" state) $(field "$out" title)" "good Feed f"
run feeds --store "$store"
expect "states are told" is "$(cut -d' ' -f1 "$out" | sort | uniq -c | tr -s ' \n' ' ')" " 3 1 disabled 1 failing 5 good 1 off 1 state "
run watch --once --allow-private --pause 0 --store "$store"
expect "what is not due is not polled" is "$code $(sed -n 's/.*watch: \(0 polls\).*/\1/p' "$err")" "0 0 polls"
run check --store "$store"
expect "the store is whole" is "$code" 0

echo "$(of l lost/l/25)" >"$dir/lost"
run watch --once --allow-private --pause 0 --store "$dir/l.db" "$dir/lost"
expect "twenty drops are named, the rest is counted" is "$code $(grep -c /nowhere/ "$err") $(grep -c 'are counted, not named' "$err")" "1 20 1"

# Sites whose feeds are named by their pages
{ of s site/s/3; of t site/t/site; } >"$dir/sites"
run watch --once --allow-private --pause 0 --store "$dir/s.db" "$dir/sites"
expect "the feed that a page names is watched" is "$code $(stored "$dir/s.db" "SELECT kept || ' ' || moved FROM feed WHERE kept > 0")" \
    "1 3 $(of s rss/s/3)"
expect "a page that names a page is told" grep -q "^twosource: $(of t site/t/site): .* what it names is none" "$err"
"$TWOSOURCE" feeds enable "$(of s site/s/3)" --store "$dir/s.db" </dev/null
run watch --once --allow-private --pause 0 --store "$dir/s.db"
expect "and remembered" is "$(stored "$dir/s.db" "SELECT polls || ' ' || kept || ' ' || failed FROM feed WHERE url LIKE '%s.local%'")" "2 3 "

# Ids and addresses that change, items that come while it runs
grep -v -e 410 -e /ok/ "$dir/exported.opml" >"$dir/good.opml"
run watch --once --allow-private --pause 0 --store "$dir/c.db" "$dir/good.opml"
expect "a list can be given to watch" is "$code $(stored "$dir/c.db" 'SELECT count(*) FROM article')" "0 13"
run feeds add "$(of i ids/i/4)" "$(of w growing/w)" --store "$dir/c.db"
"$TWOSOURCE" watch --every 1s --allow-private --pause 0 --store "$dir/c.db" >/dev/null 2>"$err" </dev/null &
watch=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ "$(stored "$dir/c.db" "SELECT min(polls) > 2 FROM feed WHERE url LIKE '%/ids/%' OR url LIKE '%/growing/%'")" = 1 ] && break
    sleep 0.5
    "$TWOSOURCE" feeds enable "$(of i ids/i/4)" "$(of w growing/w)" --store "$dir/c.db" </dev/null
done
for i in 1 2 3; do echo "{\"id\":\"by-hand-$i\",\"text\":\"Ferry number $i ran aground off Skelby on Friday.\"}"; done >"$dir/three.jsonl"
"$TWOSOURCE" add --json --store "$dir/c.db" "$dir/three.jsonl" "$dir/three.jsonl" >"$out" 2>/dev/null </dev/null
expect "what is added meanwhile it stores" is "$? $(field "$out" kept) $(field "$out" duplicates) $(field "$out" waiting)" "0 3 3 0"
kill -TERM $watch
wait $watch
expect "an interrupt ends it well" is "$?" 0
expect "items whose ids change come once" is "$(stored "$dir/c.db" "SELECT kept FROM feed WHERE url LIKE '%/ids/%'")" 4
expect "items that come later are taken" test "$(stored "$dir/c.db" "SELECT kept FROM feed WHERE url LIKE '%/growing/%'")" -ge 2

# Killed in the middle, three times
echo "$(of k rss/k/20)" >"$dir/list"
for seconds in 0.3 0.4 0.5; do
    "$TWOSOURCE" watch --allow-private --pause 0 --store "$dir/k.db" "$dir/list" >/dev/null 2>&1 </dev/null &
    watch=$!
    sleep $seconds
    kill -KILL $watch
    wait $watch
done
run watch --once --allow-private --pause 0 --store "$dir/k.db" "$dir/list"
expect "nothing is lost when it is killed, and nothing comes twice" is \
    "$(stored "$dir/k.db" "SELECT count(*) || ' ' || (SELECT count(*) FROM entry WHERE state = 1) FROM article")" "20 20"
"$TWOSOURCE" watch --allow-private --pause 0 --store "$dir/k.db" "$dir/list" >/dev/null 2>&1 </dev/null &
watch=$!
until [ "$(cat "$dir/k.db-lock")" = $watch ]; do sleep 0.05; done
kill -STOP $watch
"$TWOSOURCE" add --json --store "$dir/k.db" "$dir/three.jsonl" >"$out" 2>/dev/null </dev/null &
adder=$!
until [ "$(stored "$dir/k.db" 'SELECT count(*) FROM inbox')" = 3 ]; do sleep 0.05; done
kill -KILL $watch
wait $watch
wait $adder
expect "what is added while it stands still and dies is stored all the same" is "$? $(field "$out" kept) $(field "$out" waiting)" "0 3 0"
run check --store "$dir/k.db"
expect "and the store is whole" is "$code" 0
exec 9>&-
finish
