# The demo: a comparison for people, and one as JSON.
. tests/e2e/lib.sh

run demo
expect "demo ends well" is "$code" 0
expect "demo says nothing on stderr" silent "$err"
expect "demo counts origins" grep -q 'origins found' "$out"
expect "demo shows what was said in several" grep -q 'SAID IN' "$out"
expect "demo shows figures" grep -q '^FIGURES' "$out"
expect "no colour when not on a terminal" sh -c "! grep -q '$(printf '\033')' '$out'"

run demo --width 60
expect "width is respected" /usr/bin/python3 -c '
import sys
long = [l for l in open(sys.argv[1], encoding="utf-8").read().splitlines() if len(l) > 60]
sys.exit("over 60 columns: " + long[0] if long else 0)' "$out"

run demo --colour always
expect "colour when asked" grep -q "$(printf '\033')" "$out"

run demo --json
expect "demo --json is valid" valid comparison "$out"
expect "both sets are one event" is "$(grep -c '"one_event":true' "$out")" 2
finish
