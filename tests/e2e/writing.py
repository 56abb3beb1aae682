"""writing.py PROGRAM FOLDER: what is handed in, decided and followed over the API; its description; other tools.

Every answer is held against doc/openapi.json, and every route of it that is not for reading alone is asked for."""
import json
import re
import socket
import subprocess
import sys
import time

from described import Description
from serve import Checks, Server, events, next_event, token
from serve import send as send_as

program, folder = sys.argv[1:]
store = folder + "/desk.db"
ok = Checks()
JSON, LINES, HTML = ({"Content-Type": t} for t in ("application/json", "application/x-ndjson", "text/html; charset=utf-8"))
writer, admin = token(program, store, "writer", "write"), token(program, store, "boss", "admin")
reader = token(program, store, "reader", "read")

TEXT = ("The Ody bridge was closed to lorries on Monday after an inspector found cracks in two of its piers. "
        "\"Nobody will cross it with a lorry before the summer,\" said the harbour master, Ilse Drahos. "
        "%s lorries were turned back on the first morning, the harbour office said.")
PAGE = ("<!DOCTYPE html><html lang=en><head><title>Ferry adds two crossings - The Sound</title>"
        "<meta property='article:published_time' content='2031-04-03T08:00:00Z'></head><body><article><h1>Ferry adds two crossings</h1>"
        "<p>The ferry across the Ody will add two crossings in the evening, its owner said on Thursday, since lorries no longer "
        "take the bridge.</p><p>\"We have the crew for it,\" said Marit Holm, who runs the line with her brother. The fares stay "
        "as they are until the autumn, she said.</p><p>Some 300 people use the last ferry on a weekday.</p></article></body></html>")


def article(name, text, outlet):
    return {"id": name, "text": text, "title": "Ody bridge closed to lorries", "lang": "en", "url": "https://%s.example/1" % outlet,
            "outlet": {"name": outlet, "domain": outlet + ".example"}, "published": {"value": "2031-04-01T10:00:00Z", "from": "meta"}}


def send(s, method, path, body, headers, key=None):
    return send_as(s, method, path, body, headers, key or writer)


def rpc(s, method, params=None, ident=1):
    m = {"jsonrpc": "2.0", "id": ident, "method": method}
    if params is not None:
        m["params"] = params
    return s.ask("POST", "/mcp", headers=JSON, body=json.dumps(m))


