# The examples and the Python binding under valgrind: no wrong access, and nothing kept at the end.
. tests/e2e/lib.sh
build=$(dirname "$TWOSOURCE")
set_a=examples/market_bombing
# What a sanitizer is built into it watches itself, in T060 and T100; valgrind cannot run it.
if ldd "$build/libtwosource.so" | grep -q 'lib[aut]*san'; then finish; fi

watched() { # KINDS COMMAND...: KINDS of blocks still kept at the end are errors
    kinds=$1; shift
    valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds="$kinds" --errors-for-leak-kinds="$kinds" "$@" >"$out" 2>"$err"
    code=$?
}
/usr/bin/python3 tests/e2e/formats.py "$dir" || exit 1
watched all "$build/x/compare2" "$set_a/meridian.txt" "$set_a/daily_whistle.txt"
expect "compare2 is clean" is "$code $(cat "$err")" "0 "
watched all "$build/x/warc2jsonl" "$dir/in/members.warc.gz"
expect "warc2jsonl is clean" is "$code $(grep -c == "$err")" "0 0"
watched all "$build/x/warc2jsonl" "$dir/in/damaged.warc.gz"
expect "on damaged archives too" is "$code $(grep -c == "$err")" "0 0"
run read examples/alert_raised
cp "$out" "$dir/articles"
for part in first second; do
    watched all "$build/x/stream" "$dir/state" <"$dir/articles"
    expect "stream is clean, $part run" is "$code $(cat "$err")" "0 "
done
watched all "$build/x/desk" "$dir/news.db" <"$dir/articles"
expect "desk is clean" is "$code $(cat "$err")" "0 "
watched all "$build/x/desk" "$dir/store.db" <"$dir/articles"
expect "desk is clean" is "$code $(grep -c == "$err")" "0 0"

# Python keeps blocks of its own; what nothing points to any more is ours.
export LD_LIBRARY_PATH="$build/installed/lib" PYTHONPATH="$build/python" PYTHONDONTWRITEBYTECODE=1 PYTHONMALLOC=malloc
watched definite /usr/bin/python3 tests/e2e/binding.py "$TWOSOURCE" "$dir"
expect "the binding is clean" is "$code $(grep -c == "$err")" "0 0"
finish
