# What other programs say of news: agency items (ninjs) and fact checks (ClaimReview), read as accounts.
. tests/e2e/lib.sh
articles() { run read --now 2031-04-06T00:00Z "$@"; cp "$out" "$dir/articles"; }
at() { sed -n "$1p" "$dir/articles" >"$dir/line"; field "$dir/line" "$2"; }

cat >"$dir/one.json" <<'END'
{"uri":"urn:newsml:nordpress.example:20310402:77","type":"text","firstcreated":"2031-04-02T10:00:00+02:00","versioncreated":"2031-04-02T12:00:00+02:00",
 "language":"en-GB","headline":"Pier at Skelby collapses","byline":"By Jana Holt and Per Lunde","copyrightholder":"Nord Press",
 "body_html":"<p>SKELBY, April 2 (Nord Press) - The pier at Skelby fell into the sea on Tuesday night, the harbour office said.</p><p>Harbour master Ilo Wern said that nobody was on the pier when it fell at about ten in the evening.</p><p>&quot;We had closed it in March,&quot; he said. The council of Skelby will look for the cause.</p><ul class=\"share-buttons\"><li>Share</li></ul>",
 "renditions":{"web":{"href":"https://nordpress.example/a/77","mimetype":"text/html"}}}
END
articles "$dir/one.json"
expect "an item of version 1 is an article" is "$(at 1 title)" "Pier at Skelby collapses"
expect "with its names" is "$(at 1 byline)" '["Jana Holt", "Per Lunde"]'
expect "its outlet and agency" is "$(at 1 outlet.name) $(at 1 outlet.domain) $(at 1 credit)" 'Nord Press nordpress.example ["Nord Press"]'
expect "its times" is "$(at 1 published.value) $(at 1 modified)" "2031-04-02T10:00:00+02:00 2031-04-02T12:00:00+02:00"
expect "its language and address" is "$(at 1 lang) $(at 1 url)" "en https://nordpress.example/a/77"
expect "and its text alone" is "$(at 1 text | tail -1)" '"We had closed it in March," he said. The council of Skelby will look for the cause.'

cat >"$dir/two.json" <<'END'
[{"uri":"https://nordpress.example/items/78","type":"text","versioncreated":"2031-04-02T12:00:00Z","language":"en",
 "headlines":[{"role":"sub","value":"Not this"},{"role":"main","contenttype":"text/html","value":"Pier <b>gone</b> &amp; nobody hurt"}],
 "bodies":[{"contenttype":"text/html","value":"<p>Longer, but with marks of its own that need to be taken off before anybody can read what the pier at Skelby did, and when it did it.</p>"},
  {"contenttype":"text/plain","value":"SKELBY (Nord Press) - The pier at Skelby fell into the sea, the harbour office said.\n\n  Nobody was hurt."}],
 "by":"Jana Holt, correspondent","ednote":"Corrects day","descriptions":[{"role":"summary","value":"The pier is gone."}],
 "infosources":[{"name":"Nord Press","role":"agency"},{"name":"Skelby Mail","role":"https://schema.org/publisher","uri":"https://www.skelbymail.example"}]},
 {"uri":"urn:x:1","type":"picture","headlines":[{"value":"A pier"}],"renditions":[{"name":"a","href":"https://x.example/a.jpg"}]},
 {"uri":"urn:x:2","pubstatus":"canceled","bodies":[{"value":"Kill this."}]},
 {"uri":"urn:x:3","type":"composite","headlines":[{"value":"Package"}],"associations":[{"name":"a","uri":"urn:x:1"}]}]
