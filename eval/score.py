#!/usr/bin/python3
"""score.py PROGRAM SETS [--worst N]: runs PROGRAM on every set of the folder SETS and prints how much of the gold it found.

A set is a folder with accounts/, clean/ and gold.json (build.py).  One line a set, then all sets together:
    said      pairs of members that belong to one statement, F1
    figures   groups with the right relation, F1; a group is found when half of the members of both are the same
    claims    who takes which stance, F1
    only      what only one account has: F1 of recall, and of the listed items the share that gold does not know elsewhere
    copied    words in copied passages, F1
    origins   the number of origins of the story is right, and every two accounts are together or apart as they should
    standing  statements, figures and positions whose number of origins is right
Two places are one when they share half of their words, or when one lies in the other and is a third of it.  Predictions that
gold takes no position on count neither way.  Standard library only; nothing but PROGRAM is run, offline.
"""
import itertools
import json
import os
import re
import subprocess
import sys

WORD = re.compile(r"\w+(?:[’'.,]\w+)*")
STOP = set("the of a an mr ms mrs dr and for unnamed".split())


def words(text):
    return [m.group().lower().replace("’", "'") for m in WORD.finditer(text)]


def likeness(x, y):
    """Of two sets of word positions; 0 when they are two places."""
    if not x or not y:
        return 0
    both = len(x & y)
    if 2 * both >= len(x | y) or (both == min(len(x), len(y)) and 3 * both >= max(len(x), len(y))):
        return both / len(x | y)
    return 0


class Text:
    """An account's own text; finds the words of a predicted place in it."""

    def __init__(self, text):
        self.text, self.starts = text, [(m.start(), m.end()) for m in WORD.finditer(text)]
        self.words = words(text)

    def at(self, span):
        return frozenset(i for i, (s, e) in enumerate(self.starts) if s < span[1] and e > span[0])

    def find(self, text, span):
        if self.text[span[0]:span[1]] == text:
            return self.at(span)
        want = words(text)
        hits = [i for i in range(len(self.words) - len(want) + 1) if want and self.words[i:i + len(want)] == want]
        if not hits:
            return frozenset()
        near = min(hits, key=lambda i: abs(self.starts[i][0] - span[0]))
        return frozenset(range(near, near + len(want)))


class Tally:
    def __init__(self):
        self.n = {}

    def add(self, key, right, wrong, missed):
        old = self.n.get(key, (0, 0, 0))
        self.n[key] = (old[0] + right, old[1] + wrong, old[2] + missed)

    def merge(self, other):
        for key, v in other.n.items():
            self.add(key, *v)

    def f1(self, key):
        right, wrong, missed = self.n.get(key, (0, 0, 0))
        return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0

    def share(self, key):
        right, wrong, _ = self.n.get(key, (0, 0, 0))
        return right / (right + wrong) if right + wrong else 1.0


