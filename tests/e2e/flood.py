"""flood.py PROGRAM FOLDER SCALE: readers are served during an ingest, by the side of slow clients, of bodies that
are too long, and of requests that are sent without waiting for answers."""
import json
import resource
import socket
import subprocess
import sys
import threading
import time

from serve import Checks, Server, token

program, folder, scale = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = folder + "/flood.db"
ok = Checks()
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)

with open(folder + "/flood.jsonl", "w") as f:
    for i in range(300 * (scale + 1)):
        f.write(json.dumps({"id": "f%d" % i, "lang": "en", "outlet": {"name": "Outlet %d" % (i % 40), "domain": "o%d.example" % (i % 40)},
                            "published": {"value": "2031-04-%02dT%02d:00:00Z" % (1 + i // 200 % 20, i % 24), "from": "meta"},
                            "title": "Town %d counts its boats" % (i // 3),
                            "text": "Town %d counted %d boats on Monday, the harbour master of town %d said. \"We lost %d of them in the "
                                    "storm,\" she said. The count is made every year in the week after Easter." % (i // 3, i // 3 + 7, i // 3, i % 9)}) + "\n")
head = "".join(open(folder + "/flood.jsonl").readlines()[:300])
subprocess.run([program, "add", "--store", store, "-"], input=head.encode(), check=True, capture_output=True)
writer = token(program, store, "writer", "write")


class Readers:
    """So many at once, each on a connection that stays, until they are told to end."""

    def __init__(self, s, n, paths):
        self.s, self.paths, self.answers, self.wrong, self.ending = s, paths, 0, [], False
        self.threads = [threading.Thread(target=self.read, args=(i,)) for i in range(n)]
        for t in self.threads:
            t.start()

    def read(self, i):
        c, n = self.s.connect(), 0
        while not self.ending:
            try:
                a = self.s.get(self.paths[(i + n) % len(self.paths)], connection=c)
                if a.status != 200 or (a.body[:1] == b"{" and not a.json):
                    self.wrong.append(a.status)
                n += 1
            except Exception as e:
                self.wrong.append(repr(e))
                c = self.s.connect()
            self.s.seen.clear()
        c.close()
        self.answers += n

    def end(self):
        self.ending = True
        for t in self.threads:
            t.join()
        return self.answers > 2 * len(self.threads) and not self.wrong


def slow(s):
    """Connections that send a byte of a request now and then."""
    sockets = []
    for i in range(500):
        c = socket.create_connection((s.host, s.port), timeout=10)
        c.sendall(b"GET /v1 HTTP/1.1\r\nX-A: ")
        sockets.append(c)
    until = time.time() + scale
    while time.time() < until:
        for c in sockets:
            try:
                c.sendall(b"a")
            except OSError:
                pass
        time.sleep(0.5)
    return sockets


def oversized(s, chunked):
    """Bodies that never end; how many of them were refused."""
    refused = 0
    for i in range(8 * scale):
        c = socket.create_connection((s.host, s.port), timeout=10)
        c.sendall(("POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n%s\r\n\r\n"
                   % (writer, "Transfer-Encoding: chunked" if chunked else "Content-Length: %d" % (1 << 34))).encode())
        part = (b"%x\r\n" % (1 << 20) if chunked else b"") + b"x" * (1 << 20) + (b"\r\n" if chunked else b"")
        try:
            for k in range(64):
                c.sendall(part)
            refused += b" 413 " in c.recv(100)
        except OSError:
            refused += 1
        c.close()
    return refused


with Server(program, store) as s:
    stories = [x["id"] for x in s.get("/v1/stories?all").json["stories"]]
    paths = ["/v1/stories?all", "/v1"] + ["/v1/stories/%s/comparison" % x for x in stories[:20]]
    readers = Readers(s, 64, paths)
    added = subprocess.run([program, "add", "--store", store, folder + "/flood.jsonl"], capture_output=True)
    ok("64 read during an ingest", readers.end(), readers.answers, readers.wrong[:5])
    ok("which takes all", added.returncode == 0 and s.get("/v1").json["articles"] == 300 * (scale + 1), added.stderr)

    readers = Readers(s, 8, paths)
    sockets = slow(s)
    ok("readers are served beside 500 slow clients", readers.end(), readers.answers, readers.wrong[:5])
    for c in sockets:
        c.close()

    readers = Readers(s, 8, paths)
    ok("bodies that are too long are refused", oversized(s, False) == 8 * scale)
    ok("those without an end too", oversized(s, True) == 8 * scale)
    ok("readers are served beside them", readers.end(), readers.answers, readers.wrong[:5])

    c = socket.create_connection((s.host, s.port), timeout=20)
    c.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" * 999 + b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    got = b"".join(iter(lambda: c.recv(65536), b""))
    ok("a thousand requests in a row are answered", got.count(b"HTTP/1.1 200 OK") == 1000, got.count(b"HTTP/1.1 200 OK"))
    most = [int(x.split()[1]) for x in open("/proc/%d/status" % s.process.pid) if x.startswith("VmHWM")][0]
    ok("it took little memory", most < 600 << 10, most)
ok("it ends in peace", s.code == 0, s.code, s.talk)
ok.finish()
