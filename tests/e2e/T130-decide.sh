# What people decide: it is stored, carried out, told, and can be taken back.
. tests/e2e/lib.sh
db=$dir/news.db
run add --store "$db" --now 2025-12-11T09:00Z examples/market_bombing examples/alert_raised
told() { run "$@" --store "$db"; }
json() { run "$@" --json --store "$db"; }
stories() { json stories --all; /usr/bin/python3 -c 'import json,sys
print(" ".join(sorted("%s:%d" % (s["id"], len(s["articles"])) for s in map(json.loads, sys.stdin))))' <"$out"; }
expect "two stories are there" is "$(stories)" "s1:5 s2:5"

told star s1 --user anna
expect "a decision says that it was carried out" grep -q '^1  .*  anna  star s1  done$' "$out"
told note s1 ring the hospital --user anna
told stories --starred --all
expect "a starred story is listed as such" grep -q '\* Velmora' "$out"
expect "with the note" grep -q '^ *note: ring the hospital$' "$out"
json stories --starred --all
expect "both are in the JSON" is "$(field "$out" starred) $(field "$out" note)" "true ring the hospital"
told note s1 ''
told unstar s1
expect "both can be taken away" is "$(json stories --starred --all; wc -l <"$out")" 0

json merge s1 s2 --user ben
expect "a decision is valid JSON" valid decision "$out"
expect "that tells who and how it stands" is "$(field "$out" user) $(field "$out" what) $(field "$out" state)" "ben merge done"
merge=$(field "$out" number)
expect "two stories are one" is "$(stories)" "s1:10"
told show s2
expect "the other tells where it went" is "$code $(cat "$err")" "3 twosource: s2 was merged into s1"
told star s2
expect "nothing is decided about it any more" is "$code" 3
told why s1
expect "what was decided stands beside the reasons" grep -q "ben  merge s1 s2  done" "$out"
expect "and in the history" grep -q "merged s2  decision $merge" "$out"
told undo "$merge"
expect "a decision is taken back" is "$(stories | tr ' ' '\n' | grep -c ':5$')" 2
told decisions
expect "and the list says so" grep -q "merge s1 s2  undone by" "$out"
told undo "$merge"
expect "once" is "$code" 2

json stories --all
second=$(field "$out" articles.1)
told split "$second" s1:E
expect "articles become a story of their own" is "$(stories | tr ' ' '\n' | sed 's/.*://' | sort | tr '\n' ' ')" "2 3 5 "
run add --store "$db" --now 2025-12-11T09:00Z examples/market_bombing
expect "what was split stays so" is "$(stories | tr ' ' '\n' | sed 's/.*://' | sort | tr '\n' ' ')" "2 3 5 "
told split nobody
expect "an article that is not there is told" is "$code $(cat "$err")" "3 twosource: split: nobody: there is no such article"
told merge s1
expect "too few words are wrong usage" is "$code $(cat "$err")" "2 twosource: merge: it takes STORY STORY"

told decisions s1
expect "decisions about a story are told apart" test "$(wc -l <"$out")" -ge 4
json decisions
expect "all of them are valid" valid decision "$out"
json show "$second"
expect "an article tells those about it" is "$(field "$out" decisions.0.what)" split
expect "and is valid" valid standing "$out"
json why s1 "$second"
expect "so do its reasons" is "$(field "$out" decisions.0.what)" split
expect "which are valid" valid grounds "$out"

told forget "$second"
expect "an article is forgotten" is "$code" 0
told show "$second"
expect "and gone" is "$code $(cat "$err")" "3 twosource: $second: this article was forgotten"
run add --store "$db" --now 2025-12-11T09:00Z examples/market_bombing
told search 'exchange our liberty'
expect "it does not come back" is "$(cat "$out")" ""
json decisions
expect "its decision stays, without it" grep -q '"what":"forget".*"articles":\[null\]' "$out"
told undo "$(grep -c . "$out")"
expect "it cannot be taken back" is "$code" 2

# What is decided about origins and statements is in what is shown, stored, listed and explained.
db=$dir/said.db
run add --store "$db" --now 2025-12-11T09:00Z examples/market_bombing
shown() { json show s1; field "$out" "$1"; }
origins=$(shown origins)
told one-origin s1:B s1:C --user anna
expect "two accounts count as one origin" is "$(shown origins)" $((origins - 1))
told show s1 --width 200
expect "and the reason is the person" grep -q 'a person said so' "$out"
json stories --all
expect "the list counts so too" is "$(field "$out" origins)" $((origins - 1))
told why s1:C
expect "and why tells it" grep -q 'a person said so: one origin' "$out"
told undo 1
expect "until it is taken back" is "$(shown origins)" "$origins"

id=$(shown said.0.id)
told not-speaker s1:S1
expect "a statement loses its speaker" is "$(json show s1; /usr/bin/python3 -c '
import json, sys
print([s["speaker"] for s in json.load(open(sys.argv[1]))["said"] if s["id"] == sys.argv[2]])' "$out" "$id")" "[None]"
told why "s1:$id"
expect "and why tells it" grep -q 'a person said so' "$out"
told undo 3
expect "until it is taken back" is "$(shown said.0.id)" "$id"
told undo 4
expect "an undoing cannot be undone" is "$code" 2

figure=$(shown figures.0.id)
told not-figure s1:F1 "$(shown figures.0.members.0.id)"
expect "an account's number leaves a figure" is "$(json show s1; /usr/bin/python3 -c '
import json, sys
figures = json.load(open(sys.argv[1]))["figures"]
print(any(sys.argv[3] in [m["id"] for m in f["members"]] for f in figures if f["id"] == sys.argv[2]))' "$out" "$figure" "$(field "$out" accounts.0.id)")" False
db=$dir/news.db

# While another process writes, decisions wait for it.
mkfifo "$dir/pipe"
"$TWOSOURCE" add --store "$db" - <"$dir/pipe" >"$dir/writer" 2>&1 &
writer=$!
exec 3>"$dir/pipe"
tries=0
until [ "$(cat "$db-lock")" = $writer ] || [ $((tries += 1)) -gt 200 ]; do sleep .05; done
told star s1 --user carl
expect "a decision is taken while somebody writes" is "$code $(cat "$err")" "0 twosource: another process writes to the store and will carry it out"
expect "and waits" grep -q 'star s1  waiting' "$out"
echo '{"id":"late","title":"Ferry aground","text":"A ferry ran aground off Skelby on Friday."}' >&3
exec 3>&-
wait
told decisions
expect "the writer carries it out" grep -q 'carl  star s1  done' "$out"
finish
