# Every line the program writes fits the schema of its object (doc/schema).
set -eu
dir=$(mktemp -d) && trap 'rm -r "$dir"' EXIT
lines='{"id":"a1","source":"lamp/1","title":"Weir fails at Harrow Lock","published":"2031-05-06","lang":"en","text":"HARROW LOCK, May 6 (Meridian) — At least 12 people were hurt when the weir failed on Monday, mayor Zoë Ørn said.\n\n“We were not warned,” she said. “Nobody called us.” The water board denied that it was to blame."}
{"id":"b2","source":"vane/7","outlet":"The Vane","text":"“We were not warned,” said Zoë Ørn, the mayor. The water board said 14 people were injured."}'
printf '%s\n' "$lines" >"$dir/in.jsonl"

fits() { # fits SCHEMA COMMAND...: runs the program, checks its lines
    schema=$1; shift
    "$TWOSOURCE" "$@" >"$dir/out.jsonl"
    /usr/bin/python3 tools/schema_check "doc/schema/$schema.schema.json" <"$dir/out.jsonl" ||
        { echo "twosource $* does not fit $schema"; exit 1; }
}
fits article read "$dir/in.jsonl"
fits statements extract "$dir/in.jsonl"
fits comparison compare --json "$dir/in.jsonl"
sed 's/"id":"a1"/"id":"copy"/' "$dir/in.jsonl" | head -1 >>"$dir/in.jsonl"
fits dedup dedup "$dir/in.jsonl"
for set in examples/*/; do
    fits article read "$set"
    cp "$dir/out.jsonl" "$dir/set.jsonl"
    fits statements extract "$dir/set.jsonl"
    fits comparison compare --json "$dir/set.jsonl"
done

# The checker itself refuses what does not fit, and silence.
refused() { ! /usr/bin/python3 tools/schema_check doc/schema/group.schema.json 2>"$dir/err"; }
echo '{"id":"a1"}' | refused || exit 1
grep -q "'story' is a required property" "$dir/err"
refused </dev/null || exit 1
