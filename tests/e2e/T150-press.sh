# Press releases as they come: mail, boxes of mail, PDF.
. tests/e2e/lib.sh
articles() { run read --now 2031-04-06T00:00Z "$@"; cp "$out" "$dir/articles"; }
at() { sed -n "$1p" "$dir/articles" >"$dir/line"; field "$dir/line" "$2"; }

cat >"$dir/release.txt" <<'END'
Pier at Skelby falls into the sea

SKELBY, 2 April 2031 – The old pier at Skelby fell into the sea on Tuesday night, the harbour author|ity said. Nobody was hurt, harbour master Ilo Wern told report|ers on Wednesday morning, when the sea had calmed and the first pictures of the wreck|age were made from a heli|copter of the coast guard.

“We had closed the pier in March, and nobody was on it,” Mr Wern said. “The council will look for the cause, and it will tell every|body what it finds, whatever that may be and whom|ever it may concern in the well-|known debate about repairs.”

The well-known pier was built in 1902 and closed on 3 March after an inspec|tion had found cracks in 14 piles. Repairs would have cost 2.4 million euros, the council of Skelby had been told by engi|neers in January of the year before.

The council will meet on Monday to decide whether the pier is to be built again. It had asked the govern|ment for help two times, in 2028 and in 2030, and both times the answer had been no.
END
/usr/bin/python3 tests/e2e/makepdf.py <"$dir/release.txt" >"$dir/release.pdf"
tr -d '|' <"$dir/release.txt" >"$dir/plain.txt"
articles "$dir/plain.txt"
cp "$dir/articles" "$dir/plain"

# Mail.
/usr/bin/python3 - "$dir" <<'END'
import sys
from email.message import EmailMessage
from email.policy import SMTP
at = sys.argv[1] + '/'
text = open(at + 'plain.txt', encoding='utf-8').read().split('\n', 2)[2]
m = EmailMessage()
m['From'] = '"Skelby Harbour Authority" <press@harbour.example>'
m['To'] = 'news@desk.example'
m['Subject'] = 'Fwd: PRESS RELEASE: Pier at Skelby falls into the sea, Zoë Ørn says'
m['Date'] = 'Wed, 02 Apr 2031 09:30:00 +0200'
m.set_content('FOR IMMEDIATE RELEASE\n\n' + text + '\n-- \nPress Office\nHarbour Road 1\n')
m.add_alternative('<html><p>View this in your browser</p>' + ''.join('<p>%s</p>' % p for p in text.split('\n\n')) + '</html>', subtype='html')
m.add_attachment('<html><body><h1>Background</h1><p>The pier of Skelby was built in 1902 by the engineer Ada Holm, and was 300 metres long when the mayor of the town opened it.</p></body></html>'.encode(), maintype='text', subtype='html', filename='Hintergrund ü.html')
m.add_attachment(open(at + 'release.pdf', 'rb').read(), maintype='application', subtype='pdf', filename='release.pdf')
m.add_attachment(b'\x89PNG', maintype='image', subtype='png', filename='pier.png')
open(at + 'release.eml', 'wb').write(m.as_bytes(policy=SMTP))
plain = ('From: Jana Holt <jana.holt@lamp.example>\nDate: %s\nSubject: %s\nTo: x\nContent-Type: text/plain; charset=iso-8859-1\n\n'
         'The pier at Skelby fell on Tuesday night, Zo\xeb \xd8rn said in the morning. Nobody was on it when it fell.\n\n%s\n')
box = b''
for day, subject, rest in ((2, 'Pier falls', '>From here on nobody was seen.'), (3, 'Pier gone', 'From here one sees the\n\nFrom the sea.'), (4, 'Pier missed', 'x')):
    box += ('From jana Wed Apr  2 10:00:00 2031\n' + plain % ('%d Apr 2031 10:00:00 GMT' % day, subject, rest) + '\n').encode('latin-1')
