# dedup, group and why: articles as they come, states carried on.
. tests/e2e/lib.sh
export TWOSOURCE
one='{"id":"a1","title":"Ferry sinks off Tarnova","published":"2031-05-02T08:00:00Z","lang":"en","outlet":"Heron","text":"A ferry with forty people on board sank off Tarnova on Friday, the coast guard said. Captain Lena Orvik was among the missing. The harbour master, Tomas Brel, said the Sea Swallow had left Oruna at six in a heavy storm and was last seen near the Needle lighthouse."}'
two='{"id":"a2","title":"Forty aboard as ferry goes down near Tarnova","published":"2031-05-02T10:00:00Z","lang":"en","outlet":"Gull","text":"Rescuers searched the sea off Tarnova on Friday after the ferry Sea Swallow went down with forty people on board. Among the missing is her captain, Lena Orvik. Tomas Brel, harbour master of Oruna, said she left port at six despite a storm warning and was last seen near the Needle lighthouse."}'
copy='{"id":"a3","title":"Ferry sinks off Tarnova","published":"2031-05-02T11:00:00Z","lang":"en","outlet":"Tern","text":"A ferry with forty people on board sank off Tarnova on Friday, the coast guard said. Captain Lena Orvik was among the missing. The harbour master, Tomas Brel, said the Sea Swallow had left Oruna at six in a heavy storm and was last seen near the Needle lighthouse."}'
other='{"id":"a4","title":"Brandt names new goalkeeper","published":"2031-05-02T12:00:00Z","lang":"en","outlet":"Tern","text":"Brandt United signed goalkeeper Oskar Melin for three seasons on Friday. The club from Lower Kestrel paid nine million crowns to Halvern Rovers, its chairman said."}'
printf '%s\n' "$one" "$two" "$copy" "$other" >"$dir/all.jsonl"
printf '%s\n' "$one" "$two" >"$dir/first.jsonl"
printf '%s\n' "$copy" "$other" >"$dir/second.jsonl"

run dedup "$dir/all.jsonl"
expect "dedup ends well" is "$code" 0
expect "one pair is a copy" is "$(wc -l <"$out")" 1
expect "the earlier one had it first" is "$(field "$out" a)$(field "$out" b)" a1a3
cp "$out" "$dir/dedup.out"

run dedup --state "$dir/dedup.state" "$dir/first.jsonl"
run dedup --state "$dir/dedup.state" "$dir/second.jsonl"
expect "dedup carried on answers the same" cmp -s "$out" "$dir/dedup.out"

gzip -c "$dir/all.jsonl" >"$dir/all.jsonl.gz"
run dedup "$dir/all.jsonl.gz"
expect "packed lines give the same" cmp -s "$out" "$dir/dedup.out"
expect "a copy fits its schema" valid dedup "$out"

mkdir "$dir/folder"
body='The harbour board of Oruna said on Tuesday that it would close the northern mole for repairs until the end of June, and that boats of more than nine metres would have to moor at Tarnova in the meantime.'
for i in 1 2 3 4 5 6; do
    printf 'Harbour news %s\n\nReporter %s asked around on the quay.\n\n%s\n' $i $i "$body" >"$dir/folder/$i.txt"
done
run read "$dir/folder"
cp "$out" "$dir/read.jsonl"
run dedup "$dir/read.jsonl"
cp "$out" "$dir/dedup.out"
run dedup "$dir/folder"
expect "a folder gives what its articles give" cmp -s "$out" "$dir/dedup.out"
expect "and that is every pair" is "$(wc -l <"$out")" 15

run group "$dir/all.jsonl"
expect "group ends well" is "$code" 0
expect "accounts of one event are one story" is "$(sed 's/.*"story":"//; s/".*//' "$out" | tr '\n' ' ')" "s1 s1 s1 s2 "
cp "$out" "$dir/group.out"

run group --state "$dir/group.state" "$dir/first.jsonl"
cp "$out" "$dir/parts.out"
run group --state "$dir/group.state" "$dir/second.jsonl"
cat "$out" >>"$dir/parts.out"
expect "group carried on answers the same" cmp -s "$dir/parts.out" "$dir/group.out"

