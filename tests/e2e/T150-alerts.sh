# Alerts: rules told what is wrong, facts fired once, sent to everybody whatever breaks on the way.
. tests/e2e/lib.sh
secret=0123456789abcdef0123456789abcdef
/usr/bin/python3 tests/e2e/receiver.py "$dir" $secret &
receiver=$!
trap 'kill $receiver; rm -rf "$dir"' EXIT
while ! [ -s "$dir/port" ]; do sleep 0.05; done
port=$(cat "$dir/port")

# An invented story: two accounts of one agency report, one of its own, a higher toll, a correction.
story() {
    agency='HARROW LOCK, May 6 (Meridian) — The weir at Harrow Lock failed on Tuesday, the river authority said.\n\n@ people were killed and 30 were injured, according to the river authority.\n\nOdy Maren, the head of the river authority, said the gates had been opened by hand shortly before dawn.'
    line() { printf '{"id":"%s","url":"https://%s.example/%s","outlet":{"name":"%s","domain":"%s.example"},"title":"%s","published":"2031-05-06T%s:00Z","lang":"en","text":"%s"}\n' "$1" "$2" "$3" "$2" "$2" "$4" "$5" "$6"; }
    twelve=$(printf %s "$agency" | sed 's/@/Twelve/') nineteen=$(printf %s "$agency" | sed 's/@/Nineteen/')
    line f1 Ferry 1 "Weir fails at Harrow Lock" 08:00 "$twelve"
    line k1 Kurier 1 "Weir fails" 08:20 "$twelve"
    line l1 Lantern 1 "Flood at Harrow Lock" 09:10 'The river came through Harrow Lock on Tuesday when the old weir gave way.\n\nOur reporter counted boats at the market square. Twelve people have died, a doctor, Pia Sorel, told the Lantern.\n\nOdy Maren, who heads the river authority, told the Lantern that the gates had been opened by hand shortly before dawn.'
    line k2 Kurier 2 "Toll rises at Harrow Lock" 13:00 'The number of dead after the failure of the weir at Harrow Lock has risen to 19, the fire brigade said on Tuesday.\n\nThe correspondent saw divers bring bodies to the quay. Nineteen people were killed, said fire chief Tomas Wend.'
    line f2 Ferry 1 "Weir fails at Harrow Lock" 16:00 "$nineteen"
}
story | sed 's/\\n/\\n/g' >"$dir/story.jsonl"