open(at + 'news.mbox', 'wb').write(box)
END
articles "$dir/release.eml"
expect "a message and what it brings are documents" is "$code $(wc -l <"$out")" "0 3"
expect "the text is that of the release" is "$(at 1 text)" "$(field "$dir/plain" text)"
expect "the subject is the title" is "$(at 1 title)" "Pier at Skelby falls into the sea, Zoë Ørn says"
expect "the sender the outlet" is "$(at 1 outlet.name) $(at 1 outlet.domain)" "Skelby Harbour Authority harbour.example"
expect "the date that of publication" is "$(at 1 published.value) $(at 1 published.from)" "2031-04-02T09:30:00+02:00 feed"
expect "an attached page is read" is "$(at 2 text)" "The pier of Skelby was built in 1902 by the engineer Ada Holm, and was 300 metres long when the mayor of the town opened it."
expect "of the same outlet" is "$(at 2 outlet.name) $(at 2 outlet.domain)" "Skelby Harbour Authority harbour.example"
expect "an attached PDF too" is "$(at 3 text)" "$(field "$dir/plain" text)"
expect "each named by its place" is "$(at 3 source)" "$dir/release.eml#2"
run add --store "$dir/news.db" --now 2031-04-06T00:00Z "$dir/release.eml"
run show --original --store "$dir/news.db" s1:A
expect "the store keeps the message as it came" cmp "$out" "$dir/release.eml"
articles "$dir/news.mbox"
expect "a box has its messages" is "$(wc -l <"$out") $(at 1 title) $(at 3 title)" "3 Pier falls Pier missed"
expect "in any charset" is "$(at 1 text | head -1 | cut -d, -f2)" " Zoë Ørn said in the morning. Nobody was on it when it fell."
expect "a line that looks like the next one is text" is "$(at 2 text | tail -1)" "From the sea."
expect "a person is the byline" is "$(at 1 byline) $(at 1 outlet.name)" '["Jana Holt"] lamp.example'
expect "each named by its number" is "$(at 2 source)" "$dir/news.mbox#2"
head -c 1500 "$dir/release.eml" >"$dir/cut.eml"
articles "$dir/cut.eml"
expect "a message that is cut off is read as far as it goes" is "$(at 1 title)" "Pier at Skelby falls into the sea, Zoë Ørn says"
expect "and its text" test "$(at 1 text | wc -c)" -gt 300

# PDF.
for how in "" "--columns 2"; do
    /usr/bin/python3 tests/e2e/makepdf.py $how <"$dir/release.txt" >"$dir/one.pdf"
    articles "$dir/one.pdf"
    expect "a PDF is the text that it shows ($how)" is "$(at 1 text)" "$(field "$dir/plain" text)"
    expect "with its title and dateline" is "$(at 1 title) $(at 1 dateline)" "Pier at Skelby falls into the sea SKELBY, 2 April 2031"
done
{ head -2 "$dir/release.txt"; for n in 1 2 3 4 5 6 7 8 9; do sed "1,2d; s/14 piles/1$n piles/" "$dir/release.txt"; echo; done; } >"$dir/long.txt"
/usr/bin/python3 tests/e2e/makepdf.py --columns 2 --head "Skelby Harbour Authority" <"$dir/long.txt" >"$dir/long.pdf"
articles "$dir/long.pdf"
expect "over pages and columns paragraphs stay whole" is "$(at 1 text | grep -c .)" 36
expect "heads and feet of pages are gone" is "$(at 1 text | grep -c 'Page\|Skelby Harbour Authority')" 0
run compare --json "$dir/release.pdf" "$dir/plain.txt"
expect "one release in two forms is one origin" is "$(field "$out" origins)" 1
head -c 700 "$dir/release.pdf" >"$dir/broken.pdf"
printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<pre>A PDF begins so:\r\n\r\n%%PDF-1.7</pre>' >"$dir/block"
sed 's/^$/<p>/' "$dir/release.txt" >>"$dir/block"
printf 'WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://skelby.example/x\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n' \
    "$(wc -c <"$dir/block")" | cat - "$dir/block" >"$dir/page.warc"
run read "$dir/page.warc"
expect "a page that shows how a PDF begins is a page" is "$code $(field "$out" url)" "0 http://skelby.example/x"
printf '%%PDF-1.7\nnothing' >"$dir/empty.pdf"
run read "$dir/broken.pdf" "$dir/empty.pdf" "$dir/release.pdf"
expect "a damaged PDF costs itself" is "$code $(wc -l <"$out")" "1 1"
expect "and is told" is "$(grep -c 'pdf: damaged, or protected\|pdf: a PDF without text' "$err")" 2
run read --no-sandbox --threads 1 "$dir/release.pdf"
expect "it needs no workers" is "$(wc -l <"$out")" 1

# What means harm.
/usr/bin/python3 - "$dir" <<'END'
import sys
at = sys.argv[1] + '/'
deep = b'From: a\nDate: b\nTo: c\n' + b''.join(b'Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n' % (i, i) for i in range(20000)) + b'\nx'
open(at + 'deep.eml', 'wb').write(deep)
open(at + 'many.eml', 'wb').write(b'From: a\nDate: b\nTo: c\nContent-Type: multipart/mixed; boundary=b\n\n' + b'--b\n\nx\n' * 200000)
open(at + 'header.eml', 'wb').write(b'From: a\nDate: b\nTo: c\nContent-Type: text/plain' + b';' * 500000 + b'a=b\nSubject: ' + b'=?utf-8?q?a?= ' * 50000 + b'\n\nThe pier.')
open(at + 'dashes.eml', 'wb').write(b'From: a\nDate: b\nTo: c\nContent-Type: multipart/mixed; boundary="' + b'-' * 60 + b'x"\n\n' + b'-' * 3000000)
open(at + 'from.mbox', 'wb').write(b'From a\nFrom: a\nDate: b\nTo: c\n\n' + b'\nFrom ' * 500000)
END
for f in deep.eml many.eml header.eml dashes.eml from.mbox; do
    timeout 20 "$TWOSOURCE" read "$dir/$f" >"$out" 2>"$err"
    code=$?
    expect "$f is read or dropped, and soon" test $code -le 1
done
finish
