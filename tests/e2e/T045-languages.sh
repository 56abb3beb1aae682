# group across languages and scripts: two events and a look-alike, told in seven languages.
. tests/e2e/lib.sh
export TWOSOURCE

run group tests/e2e/languages.jsonl
expect "group ends well" is "$code" 0
story() { sed -n "s/.*\"id\":\"$1\",\"story\":\"\(.*\)\".*/\1/p" "$out" | tail -1; }

ferry=$(story en1) fire=$(story fr2)
for id in fr1 de1 es1; do expect "$id joins by names and numbers" is "$(story $id)" "$ferry"; done
for id in ru1 ru2; do expect "$id joins by names in other letters" is "$(story $id)" "$ferry"; done
expect "the fire is one story in two languages" is "$(story de2)" "$fire"
expect "the fire is not the ferry" test "$fire" != "$ferry"
expect "the next ferry is another story" test "$(story en2)" != "$ferry"
expect "Chinese accounts of one event are one story" is "$(story zh2)" "$(story zh1)"
expect "the fire in Chinese is another" test "$(story zh3)" != "$(story zh1)"
expect "Japanese accounts of one event are one story" is "$(story ja2)" "$(story ja1)"
finish
