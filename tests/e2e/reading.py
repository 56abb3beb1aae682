"""reading.py PROGRAM FOLDER: the API as readers see it, and whom it refuses; every answer held against its description."""
import gzip
import json
import subprocess
import sys

from described import READ, Description
from serve import Checks, Server, token

program, folder = sys.argv[1:]
store = folder + "/news.db"
ok = Checks()


def article(i, title, text, **more):
    return dict(id="a%d" % i, title=title, text=text, lang="en", source="https://ferry%d.example/x" % i,
                url="https://ferry%d.example/x" % i, outlet={"name": "Ferry %d" % i, "domain": "ferry%d.example" % i},
                published={"value": "2031-04-%02dT10:00:00Z" % (1 + i % 20), "from": "meta"}, **more)


bridge = ("The Ody bridge was closed to lorries on Monday after an inspector found cracks in two of its piers. "
          "\"Nobody will cross it with a lorry before the summer,\" said the harbour master, Ilse Drahos. "
          "At least 40 lorries were turned back on the first morning, the harbour office said.")
lines = [article(1, "Ody bridge closed to lorries", bridge),
         article(2, "Lorries barred from cracked bridge", bridge.replace("At least 40", "Some 45").replace("Monday", "the Monday")),
         article(3, "<script>alert(1)</script> Choir wins", "A choir of fishermen from Lower Tarn won the cup on Sunday, "
                 "with songs about herring. The mayor, Piet Oram, said that the town was \"beside itself\". " * 2)]
with open(folder + "/in.jsonl", "w") as f:
    f.writelines(json.dumps(a) + "\n" for a in lines)
subprocess.run([program, "add", "--store", store, folder + "/in.jsonl"], check=True, capture_output=True)
with open(folder + "/rules", "w") as f:
    f.write("[to log]\nfile = %s/log\n[new]\nwhen = article\nwords = lorries\neach = story\nto = log\n" % folder)
for command in (["star", "s1"], ["feeds", "add", "https://ferry1.example/feed"], ["alerts", "run", folder + "/rules"]):
    subprocess.run([program, *command, "--store", store], check=True, capture_output=True)
reader = token(program, store, "reader", "read")
for name in "n" * 64, b"\xff":
    ok("a token has a name that can be shown", subprocess.run([program, "token", "add", name, "--store", store], capture_output=True).returncode == 2)

description = Description()


def read_everything(s, story, article):
    """Each address with GET, HEAD and the tag of its answer; with every parameter there is, and with one there is not."""
    for path, kind in READ.items():
        path = path.replace("{story}", story).replace("{article}", article)
        a, head = s.get(path), s.ask("HEAD", path)
        ok(path, a.status == 200 and a.headers["Content-Type"].split(";")[0] == kind and a.body, a.status, a.headers["Content-Type"])
        same = [x for x in a.headers.items() if x[0] not in ("Date", "Connection") and path != "/metrics"]
        ok("HEAD " + path, head.status == 200 and same == [x for x in head.headers.items() if x in same] and not head.body, same, head.headers.items())
        tag = a.headers["ETag"]
        ok("an answer that may be kept has a tag", bool(tag) == (a.headers["Cache-Control"] != "no-store"))
        ok("unchanged " + path, not tag or s.get(path, headers={"If-None-Match": tag}).status == 304)
        path = path.split("?")[0]
        for name in description.parameters("get", description.path_of(path)):
            a = s.get("%s?%s" % (path, name))
            ok("%s takes %s" % (path, name), a.status < 400 or "no such parameter" not in a.json["detail"], a.body)
        a = s.get(path + "?orgins=2")
        ok(path + " tells what it does not take", a.status == 400 and a.json["detail"].startswith("orgins: "), a.status)



