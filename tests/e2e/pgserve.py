"""pgserve.py PROGRAM FOLDER URL: the server over PostgreSQL answers as over a file, byte by byte; beside a writer, with
slow clients, through a restart of the database and at its limit of connections."""
import json
import socket
import subprocess
import sys
import threading
import time

import kills
from described import READ
from serve import Checks, Server, events, next_event, send, token

program, folder, url = sys.argv[1:]
file, articles = folder + "/news.db", folder + "/articles.jsonl"
JSON = {"Content-Type": "application/json"}
ok = Checks()


def sql(*statements, to=url):
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", to] + [x for s in statements for x in ("-c", s)], check=True, capture_output=True)


def run(*command):
    return subprocess.run([program, *command], check=True, capture_output=True)


def database(what):
    subprocess.run(["sh", "tests/support/postgres.sh", what, folder + "/pg"], check=True)


# A store in a schema of somebody who may do nothing else, moved there from a file.
sql("CREATE ROLE plain LOGIN", "CREATE SCHEMA news AUTHORIZATION plain", "CREATE ROLE few LOGIN CONNECTION LIMIT 2", "GRANT plain TO few")
store = url.replace("user=desk", "user=plain") + "&options=-csearch_path%3Dnews"
kills.invent(articles, 400)
lines = open(articles).readlines()
with open(folder + "/first.jsonl", "w") as f:
    f.writelines(lines[:300])
run("add", "--store", file, folder + "/first.jsonl")
with open(folder + "/rules", "w") as f:
    f.write("[to log]\nfile = %s/log\n[new]\nwhen = article\nwords = mayor\neach = story\nto = log\n" % folder)
for command in (["star", "s1"], ["note", "s2", "to be looked at"], ["merge", "s3", "s4"], ["feeds", "add", "https://ferry1.example/feed"],
                ["alerts", "run", folder + "/rules"]):
    run(*command, "--store", file)
writer = token(program, file, "writer", "write")
run("migrate", "sqlite:" + file, store)

# Every address that is read, and the pages.
PAGES = ("/", "/stories/{story}", "/stories/{story}/pair?a=A&b=B", "/articles/{article}", "/why/{story}", "/outlets", "/feeds",
         "/alerts", "/decisions")
