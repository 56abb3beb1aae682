# The man page: clean, complete, and every example in it runs.
. tests/e2e/lib.sh
code=0
page=doc/twosource.1
expect "mandoc has nothing to say" is "$(mandoc -T lint -W warning "$page" 2>&1)" ""

run --help
for command in $(sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p' "$out"); do
    grep -q "^\.It Cm $command" "$page" || echo "$command"
    run $command --help
    sed -n 's/^  --\([a-z-]*\).*/\1/p' "$out" >>"$dir/options"
done >"$dir/missing"
for option in $(sort -u "$dir/options"); do
    grep -q "^\.It Fl -$option" "$page" || echo "--$option"
done >>"$dir/missing"
expect "every command and option is in it" silent "$dir/missing"

# The examples, one after another in one folder, as a reader would type them.
mkdir "$dir/bin" "$dir/work"
ln -s "$PWD/$TWOSOURCE" "$dir/bin/twosource"
cp -r examples "$dir/work"
sed -n 's/^\.Dl //p' "$page" | sed 's/\\(dq/"/g; s/\\(aq/'\''/g; s/\\-/-/g; s/\\(ha/^/g; s/\\e/\\/g' >"$dir/examples"
expect "there are examples" test "$(wc -l <"$dir/examples")" -ge 10
n=0
while IFS= read -r line; do
    n=$((n + 1))
    (cd "$dir/work" && PATH=$dir/bin:$PATH bash -eo pipefail -c "$line") >"$out" 2>"$err" </dev/null
    code=$?
    expect "example $n: $line" is "$code" 0
done <"$dir/examples"
expect "examples leave what they promise" test -s "$dir/work/page.html"
finish