cat >"$dir/sendmail" <<END
#!/bin/sh
echo "\$@" >>"$dir/arguments"
cat >"$dir/mail.\$\$"
[ -e "$dir/mail.fails" ] && { echo "queue is full"; exit 75; }
[ -e "$dir/mail.kills" ] && kill -9 \$(cat "$dir/pid")
cp "$dir/mail.\$\$" "$dir/mailed.\$\$"
exit 0
END
chmod +x "$dir/sendmail"
cat >"$dir/rules" <<END
[to log]
file = $dir/log.jsonl
[to hook]
webhook = http://127.0.0.1:$port/
secret = $secret
allow-private = yes
[to mail]
mail = desk@news.example
from = twosource@news.example
sendmail = $dir/sendmail
[to feed]
atom = $dir/feed.xml
[story]
when = origins
behind = story
to = log, feed
[toll]
when = figure
unit = killed
to = log, hook, feed
[correction]
when = correction
to = log, mail, feed
END
raise() { # raise TIME: what fires then, and what is sent
    sh -c 'echo $$ >"$1/pid"; exec "$2" alerts run "$1/rules" --store "$1/s.db" --now "2031-05-06T$3Z"' - "$dir" "$TWOSOURCE" "$1" >"$out" 2>"$err"
    code=$?
}
state() { "$TWOSOURCE" alerts --json --store "$dir/s.db" | /usr/bin/python3 -c '
import json, sys
for a in map(json.loads, sys.stdin):
    for d in a["delivery"]:
        if [a["rule"], d["to"]] == sys.argv[1:]: print(d["state"], d["tries"], d["next"] or "-", d["error"] or "-")' "$1" "$2"; }
hooks() { /usr/bin/python3 -c '
import json, sys
came = [json.loads(line) for line in open(sys.argv[1])]
print(len(came), len({a["id"] for a in came}), all(a["signed"] and a["same"] and a["type"] == "application/json" for a in came))' "$dir/log"; }

# Rules.
run alerts check "$dir/rules"
expect "rules that are right are told to be" is "$code $(grep -c 'nothing is wrong' "$err")" "0 1"
printf '[a]\nwhen = figure\nmore-then = 5\nunit = souls\nto = nobody\n' >"$dir/wrong"
run alerts check "$dir/wrong"
expect "every mistake is told with its line" is "$code $(grep -c 'wrong:[345]: ' "$err")" "2 3"
run alerts run "$dir/wrong" --store "$dir/s.db"
expect "wrong rules raise nothing" is "$code" 2
run add --alerts "$dir/wrong" --store "$dir/s.db" "$dir/story.jsonl"
expect "nor does add begin with them" is "$code $(ls "$dir/s.db" 2>/dev/null)" "2 "

# A receiver that fails, then asks for patience, then takes it.
printf '500\n429 120\n' >"$dir/script"
"$TWOSOURCE" add --store "$dir/s.db" --now 2031-05-06T17:00Z "$dir/story.jsonl" 2>/dev/null
raise 18:00:00
expect "what failed is told, and the exit status says so" is "$code $(grep -c 'answered 500' "$err")" "1 1"
expect "three facts fired" is "$(wc -l <"$out")" 3
expect "it is tried again later" is "$(state toll hook | cut -d' ' -f1,2,4-)" "waiting 1 its server answered 500 Internal Server Error"
raise 18:00:05
expect "not before its time" is "$code $(hooks)" "0 1 1 True"
raise 18:01:30
expect "after what Retry-After says" is "$(state toll hook | cut -c1-26)" "waiting 2 2031-05-06T18:03"
raise 18:04:30
expect "and at last it is sent" is "$code $(state toll hook)" "0 sent 3 - -"
expect "each try had the same id and a good signature" is "$(hooks)" "3 1 True"
expect "lines of a file" is "$(wc -l <"$dir/log.jsonl")" 3
expect "a mail" is "$(cat "$dir/arguments") $(grep -c '^Subject: \[correction\] Ferry corrected: killed 12 -> 19$' "$dir"/mailed.*)" "-t -i 1"
expect "a feed" is "$(grep -c '<entry>' "$dir/feed.xml")" 3
raise 19:00:00
expect "nothing fires or is sent twice" is "$code $(wc -l <"$out") $(hooks) $(wc -l <"$dir/log.jsonl")" "0 0 3 1 True 3"
"$TWOSOURCE" alerts --json --store "$dir/s.db" >"$dir/listed"
expect "what is listed fits its schema" /usr/bin/python3 tools/schema_check doc/schema/alert.schema.json <"$dir/listed"
expect "so do the lines" /usr/bin/python3 tools/schema_check doc/schema/alert.schema.json <"$dir/log.jsonl"
expect "and what is sent" sh -c '/usr/bin/python3 -c "
import json, sys
for line in open(sys.argv[1]):
    for a in json.loads(line)[\"alerts\"]: print(json.dumps(a))" "$1" | /usr/bin/python3 tools/schema_check doc/schema/alert.schema.json' - "$dir/log"
run alerts run "$dir/rules" --dry-run --json --store "$dir/s.db"
names='import json, sys; print(*sorted(a["rule"] + a["id"] + a["headline"] for a in map(json.loads, open(sys.argv[1]))))'
expect "a dry run tells what was fired" is "$(/usr/bin/python3 -c "$names" "$out")" "$(/usr/bin/python3 -c "$names" "$dir/listed")"

# Killed between firing and delivery: while the receiver has it, and while sendmail has it.
fresh() { # fresh: the story in a new store
    rm -f "$dir"/s.db* "$dir"/log "$dir"/log.jsonl "$dir"/script "$dir"/mail.* "$dir"/mailed.*
    "$TWOSOURCE" add --store "$dir/s.db" --now 2031-05-06T17:00Z "$dir/story.jsonl" 2>/dev/null
}
fresh
echo "kill $dir/pid" >"$dir/script"
raise 18:00:00
expect "killed while it sends" is "$code" 137
raise 18:00:01
expect "it is sent again under the same id, and stored once" is "$code $(hooks) $(state toll hook)" "0 2 1 True sent 1 - -"
expect "the file has each alert once" is "$(wc -l <"$dir/log.jsonl") $(sort -u "$dir/log.jsonl" | wc -l)" "3 3"
expect "alerts are not fired again" is "$("$TWOSOURCE" alerts --store "$dir/s.db" | grep -c '^[0-9]')" 3
fresh
: >"$dir/mail.kills"
raise 18:00:00
expect "killed while sendmail has it" is "$code" 137
rm "$dir/mail.kills"
raise 18:00:01
expect "the mail goes again, with its Message-ID" is "$code $(cat "$dir"/mail.[0-9]* | grep -c ^Message-ID) $(cat "$dir"/mail.[0-9]* | grep ^Message-ID | sort -u | wc -l)" "0 2 1"

# A file that a kill left with half a line, or with a line that the store does not know of.
fresh
raise 18:00:00
head -c 700 "$dir/log.jsonl" >"$dir/half" && cp "$dir/half" "$dir/log.jsonl"
/usr/bin/python3 -c 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute("UPDATE message SET state = 0, next = 0 WHERE target = '"'log'"'"); d.commit()' "$dir/s.db"
raise 18:00:01
expect "half a line is written anew" is "$code $(wc -l <"$dir/log.jsonl") $(sort -u "$dir/log.jsonl" | wc -l)" "0 3 3"
expect "and all of them are JSON" /usr/bin/python3 -c 'import json, sys; [json.loads(line) for line in open(sys.argv[1])]' "$dir/log.jsonl"

# A receiver that does not answer.
fresh
echo 'wait 3' >"$dir/script"
sed -i 's/^allow-private = yes/&\ntimeout = 1s/' "$dir/rules"
raise 18:00:00
expect "no answer in time is a failure" is "$code $(state toll hook | cut -d' ' -f1,2)" "1 waiting 1"

# Given up: at once when the receiver is gone for good, and after the time that the rules say.
fresh
echo 410 >"$dir/script"
: >"$dir/mail.fails"
raise 18:00:00
expect "gone for good" is "$code $(state toll hook | cut -d' ' -f1-2)" "1 given up"
expect "a sendmail that fails says why" is "$(state correction mail | cut -d' ' -f1,4-)" "waiting exit status 75: queue is full"
sed -i 's/^sendmail = .*/&\ngive-up = 1h/' "$dir/rules"
raise 19:30:00
expect "given up after its time, and told" is "$code $(state correction mail | cut -d' ' -f1-2) $(grep -c 'is given up after 2 tries' "$err")" "1 given up 1"
rm "$dir/mail.fails"

# add raises and sends by itself; a store without alerts lists none.
rm -f "$dir"/s.db* "$dir/log" "$dir/log.jsonl"
run add --alerts "$dir/rules" --store "$dir/s.db" --now 2031-05-06T17:00Z "$dir/story.jsonl"
expect "add fires and sends" is "$code $(grep -c '3 alerts fired' "$err") $(hooks)" "0 1 1 1 True"
run alerts --since 2 --store "$dir/s.db"
expect "the later ones are listed" is "$(grep -c '^[0-9]' "$out")" 1

# watch: a story that gains a second origin raises its alert with the poll that brings it, and once.
mkdir "$dir/www"
: >"$dir/served"
(cd "$dir/www" && exec /usr/bin/python3 -u -m http.server --bind 127.0.0.1 0 >"$dir/served" 2>&1) &
server=$!
trap 'kill $receiver $server; rm -rf "$dir"' EXIT
while ! grep -q 'port [0-9]' "$dir/served"; do sleep 0.05; done
port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$dir/served")
/usr/bin/python3 - "$dir" "$port" <<'END'
import datetime, html, json, sys
folder, port = sys.argv[1], sys.argv[2]
now = datetime.datetime.now(datetime.timezone.utc)      # as watch reads the clock
for line in open(f"{folder}/story.jsonl"):
    a = json.loads(line)
    a["text"] = a["text"].replace("May 6", f"{now:%B} {now.day}").replace(" on Tuesday", "")
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in a["text"].split("\n\n"))
    with open(f"{folder}/www/{a['id']}.html", "w") as f:
        f.write(f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{a['title']}</title><meta property=og:site_name content={a['outlet']['name']}>"
                f"<meta property=article:published_time content={now:%Y-%m-%dT%H:%M:%SZ}></head><body><article><h1>{a['title']}</h1>{paragraphs}</article></body></html>")
    with open(f"{folder}/www/{a['id']}.json", "w") as f:
        json.dump({"version": "https://jsonfeed.org/version/1.1", "title": a["outlet"]["name"], "items": [
            {"id": a["id"], "url": f"http://{a['outlet']['name'].lower()}.localhost:{port}/{a['id']}.html", "title": a["title"]}]}, f)
END
cp "$dir/www/f1.json" "$dir/www/ferry"
cp "$dir/www/k1.json" "$dir/www/kurier"
sed 's/"items": .*/"items": []}/' "$dir/www/l1.json" >"$dir/www/lantern"
again() { # the feed is due at once
    for change in remove add; do "$TWOSOURCE" feeds $change --store "$dir/w.db" "http://lantern.localhost:$port/lantern" 2>/dev/null; done
}
printf '[to log]\nfile = %s/watched.jsonl\n[story]\nwhen = origins\nbehind = story\n' "$dir" >"$dir/rules"
"$TWOSOURCE" feeds add --store "$dir/w.db" "http://ferry.localhost:$port/ferry" "http://kurier.localhost:$port/kurier" "http://lantern.localhost:$port/lantern" 2>/dev/null
run watch --once --alerts "$dir/rules" --allow-private --pause 0 --store "$dir/w.db"
expect "a copy raises nothing" is "$code $(grep -c '2 kept' "$err") $(cat "$dir/watched.jsonl" 2>/dev/null)" "0 1 "
cp "$dir/www/l1.json" "$dir/www/lantern"
again
run watch --once --alerts "$dir/rules" --allow-private --pause 0 --store "$dir/w.db"
expect "a second origin raises its alert at once" is "$code $(wc -l <"$dir/watched.jsonl")" "0 1"
again
run watch --once --alerts "$dir/rules" --allow-private --pause 0 --store "$dir/w.db"
expect "and once" is "$code $(wc -l <"$dir/watched.jsonl")" "0 1"
finish
