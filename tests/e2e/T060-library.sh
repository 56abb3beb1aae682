# The library, through its public header: the same articles as the program's.
. tests/e2e/lib.sh
/usr/bin/python3 tests/e2e/formats.py "$dir" || exit 1
in=$dir/in
warc2jsonl=$(dirname "$TWOSOURCE")/x/warc2jsonl

"$warc2jsonl" "$in/members.warc.gz" "$in/plain.warc" >"$dir/library" 2>"$err"; code=$?
expect "an archive becomes JSON lines" is "$code $(wc -l <"$dir/library")" "0 5"
expect "which are valid" valid article "$dir/library"
run read "$in/members.warc.gz" "$in/plain.warc"
expect "and the same as the program's" cmp "$dir/library" "$out"
"$warc2jsonl" "$in/damaged.warc.gz" >"$dir/library" 2>"$err"
expect "damage costs one record" is "$(wc -l <"$dir/library") $(cat "$err")" "2 2 articles, 1 records without"
"$warc2jsonl" 2>"$err"; code=$?
expect "no file is wrong usage" is "$code" 2
finish