END
articles "$dir/two.json"
expect "of an array the texts are articles" is "$code $(wc -l <"$out")" "1 1"
expect "plain text is taken as it is" is "$(at 1 text | tail -1)" "  Nobody was hurt."
expect "a headline without its markup" is "$(at 1 title)" "Pier gone & nobody hurt"
expect "the publisher is the outlet, others are credited" is "$(at 1 outlet.name) $(at 1 outlet.domain) $(at 1 credit)" 'Skelby Mail skelbymail.example ["Nord Press"]'
expect "standfirst, byline, dateline and notes" is "$(at 1 standfirst) $(at 1 byline) $(at 1 dateline) $(at 1 notes)" \
    'The pier is gone. ["Jana Holt"] SKELBY (Nord Press) ["Corrects day"]'
expect "a picture is told" grep -q 'two.json#2: a news item that is no text' "$err"
expect "so is what was withdrawn" grep -q 'two.json#3: an item that its agency withdrew' "$err"
expect "and a package" grep -q 'two.json#4: a news item without a text of its own' "$err"

# What we write we read.
cat >"$dir/given.jsonl" <<'END'
{"id":"given-1","source":"x","url":"https://lamp.example/a?b=1","outlet":{"name":"The Lamp","domain":"lamp.example"},"title":"Pier <gone> & \"done\"","standfirst":"Short","byline":["Jana Holt","the Lamp team"],"dateline":"SKELBY, April 2","published":"2031-04-02","modified":"2031-04-03T10:00","lang":"en","credit":["Nord Press","AP"],"notes":["One.","Two"],"text":"SKELBY, April 2 - The pier\n\n  fell 😀 <b>x</b>.\n\n\nNobody was hurt."}
{"id":"given-2","text":"Share this page. It has nothing else."}
{"id":"given-3","outlet":{"name":"lamp.example","domain":"lamp.example"},"published":"2031","text":"One\ntwo"}
END
run add --store "$dir/news.db" --now 2031-04-06T00:00Z "$dir/given.jsonl" examples/market_bombing examples/alert_raised
"$TWOSOURCE" export --store "$dir/news.db" --what articles >"$dir/before"
"$TWOSOURCE" export --store "$dir/news.db" --format ninjs >"$dir/export.json"
articles "$dir/export.json"
expect "our own export read back gives the same articles" is "$(/usr/bin/python3 - "$dir" <<'END'
import json, sys
before, after = ({a["id"]: a for a in map(json.loads, open(sys.argv[1] + "/" + name, encoding="utf-8"))} for name in ("before", "articles"))
print(len(before), before.keys() == after.keys())
for i, a in before.items():
    b = after[i]
    for o in (a, b):
        o["source"] = None
        o["published"] = o["published"] and o["published"]["value"]
    for k in a:
        if a[k] != b[k] and not (k == "outlet" and a["outlet"]["name"] == a["outlet"]["domain"]):
            print(i, k, a[k], b[k])
END
)" "13 True"

cat >"$dir/feed.json" <<'END'
{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":[
{"@type":"DataFeedItem","item":[{"@type":"ClaimReview","url":"https://checks.example/1","datePublished":"2031-04-05","inLanguage":"en",
"claimReviewed":"The pier was never inspected in ten years","itemReviewed":{"@type":"Claim","author":{"@type":"Person","name":"Ilo Wern"}},
"author":{"@type":"Organization","name":"Skelby Checks","url":"https://checks.example"},"reviewRating":{"@type":"Rating","ratingValue":"1","bestRating":"5","alternateName":"False"}}]},
{"@type":"DataFeedItem","item":{"@type":"http://schema.org/ClaimReview","url":"https://checks.example/2","inLanguage":"es","claimReviewed":"El muelle era nuevo","itemReviewed":{"author":[{"name":"Rosa Gil"}]},"reviewRating":{"ratingValue":2,"bestRating":5},"publisher":{"name":"Skelby Checks"}}}]}
END
articles "$dir/feed.json"
expect "a fact check is an account" is "$(at 1 text)" "Ilo Wern said: The pier was never inspected in ten years.

