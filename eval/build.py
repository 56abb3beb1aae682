#!/usr/bin/python3
"""build.py STORIES OUT: stories with their gold marked in the text -> one folder a story.

OUT/SET/accounts/ID.txt|html is what the program reads, OUT/SET/clean/ID.txt the article's own text, OUT/SET/gold.json what is
right: offsets are code points into clean/ID.txt, end exclusive.  A story file has three parts:

    set NAME | event | date
    said ID | speaker | same_utterance or same_statement
    figure ID | unit | what is counted | agree, compatible, conflict or superseded | low | high      ("-" = open)
    claim ID | question
    position ID | claim | answer | affirm, deny, doubt or decline | who; who
    copied B<A                                  B took passages from A
    edition B<A                                 B is a later edition of A
    account ID | outlet | origin | published | key=value ...      keys: format byline dateline credit url modified
    Title
    (empty line) paragraphs, one a line
    lookalike ID | ...                          an account of another event

Marks in paragraphs: {ID:text}, several IDs as {q1,p2:text}, nested as needed.  The number of a figure stands between bars, its
value in front: {f1=12:|12| people}, also > >= < <= ~ and 10..12.  {o:...} an utterance that only this account has, {of=5:|5|
trucks} a figure, {ox:...} a fact; with ? (o?) it may be missed.  {x1:...} what several accounts of one origin have: counts
neither way.  {q1@Outlet:...} the member's origin is Outlet's.  Standard library only.
"""
import difflib
import html
import json
import os
import re
import sys

WORD = re.compile(r"\w+(?:[’'.,]\w+)*")
LEAST, GAP = 8, 3       # words of a copied run; words changed inside one
MARK = re.compile(r"([a-z]+[0-9]*)(\?)?((?:>=|<=|=|>|<|~)[0-9.]+|[0-9.]+\.\.[0-9.]+)?(@[^,:]+)?")


def fields(line):
    return [f.strip() for f in line.split("|")]


def number(s):
    return None if s == "-" else float(s) if "." in s else int(s)


def value(spec):
    """">=12" -> low, high, comparator"""
    if ".." in spec:
        low, high = map(number, spec.split(".."))
        return low, high, "range"
    sign = re.match(r"[=<>~]+", spec).group()
    n = number(spec[len(sign):])
    name = {"=": "exact", "~": "about", ">": "more_than", ">=": "at_least", "<": "fewer_than", "<=": "up_to"}[sign]
    return (n if sign in ("=", "~", ">", ">=") else None), (n if sign in ("=", "~", "<", "<=") else None), name


def unmark(text, account):
    """The text without marks, and the marks: id, span, number span, value, origin, optional."""
    out, marks, stack, bar, i = [], [], [], None, 0
    while i < len(text):
        c = text[i]
        if c == "{":
            end = text.index(":", i)
            # a time such as 10:05 cannot stand in front of the colon
            stack.append((text[i + 1:end], len(out), []))
            i = end + 1
            continue
        if c == "}":
            spec, start, bars = stack.pop()
            for one in spec.split(","):
                m = MARK.fullmatch(one)
                if not m:
                    sys.exit("%s: mark %r" % (account, one))
                marks.append({"gid": m.group(1), "optional": bool(m.group(2)), "value": m.group(3),
                              "origin": m.group(4) and m.group(4)[1:], "span": [start, len(out)], "bars": list(bars)})
        elif c == "|":
            if not stack:
                sys.exit("%s: bar outside a mark" % account)
            stack[-1][2].append(len(out))
        else:
            out.append(c)
        i += 1
    if stack:
        sys.exit("%s: open mark %s" % (account, stack[-1][0]))
    return "".join(out), marks


