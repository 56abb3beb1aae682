# The same desk in PostgreSQL: every command answers as with a file, and a server that dies loses nothing.
. tests/e2e/lib.sh
chmod 755 "$dir"
server() { sh tests/support/postgres.sh "$1" "$dir/pg"; }
url=$(server start)
trap 'server stop; rm -rf "$dir"' EXIT
db=$dir/news.db
export XDG_CACHE_HOME=$dir/cache

both() { # both ARGUMENT...: the program on the file and on the database; what each prints is in file, base
    run "$@" --store "$db"
    cp "$out" "$dir/file"
    run "$@" --store "$url"
    cp "$out" "$dir/base"
}
run show s1 --store "$url"
expect "a database without a store is told" is "$code $(grep -c 'there is no store' "$err")" "3 1"
both add --now 2025-12-11T09:00Z examples/market_bombing examples/alert_raised
expect "articles are taken" is "$code $(grep -c 'add: 10 in = 10 kept' "$err")" "0 1"
both stories --all --json
expect "stories are the same" cmp "$dir/file" "$dir/base"
both show s1 --json
expect "comparisons too" cmp "$dir/file" "$dir/base"
both show s1 --width 100
expect "and how a story came to be" cmp "$dir/file" "$dir/base"
both outlets --json
expect "and outlets" cmp "$dir/file" "$dir/base"
for words in hospital 'title:"ring of steel"' 'speaker:drahos' '"the market" -hospital' 'mark* OR steel' 'police NEAR/5 market' 'lang:en'; do
    both search --json "$words"
    expect "found is the same, in the same order: $words" cmp "$dir/file" "$dir/base"
done
both star s1 --user ody
both note s1 --user ody "to be looked at"
both stories --all --json --starred
expect "decisions are carried out" cmp "$dir/file" "$dir/base"
run check --store "$url"
expect "it is whole" is "$code" 0
run vacuum --store "$url"
expect "it can be tidied" is "$code" 0
run add --store "$url" --now 2025-12-11T09:00Z examples/market_bombing
expect "what is there is not added again" grep -q "nothing new" "$err"

run map --now 2025-12-11T09:00Z -o "$dir/mapped" examples/newsroom.jsonl
run reduce -o "$db" "$dir/mapped"
run reduce -o "$url" "$dir/mapped"
expect "an archive is taken" is "$code $(grep -c '35 kept' "$err")" "0 1"
both stories --all --json
expect "and gives the same stories" cmp "$dir/file" "$dir/base"

# The server dies while articles come, and comes back.
/usr/bin/python3 tests/e2e/postgres.py invent "$dir/many.jsonl" 600
run add --store "$db" "$dir/many.jsonl"
mkfifo "$dir/pipe"
"$TWOSOURCE" add --patience 0 --store "$url" - <"$dir/pipe" >"$dir/log" 2>&1 &
adding=$!
exec 3>"$dir/pipe"
head -550 "$dir/many.jsonl" >&3         # a batch is 500
/usr/bin/python3 tests/e2e/postgres.py wait "$url" 400
server kill
tail -50 "$dir/many.jsonl" >&3
exec 3>&-
wait $adding
expect "an add whose server dies says so" is "$?" 3
expect "and what is stored" grep -q "what is counted above is stored" "$dir/log"
expect "the server comes back" server again
run add --store "$url" "$dir/many.jsonl"
expect "the same input goes on" is "$code" 0
both stories --all --json --limit 5000
expect "to the same stories" cmp "$dir/file" "$dir/base"
run check --store "$url"
expect "and it is whole" is "$code" 0

# The same, and add waits for it.
psql -q "$url" -c 'CREATE SCHEMA waited'
waited="$url&options=-csearch_path%3Dwaited"
"$TWOSOURCE" add --store "$waited" - <"$dir/pipe" >"$dir/log" 2>&1 &
adding=$!
exec 3>"$dir/pipe"
head -550 "$dir/many.jsonl" >&3
/usr/bin/python3 tests/e2e/postgres.py wait "$waited" 400
server kill
tail -50 "$dir/many.jsonl" >&3
exec 3>&-
/usr/bin/python3 tests/e2e/postgres.py said "$dir/log" "waiting for it"
expect "the server comes back once more" server again
wait $adding
expect "an add that waited is done" is "$?" 0
expect "and has kept all" grep -q "add: 600 in = 600 kept" "$dir/log"
run add --store "$dir/moving.db" "$dir/many.jsonl"
run stories --all --json --limit 5000 --store "$dir/moving.db"
cp "$out" "$dir/file"
run stories --all --json --limit 5000 --store "$waited"
expect "in the same stories" cmp "$dir/file" "$out"
run check --store "$waited"
expect "which is whole too" is "$code" 0

