"""members.py ARTICLES COMPARISON: every member's text is exactly that slice of its article's text, and counts add up."""
import json, sys

text = {a["id"]: a["text"] for a in map(json.loads, open(sys.argv[1], encoding="utf-8"))}
c = json.load(open(sys.argv[2], encoding="utf-8"))


def check(m):
    s, e = m["span"]
    if text[m["id"]][s:e] != m["text"]:
        sys.exit("%r is not [%d,%d] of %s" % (m["text"], s, e, m["id"]))


groups = c["said"] + c["figures"] + [p for q in c["claims"] for p in q["positions"]]
for g in groups:
    for m in g["members"]:
        check(m)
    accounts = len({m["id"] for m in g["members"]})
    if g["accounts"] != accounts or not 1 <= g["origins"] <= accounts:
        sys.exit("%d accounts and %d origins, but members in %d" % (g["accounts"], g["origins"], accounts))
for m in c["only"]:
    check(m)
for x in c["copied"]:
    check({"id": x["a"], "span": x["a_span"], "text": x["a_text"]})
    check({"id": x["b"], "span": x["b_span"], "text": x["b_text"]})
if c["origins"] != len({a["origin"] for a in c["accounts"]}):
    sys.exit("origins are not the names in accounts")
sys.exit(0 if groups else "nothing was found")
