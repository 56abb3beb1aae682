# The service: its units are sound and tight, and what is put into its folder is taken, whatever happens.
. tests/e2e/lib.sh
here=$PWD
code=0; : >"$out" >"$err"

mkdir "$dir/units" "$dir/etc"
sed "s|/usr/lib/twosource|$here/service|" service/twosource-ingest.service >"$dir/units/twosource-ingest.service"
cp service/twosource-ingest.path "$dir/units"
sed "s|/usr/bin/twosource|$here/$TWOSOURCE|" service/twosource-watch.service >"$dir/units/twosource-watch.service"
sed "s|/usr/bin/twosource|$here/$TWOSOURCE|" service/twosource-serve.service >"$dir/units/twosource-serve.service"
expect "systemd takes the units" is "$(systemd-analyze verify --man=no "$dir"/units/* 2>&1)" ""
expect "exposure is 2.0 of 10 at the most" systemd-analyze security --offline=true --no-pager --threshold=20 service/twosource-ingest.service
expect "of the one that serves too" systemd-analyze security --offline=true --no-pager --threshold=20 service/twosource-serve.service
expect "of the one that fetches 2.5" systemd-analyze security --offline=true --no-pager --threshold=25 service/twosource-watch.service
expect "the user can be made" systemd-sysusers --root="$dir" "$here/service/sysusers.conf"
expect "and has no shell" grep -q '^twosource:.*:/usr/sbin/nologin$' "$dir/etc/passwd"
if [ "$(id -u)" = 0 ]; then # nobody else can give folders away
    expect "the folders can be made" systemd-tmpfiles --root="$dir" --create "$here/service/tmpfiles.conf"
    expect "the group may put documents in" is "$(stat -c %a "$dir/var/lib/twosource/in")" 2770
fi

# A program that does as it is told: notes what it is given, and ends as ./ends says.
mkdir "$dir/bin" "$dir/store"
cat >"$dir/bin/twosource" <<'END'
#!/bin/sh
echo "$* $(cd work && echo *)" >>calls
exit "$(cat ends)"
END
chmod +x "$dir/bin/twosource"
ingest() { # EXIT: one run of the service, with a program that exits so
    echo "$1" >"$dir/store/ends"
    : >"$dir/store/calls"
    PATH=$dir/bin:$PATH "$here/service/twosource-ingest" "$dir/store" >"$out" 2>"$err"
    code=$?
}
store=$dir/store
ingest 0
expect "nothing there, nothing done" is "$code $(cat "$store/calls")" "0 "
echo one >"$store/in/one"; mkdir "$store/in/two"; echo part >"$store/in/.part"
ingest 0
expect "what is there is added" is "$code $(cat "$store/calls")" "0 add --store twosource.db work one two"
expect "and is done" is "$(ls "$store/in" "$store/work" "$store/done" | xargs)" "$store/done: one two $store/in: $store/work:"
expect "what is still being written stays" test -e "$store/in/.part"
echo other >"$store/in/one"
ingest 1
expect "what was dropped is told and done" is "$code $(ls "$store/work") $(cat "$store/done/one")" "1  other"
expect "an earlier document of that name stays" is "$(cat "$store/done/one.~1~")" one
echo three >"$store/in/three"
ingest 3
expect "when the store fails nothing is lost" is "$code $(ls "$store/work")" "3 three"
echo four >"$store/in/four"
echo again >"$store/in/three"
ingest 0
expect "and it is taken again" is "$code $(cat "$store/calls")" "0 add --store twosource.db work four three three.~1~"

# The program itself.
ln -sf "$here/$TWOSOURCE" "$dir/bin/twosource"
mkdir -p "$dir/real/in"
cp examples/market_bombing/* "$dir/real/in"
PATH=$dir/bin:$PATH "$here/service/twosource-ingest" "$dir/real" >"$out" 2>"$err"; code=$?
expect "accounts are taken into the store" is "$code $(ls "$dir/real/done" | wc -l)" "0 5"
expect "all of them" grep -q '5 kept + 0 duplicates' "$err"
cp "$dir/real/done/meridian.txt" "$dir/real/in"
echo nothing >"$dir/real/in/nothing"
PATH=$dir/bin:$PATH "$here/service/twosource-ingest" "$dir/real" >"$out" 2>"$err"; code=$?
expect "what is there already is known, what is no article is told" is "$code $(grep -c '0 kept + 1 duplicates + 1 not an article' "$err")" "1 1"
finish
