# The stories of eval/ are read, compared and scored; what was reached stays reached, and the README says what that is.
. tests/e2e/lib.sh

/usr/bin/python3 eval/build.py eval/stories "$dir/sets" >"$out" 2>"$err"
expect "the stories and their gold are read" is "$(ls "$dir/sets" | wc -l)" "$(ls eval/stories | wc -l)"
/usr/bin/python3 eval/score.py "$TWOSOURCE" "$dir/sets" >"$out" 2>"$err"
code=$?
expect "they are scored" is "$code" 0
expect "the README has these scores" /usr/bin/python3 eval/readme.py README.md stories "$out" --check
expect "the mean is not below what was reached" awk '$1 == "all" { mean = $NF } END { exit !(mean >= 0.75) }' "$out"
expect "origins of stories are told" awk '$1 == "all" { origins = $7 } END { exit !(origins >= 0.90) }' "$out"
finish
