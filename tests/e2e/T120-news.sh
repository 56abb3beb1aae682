# A news desk: what is put into a store comes out as stories, comparisons, reasons, search results, outlets.
. tests/e2e/lib.sh
TWOSOURCE=$PWD/$TWOSOURCE
top=$PWD
db=$dir/news.db
run add --store "$db" --now 2025-12-11T09:00Z examples/market_bombing examples/alert_raised
expect "two events are stored" is "$code" 0

run stories --store "$db"
expect "stories that are quiet are not listed" is "$(wc -l <"$out")" 1
expect "a story has its counts" grep -q '^s2 *growing *5 accounts *[0-9] origins' "$out"
run stories --all --store "$db"
expect "unless they are asked for" is "$(wc -l <"$out")" 2
run stories --all --json --store "$db"
expect "stories are valid" valid story "$out"
expect "with the ids of their articles" is "$(field "$out" articles | tr ',' '\n' | wc -l)" 5
id=$(field "$out" articles.0)
count() { run stories --all --json --store "$db" "$@"; wc -l <"$out"; }
expect "by time" is "$(count --until 2025-04) $(count --from 2025-12-09) $(count --from 2026)" "1 1 0"
expect "by words" is "$(count --words hospital) $(count --words 'title:"ring of steel"')" "1 1"
expect "by actor" is "$(count --actor 'Ilse Drahos') $(count --actor Nobody)" "1 0"
expect "by outlet" is "$(count --outlet 'Daily Whistle') $(count --outlet NPA)" "2 1"
expect "by language" is "$(count --lang en) $(count --lang fr)" "2 0"
expect "by origins" is "$(count --origins 3) $(count --origins 9)" "2 0"
expect "by change" is "$(count --changed 5) $(count --changed 99)" "1 0"
expect "at most as many as wanted" is "$(count --limit 1)" 1
run stories --from soon --store "$db"
expect "a time that is none is wrong usage" is "$code" 2
run stories s1 --store "$db"
expect "stories takes no input" is "$code" 2

