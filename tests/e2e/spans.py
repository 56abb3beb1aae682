"""spans.py ARTICLES STATEMENTS: every span lies inside its article's text, in order, and is not empty."""
import json, sys

articles = {a["id"]: a for a in map(json.loads, open(sys.argv[1], encoding="utf-8"))}


def spans(value, key=""):
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(x, int) for x in value):
            yield key, value
        else:
            for item in value:
                yield from spans(item, key)
    elif isinstance(value, dict):
        for k, v in value.items():
            yield from spans(v, k)


seen = 0
for line in open(sys.argv[2], encoding="utf-8"):
    o = json.loads(line)
    n = len(articles[o["id"]]["text"])
    for key, (s, e) in spans(o):
        seen += 1
        if not 0 <= s < e <= n:
            sys.exit("%s: %s [%d,%d] is not inside a text of %d" % (o["id"], key, s, e, n))
sys.exit(0 if seen else "no spans at all")
