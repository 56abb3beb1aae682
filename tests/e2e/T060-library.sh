# The library as installed: what it exports, what it never calls, the examples that use it.
. tests/e2e/lib.sh
/usr/bin/python3 tests/e2e/formats.py "$dir" || exit 1
in=$dir/in
build=$(dirname "$TWOSOURCE")
lib=$build/installed/lib
set_a=examples/market_bombing

# The interface: a change of this list is a change of the soname or an addition.
nm -D --defined-only "$lib/libtwosource.so" | sed -n 's/.* T \([^@]*\)@.*/\1/p' >"$dir/names"
expect "the shared library exports the list, no more" diff tests/e2e/symbols.txt "$dir/names"
nm --defined-only -g "$lib/libtwosource.a" | sed -n 's/.* [A-Z] //p' | grep -v sancov | LC_ALL=C sort >"$dir/names"
expect "the archive shows the same names" diff tests/e2e/symbols.txt "$dir/names"
expect "the soname has the version" grep -q 'SONAME *libtwosource.so.0$' <<END
$(objdump -p "$lib/libtwosource.so")
END
nm -D --undefined-only "$lib/libtwosource.so" | sed 's/.* //; s/@.*//' >"$dir/calls"
expect "it never forks, exits, prints, connects or handles signals" is "$(grep -xE \
    'fork|v?fork|posix_spawn|exec.*|system|_?exit|quick_exit|__assert_fail|v?f?printf|__f?printf_chk|puts|putchar|perror|signal|sigaction|setlocale|socket|connect|time|gettimeofday|clock_gettime|rand|random|getenv' "$dir/calls")" ""
expect "C++ takes the header" g++ -std=c++17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++ include/twosource.h
expect "strict C99 takes the header" gcc -std=c99 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c include/twosource.h

run compare --width 80 "$set_a/meridian.txt" "$set_a/daily_whistle.txt"
cp "$out" "$dir/program"
"$build/x/compare2" "$set_a/meridian.txt" "$set_a/daily_whistle.txt" >"$out" 2>"$err"; code=$?
expect "twenty lines compare two files" is "$code" 0
expect "as the program does" cmp "$dir/program" "$out"
expect "in twenty lines" test "$(sed -n '/^int main/,$p' examples/compare2.c | wc -l)" -le 20
"$build/x/compare2" /nowhere /either >"$out" 2>"$err"; code=$?
expect "without accounts there is no comparison" is "$code" 2

run read examples/alert_raised
cp "$out" "$dir/articles"
run dedup --window 30d "$dir/articles"
sed -n 's/{"a":"\([^"]*\)","b":"\([^"]*\)","contained":\([^,]*\),.*/\1 \2/p' "$out" >"$dir/copies"
run group --window 30d "$dir/articles"
sed 's/{"id":"\(.*\)","story":"\(.*\)"}/\1: story \2/' "$out" >"$dir/stories"
"$build/x/stream" <"$dir/articles" >"$out" 2>"$err"; code=$?
expect "a stream is answered" is "$code" 0
expect "with the stories of the program" is "$(grep story "$out")" "$(cat "$dir/stories")"
expect "and its copies" is "$(sed -n 's/\(.*\): .* is in \(.*\)/\2 \1/p' "$out")" "$(cat "$dir/copies")"
cp "$out" "$dir/all"
head -3 "$dir/articles" | "$build/x/stream" "$dir/state" >"$out" 2>"$err"
tail -n +4 "$dir/articles" | "$build/x/stream" "$dir/state" >>"$out" 2>>"$err"
expect "a second run goes on where the first stopped" cmp "$out" "$dir/all"
echo nonsense | "$build/x/stream" >"$out" 2>"$err"; code=$?
expect "a line that is no article is told" is "$code" 1

run read $set_a examples/alert_raised
cp "$out" "$dir/articles"
"$build/x/desk" "$dir/news.db" <"$dir/articles" >"$out" 2>"$err"; code=$?
expect "a store is filled and asked" is "$code $(cat "$err")" "0 "
head -2 "$out" >"$dir/stories"; sed -n 3p "$out" >"$dir/why"
expect "it prints stories" valid story "$dir/stories"
expect "and reasons" valid grounds "$dir/why"
run stories --all --json --store "$dir/news.db"
expect "which are those of the program" cmp "$out" "$dir/stories"
run why s1:S1 --json --store "$dir/news.db"
expect "both of them" cmp "$out" "$dir/why"
echo nonsense | "$build/x/desk" "$dir/news.db" >"$out" 2>"$err"; code=$?
expect "a line that is no article is told" is "$code" 1

"$build/x/warc2jsonl" "$in/members.warc.gz" "$in/plain.warc" >"$dir/library" 2>"$err"; code=$?
expect "an archive becomes JSON lines" is "$code $(wc -l <"$dir/library")" "0 5"
expect "which are valid" valid article "$dir/library"
run read "$in/members.warc.gz" "$in/plain.warc"
expect "and the same as the program's" cmp "$dir/library" "$out"
"$build/x/warc2jsonl" "$in/damaged.warc.gz" >"$dir/library" 2>"$err"
expect "damage costs one record" is "$(wc -l <"$dir/library") $(cat "$err")" "2 2 articles, 1 records without"
"$build/x/warc2jsonl" 2>"$err"; code=$?
expect "no file is wrong usage" is "$code" 2
finish
