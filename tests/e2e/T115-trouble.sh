# add in trouble: a full disk, a folder that cannot be written, a store in use, a later one, a damaged one.
. tests/e2e/lib.sh
db=$dir/desk.db
/usr/bin/python3 - "$dir" <<'PY'
import json, random, sys
v = random.Random(3)
words = ["".join(v.choice("bdfglmnprst") + v.choice("aeiou") for _ in range(3)) for _ in range(4000)]
with open(sys.argv[1] + "/lines.jsonl", "w") as f:
    for i in range(1500):
        f.write(json.dumps({"id": f"n{i}", "text": " ".join(v.choice(words) for _ in range(150)) + "."}) + "\n")
PY
whole() { /usr/bin/python3 -c '
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
assert db.execute("SELECT count(*) FROM article").fetchone()[0] == int(sys.argv[2])' "$@"; }

(ulimit -f 4000; exec "$TWOSOURCE" add --json --store "$db" "$dir/lines.jsonl") >"$out" 2>"$err" </dev/null
code=$?
expect "a full disk ends it" is "$code" 3
expect "a full disk is told" grep -Eq 'no room left on the disk|writing failed' "$err"
kept=$(field "$out" kept)
expect "some were stored before" test "$kept" -gt 0 -a "$kept" -lt 1500
expect "what was counted is there, and the store is whole" whole "$db" "$kept"
run add --json --store "$db" "$dir/lines.jsonl"
expect "with room it goes on" is "$code" 0
expect "from where it stopped" is "$(field "$out" duplicates)" "$kept"
expect "to the end" whole "$db" 1500

mkfifo "$dir/pipe"
"$TWOSOURCE" add --store "$db" "$dir/pipe" 2>"$dir/first" &
first=$!
exec 3>"$dir/pipe"      # it has opened the store by now, or does before it reads
until [ "$(cat "$db-lock")" = $first ]; do sleep .1; done
run add --keep 90d --store "$db" "$dir/lines.jsonl"
expect "what changes how a store is kept is refused while it is in use" is "$code" 3
expect "by whom is told" grep -q "$first" "$err"
echo '{"id":"late","text":"A ferry ran aground off Skelby on Friday."}' >"$dir/late.jsonl"
"$TWOSOURCE" add --json --store "$db" "$dir/late.jsonl" >"$out" 2>"$err" </dev/null &
second=$!
until /usr/bin/python3 -c '
import sqlite3, sys
assert sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM inbox").fetchone()[0]' "$db" 2>/dev/null; do sleep .1; done
kill -INT $second
wait $second
code=$?
expect "what is added to a store in use is handed to who writes" grep -q "process $first; what is added is handed to it" "$err"
expect "what it has not taken at an interrupt is told" is "$code $(field "$out" in) $(field "$out" waiting)" "1 1 1"
expect "and fits the schema" valid add "$out"
kill -INT $first
exec 3>&-
wait $first
expect "an interrupt ends with 1" is "$?" 1
expect "and says so" grep -q 'stopped' "$dir/first"
expect "what was handed to it is stored" whole "$db" 1501

mkdir "$dir/closed"
chmod 555 "$dir/closed"
if [ "$(id -u)" = 0 ]; then as="setpriv --reuid 65534 --regid 65534 --clear-groups"; chmod 755 "$dir"; else as=; fi
cp "$TWOSOURCE" "$dir/twosource"
$as "$dir/twosource" add --store "$dir/closed/desk.db" "$dir/lines.jsonl" >"$out" 2>"$err" </dev/null
code=$?
expect "a folder that cannot be written ends it" is "$code" 3
expect "and is named" grep -q "$dir/closed/desk.db" "$err"
chmod 755 "$dir/closed"

change() { /usr/bin/python3 -c '
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute(sys.argv[2])
db.commit()' "$@"; }
cp "$db" "$dir/later.db"
change "$dir/later.db" 'PRAGMA user_version = 999'
cp "$dir/later.db" "$dir/before.db"
run add --store "$dir/later.db" "$dir/lines.jsonl"
expect "a store of a later version is refused" is "$code" 3
expect "as such" grep -q 'later version' "$err"
expect "and not touched" cmp -s "$dir/later.db" "$dir/before.db"

cp "$db" "$dir/damaged.db"
/usr/bin/python3 -c '
import os, sys
with open(sys.argv[1], "r+b") as f:
    f.seek(4096 * 2)
    f.write(b"x" * (os.path.getsize(sys.argv[1]) - 4096 * 3))' "$dir/damaged.db"
run add --store "$dir/damaged.db" "$dir/lines.jsonl"
expect "a damaged store is refused" is "$code" 3
expect "as such" grep -q 'damaged' "$err"
printf 'state' >"$db-state"
run add --json --store "$db" "$dir/lines.jsonl"
expect "a damaged state is made anew" is "$code" 0
expect "and that is told" grep -q 'made anew from 1501 articles' "$err"
finish
