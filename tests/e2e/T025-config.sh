# The configuration file: options to begin with, checked line by line.
. tests/e2e/lib.sh
set_a=examples/market_bombing
conf=$dir/twosource.conf
configured() { # LINES ARGS...: runs with these lines (as printf reads them) as configuration
    printf "$1" >"$conf"
    shift
    run "$@" --config "$conf"
}

configured 'width = 60\ncolour = always\n' compare "$set_a"
expect "a line is an option" grep -q "$(printf '\033')" "$out"
cp "$out" "$dir/configured"
run compare "$set_a" --width 60 --colour always
expect "and does what the option does" cmp "$out" "$dir/configured"
run compare "$set_a" --config "$conf" --colour never
expect "the command line wins" sh -c "! grep -q '$(printf '\033')' '$out'"
configured '[compare]\njson = yes\n[read]\nthreads = 1\n' compare "$set_a"
expect "a section is for its command" valid comparison "$out"
run compare --json=no --config "$conf" "$set_a"
expect "a switch can be taken back" grep -q 'origins found' "$out"
TWOSOURCE_CONFIG=$conf "$TWOSOURCE" compare "$set_a" >"$out" 2>"$err"
expect "the environment names the file" valid comparison "$out"
TWOSOURCE_CONFIG=$conf "$TWOSOURCE" compare --config= "$set_a" >"$out" 2>"$err"
expect "or none is read" grep -q 'origins found' "$out"

configured 'threads = 2\nthread = 2\n' read "$set_a"
expect "an unknown option is wrong usage" is "$code $(cat "$err")" "2 twosource: $conf:2: there is no such option: thread"
configured 'threads = few\n' read "$set_a"
expect "so is a value that makes no sense" is "$code $(cat "$err")" "2 twosource: $conf:1: not a value it can take: threads = few"
configured '[group]\n\n# mistaken\nhtml = x\n' read "$set_a"
expect "and an option in a section of a command that does not take it" is "$code $(cat "$err")" \
    "2 twosource: $conf:4: not an option of this command: html"
configured '[nothing]\n' read "$set_a"
expect "and a section of no command" is "$code $(cat "$err")" "2 twosource: $conf:1: there is no such command: nothing"
run read --config /nowhere/conf "$set_a"
expect "a file that is not there too" is "$code $(cat "$err")" "2 twosource: /nowhere/conf: No such file or directory"

configured 'now = 2031-04-02\nno-sandbox = yes\nthreads = 1\nmanifest = '"$dir"'/manifest\n' read "$set_a" --threads 2
expect "the manifest is valid" valid manifest "$dir/manifest"
expect "it has the options of both" is "$(field "$dir/manifest" options.threads) $(field "$dir/manifest" options.now)" '2 2031-04-02'
expect "and the hash of the file" is "$(field "$dir/manifest" config.sha256)" "$(sha256sum <"$conf" | cut -d' ' -f1)"

# The file that is installed: nothing is set in it, and it names every option there is.
cp service/twosource.conf "$conf"
run compare --config "$conf" "$set_a"
cp "$out" "$dir/plain"
run compare "$set_a"
expect "as installed it changes nothing" cmp "$out" "$dir/plain"
run --help
for command in $(sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p' "$out"); do
    run $command --help
    sed -n 's/^  --\([a-z-]*\).*/\1/p' "$out"
done | sort -u | grep -vx config >"$dir/options"
sed -n 's/^#\([a-z-]*\) = .*/\1/p' "$conf" | sort -u >"$dir/named"
expect "it names every option" is "$(comm -23 "$dir/options" "$dir/named")" ""
sed -i 's/^#\([a-z-]* = .*\)/\1/' "$conf"
run version --config "$conf"
expect "and every line of it can be used" is "$code $(cat "$err")" "0 "
finish