class Set:
    def __init__(self, folder, program, faults):
        with open(os.path.join(folder, "gold.json"), encoding="utf-8") as f:
            self.gold = json.load(f)
        self.name, self.faults, self.tally = self.gold["set"], faults, Tally()
        self.text = {}
        for a in self.gold["accounts"]:
            with open(os.path.join(folder, a["clean"]), encoding="utf-8") as f:
                self.text[a["id"]] = Text(f.read())
        files = [os.path.join(folder, a["file"]) for a in self.gold["accounts"]]
        out = subprocess.run([program, "compare", "--json", "--now", "2034-01-01", *files], capture_output=True, check=False)
        if out.returncode > 1:
            sys.exit("%s: exit %d: %s" % (self.name, out.returncode, out.stderr.decode()))
        self.got = json.loads(out.stdout)
        self.id = {a["id"]: os.path.splitext(os.path.basename(a["source"]))[0] for a in self.got["accounts"]}

    def fault(self, kind, text):
        self.faults.append("%s: %s: %s" % (self.name, kind, text[:110]))

    def gold_at(self, m, key="span"):
        return m["id"], self.text[m["id"]].at(m[key])

    def got_at(self, m, key="span"):
        a = self.id.get(m["id"], m["id"])
        return (a, self.text[a].find(m["text"], m["span"])) if a in self.text else (a, frozenset())

    def nearest(self, place, known):
        """The item of known (name, place, member) at that place; None when there is none."""
        best, most = None, 0
        for item in known:
            v = likeness(place[1], item[1][1]) if place[0] == item[1][0] else 0
            if v > most:
                best, most = item, v
        return best

    def members(self, groups):
        return [(g["gid"], self.gold_at(m), m) for g in groups for m in g["members"]]

    def score_said(self):
        known = self.members(self.gold["said"])
        self.elsewhere = known + self.members(self.gold["figures"]) + self.members(
            [p for c in self.gold["claims"] for p in c["positions"]])
        index = {id(k[2]): i for i, k in enumerate(known)}
        want = {(i, j) for (i, x), (j, y) in itertools.combinations(enumerate(known), 2)
                if x[0] == y[0] and x[2]["id"] != y[2]["id"]}
        found, wrong, by_group = set(), 0, {}
        for q in self.got["said"]:
            at = [(self.got_at(m), m["text"]) for m in q["members"]]
            at = [(p, t, self.nearest(p, known)) for p, t in at]
            for (p, s, x), (r, t, y) in itertools.combinations(at, 2):
                if p[0] == r[0] or (x is None and y is None):
                    continue
                if x and y and x[0] == y[0]:
                    found.add(tuple(sorted((index[id(x[2])], index[id(y[2])]))))
                    by_group.setdefault(x[0], q)
                else:
                    wrong += 1
                    self.fault("said joined", "%s | %s" % (s[:50], t[:50]))
        for i, j in sorted(want - found):
            self.fault("said missed", "%s | %s" % (known[i][2]["text"][:50], known[j][2]["text"][:50]))
        self.tally.add("said", len(want & found), wrong, len(want - found))
        for q in self.gold["said"]:
            self.standing(q, by_group.get(q["gid"]))

    def standing(self, gold, got):
        right = bool(got) and got["origins"] == gold["origins"]
        self.tally.add("standing", right, not right, 0)
        if got and not right:
            self.fault("origins of a statement", "%s: %d, not %d" % (gold["members"][0]["text"][:60], got["origins"], gold["origins"]))

    def score_figures(self):
        known = [(f["gid"], self.gold_at(m, "number"), m) for f in self.gold["figures"] for m in f["members"]]
        known += [(None, self.gold_at(o, "number" if "number" in o else "span"), o) for o in self.gold["only"] if o["type"] == "figure"]
        size = {f["gid"]: len(f["members"]) for f in self.gold["figures"]}
        matched, wrong = {}, 0
        for r in self.got["figures"]:
            hits, inside = {}, 0
            for m in r["members"]:
                a, at = self.got_at(m)
                hit = next((k for k in known if k[1][0] == a and k[1][1] <= at), None)
                inside += hit is not None
                if hit and hit[0]:
                    hits.setdefault(hit[0], set()).add(id(hit[2]))
            if not inside:
                continue
            gid = max(hits, key=lambda g: len(hits[g]), default=None)
            if gid and gid not in matched and 2 * len(hits[gid]) >= size[gid] + len(r["members"]) - len(hits[gid]):
                matched[gid] = r
            else:
                wrong += 1
                self.fault("figures joined", " | ".join(m["text"][:25] for m in r["members"]))
        for f in self.gold["figures"]:
            r = matched.get(f["gid"])
            right = bool(r) and r["relation"] == f["relation"]
            self.tally.add("figures", right, bool(r) and not right, not right)
            if not right:
                self.fault("figure", "%s: %s, not %s" % (f["of"], r["relation"] if r else "not found", f["relation"]))
            self.standing(f, r)
        self.tally.add("figures", 0, wrong, 0)

    @staticmethod
    def is_one(a, b):
        x, y = set(words(a)) - STOP, set(words(b)) - STOP
        return bool(x and y) and 2 * len(x & y) >= min(len(x), len(y))

    def score_claims(self):
        positions = {p["gid"]: p for c in self.gold["claims"] for p in c["positions"]}
        known = self.members(positions.values())
        open_ = [(gid, by) for gid, p in positions.items() for by in p["by"]]
        right = wrong = 0
        found = {}
        for p in (p for c in self.got["claims"] for p in c["positions"]):
            at = {k[0] for k in map(lambda m: self.nearest(self.got_at(m), known), p["members"]) if k}
            for by in p["by"] if at else []:
                hit = next((o for o in open_ if o[0] in at and positions[o[0]]["stance"] == p["stance"] and self.is_one(o[1], by)), None)
                if hit:
                    open_.remove(hit)
                    found.setdefault(hit[0], p)
                    right += 1
                elif not any(positions[g]["stance"] == p["stance"] and any(self.is_one(b, by) for b in positions[g]["by"]) for g in at):
                    wrong += 1
                    self.fault("claim wrong", "%s, %s: %s" % (by, p["stance"], p["members"][0]["text"][:60]))
        for gid, by in open_:
            self.fault("claim missed", "%s, %s: %s" % (by, positions[gid]["stance"], positions[gid]["answer"]))
        self.tally.add("claims", right, wrong, len(open_))
        for gid, p in positions.items():
            self.standing(p, found.get(gid))

    def score_only(self):
        known = [(i, self.gold_at(o), o) for i, o in enumerate(self.gold["only"])]
        shared = self.elsewhere + self.members([{"gid": "x", "members": x["members"]} for x in self.gold["only_one_origin"]])
        found, wrong = set(), 0
        for o in self.got["only"]:
            place = self.got_at(o)
            hits = {k[0] for k in known if k[1][0] == place[0] and (likeness(place[1], k[1][1]) or
                    (k[2]["type"] == "figure" and k[1][1] <= place[1]))}
            found |= hits
            if not hits and self.nearest(place, shared):
                wrong += 1
                self.fault("only, but others have it", o["text"])
        missed = [k for k in known if k[0] not in found and not k[2].get("nested")]
        for k in missed:
            self.fault("only missed", k[2]["text"])
        self.tally.add("only", len(known) - len(missed) - sum(bool(k[2].get("nested")) and k[0] not in found for k in known), wrong, len(missed))

    def score_copied(self):
        def places(c, at):
            return {(a, w) for side in "ab" for a, ws in [at(c[side], c[side + "_span"], c[side + "_text"])] for w in ws}

        def gold_at(a, span, _):
            return a, self.text[a].at(span)

        def got_at(a, span, text):
            return self.got_at({"id": a, "span": span, "text": text})
        gold, derived, got, related = set(), set(), set(), set()
        origin = {a["id"]: a["origin"] for a in self.gold["accounts"]}
        for c in self.gold["copied"]:
            (derived if c.get("derived") else gold).update(places(c, gold_at))
            related.add(frozenset((c["a"], c["b"])))
        for c in self.got["copied"]:
            a, b = self.id[c["a"]], self.id[c["b"]]
            if frozenset((a, b)) in related or origin[a] != origin[b]:      # two copies of one origin: neither way
                got |= places(c, got_at)
        self.tally.add("copied", len(got & gold), len(got - gold - derived), len(gold - got))

    def score_origins(self):
        label = {self.id[a["id"]]: a["origin"] for a in self.got["accounts"]}
        right = self.got["origins"] == self.gold["origins"]
        for x, y in itertools.combinations(self.gold["accounts"], 2):
            one = label.get(x["id"]) == label.get(y["id"])
            if one != (x["origin"] == y["origin"]):
                right = False
                self.fault("origins", "%s and %s are %s" % (x["id"], y["id"], "together" if one else "apart"))
        self.tally.add("origins", right, not right, 0)

    def score(self):
        self.score_said()
        self.score_figures()
        self.score_claims()
        self.score_only()
        self.score_copied()
        self.score_origins()
        return self.tally


def line(name, t):
    f = [t.f1(k) for k in ("said", "figures", "claims", "only", "copied")] + [t.share("origins"), t.share("standing")]
    return "%-22s" % name + "".join("%9.3f" % x for x in f) + "%9.3f" % (sum(f) / len(f))


def main():
    args, worst = sys.argv[1:], 0
    if len(args) == 4 and args[2] == "--worst":
        worst = int(args[3])
        del args[2:]
    if len(args) != 2:
        sys.exit(__doc__)
    total, faults = Tally(), []
    print("%-22s" % "" + "".join("%9s" % k for k in ("said", "figures", "claims", "only", "copied", "origins", "standing", "mean")))
    for name in sorted(os.listdir(args[1])):
        folder = os.path.join(args[1], name)
        if os.path.exists(os.path.join(folder, "gold.json")):
            tally = Set(folder, args[0], faults).score()
            print(line(name, tally))
            total.merge(tally)
    print(line("all", total))
    for f in sorted(faults, key=lambda f: f.split(": ")[1])[:worst]:
        print("  " + f)


if __name__ == "__main__":
    main()
