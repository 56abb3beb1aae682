# map and reduce: killed, in any order, at once or day by day, the store is the one that add makes of all.
. tests/e2e/lib.sh
expect "the scripts are clean" shellcheck scripts/local-archive.sh scripts/slurm-archive.sh
expect "they explain themselves" sh -c 'sh scripts/local-archive.sh -h && sh scripts/slurm-archive.sh -h'
expect "an archive gives the store of add" /usr/bin/python3 tests/e2e/archive.py "$TWOSOURCE"
a=$dir/archive

run map --now 2025-03-20T00:00:00Z -o "$a" examples/newsroom.jsonl examples/market_bombing
expect "shards of any kind are mapped" is "$code" 0
expect "each becomes a file" is "$(ls "$a" | wc -l)" 2
run map --json --now 2025-03-20T00:00:00Z -o "$a" examples/newsroom.jsonl
expect "a shard is not mapped twice" is "$(field "$out" mapped_before)" true
run map --json --now 2025-03-21T00:00:00Z -o "$dir/other" examples/newsroom.jsonl
expect "what map says is valid" valid map "$out"
run reduce --json -o "$dir/a.db" "$a"
expect "the archive is reduced" is "$code" 0
expect "what reduce says is valid" valid reduce "$out"
expect "everything is kept" is "$(field "$out" kept)" 40
run check --store "$dir/a.db"
expect "the store is whole" is "$code" 0

run reduce -o "$dir/a.db" "$a/1999"
expect "days that are not there are told" is "$code" 3
expect "by their name" grep -q "1999: the archive has nothing of that time" "$err"
run map --now 2025-03-22T00:00:00Z -o "$a" examples/newsroom.jsonl
run reduce -o "$dir/a.db" "$a"
expect "a day that changed is refused" is "$code" 3
expect "and said to be" grep -q "reduced into $dir/a.db before, from other shards" "$err"
cp -r "$a" "$dir/damaged"
for f in "$dir"/damaged/newsroom*; do printf x | dd of="$f" bs=1 seek=3000 conv=notrunc 2>"$dir/dd"; done
run reduce -o "$dir/c.db" "$dir/damaged"
expect "a parcel that is damaged is refused" is "$code" 3
expect "with the shard to map again" grep -q "newsroom.jsonl-.*map examples/newsroom.jsonl again" "$err"
for f in "$a"/newsroom*; do head -c 3000 "$f" >"$dir/cut"; mv "$dir/cut" "$f"; done
run reduce -o "$dir/b.db" "$a"
expect "a shard's file that is cut off is refused" is "$code" 3
expect "with its name" grep -q "newsroom.jsonl-.*.parcels: damaged" "$err"

run map -o "$a"
expect "map without shards is wrong usage" is "$code" 2
run map examples
expect "map without a folder is wrong usage" is "$code" 2
run map -o "$a" -- -
expect "standard input is no shard" is "$code" 2
run map -o "$a" "$dir/none.warc.gz"
expect "a shard that is not there is dropped" is "$code" 1
run reduce "$a"
expect "reduce without a store is wrong usage" is "$code" 2
finish