with Server(program, store, "--threads", "2", "--cors", "https://desk.example") as s:
    a = s.get("/v1/stories?all")
    ok("stories are listed", a.status == 200 and len(a.json["stories"]) == 2 and a.json["next"] is None, a.body)
    bridge_story = next(x for x in a.json["stories"] if "a1" in x["articles"])
    one = s.get("/v1/stories?all&limit=1")
    rest = s.get("/v1/stories?all&limit=1&cursor=" + one.json["next"])
    ok("a list goes on at its cursor", [x["id"] for x in one.json["stories"] + rest.json["stories"]]
       == [x["id"] for x in a.json["stories"]] and rest.json["next"] is None)
    ok("and says so in a Link", 'rel="next"' in one.headers["Link"] and one.json["next"] in one.headers["Link"])
    name = bridge_story["id"]
    ok("a story is what its line is", s.get("/v1/stories/" + name).json == bridge_story)
    ok("its articles are whole", [x["id"] for x in s.get("/v1/stories/%s/articles" % name).json["articles"]] == ["a1", "a2"])
    page = s.get("/v1/stories/%s/articles?limit=1" % name).json
    ok("they go on at the cursor", [x["id"] for x in s.get("/v1/stories/%s/articles?cursor=%s" % (name, page["next"])).json["articles"]] == ["a2"])
    c = s.get("/v1/stories/%s/comparison" % name).json
    ok("its comparison has both accounts", len(c["accounts"]) == 2 and c["figures"])
    ok("its statements are those of each", [x["id"] for x in s.get("/v1/stories/%s/statements" % name).json["statements"]] == ["a1", "a2"])
    ok("its events", s.get("/v1/stories/%s/events" % name).json["history"][0]["what"] == "opened")
    ok("its decisions", [x["what"] for x in s.get("/v1/stories/%s/decisions" % name).json["decisions"]] == ["star"])
    ok("why it is one", s.get("/v1/stories/%s/why?article=a2" % name).json["in_story"])
    ok("why a statement is", s.get("/v1/stories/%s/why/F1" % name).json["statement"])
    ok("no such statement", s.get("/v1/stories/%s/why/F99" % name).status == 404)
    ok("an article", s.get("/v1/articles/a1").json["article"]["text"] == bridge)
    ok("its text", s.get("/v1/articles/a1/text").body.decode() == bridge)
    ok("its statements", s.get("/v1/articles/a1/statements").json["id"] == "a1")
    e = s.get("/v1/articles/a1/evidence")
    ok("its bytes, to be saved and not shown", json.loads(e.body) == lines[0] and e.headers["Content-Disposition"] == "attachment"
       and "sandbox" in e.headers["Content-Security-Policy"])
    ok("search", [x["id"] for x in s.get("/v1/search?q=fishermen").json["found"]] == ["a3"])
    found = s.get("/v1/search?q=lorries&limit=1").json
    ok("search goes on", len(s.get("/v1/search?q=lorries&limit=1&cursor=" + found["next"]).json["found"]) == 1)
    ok("a query that is none is told", "never closed" in s.get("/v1/search?q=%22a").json["detail"])
    ok("outlets", len(s.get("/v1/outlets").json["outlets"]) == 3)
    ok("decisions, feeds, alerts", all(len(s.get("/v1/" + x).json[x]) == 1 for x in ("decisions", "feeds", "alerts")))
    read_everything(s, name, "a1")
    ok("no such format", s.get("/v1/export/doc").status == 404)
    own = [s.get("/v1/stories/%s/export/atom" % name, headers={"Host": "%s:%d" % (x, s.port)}).body for x in ("localhost", "127.0.0.1")]
    ok("a feed names the host that was asked", own[0] != own[1] and b"//localhost:" in own[0] and b"//127.0.0.1:" in own[1])
    ok("counts", s.get("/v1").json["articles"] == 3)
    ok("filters", s.get("/v1/stories?all&actor=drahos&from=2031-04-01&until=2031-04-30&lang=en").json["stories"][0]["id"] == name)

    # Conditions, encodings, methods.
    path = "/v1/stories/%s/comparison" % name
    plain, packed = s.get(path), s.get(path, headers={"Accept-Encoding": "br, gzip"})
    ok("gzip when it is asked for", packed.headers["Content-Encoding"] == "gzip" and gzip.decompress(packed.body) == plain.body)
    ok("not when it is refused", s.get(path, headers={"Accept-Encoding": "gzip;q=0"}).headers["Content-Encoding"] is None)
    ok("each form has its tag", packed.headers["ETag"] != plain.headers["ETag"] and "Accept-Encoding" in plain.headers["Vary"])
    for tag in plain.headers["ETag"], "W/" + packed.headers["ETag"], '"x", ' + plain.headers["ETag"], "*":
        a = s.get(path, headers={"If-None-Match": tag})
        ok("unchanged: " + tag, a.status == 304 and a.body == b"" and a.headers["ETag"])
    ok("changed", s.get(path, headers={"If-None-Match": '"0000000000000000"'}).status == 200)
    text = s.get("/v1/articles/a1/text")
    ok("not modified since", s.get("/v1/articles/a1/text", headers={"If-Modified-Since": text.headers["Last-Modified"]}).status == 304)
    head = s.ask("HEAD", path)
    ok("HEAD is GET without a body", head.status == 200 and head.body == b"" and head.headers["Content-Length"] == str(len(plain.body))
       and head.headers["ETag"] == plain.headers["ETag"])
    a = s.ask("PUT", "/v1/stories")
    ok("405 says what goes", a.status == 405 and a.headers["Allow"] == "GET, HEAD" and a.json["status"] == 405)
    ok("404", s.get("/v1/nothing").status == 404 and s.get("/v1/nothing").headers["Content-Type"] == "application/problem+json")
    ok("404 of a story, an article", s.get("/v1/stories/s999").status == 404 and s.get("/v1/articles/x").status == 404)
    ok("406", s.get("/v1/stories", headers={"Accept": "image/png"}).status == 406)
    ok("406 is not kept", s.get("/v1/stories", headers={"Accept": "application/json"}).status == 200)
    ok("414", s.get("/v1/search?q=" + "a" * 9000).status == 414)
    ok("400 of a number", s.get("/v1/stories?limit=x").status == 400 and s.get("/v1/stories?limit=501").status == 400)
    ok("400 of damaged escapes", s.get("/v1/search?q=%f").status == 400 and s.get("/v1/stories?cursor=9").status == 400)

    # Headers of every answer, good and bad.
    for p in "/v1/stories", "/v1/nothing", "/", "/v1/articles/a1/text":
        h = s.get(p).headers
        ok("headers of " + p, h["X-Content-Type-Options"] == "nosniff" and h["X-Frame-Options"] == "DENY"
           and "default-src 'none'" in h["Content-Security-Policy"] and h["Referrer-Policy"] == "no-referrer"
           and h["Access-Control-Allow-Origin"] == "https://desk.example", h)

    # Who is let in.
    ok("another host is refused", s.get("/v1", headers={"Host": "attacker.example"}).status == 421)
    ok("localhost is not", s.get("/v1", headers={"Host": "localhost:%d" % s.port}).status == 200)
    ok("a token that is none", s.get("/v1", token="tws_0").status == 401)
    ok("a token that is one", s.get("/v1", token=reader).status == 200)
    wrong = [s.get("/v1", token="tws_%d" % i).status for i in range(30)]
    ok("many wrong ones", wrong[0] == 401 and wrong[-1] == 429)
    ok("bar no right one", s.get("/v1", token=reader).status == 200)
    ok("a form with a wrong token", s.ask("POST", "/session", body="token=x",
       headers={"Content-Type": "application/x-www-form-urlencoded"}).status == 429)
    c = s.connect()
    ok("a connection stays", all(s.get("/v1", connection=c).status == 200 for i in range(5)) and s.get("/no", connection=c).status == 404
       and s.get("/v1", connection=c).status == 200)