run why s1 a2 --state "$dir/group.state"
expect "why ends well" is "$code" 0
expect "why names the shared names" grep -q 'names .*Orvik' "$out"
run why s1 a2 --state "$dir/group.state" --json
expect "why fits its schema" valid why "$out"
expect "why names the runner-up" is "$(field "$out" runner_up)" null
run why s9 a2 --state "$dir/group.state"
expect "an unknown story is an error" is "$code" 3
run why s1 a2
expect "why needs a state, or accounts that can be read" is "$code" 3

run stories --state "$dir/group.state" --json
expect "stories end well" is "$code" 0
expect "stories fit their schema" valid story "$out"
expect "the most important story is first" is "$(field "$out" articles)" '["a1", "a2", "a3"]'
expect "a story has the headline that fits most accounts" is "$(field "$out" title)" "Ferry sinks off Tarnova"
expect "a story has its time span" is "$(field "$out" first) $(field "$out" last)" "2031-05-02T08:00:00Z 2031-05-02T11:00:00Z"
expect "a story counts its outlets" is "$(field "$out" outlets)" 3
expect "a story knows its life" is "$(field "$out" state)" new
run stories --state "$dir/group.state"
expect "stories are told to people" grep -q '^s1 .*3 articles .*3 outlets .*Ferry' "$out"

cp "$dir/group.state" "$dir/hand.state"
run split a2 --state "$dir/hand.state"
expect "split says what moved" is "$(cat "$out")" '{"id":"a2","story":"s3"}'
expect "what split says is a placement" valid group "$out"
printf '%s\n' "$two" | sed 's/"a2"/"a5"/; s/T10/T13/' >"$dir/third.jsonl"
run group --state "$dir/hand.state" "$dir/third.jsonl"
run why s3 a2 --state "$dir/hand.state" --json
expect "what a person split stays apart" is "$(field "$out" is_in) $(field "$out" by_hand)" "s3 true"
expect "the parting is history" is "$(field "$out" history.0.what)" parted
run merge s1 s2 --state "$dir/hand.state"
expect "merge says what moved" is "$(cat "$out")" '{"id":"a4","story":"s1"}'
run why s2 a4 --state "$dir/hand.state"
expect "a joined story is gone" is "$code" 3
expect "and says where to" grep -q 'merged into s1' "$err"
run stories --state "$dir/hand.state" --all
expect "two stories are left" is "$(wc -l <"$out")" 2
run split nobody --state "$dir/hand.state"
expect "parting what is not there is an error" is "$code" 3
run merge s1 --state "$dir/hand.state"
expect "merge needs two" is "$code" 2

printf 'x' | dd of="$dir/group.state" bs=1 seek=100 conv=notrunc 2>/dev/null
run group --state "$dir/group.state" "$dir/first.jsonl"
expect "a damaged state is refused" is "$code" 3

printf '{"id":1}\n%s\nnot json\n' "$one" >"$dir/bad.jsonl"
run group "$dir/bad.jsonl"
expect "bad lines are dropped" is "$code" 1
expect "good lines are kept" is "$(wc -l <"$out")" 1

printf '%s\n' '{"id":"h1","title":"Ferry sinks off Tarnova","text":""}' >"$dir/headline.jsonl"
run group "$dir/headline.jsonl"
expect "a headline without a text is an article" is "$code $(wc -l <"$out")" "0 1"

: >"$dir/none.jsonl"
run group "$dir/none.jsonl"
expect "no articles are no mistake" is "$code" 0

expect "each article is answered before the next is sent" /usr/bin/python3 -c '
import os, subprocess, sys, select
p = subprocess.Popen([os.environ["TWOSOURCE"], "group", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
for line in open(sys.argv[1], "rb"):
    p.stdin.write(line); p.stdin.flush()
    if not select.select([p.stdout], [], [], 20)[0]: sys.exit("no answer")
    p.stdout.readline()
p.stdin.close(); sys.exit(p.wait())' "$dir/all.jsonl"

"$TWOSOURCE" read examples/alert_raised >"$dir/lines"
for command in dedup group; do
    run $command "$dir/lines"
    cp "$out" "$dir/answers"
    run $command --state "$dir/$command.documents" examples/alert_raised
    expect "$command takes documents as it takes their articles" cmp "$out" "$dir/answers"
    expect "and saves its state behind them" test -s "$dir/$command.documents"
done
finish