def words(text):
    return [(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in WORD.finditer(text)]


def copied(a, b):
    """Runs of equal words of a and b in whatever order, a few changed ones between them allowed."""
    x, y = words(a), words(b)
    left, right = [w[0] for w in x], [w[0] for w in y]
    blocks = []
    while True:
        m = difflib.SequenceMatcher(None, left, right, False).find_longest_match(0, len(left), 0, len(right))
        if m.size < 3:
            break
        blocks.append(m)
        left[m.a:m.a + m.size], right[m.b:m.b + m.size] = [None] * m.size, [False] * m.size     # used up
    runs = []
    for m in sorted(blocks, key=lambda m: m.b):
        last = runs[-1] if runs else None
        if last and 0 <= m.a - last[1] <= GAP and m.b - last[3] <= GAP:
            last[1], last[3], last[4] = m.a + m.size, m.b + m.size, last[4] + m.size
        else:
            runs.append([m.a, m.a + m.size, m.b, m.b + m.size, m.size])
    return [([x[r[0]][1], x[r[1] - 1][2]], [y[r[2]][1], y[r[3] - 1][2]], r[4]) for r in runs if r[4] >= LEAST]


class Story:
    def __init__(self, path):
        self.head, self.said, self.figures, self.claims, self.positions = None, {}, {}, {}, {}
        self.copies, self.editions, self.accounts = [], [], []
        with open(path, encoding="utf-8") as f:
            self.read(f.read().splitlines())

    def read(self, lines):
        account = None
        for line in lines:
            kind, _, rest = line.partition(" ")
            if kind in ("account", "lookalike") and "|" in rest:
                account = self.open_account(kind, fields(rest))
            elif account:
                account["lines"].append(line)
            elif line and not line.startswith("#"):
                self.read_head(kind, fields(rest))

    def open_account(self, kind, f):
        a = {"id": f[0], "outlet": f[1], "origin": f[2], "published": f[3], "lookalike": kind == "lookalike", "lines": []}
        a.update(dict(p.split("=", 1) for p in f[4:]))
        self.accounts.append(a)
        return a

    def read_head(self, kind, f):
        if kind == "set":
            self.head = f
        elif kind == "said":
            self.said[f[0]] = {"gid": f[0], "speaker": f[1], "relation": f[2]}
        elif kind == "figure":
            self.figures[f[0]] = {"gid": f[0], "unit": f[1], "of": f[2], "relation": f[3], "low": number(f[4]), "high": number(f[5])}
        elif kind == "claim":
            self.claims[f[0]] = {"gid": f[0], "question": f[1], "positions": []}
        elif kind == "position":
            self.positions[f[0]] = {"gid": f[0], "answer": f[2], "stance": f[3], "by": [b.strip() for b in f[4].split(";")]}
            self.claims[f[1]]["positions"].append(self.positions[f[0]])
        elif kind in ("copied", "edition"):
            (self.copies if kind == "copied" else self.editions).append(tuple(reversed(f[0].split("<"))))
        else:
            sys.exit("what is %s?" % kind)

    def clean(self):
        for a in self.accounts:
            body = [l for l in a["lines"] if l.strip()]
            a["title"] = body[0]
            a["text"], a["marks"] = unmark("\n\n".join(body[1:]), a["id"])

    def gold(self):
        self.clean()
        real = [a for a in self.accounts if not a["lookalike"]]
        by_id = {a["id"]: a for a in real}
        runs = [{"a": a, "b": b, "a_span": r[0], "b_span": r[1], "words": r[2], "derived": False,
                 "a_text": by_id[a]["text"][slice(*r[0])], "b_text": by_id[b]["text"][slice(*r[1])]}
                for a, b in self.copies for r in copied(by_id[a]["text"], by_id[b]["text"])]
        only, shared = [], {}
        for a in real:
            for m in a["marks"]:
                self.place(a, m, only, shared)
        for item in [*self.said.values(), *self.figures.values(), *self.positions.values()]:
            self.count(item, by_id, runs)
        return {
            "set": self.head[0], "event": self.head[1], "event_date": self.head[2],
            "accounts": [self.account(a) for a in real], "distractors": [self.account(a) for a in self.accounts if a["lookalike"]],
            "origins": len({a["origin"] for a in real}), "editions": [list(e) for e in self.editions],
            "said": list(self.said.values()), "figures": list(self.figures.values()), "claims": list(self.claims.values()),
            "only": only, "only_one_origin": [{"members": m} for m in shared.values()], "copied": runs,
        }

    def place(self, a, m, only, shared):
        member = {"id": a["id"], "span": m["span"], "text": a["text"][slice(*m["span"])], "origin": m["origin"] or None}
        if m["value"]:
            if len(m["bars"]) != 2:
                sys.exit("%s: figure %s without bars" % (a["id"], m["gid"]))
            member["number"] = m["bars"]
            member["low"], member["high"], member["comparator"] = value(m["value"])
        if m["gid"] in ("o", "of", "ox"):
            kind = {"o": "utterance", "of": "figure", "ox": "fact"}[m["gid"]]
            only.append({**member, "type": kind, "nested": m["optional"]})
            return
        if m["gid"].startswith("x"):
            shared.setdefault(m["gid"], []).append(member)
            return
        for group in (self.said, self.figures, self.positions):
            if m["gid"] in group:
                group[m["gid"]].setdefault("members", []).append(member)
                return
        sys.exit("%s: no item %s" % (a["id"], m["gid"]))

    def count(self, item, by_id, runs):
        if not item.get("members"):
            sys.exit("%s: %s has no members" % (self.head[0], item["gid"]))
        origins = set()
        for m in item["members"]:
            origin = m.pop("origin")
            account = m["id"]
            for _ in range(4):      # through copies of copies
                inside = [r for r in runs if r["b"] == account and r["b_span"][0] <= m["span"][0] + 2 and m["span"][1] - 2 <= r["b_span"][1]]
                if origin or account != m["id"] or not inside:
                    break
                account = inside[0]["a"]
            origins.add(origin or by_id[account]["origin"])
        item["accounts"] = len({m["id"] for m in item["members"]})
        item["origins"] = len(origins)
        item["origin_names"] = sorted(origins)

    def account(self, a):
        ext = a.get("format", "txt")
        return {"id": a["id"], "file": "accounts/%s.%s" % (a["id"], ext), "clean": "clean/%s.txt" % a["id"], "format": ext,
                "outlet": {"name": a["outlet"], "domain": domain(a["outlet"])}, "url": address(a), "title": a["title"],
                "published": a["published"], "origin": a["origin"], "distractor": a["lookalike"]}


def domain(outlet):
    return re.sub(r"[^a-z0-9]+", "", outlet.lower()) + ".example"


def address(a):
    return a.get("url") or "https://www.%s/%s/%s" % (domain(a["outlet"]), a["published"][:10].replace("-", "/"), a["id"])


def as_text(a):
    """Scraped text: title, byline, date, paragraphs, credit."""
    top = ["%s | %s" % (a["title"], a["outlet"])]
    if a.get("byline"):
        top.append("By %s" % a["byline"])
    y, m, d = a["published"][:10].split("-")
    month = "January February March April May June July August September October November December".split()[int(m) - 1]
    top.append("%s %d, %s %s" % (month, int(d), y, a["published"][11:16]))
    tail = [a["credit"]] if a.get("credit") else []
    return "\n".join(top) + "\n\n" + a["text"] + "\n\n" + "\n".join(tail + ["Share this story", ""])


def as_page(a):
    e = html.escape
    ld = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": a["title"], "datePublished": a["published"],
          "publisher": {"@type": "Organization", "name": a["outlet"]}}
    if a.get("modified"):
        ld["dateModified"] = a["modified"]
    byline = '<p class="byline">By %s</p>\n' % e(a["byline"]) if a.get("byline") else ""
    credit = '<p class="credit">%s</p>\n' % e(a["credit"]) if a.get("credit") else ""
    body = "\n".join("<p>%s</p>" % e(p) for p in a["text"].split("\n\n"))
    return """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>%s - %s</title>
<link rel="canonical" href="%s"><meta property="og:site_name" content="%s">
<meta property="article:published_time" content="%s"><script type="application/ld+json">%s</script></head><body>
<header><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a> <a href="/subscribe">Subscribe</a></nav></header>
<main><article><h1>%s</h1>
%s<time datetime="%s">%s</time>
<div class="body">
%s
%s</div></article>
<section class="related"><h2>More from us</h2><ul><li><a href="/1">Ten walks for a wet weekend</a></li><li><a href="/2">The quiz</a></li></ul></section>
</main><footer><p>All rights reserved.</p></footer></body></html>
""" % (e(a["title"]), e(a["outlet"]), e(address(a)), e(a["outlet"]), a["published"], json.dumps(ld), e(a["title"]), byline,
       a["published"], a["published"][:10], body, credit)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    for name in sorted(os.listdir(sys.argv[1])):
        if not name.endswith(".story"):
            continue
        story = Story(os.path.join(sys.argv[1], name))
        gold = story.gold()
        out = os.path.join(sys.argv[2], gold["set"])
        for a in story.accounts:
            page = as_page(a) if a.get("format") == "html" else as_text(a)
            write(os.path.join(out, "accounts", "%s.%s" % (a["id"], a.get("format", "txt"))), page)
            write(os.path.join(out, "clean", a["id"] + ".txt"), a["text"])
        write(os.path.join(out, "gold.json"), json.dumps(gold, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