# Moving house, both ways; killed in between.
run star s1 --store "$dir/moving.db"
psql -q "$url" -c 'CREATE SCHEMA moved'
moved="$url&options=-csearch_path%3Dmoved"
echo nothing >"$dir/nothing.txt"
run add --store "$dir/empty.db" "$dir/nothing.txt"
run migrate "$dir/empty.db" "$moved"
expect "an empty store moves too" is "$code" 0
psql -qX "$moved" -c 'BEGIN' -c 'LOCK TABLE copy IN EXCLUSIVE MODE' -c 'SELECT pg_sleep(60)' >/dev/null 2>&1 &
holding=$!
until psql -qAtX "$url" -c "SELECT 1 FROM pg_locks WHERE relation = to_regclass('moved.copy')
    AND mode = 'ExclusiveLock' AND granted" | grep -q 1; do sleep 0.05; done
"$TWOSOURCE" migrate "sqlite:$dir/moving.db" "$moved" 2>/dev/null &
moving=$!
/usr/bin/python3 tests/e2e/postgres.py wait "$moved" 600        # it cannot go on behind the lock
kill -9 $moving $holding
wait $moving $holding 2>/dev/null
psql -qX "$url" -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%sleep(60)%' AND pid <> pg_backend_pid()" >/dev/null
run migrate "sqlite:$dir/moving.db" "$moved"
expect "a store moves into a database, in two goes" grep -q "are the same" "$out"
run check --store "$moved"
expect "where it is whole" is "$code" 0
run migrate "$moved" "$dir/back.db"
expect "and back into a file" is "$code" 0
run check --store "$dir/back.db"
expect "which is whole" is "$code" 0
run stories --all --json --limit 5000 --store "$dir/moving.db"
cp "$out" "$dir/file"
run stories --all --json --limit 5000 --store "$dir/back.db"
expect "with the same stories" cmp "$dir/file" "$out"
run add --store "$moved" --now 2025-12-11T09:00Z examples/market_bombing
expect "articles go on coming into it" is "$code" 0
run migrate "$dir/back.db" "$moved"
expect "a store with articles is not written over" is "$code" 2

# Three days, of which one is kept, and a story that is starred.
psql -q "$url" -c 'CREATE SCHEMA days' -c 'CREATE SCHEMA again'
db=$dir/days.db
again="$url&options=-csearch_path%3Dagain" url="$url&options=-csearch_path%3Ddays"
parts() { psql -qAt "$1" -c "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname ~ '^(content|search)_p[0-9]*\$'"; }
split -n l/3 "$dir/many.jsonl" "$dir/day-"
both add --now 2026-03-01T09:00Z "$dir/day-aa"
both star s1
both add --now 2026-03-02T09:00Z "$dir/day-ab"
both add --now 2026-03-03T09:00Z "$dir/day-ac"
expect "each day has its partitions" is "$(parts "$url")" 6
run migrate "$db" "$again"
expect "and has them where it moves to" is "$code $(parts "$again")" "0 6"
late() { # late ID HOUR: one more article, and what is older than twelve hours goes
    printf '{"id":"%s","title":"Late","text":"The last ferry of the winter was late again on Tuesday, said the harbour office."}\n' "$1" >"$dir/late.jsonl"
    both add --keep 12h --now "2026-03-03T$2:00Z" "$dir/late.jsonl"
}
late one 10
expect "days stay that have articles of a starred story" is "$(parts "$url")" 6
both stories --all --json --limit 5000
expect "what is kept is what a file keeps" cmp "$dir/file" "$dir/base"
both search --json --limit 100 'the -winter'
expect "and is found in the same order" cmp "$dir/file" "$dir/base"
both unstar s1
late two 12
expect "a day that is over goes with its partitions" is "$(parts "$url")" 2
both stories --all --json --limit 5000
expect "again with the stories of a file" cmp "$dir/file" "$dir/base"
both search --json --limit 100 'the OR ferr*'
expect "and what a file finds" cmp "$dir/file" "$dir/base"
run check --store "$url"
expect "it is whole" is "$code" 0
run vacuum --store "$url"
both search --json --limit 100 'the OR ferr*'
expect "and finds the same when it is tidied" cmp "$dir/file" "$dir/base"
run check --store "$url"
expect "and is whole still" is "$code" 0
finish