DIFFER = ("/v1/search?q=lorries", "/metrics")
with Server(program, file, "--threads", "2") as s, Server(program, store, "--threads", "2") as p:
    listed = s.get("/v1/stories?all&limit=500").json["stories"]
    some = [x for x in listed if len(x["articles"]) > 2][:4] + listed[-2:]
    for path in [x for x in READ if x not in DIFFER] + list(PAGES):
        for x in some if "{" in path else some[:1]:
            one = path.replace("{story}", x["id"]).replace("{article}", x["articles"][0])
            a, b = (y.get(one, headers={"Host": "localhost"}) for y in (s, p))
            if one == "/v1":
                a.body, b.body = (json.dumps({k: v for k, v in y.json.items() if k != "bytes"}).encode() for y in (a, b))
            ok("the same from a database: " + one, (a.status, a.body) == (b.status, b.body) and a.status in (200, 404), a.status, b.status)
    cursor, seen = "", []
    while cursor is not None:
        a = p.get("/v1/stories?all&limit=7" + ("&cursor=" + cursor if cursor else "")).json
        seen, cursor = seen + a["stories"], a["next"]
    ok("a list from page to page", seen == listed)
    for q in "mayor", '"the mayor"', "title:killed", "outlet:outlet3.example killed", "kill* -title:29", "killed&limit=100":
        a, b = (sorted(x["id"] for x in y.get("/v1/search?limit=300&q=" + q.replace(" ", "%20").replace('"', "%22")).json.get("found", [])) for y in (s, p))
        ok("the same is found: " + q, a == b and a, len(a), len(b))

    # Beside a writer: many readers, slow ones and some that leave; articles and decisions handed in meanwhile.
    status, f, c = events(p)
    next_event(f)
    feeder = subprocess.Popen([program, "add", "--store", store, "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    wrong, answers, ending = [], [0], False

    def read(i):
        c, n = p.connect(), 0
        while not ending:
            x = listed[(i + n) % len(listed)]["id"]
            a = p.get(("/v1/stories/%s" % x, "/v1/search?q=mayor", "/v1/stories?all", "/v1/stories/%s/comparison" % x)[(i + n) % 4], connection=c)
            wrong.extend([a.status] if a.status not in (200, 308, 404, 503) else [])
            n += 1
        answers[0] += n
        c.close()

    readers = [threading.Thread(target=read, args=(i,)) for i in range(16)]
    for t in readers:
        t.start()
    slow = []
    for i in range(60):
        x = socket.create_connection((p.host, p.port))
        x.sendall(b"GET /v1 HTTP/1.1\r\nX-A: " if i % 2 else b"GET /v1/stories?all HTTP/1.1\r\nHost: localhost\r\n\r\n")
        slow.append(x)
        if i % 2 == 0:
            x.close()
    for part in lines[300:340], lines[340:380]:
        feeder.stdin.write("".join(part).encode())
        feeder.stdin.flush()
        time.sleep(0.6)
    own = dict(json.loads(lines[380]), outlet={"name": "ody", "domain": "ody.example"})
    a = send(p, "PUT", "/v1/articles/" + own["id"], own, JSON, writer)
    ok("what is handed in beside a writer waits for it", a.status in (201, 202), a.status, a.body)
    d = send(p, "POST", "/v1/decisions", {"what": "star", "words": ["s5"]}, JSON, writer)
    ok("a decision too", d.status in (201, 202), d.status, d.body)
    feeder.stdin.write("".join(lines[381:]).encode())
    feeder.stdin.close()
    ok("the writer takes it all", feeder.wait() == 0, feeder.stderr.read())
    ok("what was handed in is there", p.get("/v1/articles/" + own["id"]).status == 200)
    ok("what was decided is carried out", p.get("/v1/decisions").json["decisions"][0]["state"] == "done")
    ending = True
    for t in readers:
        t.join()
    ok("many read meanwhile", answers[0] > 50 and not wrong, answers, wrong[:5])
    ok("events tell", json.loads(next_event(f)["data"])["stories"])
    for x in slow:
        x.close()
    m = p.get("/metrics").body.decode()
    ok("metrics count", "twosource_articles 400\n" in m and "twosource_decisions 4\n" in m, m)
    r = p.ask("POST", "/mcp", headers=JSON, body=json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
        "name": "search", "arguments": {"q": "mayor"}}})).json
    ok("tools answer", not r["result"]["isError"], r)
    second = token(program, store, "second", "write")
    ok("a new token is known at once", send(p, "POST", "/v1/decisions", {"what": "unstar", "words": ["s5"]}, JSON, second).status == 201)
    run("token", "revoke", "second", "--store", store)
    ok("a revoked one is none at once", send(p, "POST", "/v1/decisions", {"what": "star", "words": ["s5"]}, JSON, second).status == 401)

    # The database dies and comes back.
    last = next_event(f)
    database("kill")
    gone = [200]
    until = time.monotonic() + 60
    while gone[-1] == 200 and time.monotonic() < until:     # its processes see it a little later
        gone.append(p.get("/v1").status)
        time.sleep(0.02)
    ok("it answers 200 or 503, nothing else", gone[-1] == 503, gone[-9:])
    for path in "/v1/stories", "/v1", "/readyz", "/":
        a = p.get(path)
        ok("while it is away " + path, a.status == 503 and a.headers["Retry-After"] and b"cannot be reached" in a.body, a.status, a.body[:300])
    a = send(p, "POST", "/v1/decisions", {"what": "star", "words": ["s5"]}, JSON, writer)
    ok("a decision is refused", a.status == 503, a.status, a.body)
    ok("healthy all the same", p.get("/healthz").status == 200)
    database("again")
    ok("it recovers by itself", [p.get("/v1/stories?all").status for i in range(6)] == [200] * 6)
    a = send(p, "POST", "/v1/decisions", {"what": "star", "words": ["s6"]}, JSON, writer)
    ok("deciding too", a.status == 201 and a.json["state"] == "done", a.status, a.body)
    while "s6" not in [x["id"] for x in json.loads(last["data"])["stories"]]:
        last = next_event(f)
    ok("who follows the events stays", True)
    until = time.monotonic() + 60
    while p.get("/readyz").status != 200 and time.monotonic() < until:
        time.sleep(0.1)
    ok("ready again", p.get("/readyz").status == 200)
    c.close()
ok("it ends in peace", p.code == 0 and not p.talk, p.code, p.talk)

# More threads than connections.
with Server(program, store.replace("user=plain", "user=few"), "--threads", "6") as p:
    answers, full = [], []
    until = time.monotonic() + 60
    while not full and time.monotonic() < until:    # until more than two are asked for at the same time
        ask = [threading.Thread(target=lambda: answers.append(p.get("/v1/stories?all"))) for i in range(24)]
        for t in ask:
            t.start()
        for t in ask:
            t.join()
        full = [a for a in answers if a.status == 503]
    ok("a server that takes no more connections is told", all(a.status in (200, 503) for a in answers)
       and all(b"too many connections" in a.body for a in full) and full, {a.status for a in answers}, full and full[0].body)
ok("the store is whole", subprocess.run([program, "check", "--store", store], capture_output=True).returncode == 0)
ok.finish()