ok("it ends when it is told to", s.code == 0, s.code, s.talk)
seen = s.seen

with Server(program, store, "--host", "news.example") as s:
    ok("behind a proxy a token is needed", s.get("/v1/stories").status == 401 and "WWW-Authenticate" in s.get("/v1").headers)
    a = s.get("/v1/stories", headers={"Host": "news.example"}, token=reader)
    ok("and enough", a.status == 200)
    ok("no CORS unless asked for", a.headers["Access-Control-Allow-Origin"] is None)
    form = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-Proto": "https"}
    a = s.ask("POST", "/session", body="token=" + reader, headers=form)
    cookie = a.headers["Set-Cookie"]
    ok("a session begins", a.status == 303 and all(x in cookie for x in ("HttpOnly", "SameSite=Strict", "Secure")), cookie)
    cookie = cookie.split(";")[0]
    ok("and is known", s.get("/v1/stories", headers={"Cookie": "a=b; " + cookie}).status == 200)
    ok("not from another page", s.ask("POST", "/session/end", body="", headers={**form, "Cookie": cookie, "Sec-Fetch-Site": "cross-site"}).status == 403)
    ok("it ends", s.ask("POST", "/session/end", body="", headers={**form, "Cookie": cookie, "Sec-Fetch-Site": "same-origin"}).status == 303)
    ok("and is over", s.get("/v1/stories", headers={"Cookie": cookie}).status == 401)
    subprocess.run([program, "token", "revoke", "reader", "--store", store], check=True, capture_output=True)
    ok("a revoked token is none at once", s.get("/v1/stories", token=reader).status == 401)
refused = subprocess.run([program, "serve", "--store", store, "--listen", "0.0.0.0:0"], capture_output=True, timeout=30)
ok("elsewhere than on loopback only with a token that holds", refused.returncode == 2 and b"token" in refused.stderr)
asked = description.hold(ok, seen + s.seen)
for_reading = {(m, p) for m, p in description.routes if m == "get" and p != "/v1/events"}
ok("every route that is described for reading is there", for_reading <= asked, for_reading - asked)
ok.finish()
