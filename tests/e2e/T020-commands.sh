# The subcommands on the example accounts: exit codes, JSON, options, pipes.
. tests/e2e/lib.sh
set_a=examples/market_bombing

run read $set_a
expect "read ends well" is "$code" 0
expect "one line a document" is "$(wc -l <"$out")" 5
expect "articles are valid" valid article "$out"
expect "source is folder and file" is "$(field "$out" source)" "$set_a/alder_post.html"
cp "$out" "$dir/articles.jsonl"

run read --threads 1 $set_a
expect "the number of threads changes nothing" cmp -s "$out" "$dir/articles.jsonl"

run extract "$dir/articles.jsonl"
expect "extract ends well" is "$code" 0
expect "statements are valid" valid statements "$out"
expect "the article's id is kept" is "$(field "$out" id)" "$(field "$dir/articles.jsonl" id)"
expect "spans lie in the text" /usr/bin/python3 tests/e2e/spans.py "$dir/articles.jsonl" "$out"
cp "$out" "$dir/statements.jsonl"

"$TWOSOURCE" read $set_a | "$TWOSOURCE" extract - >"$out" 2>"$err"
expect "read pipes into extract" cmp -s "$out" "$dir/statements.jsonl"

run compare --json $set_a
expect "compare ends well" is "$code" 0
expect "the comparison is valid" valid comparison "$out"
expect "members are slices of their text" /usr/bin/python3 tests/e2e/members.py "$dir/articles.jsonl" "$out"
cp "$out" "$dir/comparison.json"

run compare --json "$dir/articles.jsonl"
expect "articles compare like their documents" cmp -s "$out" "$dir/comparison.json"

run compare
expect "compare without accounts is wrong usage" is "$code" 2
expect "wrong usage leaves stdout empty" silent "$out"

run compare --json examples/market_bombing/daily_whistle.txt examples/alert_raised/npa.txt
expect "different events are compared all the same" is "$code" 0
expect "but said not to be one event" is "$(field "$out" one_event)" false
expect "with a remark" grep -q 'do not look like one event' "$err"

run compare --json examples/market_bombing/meridian.txt
expect "one account is no failure" is "$code" 0
expect "but there is a remark" grep -q 'one account only' "$err"

cat >"$dir/two.jsonl" <<'LINES'
{"id":"a","outlet":{"name":"The Lamp","domain":"lamp.example"},"published":"2031-04-02T10:00Z","text":"The pier of Skelby fell into the sea on Tuesday, and nobody was hurt, baker Ilo Wern said."}
{"id":"b","outlet":{"name":"Skelby Mail","domain":"www.mail.example"},"published":"2031-04-02T12:00Z","text":"Skelby has lost its pier. Baker Ilo Wern saw it fall into the sea on Tuesday."}
LINES
printf '# owners\nlamp.example\tRoth Press\nmail.example\tRoth Press\n' >"$dir/owners.tsv"
run compare --json "$dir/two.jsonl"
expect "two outlets are two origins" is "$(field "$out" origins)" 2
run compare --json --owners "$dir/owners.tsv" "$dir/two.jsonl"
expect "outlets of one owner are one origin" is "$(field "$out" origins)" 1
echo 'no tab' >>"$dir/owners.tsv"
run compare --owners "$dir/owners.tsv" "$dir/two.jsonl"
expect "a table of owners that is none is a failure" is "$code" 3
expect "which says where" grep -q 'owners.tsv:4:' "$err"

run nonsense
expect "an unknown command is wrong usage" is "$code" 2
run read --nonsense
expect "an unknown option is wrong usage" is "$code" 2
run read --now yesterday x
expect "a time that is none is wrong usage" is "$code" 2
run --help
expect "help is data" grep -q '^  compare' "$out"
run compare --help
expect "a command's help lists its options" grep -q -- '--json' "$out"
run version --json
expect "version as JSON" is "$(field "$out" name)" twosource
run read $set_a --progress json
expect "progress as JSON on stderr" grep -q '^{"stage":"read"' "$err"
finish