Skelby Checks: False."
expect "with outlet, address and day" is "$(at 1 outlet.name) $(at 1 outlet.domain) $(at 1 url) $(at 1 published.value)" \
    "Skelby Checks checks.example https://checks.example/1 2031-04-05"
expect "in any language" is "$(at 2 text | head -1) $(at 2 lang)" "Rosa Gil: “El muelle era nuevo” es"
expect "a rating of numbers alone is told" is "$(at 2 text | tail -1)" "Skelby Checks: 2 / 5."
"$TWOSOURCE" extract "$dir/articles" >"$dir/said"
expect "the speaker is who claimed it" is "$(field "$dir/said" attributions.0.speaker)" "Ilo Wern"

cat >"$dir/page.html" <<'END'
<!doctype html><html lang="en"><head><title>Was the pier inspected? | Skelby Checks</title><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"ClaimReview","url":"https://checks.example/3","claimReviewed":"The pier was never inspected","itemReviewed":{"author":{"name":"Ilo Wern"}},"author":{"name":"Skelby Checks"},"datePublished":"2031-04-05","reviewRating":{"alternateName":"Mostly false"}}]}</script></head><body><article><h1>Was the pier inspected?</h1><p>Harbour master Ilo Wern said on Tuesday that the pier at Skelby had never been inspected. Documents that we have seen show that it was inspected twice in ten years.</p><p>The council inspected the pier in 2024 and in 2028, as the minutes of its meetings say. Both reports called for repairs of the piles that hold the eastern end.</p></article></body></html>
END
articles "$dir/page.html"
expect "a page keeps its text" is "$(at 1 text | cut -c1-30)" "Harbour master Ilo Wern said o

The council inspected the pier"
expect "what it found is a note" is "$(at 1 notes)" '["Skelby Checks: Mostly false (Ilo Wern: The pier was never inspected)"]'
sed 's|<article>.*</article>||' "$dir/page.html" >"$dir/bare.html"
articles "$dir/bare.html"
expect "without a text the check is the account" is "$(at 1 text | head -1)" "Ilo Wern said: The pier was never inspected."

cat >"$dir/text.json" <<'END'
{"version":"https://jsonfeed.org/version/1.1","title":"","items":[{"id":"1","url":"https://www.lamp.example/7","content_text":"The pier at Skelby fell into the sea on Tuesday night, the harbour office said. Nobody was hurt when it fell."}]}
END
articles "$dir/text.json"
expect "a plain text with an address is of its host" is "$(at 1 outlet.name) $(at 1 outlet.domain)" "lamp.example lamp.example"

# Anything can stand in any field.
cat >"$dir/odd.jsonl" <<'END'
{"uri":"a","bodies":[{"value":[1]},{"value":"<p>"},7,{"contenttype":"text/html","value":"</article><script>x</script><p>The pier at Skelby fell into the sea on Tuesday night, the harbour office said in the morning.</p>"}],"headlines":[null,{"value":"<b>"},{"role":"main","value":"</script><script>alert(1)</script>"}],"people":[{"rel":"author"},{"rel":"author","name":"\"><b>"}],"infosources":"x","altids":[{"role":"twosource"}],"descriptions":{"role":1},"renditions":[1,{"href":"http://","contenttype":"html"}]}
{"@type":["Review","ClaimReview"],"claimReviewed":"<b>x</b> &amp; y","itemReviewed":[],"author":[[]],"reviewRating":{"ratingValue":{}},"reviewBody":"<p>One</p><p>Two</p>","inLanguage":"xx-"}
{"@type":"ClaimReview","itemReviewed":{"author":5}}
{"uri":"b","body_text":"\u0000\ufffe\ud800 text","versioncreated":"never","language":"0"}
END
articles "$dir/odd.jsonl"
expect "no object stops the reader" is "$code $(wc -l <"$out")" "1 3"
expect "what is written is valid" valid article "$out"
expect "a fact check without a claim is told" grep -q 'odd.jsonl#3: a fact check without a claim' "$err"
finish