# A story as compare prints it.
run compare --width 100 --now 2025-12-11T09:00Z examples/market_bombing
cp "$out" "$dir/compared"
run show s1 --width 100 --store "$db"
expect "show prints what compare prints" is "$(grep -vxFf "$dir/compared" "$out" | head -1)" "s1  quiet"
expect "all of it" is "$(grep -vxFf "$out" "$dir/compared")" ""
expect "and how it came to be" grep -q "opened *$id" "$out"
run compare --json --now 2025-12-11T09:00Z examples/market_bombing
sed 's/"source":"[^"]*"//g' "$out" >"$dir/compared"
run show 1 --json --store "$db"
expect "as JSON it is the comparison" valid comparison "$out"
expect "of the same accounts" is "$(sed 's/"source":"[^"]*"//g' "$out")" "$(cat "$dir/compared")"
run show s1 --html="$dir/page.html" --store "$db"
expect "and a page" grep -q '<h1' "$dir/page.html"
run show s9 --store "$db"
expect "a story that is not there is told" is "$code $(cat "$err")" "3 twosource: there is no story s9"

# An article, by its id or the letter it is printed with.
run show "$id" --store "$db"
expect "an article tells its story" grep -q '^story *s1' "$out"
expect "and whom it was copied from" grep -q '^copied from *Meridian' "$out"
cp "$out" "$dir/by_id"
run show s1:A --store "$db"
expect "a letter names the same" cmp "$out" "$dir/by_id"
run show s1:A --json --store "$db"
expect "as JSON it is valid" valid standing "$out"
expect "with its passages" test "$(field "$out" copies.0.passages.0.words)" -ge 24
run show s1:Z --store "$db"
expect "a letter that is not there is told" is "$code $(cat "$err")" "3 twosource: s1 has 5 accounts, and none of that letter"
run show nobody --store "$db"
expect "so is an article" is "$code $(cat "$err")" "3 twosource: nobody: there is no such article"
run show --original s1:C --store "$db"
expect "the original comes out byte for byte" cmp "$out" examples/market_bombing/daily_whistle.txt

# Why.
run why s1 s1:A --store "$db"
expect "why an article is in a story" grep -q '^names .*Drahos' "$out"
run why s1 s1:A --json --store "$db"
expect "as JSON" valid grounds "$out"
expect "with the reasons" is "$(field "$out" in_story.is_in)" s1
field "$out" in_story >"$dir/why"
expect "which are those of a state" valid why "$dir/why"
run why s2 s1:A --json --store "$db"
expect "an article of another story is told so" is "$(field "$out" in_story.is_in) $(field "$out" in_story.story)" "s1 s2"
run why s1:F1 --store "$db"
expect "why a figure is what it is" grep -q '^F1 ' "$out"
run why s1:F1 --json --store "$db"
field "$out" statement >"$dir/because"
expect "as JSON" valid because "$dir/because"
run why F1 --json --now 2025-12-11T09:00Z examples/market_bombing
expect "the reasons are those of the accounts" is "$(cat "$dir/because")" "$(field "$out" . 2>/dev/null || /usr/bin/python3 -c 'import json,sys; print(json.dumps(json.loads(sys.stdin.readline()), ensure_ascii=False))' <"$out")"
run why s1:A --store "$db"
expect "why an account has its origin" grep -q 'has the origin Meridian' "$out"
run why s1 --store "$db"
expect "a story tells what happened" is "$(grep -c 'joined' "$out")" 4
run why s1:F99 --store "$db"
expect "an item that is not there is told" is "$code $(cut -c1-28 "$err")" "3 twosource: s1 has no F99; it"

# Search and outlets.
run search --store "$db" '"ring of steel"'
expect "search tells story and title" grep -q '^s2 *RING OF STEEL' "$out"
run search --store "$db" hospital
expect "hits are marked" grep -q '\*hospital\*' "$out"
run search --store "$db" --colour always hospital
expect "in bold where there is colour" grep -q "$(printf '\033\\[1mhospital')" "$out"
run search --store "$db" --json hospital OR station
expect "as JSON they are valid" valid found "$out"
expect "spans are slices of the text" /usr/bin/python3 - "$TWOSOURCE" "$db" "$out" <<'END'
import json, subprocess, sys
for line in open(sys.argv[3], encoding="utf-8"):
    found = json.loads(line)
    article = json.loads(subprocess.run([sys.argv[1], "show", "--json", "--store", sys.argv[2], found["id"]], check=True, stdout=subprocess.PIPE).stdout)
    text = article["article"]["text"]
    assert text[slice(*found["span"])] == found["text"], found
    assert all(text[slice(*hit)].lower().startswith(("hospital", "station")) for hit in found["hits"]) and found["hits"], found
END
run search --store "$db" --limit 1 --json the
expect "at most as many as wanted" is "$(wc -l <"$out")" 1
run search --store "$db" xylophone
expect "nothing found is no mistake" is "$code $(cat "$err")" "0 twosource: nothing matches"
run search --store "$db" '"open'
expect "what is no query is wrong usage" is "$code" 2
run search --store "$db"
expect "so are no words" is "$code" 2
run outlets --store "$db"
expect "outlets have a line each" grep -q '^The Alder Post  *1  *1  *9[0-9] %  *0 %' "$out"
run outlets --json --store "$db"
expect "as JSON they are valid" valid outlet "$out"

# Where there is no store.
cd "$dir" || exit 1
run stories
expect "no store is told, and what makes one" is "$code $(cat "$err")" "3 twosource: there is no store twosource.db in this folder: twosource add makes one, --store FILE names another"
cp "$db" twosource.db
run stories --all
expect "the one in the folder is taken" is "$(wc -l <"$out")" 2
echo '{"id":"x"}' >text.db
run stories --store text.db
expect "what is no store is told" is "$code" 3
expect "by name" grep -q 'text.db' "$err"
run show s1 --store nowhere/news.db
expect "a store that is not there is told" is "$code" 3
expect "by name too" grep -q 'nowhere/news.db' "$err"
cd "$top" || exit 1

# Who owns which outlet is kept with the store.
cat >"$dir/two.jsonl" <<'LINES'
{"id":"lamp","title":"Skelby pier falls into the sea","outlet":{"name":"The Lamp","domain":"lamp.example"},"published":"2031-04-02T10:00Z","text":"The pier at Skelby fell into the sea on Tuesday night. Harbour master Ilo Wern said that nobody was on the pier. The town council of Skelby had closed it in March."}
{"id":"mail","title":"Pier at Skelby collapses","outlet":{"name":"Skelby Mail","domain":"www.mail.example"},"published":"2031-04-02T12:00Z","text":"Skelby has lost its pier. Harbour master Ilo Wern saw the pier fall into the sea on Tuesday night. It was closed in March, the council of Skelby said."}
LINES
printf 'lamp.example\tRoth Press\nmail.example\tRoth Press\n' >"$dir/owners.tsv"
run add --store "$dir/owned.db" --owners "$dir/owners.tsv" "$dir/two.jsonl"
run show s1 --json --store "$dir/owned.db"
field "$out" origins >"$dir/stored"
run show s1 --store "$dir/owned.db"
expect "what is shown has the owners of what is stored" is "$(grep -c '2 accounts . 1 origin found' "$out")" 1
run stories --all --json --store "$dir/owned.db"
expect "and so has the list" is "$(field "$out" origins)" "$(cat "$dir/stored")"

# What comes from outside cannot steer the terminal.
printf '%s\n' '{"id":"a\u001b[2Jb","outlet":"The \u001b[31mLamp","title":"Ferry \u202eaground\u0007","text":"A ferry ran \u001b[5maground off Skelby. Nobody on the ferry was hurt, the \u009bmaster said."}' >"$dir/hostile.jsonl"
run add --store "$dir/hostile.db" "$dir/hostile.jsonl"
for what in "stories --all" "show s1" "show s1:A" "why s1 s1:A" "search ferry" outlets "star s1" "split s1:A" decisions; do
    run $what --store "$dir/hostile.db" --user "$(printf 'e\033[1mve')" 2>/dev/null
    [ $code = 2 ] && run $what --store "$dir/hostile.db"
    cat "$out" "$err"
done >"$dir/printed"
expect "everything was printed" test "$(grep -c -i ferry "$dir/printed")" -ge 5
expect "without what steers a terminal" is "$(tr -d '\n\t -~' <"$dir/printed" | LC_ALL=C tr -d '\200-\377')" ""
expect "in whatever encoding" is "$(grep -c "$(printf '\302\233\|\342\200\256')" "$dir/printed")" 0

# Keeping it.
run check --store "$db"
expect "a whole store is told so" is "$code $(cut -d, -f1 "$out")" "0 whole: 10 articles"
run check --json --store "$db"
expect "as JSON too" valid check "$out"
run backup "$dir/copy.db" --store "$db"
expect "a copy is made" is "$code" 0
run stories --all --store "$dir/copy.db"
expect "with everything" is "$(wc -l <"$out")" 2
run backup "$dir/copy.db" --store "$db"
expect "and not over another file" is "$code" 2
run vacuum --store "$db"
expect "space is given back" is "$code" 0
dd if=/dev/zero of="$dir/copy.db" bs=4096 seek=5 count=1 conv=notrunc 2>/dev/null
run check --store "$dir/copy.db"
expect "a damaged store is told" is "$code" 1
expect "with what is wrong" test -s "$out"
run backup "$dir/newer.db" --store "$db"
/usr/bin/python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("PRAGMA user_version = 999")' "$dir/newer.db"
for what in "stories --all" "show s1" "search pier" "star s1" check vacuum; do
    run $what --store "$dir/newer.db"
    echo "$code $(grep -c 'written by a later version' "$err")"
done | sort -u >"$dir/answers"
expect "every command tells a store of a later version" is "$(cat "$dir/answers")" "3 1"
(flock 9; run vacuum --store "$db"; echo "$code $(grep -c 'another process is writing' "$err")") 9>>"$db-lock" >"$dir/answers"
expect "vacuum waits for nobody" is "$(cat "$dir/answers")" "3 1"
finish
