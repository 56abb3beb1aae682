# add: documents into a store, what is counted, and what happens the second time.
. tests/e2e/lib.sh
db=$dir/desk.db

run add --json --store "$db" examples
expect "add ends well" is "$code" 0
expect "its summary is valid" valid add "$out"
expect "everything is kept" is "$(field "$out" kept)" "$(field "$out" in)"
n=$(field "$out" in)

run add --json --store "$db" examples
expect "a second run ends well" is "$code" 0
expect "a second run keeps nothing" is "$(field "$out" kept)" 0
expect "a second run finds all of it there" is "$(field "$out" duplicates)" "$n"
expect "a second run says so" grep -q "nothing new: all $n articles" "$err"

printf '%s\n' '{"id":"one","text":"A weir failed at Harrow Lock on Monday, the mayor said."}' 'no JSON' \
    '{"id":"two"}' '{"id":"one","text":"A weir failed at Harrow Lock on Monday, the mayor said."}' >"$dir/lines.jsonl"
run add --json --store "$db" "$dir/lines.jsonl"
expect "what is dropped shows in the exit status" is "$code" 1
expect "the summary adds up" /usr/bin/python3 -c '
import json, sys
o = json.load(open(sys.argv[1]))
assert o["in"] == 4 == o["kept"] + o["duplicates"] + o["not_article"] + o["dropped"], o
assert o["kept"] == 1 and o["duplicates"] == 1, o
assert sum(r["documents"] for r in o["reasons"]) == o["not_article"] + o["dropped"], o' "$out"
expect "what was dropped is named" grep -q 'lines.jsonl#2' "$err"

run add
expect "add without documents is wrong usage" is "$code" 2
run add --store "$dir/none/desk.db" examples
expect "a folder that is not there is told" is "$code" 3
expect "the store is named" grep -q "$dir/none/desk.db" "$err"
run add --keep often --store "$db" examples
expect "a span of time that is none is wrong usage" is "$code" 2
finish