with Server(program, store, "--threads", "3") as s:
    # Articles.
    a = send(s, "PUT", "/v1/articles/a1", article("a1", TEXT % "At least 40", "ferry"), JSON)
    ok("an article is created", a.status == 201 and a.headers["Location"] == "/v1/articles/a1" and a.json["status"] == "created", a.status, a.body)
    ok("and is there at once", s.get("/v1/articles/a1").json["article"]["text"] == TEXT % "At least 40")
    ok("a second time nothing happens", send(s, "PUT", "/v1/articles/a1", article("a1", TEXT % "At least 40", "ferry"), JSON).status == 204)
    ok("another text under that id is refused", send(s, "PUT", "/v1/articles/a1", article("a1", TEXT % "No", "ferry"), JSON).status == 409)
    a = send(s, "POST", "/v1/articles", article("a2", TEXT % "Some 45", "sound"), JSON)
    ok("an article without a name in the path", a.status == 201 and a.json["id"] == "a2")
    ok("again it is a duplicate", send(s, "POST", "/v1/articles", article("a2", TEXT % "Some 45", "sound"), JSON).json["status"] == "duplicate")
    lines = [json.dumps(article("b%d" % i, "A choir from town %d sang about herring on Sunday, and the mayor of town %d said that it was "
                                "\"beside itself\" about cup number %d." % (i, i, i), "choir%d" % i)) for i in range(5)]
    body = "\n".join(lines[:2] + ["", "{damaged", lines[0], '{"id":"x"}', "[]"] + lines[2:]) + "\n"
    a = send(s, "POST", "/v1/articles", body, LINES)
    r = a.json
    ok("lines are told one by one", a.status == 200 and [x["status"] for x in r["lines"]][:4] == ["created", "created", "dropped", "duplicate"], a.body)
    ok("lines add up", r["in"] == 9 == sum(r[k] for k in ("created", "duplicates", "waiting", "not_article", "dropped")) and r["created"] == 5)
    ok("no article at all", send(s, "POST", "/v1/articles", "{}", JSON).status == 422)
    a = send(s, "POST", "/v1/pages?url=https://sound.example/ferry", PAGE, HTML)
    ok("a page is read", a.status == 201, a.body)
    page = a.json["id"]
    got = s.get("/v1/articles/" + page).json["article"]
    ok("as files are", got["title"] == "Ferry adds two crossings" and "We have the crew" in got["text"] and got["url"] == "https://sound.example/ferry")
    ok("its bytes are kept", s.get("/v1/articles/%s/evidence" % page).body.decode() == PAGE)
    ok("a page that is no article", send(s, "POST", "/v1/pages?url=https://sound.example/x", "<html><body>Menu</body></html>", HTML).status == 422)
    ok("no web address", send(s, "POST", "/v1/pages?url=file:///etc/passwd", PAGE, HTML).status == 400)

    # Who may, and what is taken.
    for key, status in ((None, 401), (reader, 403)):
        h = {**JSON, **({"Authorization": "Bearer " + key} if key else {})}
        ok("writing is refused with %d" % status, s.ask("PUT", "/v1/articles/z", headers=h, body="{}").status == status)
    ok("forgetting needs more", s.ask("DELETE", "/v1/articles/a1", token=writer).status == 403)
    ok("415", send(s, "POST", "/v1/articles", "x", {"Content-Type": "image/png"}).status == 415)
    c = s.connect()
    c.putrequest("PUT", "/v1/articles/z")
    c.putheader("Content-Type", "application/json")
    c.putheader("Authorization", "Bearer " + writer)
    c.endheaders()
    ok("411", c.getresponse().status == 411)
    c = s.connect()
    c.putrequest("PUT", "/v1/articles/z")
    for k, v in (("Content-Type", "application/json"), ("Authorization", "Bearer " + writer), ("Content-Length", str(1 << 40))):
        c.putheader(k, v)
    c.endheaders()
    ok("413 before the body comes", c.getresponse().status == 413)

    # Decisions.
    story = s.get("/v1/articles/a1").json["story"]
    a = send(s, "POST", "/v1/decisions", {"what": "star", "words": [story]}, JSON)
    ok("a decision is carried out", a.status == 201 and a.json["state"] == "done" and a.json["user"] == "writer", a.body)
    ok("and seen", s.get("/v1/stories/" + story).json["starred"])
    ok("and told", s.get("/v1/decisions").json["decisions"][0] == s.get(a.headers["Location"]).json)
    a = s.ask("DELETE", a.headers["Location"], token=writer)
    ok("it is taken back", a.status == 201 and a.json["undoes"] == 1 and not s.get("/v1/stories/" + story).json["starred"], a.body)
    ok("what makes no sense is told", send(s, "POST", "/v1/decisions", {"what": "merge", "words": ["s1"]}, JSON).status == 400
       and send(s, "POST", "/v1/decisions", {"what": "dance", "words": []}, JSON).status == 400
       and send(s, "POST", "/v1/decisions", "[", JSON).status == 400)
    ok("forgotten", s.ask("DELETE", "/v1/articles/b1", token=admin).status == 204 and s.get("/v1/articles/b1").status == 410)
    ok("and it may not come back", send(s, "POST", "/v1/articles", lines[1], JSON).status == 410)
    merged = [s.get("/v1/articles/" + x).json["story"] for x in (page, "b2")]
    send(s, "POST", "/v1/decisions", {"what": "merge", "words": merged}, JSON)
    for way in "comparison", "why?article=b2":
        a = s.get("/v1/stories/%s/%s" % (merged[1], way))
        ok("a merged story leads on", a.status == 308 and a.headers["Location"] == "/v1/stories/%s/%s" % (merged[0], way), a.headers["Location"])

    # Events.
    status, f, c = events(s)
    start = next_event(f)
    ok("events begin", b"200" in status and start["event"] == "start")
    send(s, "PUT", "/v1/articles/e1", article("e1", TEXT % "Exactly 41", "pier"), JSON)
    e = next_event(f)
    seen = json.loads(e["data"])
    ok("a change is told", e["event"] == "stories" and any("e1" in x["articles"] for x in seen["stories"]), e)
    status, g, d = events(s, start["id"])
    ok("a place is taken", b"200" in status, status)
    ok("who comes back is told what was missed", next_event(g)["event"] == "start" and next_event(g)["id"] == e["id"])
    ok("an id that is none", s.get("/v1/events", headers={"Last-Event-ID": "x"}).status == 400)

    # Other formats and tools.
    gone, story = story, s.get("/v1/articles/a1").json["story"]
    m = s.get("/metrics").body.decode()
    ok("metrics count", "twosource_articles 8\n" in m and "twosource_event_clients 2" in m, m)
    ok("metrics are in their form", all(re.fullmatch(r"(# (HELP|TYPE) .*|[a-z_]+(\{[a-z]+=\"[^\"]*\"\})? [0-9.]+)", x) for x in m.splitlines()))
    ok("mcp begins", rpc(s, "initialize", {"protocolVersion": "2025-06-18"}).json["result"]["serverInfo"]["name"] == "twosource")
    ok("mcp is told", s.ask("POST", "/mcp", headers=JSON, body='{"jsonrpc":"2.0","method":"notifications/initialized"}').status == 202)
    names = {t["name"] for t in rpc(s, "tools/list").json["result"]["tools"]}
    ok("mcp has tools", names == {"stories", "story", "search", "compare", "why"})
    for name, arguments in (("stories", {"all": True, "limit": 2}), ("story", {"story": story}), ("search", {"q": "lorries"}),
                            ("compare", {"story": gone}), ("why", {"story": story, "item": "F1"})):
        r = rpc(s, "tools/call", {"name": name, "arguments": arguments}).json["result"]
        ok("mcp " + name, not r["isError"] and "untrusted" in r["content"][0]["text"] and json.loads(r["content"][1]["text"]), r)
    ok("mcp tells what is wrong", rpc(s, "tools/call", {"name": "compare", "arguments": {"story": "s999"}}).json["result"]["isError"]
       and rpc(s, "tools/call", {"name": "drop"}).json["error"]["code"] == -32602 and rpc(s, "nothing").json["error"]["code"] == -32601
       and s.ask("POST", "/mcp", headers=JSON, body="{").json["error"]["code"] == -32700)
    ok("mcp not for other pages", s.ask("POST", "/mcp", headers={**JSON, "Origin": "https://attacker.example"}, body="{}").status == 403)
    seen = s.seen
    ok("mcp takes no GET", s.get("/mcp").status == 405)

    # While another process writes.
    feeder = subprocess.Popen([program, "add", "--store", folder + "/other.db", "-"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
ok("it ends, whoever follows", s.code == 0, s.code, s.talk)
feeder.stdin.close()
feeder.wait()
ok("the store is whole", subprocess.run([program, "check", "--store", store], capture_output=True).returncode == 0)

feeder = subprocess.Popen([program, "add", "--store", store, "-"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
time.sleep(1)
with Server(program, store) as s:
    a = send(s, "PUT", "/v1/articles/w1", article("w1", TEXT % "Just 39", "quay"), JSON)
    ok("what another process has to take waits", a.status == 202 and a.json["status"] == "waiting", a.status, a.body)
    feeder.stdin.close()
    feeder.wait()
    for i in range(100):
        if s.get("/v1/articles/w1").status == 200:
            break
        time.sleep(0.1)
    ok("and is taken", s.get("/v1/articles/w1").status == 200)

# The description.
description = Description()
written = {(m, p) for m, p in description.routes if m != "get"}
asked = description.hold(ok, seen + s.seen)
ok("every route that is described takes what is written", written <= asked, written - asked)
source = "".join(open("src/serve/%s.c" % x).read() for x in ("api", "metrics"))
routes = {(m.lower(), p) for m, p in re.findall(r'\{"([A-Z]+)", "(/[^"]*?)(?:\{\?[^"]*)?"', source)} | {
    ("get", p) for p in re.findall(r'READ\("(/[^"]*?)(?:\{\?[^"]*)?"', source)}
ok("every route is described", routes == description.routes, routes ^ description.routes)
ok("the description is what the table makes", subprocess.run([sys.executable, "tools/openapi", "--check"]).returncode == 0)
ok.finish()
