# Formats: the same article whatever it comes in; sources named as promised.
. tests/e2e/lib.sh
/usr/bin/python3 tests/e2e/formats.py "$dir" || exit 1
in=$dir/in
want=$(cat "$in/want")

for f in page.html text.txt page.html.gz text.bz2 text.xz utf16.txt feed.xml feed.json plain.warc crawl.jsonl array.json; do
    run read "$in/$f"
    expect "$f is read" is "$code" 0
    expect "$f gives the text" is "$(field "$out" text)" "$want"
    expect "$f is valid output" valid article "$out"
done
run read "$in/latin.html"
expect "undeclared Latin letters are told" grep -q 'tired café' "$out"

sources() { /usr/bin/python3 -c 'import json,sys
print(*[json.loads(l)["source"].replace(sys.argv[2] + "/", "") for l in open(sys.argv[1])])' "$out" "$in"; }
run read "$in/plain.warc"
expect "both records come, packed body or not" is "$(wc -l <"$out")" 2
expect "the address is the record's" is "$(field "$out" url)" https://orla.example/1
run read "$in/members.warc.gz"
expect "offsets are those of the members" is "$(sources | cut -d' ' -f1-2)" "members.warc.gz#0 members.warc.gz#$(cat "$in/second")"
run read "$in/damaged.warc.gz"
expect "damage costs one record" is "$code $(wc -l <"$out")" "1 2"
expect "and is named" grep -q "damaged.warc.gz#$(cat "$in/second"): record damaged" "$err"
run read "$in/cut.warc.gz"
expect "a cut off archive loses its last record" is "$code $(wc -l <"$out")" "1 2"
run read "$in/crawl.jsonl"
expect "lines are numbered" is "$(sources)" "crawl.jsonl#1 crawl.jsonl#2"
run read "$in/folder"
expect "folders are walked in byte order" is "$(sources)" "folder/b.txt folder/sub/a.html"
run read "@$in/list"
expect "lists name files" is "$(sources)" "text.txt page.html"
run read "$in/text.*"
expect "patterns name files" is "$(sources)" "text.bz2 text.txt text.xz"
"$TWOSOURCE" read - <"$in/text.xz" >"$out" 2>"$err"; code=$?
expect "standard input is read" is "$code $(sources)" "0 -"

/usr/bin/python3 - "$TWOSOURCE" >"$dir/answers" <<'END'
import json, subprocess, sys
p = subprocess.Popen([sys.argv[1], 'read', '--threads', '1', '-'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
p.stdin.write(b'{"id":"a","text":"The ferry sank."}\n'); p.stdin.flush()
p.stdin.write(b'{"id":"b","text":"Nobody was hurt."}\n'); p.stdin.close()
print(*[json.loads(l)['id'] for l in p.stdout])
END
expect "lines come through a pipe piece by piece" is "$(cat "$dir/answers")" "a b"

run read "$in/sitemap.xml" "$in/feeds.opml" "$in/bomb.gz"
expect "lists of addresses and bombs give no data" silent "$out"
expect "and are dropped" is "$code" 1
expect "a sitemap is called one" grep -q 'sitemap.xml: a sitemap' "$err"
expect "a list of feeds is called one" grep -q 'feeds.opml: a list of feeds' "$err"
expect "a bomb is over the limit" grep -q 'bomb.gz: over the limit' "$err"

run read --threads 1 "$in/folder" "$in/members.warc.gz" "$in/crawl.jsonl"; one=$(md5sum <"$out")
run read --threads 4 "$in/folder" "$in/members.warc.gz" "$in/crawl.jsonl"
expect "the number of threads changes nothing" is "$(md5sum <"$out")" "$one"
finish
