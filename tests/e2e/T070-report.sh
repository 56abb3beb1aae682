# The page of compare --html: whole to an XML parser, links resolve, nothing from outside.
. tests/e2e/lib.sh
set_a=examples/market_bombing

whole() { /usr/bin/python3 tests/e2e/page.py "$1"; }

run compare --html $set_a
expect "the page goes to stdout" is "$code" 0
expect "the page is whole" whole "$out"
expect "it counts origins" grep -q 'origins found' "$out"
cp "$out" "$dir/page.html"

run compare --html="$dir/other.html" $set_a
expect "the page goes to a file" is "$code" 0
expect "and stdout stays empty" silent "$out"
expect "the file is the same page" cmp -s "$dir/page.html" "$dir/other.html"

run compare --html="$dir/other.html" $set_a/meridian.txt
expect "a shorter page replaces a longer one" whole "$dir/other.html"

run compare --html="$dir/no/such/folder.html" $set_a
expect "a file that cannot be written is a failure" is "$code" 3
expect "and stderr says which" grep -q 'no/such/folder.html' "$err"
run compare --html= $set_a
expect "an empty name is wrong usage" is "$code" 2

cat >"$dir/hostile.jsonl" <<'LINES'
{"id":"a\"><script>","source":"</script><svg onload=x>","url":"javascript:alert(1)","title":"</title><script>alert(1)</script>","outlet":"<img src=x onerror=y>","lang":"ar","text":"أعلن الوزير <b>مقتل 12 شخصا</b> \u202e73\u202c.\n\n\u0000\u0008\ufffe & ]]> --> “We know,” said <i>Zoë Ørn</i>."}
{"id":"b'","source":"x","title":"כותרת","lang":"he\" onclick=\"x","text":"“We know,” said Zoë Ørn. 12 people died, she said."}
LINES
run compare --html "$dir/hostile.jsonl"
expect "hostile accounts give a whole page" whole "$out"

cat >"$dir/editions.jsonl" <<'LINES'
{"id":"a","url":"https://lamp.example/pier","outlet":"The Lamp","title":"Pier falls","published":"2031-04-02T10:00Z","text":"The old pier of Skelby fell into the sea on Tuesday, killing 12 people, the coast guard said.\n\nAn angler said he had seen the piles move."}
{"id":"b","url":"https://lamp.example/pier","outlet":"The Lamp","title":"Pier falls","published":"2031-04-02T16:00Z","text":"The old pier of Skelby fell into the sea on Tuesday, killing 14 people, the coast guard said.\n\nMayor Ada Brill <b> denied all."}
LINES
run compare --html "$dir/editions.jsonl"
expect "a page with editions is whole" whole "$out"
expect "and says what changed" grep -q '<del>12</del> <ins>14</ins>' "$out"
run compare "$dir/editions.jsonl"
expect "so does the terminal" grep -q '\[-12-\] {+14+}' "$out"
run compare --json "$dir/editions.jsonl"
expect "editions fit the schema" valid comparison "$out"
expect "and are named" is "$(field "$out" editions.0.to)" b
expect "editions of one account are one origin" is "$(field "$out" origins)" 1

for item in S1 F1 C1 O1 P1 A; do
    run why --json $item $set_a
    expect "why explains $item" is "$code" 0
    expect "why $item fits the schema" valid because "$out"
    expect "why $item has a reason" field "$out" because.0.text
done
run compare --json $set_a
id=$(field "$out" figures.0.id)
run why --json "$id" $set_a
expect "an id from the JSON will do" is "$(field "$out" item)" F1
run why F1 $set_a
expect "why is told in words" grep -q '^relation' "$out"
run why S999 $set_a
expect "an item that is not there is a failure" is "$code" 3
run why S1
expect "why without accounts is wrong usage" is "$code" 2
run why E1 "$dir/editions.jsonl"
expect "why explains an edition" grep -q 'the same address' "$out"
finish
