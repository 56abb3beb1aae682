# --manifest: what made a result, so that it can be made again.
. tests/e2e/lib.sh
set_a=examples/market_bombing
m=$dir/manifest

run read --manifest "$m" --now 2025-12-31 --no-sandbox "$set_a"
expect "the run goes as ever" is "$code" 0
expect "the manifest is valid" valid manifest "$m"
expect "it has the command" is "$(field "$m" command)" read
expect "and the options as given" is "$(field "$m" options)" '{"now": "2025-12-31", "no-sandbox": true}'
expect "it counts" is "$(field "$m" counts)" '{"documents": 5, "kept": 5, "not_article": 0, "dropped": 0}'
expect "it hashes every file of a folder" is "$(field "$m" inputs | grep -o '"source"' | wc -l)" 5
expect "as sha256sum does" is "$(field "$m" inputs.0.sha256)" "$(sha256sum "$set_a/alder_post.html" | cut -d' ' -f1)"
expect "it hashes the word lists" is "$(/usr/bin/python3 -c '
import json, sys
for file, sha256 in json.load(open(sys.argv[1]))["words"].items(): print(sha256 + "  " + file)' "$m")" "$(sha256sum data/*/*.txt)"
cp "$m" "$dir/first"
run read --now 2025-12-31 --no-sandbox --manifest "$m" "$set_a"
expect "the same run has the same manifest" cmp "$m" "$dir/first"
run read --manifest "$m" --now 2025-12-31 --threads 1 "$set_a"
expect "the sandbox does not hinder it" is "$code $(field "$m" counts.kept)" "0 5"

run read "$set_a"
cp "$out" "$dir/articles"
for command in dedup group; do
    run $command "$dir/articles"
    cp "$out" "$dir/answers"
    "$TWOSOURCE" $command --manifest "$m" --state "$dir/$command.state" - <"$dir/articles" >"$out" 2>"$err"
    expect "$command: standard input passes through" cmp "$out" "$dir/answers"
    expect "$command: and is hashed" is "$(field "$m" inputs.0.source) $(field "$m" inputs.0.sha256)" "- $(sha256sum <"$dir/articles" | cut -d' ' -f1)"
    expect "$command: there was no state" is "$(field "$m" state)" null
    sum=$(sha256sum <"$dir/$command.state" | cut -d' ' -f1)
    run $command --manifest "$m" --state "$dir/$command.state" "$dir/articles"
    expect "$command: the state before is hashed" is "$(field "$m" state.sha256)" "$sum"
    expect "$command: still valid" valid manifest "$m"
done
run extract --manifest "$m" "$dir/articles"
expect "extract has one" is "$(field "$m" counts.kept)" 5
run compare --manifest "$m" --json "$dir/articles"
expect "compare has one" is "$(field "$m" counts.kept)" 5

printf '{"id":1}\n' >"$dir/bad"
run dedup --manifest "$m" "$dir/bad"
expect "what was dropped is counted" is "$(field "$m" counts.dropped) $(field "$m" exit) $code" "1 3 3"
run read --manifest "$m" /no/such/file
expect "what is not there is no input" is "$(field "$m" inputs)" "[]"
run read --manifest /no/such/folder/m "$set_a"
expect "a manifest that cannot be written is told before the work" is "$code $(wc -c <"$out")" "3 0"

run version --json
expect "version tells the models" is "$(field "$out" models | grep -c 'names.bin')" 1
finish
