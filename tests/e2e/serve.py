"""serve.py - a running server for tests, and what they ask of it.

    with Server(program, store, "--cors", "https://x.example") as s:
        a = s.ask("GET", "/v1/stories", headers={...}, body=b"...")   # a.status, a.headers, a.body, a.json
"""
import http.client
import json
import os
import re
import signal
import socket
import subprocess


class Answer:
    def __init__(self, r, method, path):
        self.method, self.path = method, path
        self.status, self.headers, self.body = r.status, r.headers, r.read()

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    def __init__(self, program, store, *options, listen="127.0.0.1:0"):
        self.command = [program, "serve", "--store", store, "--listen", listen, *options]
        self.seen = []                      # of every answer: method, path, status, type, body

    def __enter__(self):
        env = dict(os.environ, TWOSOURCE_CONFIG="")
        self.process = subprocess.Popen(self.command, stderr=subprocess.PIPE, env=env)
        line = self.process.stderr.readline().decode()
        found = re.search(r"http://(.*):(\d+)/", line)
        if not found:
            raise SystemExit("not serving: " + line + self.process.stderr.read().decode())
        self.host, self.port = found.group(1), int(found.group(2))
        return self

    def __exit__(self, *error):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.code = self.process.wait(30)
        self.talk = self.process.stderr.read().decode()

    def connect(self, timeout=30):
        return http.client.HTTPConnection(self.host.strip("[]"), self.port, timeout=timeout)

    def ask(self, method, path, headers={}, body=None, connection=None, token=None):
        c = connection or self.connect()
        headers = dict(headers)
        if token:
            headers["Authorization"] = "Bearer " + token
        c.request(method, path, body=body, headers=headers)
        a = Answer(c.getresponse(), method, path)
        if not connection:
            c.close()
        self.seen.append(a)
        return a

    def get(self, path, **more):
        return self.ask("GET", path, **more)


class Checks:
    """Counts what holds, and tells what does not."""

    def __init__(self):
        self.passed, self.failed = 0, 0

    def __call__(self, name, holds, *more):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print("not ok:", name, *more)

    def finish(self):
        print("%d passed" % self.passed)
        raise SystemExit(self.failed != 0)


def send(s, method, path, body, headers, key):
    return s.ask(method, path, headers=headers, body=body if isinstance(body, (str, bytes)) else json.dumps(body), token=key)


def events(s, last=None):
    """A connection that follows the events, behind its headers."""
    c = socket.create_connection((s.host, s.port), timeout=20)
    c.sendall(("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n%s\r\n" % ("Last-Event-ID: %s\r\n" % last if last else "")).encode())
    f = c.makefile("rb")
    status = f.readline()
    while f.readline() not in (b"\r\n", b""):
        pass
    return status, f, c


def next_event(f):
    """The fields of the next event; what is sent in chunks is read as lines all the same."""
    fields = {}
    while True:
        line = f.readline().decode().rstrip("\r\n")
        if line == "" and "data" in fields:
            return fields
        key, colon, value = line.partition(": ")
        if colon and key in ("id", "event", "data"):
            fields[key] = value


def token(program, store, name, scope):
    out = subprocess.run([program, "token", "add", name, "--scope", scope, "--store", store], capture_output=True,
                         env=dict(os.environ, TWOSOURCE_CONFIG=""), check=True)
    return out.stdout.decode().strip()
