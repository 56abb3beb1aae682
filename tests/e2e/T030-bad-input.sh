# Bad input: a clear message, the right exit status, nothing on stdout that is not data.
. tests/e2e/lib.sh
good=examples/market_bombing/meridian.txt

: >"$dir/empty.txt"
run read "$dir/empty.txt"
expect "an empty file is dropped" is "$code" 1
expect "an empty file is named" grep -q 'empty.txt: ' "$err"
expect "an empty file gives no data" silent "$out"

head -c 4096 /dev/urandom >"$dir/noise.bin"
run read "$dir/noise.bin"
expect "binary is dropped" is "$code" 1
expect "binary gives no data" silent "$out"

run read "$dir/empty.txt" $good "$dir/noise.bin"
expect "the good one among bad ones is read" is "$(wc -l <"$out")" 1
expect "something was dropped" is "$code" 1
expect "the totals add up" grep -q '3 in = 1 kept' "$err"

{ cat $good; printf 'A line with \377\376 and \300\200 in it, said the harbour master of Tarnova.\n'; } >"$dir/invalid.txt"
run read "$dir/invalid.txt"
expect "invalid UTF-8 is repaired" is "$code" 0
expect "the output is valid" valid article "$out"

/usr/bin/python3 -c 'import sys; sys.stdout.write("word " * 20000000)' >"$dir/long.txt"
run read "$dir/long.txt"
expect "a line of 100 MB is dropped" is "$code" 1
expect "with its reason" grep -q 'long.txt: ' "$err"

/usr/bin/python3 -c 'import sys; sys.stdout.write("<div>" * 1000000 + "deep")' >"$dir/deep.html"
run read "$dir/deep.html"
expect "a million nested elements do no harm" test "$code" -le 1

mkdir "$dir/nothing"
run compare "$dir/nothing"
expect "a folder without files cannot be compared" is "$code" 3
expect "and says so" grep -q 'no account' "$err"
run compare "$dir/absent.txt"
expect "an absent file cannot be compared" is "$code" 3
run compare "$dir/absent.txt" $good
expect "an absent file among others is dropped" is "$code" 1
run extract "$dir/noise.bin"
expect "extract drops binary" is "$code" 1
printf '{"id":"a","text":"Fine."}\nnot json\n{"id":"b"}\n{"id":"c","text":"Fine too."}\n' >"$dir/some.jsonl"
run extract "$dir/some.jsonl"
expect "broken lines cost only themselves" is "$(wc -l <"$out")" 2
expect "broken lines are dropped" is "$code" 1
expect "and named by line" grep -q 'some.jsonl#2' "$err"
"$TWOSOURCE" read $good >/dev/full 2>"$err"; code=$?
expect "a full disk is a failure" is "$code" 3

run read --no-sandbox "$dir/empty.txt" $good "$dir/noise.bin"
expect "the same without the sandbox" is "$code $(wc -l <"$out")" "1 1"
finish
