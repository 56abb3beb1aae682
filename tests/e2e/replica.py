"""replica.py PROGRAM FOLDER URL REPLICA: reading from a streaming standby, writing to the store; either may be away."""
import json
import re
import subprocess
import sys
import time

import kills
from serve import Checks, Server, events, next_event, send, token

program, folder, url, replica = sys.argv[1:]
JSON = {"Content-Type": "application/json"}
ok = Checks()


def sql(statement, to=replica):
    return subprocess.run(["psql", "-qAtX", to, "-c", statement], check=True, capture_output=True, text=True).stdout.strip()


def database(what, which="pg"):
    subprocess.run(["sh", "tests/support/postgres.sh", what, "%s/%s" % (folder, which)], check=True)


def soon(holds):
    """Whether it comes to hold within a minute."""
    until = time.time() + 60
    while not holds() and time.time() < until:
        time.sleep(0.02)
    return holds()


kills.invent(folder + "/articles.jsonl", 80)
subprocess.run([program, "add", "--store", url, folder + "/articles.jsonl"], check=True, capture_output=True)
ody, other = token(program, url, "ody", "write"), token(program, url, "other", "write")
counted = "SELECT count(*) FROM article"
ok("the standby follows", soon(lambda: sql("SELECT count(*) FROM token") == "2") and sql(counted) == "80")
with Server(program, url, "--replica", replica, "--threads", "2") as s:
    def metric(name):
        found = re.search(r"^twosource_%s ([0-9.]+)$" % name, s.get("/metrics", token=other).body.decode(), re.M)
        return found and float(found.group(1))

    def decide(what, story="s1", key=ody):
        return send(s, "POST", "/v1/decisions", {"what": what, "words": [story]}, JSON, key)

    def starred(key, story="s1"):
        return s.get("/v1/stories/" + story, token=key).json["starred"]

    ok("stories are read", s.get("/v1/stories?all").status == 200 and s.get("/").status == 200)
    ok("nothing is behind", soon(lambda: metric("replica_behind") == 0) and metric("primary_up") == 1 and metric("replica_lag_seconds") == 0)
    status, f, c = events(s)
    next_event(f)
    a = decide("star")
    ok("a decision goes to the store", a.status == 201 and a.json["state"] == "done", a.status, a.body)
    ok("whoever made it sees it", starred(ody))
    ok("events come by the replica", any(x["id"] == "s1" for x in json.loads(next_event(f)["data"])["stories"]))
    ok("all others see it soon", soon(lambda: starred(other)))

    # The replica stands still.
    sql("SELECT pg_wal_replay_pause()")
    for i in range(3):
        what = ("unstar", "star")[i % 2]
        ok("decided while the replica is behind", decide(what).status == 201)
        ok("whoever decided reads the store", [starred(ody) for k in range(8)] == [what == "star"] * 8)
        ok("others read the replica", [starred(other) for k in range(8)] == [True] * 8)
    ok("how far it is behind is told", soon(lambda: metric("replica_behind") >= 6 and metric("replica_lag_seconds") > 0),
       metric("replica_behind"), metric("replica_lag_seconds"))
    ok("a new token is known", s.get("/v1/stories", token=token(program, url, "third", "read")).status == 200)
    sql("SELECT pg_wal_replay_resume()")
    ok("it catches up", soon(lambda: not starred(other)) and soon(lambda: metric("replica_behind") == 0))
    ok("and they that decided read it again", not starred(ody))

    # The store is away: its copy is read.
    database("kill")
    ok("the store is away", soon(lambda: metric("primary_up") == 0))
    for path in "/v1/stories?all", "/v1/stories/s1/comparison", "/v1/search?q=mayor", "/", "/v1/decisions", "/metrics":
        ok("still read: " + path, s.get(path, token=ody).status == 200)
    r = s.ask("POST", "/mcp", headers=JSON, body='{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"stories","arguments":{"all":true}}}')
    ok("tools too", r.status == 200 and not r.json["result"]["isError"])
    a = decide("star")
    ok("deciding is refused", a.status == 503 and a.headers["Retry-After"] and "cannot be reached" in a.json["detail"], a.status, a.body)
    a = s.ask("PUT", "/v1/articles/x", headers=JSON, body=json.dumps({"id": "x", "text": "The ferry is late."}), token=ody)
    ok("so is handing in", a.status == 503, a.status, a.body)
    database("again")
    ok("it goes on when the store is back", soon(lambda: decide("star").status == 201))
    ok("and the replica follows again", soon(lambda: starred(other)))

    # The replica is away: the store is read.
    database("kill", "standby")
    ok("without a replica the store is read", soon(lambda: sql("SELECT 1", url) == "1") and [
        s.get("/v1/stories/s1", token=other).status for i in range(20)] == [200] * 20)
    ok("deciding goes on", decide("unstar").status == 201 and not starred(other))
    c.close()
ok("it ends in peace", s.code == 0 and not s.talk, s.code, s.talk)
ok.finish()
