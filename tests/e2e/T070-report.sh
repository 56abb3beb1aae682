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
finish
