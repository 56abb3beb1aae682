# Stories in the formats of others: valid after each specification, the same whenever they are written.
. tests/e2e/lib.sh
db=$dir/news.db
specified() { "$TWOSOURCE" export --store "$db" --format "$@" >"$dir/export" || return 1
    /usr/bin/python3 tests/e2e/exports.py "$1" <"$dir/export"; }

run add --store "$db" --now 2025-12-11T09:00Z examples/market_bombing examples/alert_raised
expect "two events are stored" is "$code" 0
# What comes from outside may have anything in it.
cat >"$dir/hostile.jsonl" <<'LINES'
{"id":"=1+1","source":"-2+3","url":"javascript:alert(1)","outlet":{"name":"@SUM(A1)","domain":"a b.example"},"title":"=cmd|' /C calc'!A0","published":"2025-12-10","lang":"en","text":"</p><script>alert(1)</script> & ]]> \"]} \u0000\u0001\ufffe said 12 people were hurt in Skelby, mayor Ilo Wern said."}
{"id":"b,\"2\"","url":"https://mail.example/a?b=\"<&c>","outlet":"<b>Mail</b>","title":"<b>Skelby</b> & so\r\n-on \u202e\ud83d\ude00","published":"2025-12-10T10:00Z","lang":"en","text":"+ 12 people were hurt in Skelby, mayor Ilo Wern said. <script>alert(1)</script> 😀 Zoë"}
{"id":"c3","url":"https://zeitung.example/stra\u00dfe/\u4e2d?q=1&r=%zz","title":"","text":"In Skelby 14 people were hurt, Ilo Wern said on Tuesday."}
{"id":"c4","url":"https://zeitung.example/stra\u00dfe/\u4e2d?q=1&r=2","title":"-","published":"2025","text":"In Skelby 14 people were hurt, Ilo Wern said on Tuesday."}
LINES
run add --store "$db" --now 2025-12-11T09:00Z "$dir/hostile.jsonl"
expect "and what is hostile" is "$code" 0
"$TWOSOURCE" export --store "$db" --what articles >"$dir/articles.jsonl"
expect "articles come out as they went in" is "$(/usr/bin/python3 - "$dir" <<'END'
import json, sys
given = {a["id"]: a["text"] for a in map(json.loads, open(sys.argv[1] + "/hostile.jsonl"))}
found = {a["id"]: a["text"] for a in map(json.loads, open(sys.argv[1] + "/articles.jsonl"))}
print(len(found), all(found[i].replace("\ufffd", "\0") == t or found[i] == t for i, t in given.items()))
END
)" "14 True"
for what in jsonl csv atom jsonfeed ninjs stix webannotation "csv --what statements" "csv --what articles" "csv --what figures"; do
    expect "$what is what its specification asks for" specified $what
    cp "$dir/export" "$dir/first"
    expect "$what is the same a second time" specified $what
    expect "byte for byte" cmp "$dir/first" "$dir/export"
done
"$TWOSOURCE" export --store "$db" --format webannotation >"$dir/export"
expect "quotes stand where their positions say" /usr/bin/python3 tests/e2e/exports.py webannotation "$dir/articles.jsonl" <"$dir/export"
"$TWOSOURCE" export --store "$db" --format atom --home "https://news.example/stories/" >"$dir/export"
expect "links lead to where stories are found" grep -q 'rel="alternate" href="https://news.example/stories/s1"' "$dir/export"
expect "and the feed is valid" /usr/bin/python3 tests/e2e/exports.py atom <"$dir/export"

"$TWOSOURCE" export --store "$db" >"$dir/export"
expect "a line a story" valid export "$dir/export"

# Which stories.
run export --store "$db" --format csv s2
expect "the story that is named" is "$(cut -d, -f1 "$out" | tr -d '\r\n')" "ids2"
run export --store "$db" --format csv --origins 4 --words station
expect "those that the filters leave" is "$(cut -d, -f1 "$out" | tr -d '\r\n')" "ids2"
run export --store "$db" --format csv --limit 1
expect "at most as many as wanted" is "$(wc -l <"$out")" 2
for what in atom jsonfeed ninjs stix webannotation jsonl; do
    "$TWOSOURCE" export --store "$db" --format $what --from 2040 >"$dir/export"
    [ $what = jsonl ] || expect "$what of nothing is valid" /usr/bin/python3 tests/e2e/exports.py $what <"$dir/export"
done
expect "JSON lines of nothing are none" silent "$dir/export"
run export --store "$db" s99
expect "a story that is not there is told" is "$code $(cat "$err")" "3 twosource: there is no story s99"
run export --store "$db" pier
expect "so is what names none" is "$code" 3
run export --store "$db" --format xml
expect "a format that is none is wrong usage" is "$code" 2
run export --store "$db" --format stix --what figures
expect "so is a table of what has none" is "$code" 2

# A spreadsheet computes nothing of it.
run export --store "$db" --format csv --what articles
expect "what looks like a formula is text" grep -q "'=cmd|' /C calc'!A0" "$out"

# A reader that goes away is no failure to be told of twice.
"$TWOSOURCE" export --store "$db" 2>"$err" | head -c 10 >"$out"
expect "a closed pipe is silent" silent "$err"
finish
