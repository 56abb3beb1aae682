"""A web server on loopback that misbehaves in the ways that are met in real feeds and pages.

    python3 tests/e2e/badserver.py PORT_FILE [FOLDER [PEM]]

writes its port to PORT_FILE once it listens, and serves until its standard input ends; with PEM (a key and its
certificate) over TLS.  As a module: `Server(folder)`,
`.port`, `.routes` (name to a function of a request), `.log` (a list of (seconds, Host, method, target)), `.close()`.
The first part of a path chooses a route below; what follows are its arguments.  Any Host is served, so a client that is
told to connect here for every name sees a thousand hosts.
"""
import gzip
import json
import os
import socket
import ssl
import struct
import sys
import threading
import time
import urllib.parse
import zlib
from email.utils import formatdate

STORY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Heron</title>
<meta property="article:published_time" content="2031-05-02T08:00:00Z"></head><body><article><h1>{title}</h1>
<p>A ferry with forty people on board sank off Tarnova on Friday, the coast guard said.</p>
<p>“We found the captain’s boat at dawn,” said Lena Orvik, who leads the search. Nine people were killed and thirty are missing.</p>
<p>The harbour master, Tomas Brel, said the Sea Swallow had left Oruna at six in a heavy storm and was last seen near the
Needle lighthouse. He denied that the warning had come too late.</p></article></body></html>"""


class Request:
    def __init__(self, server, sock, method, target, fields, body):
        self.server, self.sock, self.method, self.target, self.fields, self.body = server, sock, method, target, fields, body
        self.path, _, self.query = target.partition("?")
        self.args = [urllib.parse.unquote(part) for part in self.path.split("/")[2:]]

    def arg(self, i, otherwise):
        return self.args[i] if len(self.args) > i and self.args[i] else otherwise

    def send(self, data):
        self.sock.sendall(data)


def answer(body=b"", status="200 OK", kind="text/html; charset=utf-8", length=None, **fields):
    """A response; a field whose value is None is left out."""
    if isinstance(body, str):
        body = body.encode()
    head = {"Date": formatdate(usegmt=True), "Content-Type": kind,
            "Content-Length": len(body) if length is None else length}
    head.update({name.replace("_", "-"): value for name, value in fields.items()})
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def page(request):
    return STORY.format(title="Ferry sinks off " + request.arg(0, "Tarnova"))


def host(request):
    return request.fields.get("host", "127.0.0.1")


# ---- routes: bytes to send, or None when the route has sent what it wanted; the connection then ends

def ok(r): return answer(page(r), ETag='"1"', Last_Modified="Mon, 25 Mar 2030 10:30:00 GMT")
def status(r): return answer("<p>" + r.arg(0, "404"), status=r.arg(0, "404") + " Told So")
def empty(r): return answer(b"")


def fresh(r):
    """Has not changed for whoever has it."""
    if r.fields.get("if-none-match") == '"1"':
        return answer(status="304 Not Modified", length=None, Content_Length=None, ETag='"1"')
    return ok(r)


def busy(r):
    """429 or another status with Retry-After, in seconds or as a date."""
    wait = r.arg(1, "2")
    when = formatdate(time.time() + int(wait), usegmt=True) if r.arg(2, "") else wait
    return answer(status=r.arg(0, "429") + " Busy", Retry_After=when)


def redirect(r):
    """/redirect/301/3 leads over two more to /ok."""
    left = int(r.arg(1, "1"))
    to = f"/redirect/{r.arg(0, '302')}/{left - 1}" if left > 1 else "/ok/redirected"
    return answer(status=r.arg(0, "302") + " Over There", Location=to)


def loop(r): return answer(status="302 Round", Location="/loop/" + ("b" if r.arg(0, "a") == "a" else "a"))
def selfloop(r): return answer(status="301 Here", Location=r.target)
def to(r): return answer(status="302 Away", Location=r.query)


def slow(r):
    """The head at once, the body a byte a second for so long."""
    body = page(r).encode()
    r.send(answer(body)[:-len(body)])
    for i in range(int(r.arg(1, "30"))):
        r.send(body[i:i + 1])
        time.sleep(1)


def silent(r): time.sleep(float(r.arg(0, "30")))
def late(r): time.sleep(float(r.arg(0, "1"))); return ok(r)
def close(r): return None
def huge(r): return endless(r, answer(length=1 << 40))


def endless(r, head=None):
    """A body without end."""
    r.send(head or answer(length=0, Content_Length=None))
    while True:
        r.send(b"<p>and then the ferry sank</p>\n" * 2000)


def manyheads(r):
    r.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        r.send(b"X-More: and more\r\n" * 1000)


def bomb(r):
    """So many MiB of nothing, packed, perhaps more than once."""
    mib = int(r.arg(0, "100"))
    deflater, zeros, crc = zlib.compressobj(9, zlib.DEFLATED, -15), bytes(1 << 20), 0
    piece = deflater.compress(zeros) + deflater.flush(zlib.Z_FULL_FLUSH)
    for _ in range(mib):
        crc = zlib.crc32(zeros, crc)
    data = b"\x1f\x8b\x08" + bytes(6) + b"\x03" + piece * mib + deflater.flush() + struct.pack("<II", crc, mib << 20)
    for _ in range(int(r.arg(1, "1")) - 1):
        data = gzip.compress(data)
    return answer(data, Content_Encoding=", ".join(["gzip"] * int(r.arg(1, "1"))))


def packed(r):
    body = page(r).encode()
    how = r.arg(0, "gzip")
    data = {"gzip": gzip.compress, "deflate": zlib.compress, "lie": lambda b: b, "cut": lambda b: gzip.compress(b)[:-200]}[how](body)
    return answer(data, Content_Encoding="deflate" if how == "deflate" else "gzip")


def long(r): body = page(r); return answer(body, length=len(body.encode()) + 1000)
def short(r): return answer(page(r), length=400)
def twolengths(r): return answer(page(r)).replace(b"\r\n\r\n", b"\r\nContent-Length: 5\r\n\r\n", 1)
def nolength(r): return answer(page(r), Content_Length=None, Connection="close")
def nohead(r): return page(r).encode()
def garbage(r): return b"\x00\xff\x13HTTP?\r\n\r\n" + bytes(range(256))
def oldhttp(r): return b"HTTP/1.0 200 OK\n\n" + page(r).encode()
def reset(r): r.send(answer(page(r))[:int(r.arg(0, "300"))]); raise ConnectionResetError


def chunks(r):
    """Chunked well (/chunks), with a size that is none (/chunks/bad), or without an end (/chunks/cut)."""
    body = page(r).encode()
    r.send(answer(Content_Length=None, Transfer_Encoding="chunked"))
    for i in range(0, len(body), 200):
        r.send(f"{len(body[i:i + 200]):x}\r\n".encode() + body[i:i + 200] + b"\r\n")
        if i and r.arg(0, "") == "cut":
            return None
        if i and r.arg(0, "") == "bad":
            r.send(b"ferry\r\n")
    return b"0\r\n\r\n"


def charset(r):
    """The header tells the truth (windows-1251), lies (says so of UTF-8), or names nothing known."""
    text = page(r).replace('<meta charset="utf-8">', "").replace("Tarnova", "Тарнова")
    how = r.arg(0, "true")
    if how == "true":
        return answer(text.encode("cp1251", "replace"), kind="text/html; charset=windows-1251")
    return answer(text, kind="text/html; charset=" + ("windows-1251" if how == "lie" else "x-unheard-of"))


def kind(r): return answer(page(r), kind=urllib.parse.unquote(r.query))
def date(r): return answer(page(r), Date=urllib.parse.unquote(r.query))
def picture(r): return answer(b"\x89PNG\r\n\x1a\n" + bytes(2000), kind="text/html")


def feed(r):
    """RSS with so many entries of /ok; /feed/NAME/COUNT/changing gives new ids each time."""
    salt = f"?{time.monotonic_ns()}" if r.arg(2, "") else ""
    items = "".join(f"<item><title>Ferry {i}</title><link>http://{host(r)}/ok/{r.arg(0, 'a')}-{i}</link><guid>{r.arg(0, 'a')}-{i}{salt}"
                    f"</guid><description>A ferry sank off Tarnova.</description></item>"
                    for i in range(int(r.arg(1, "3"))))
    return answer(f'<?xml version="1.0"?><rss version="2.0"><channel><title>{r.arg(0, "a")}</title>{items}</channel></rss>',
                  kind="application/rss+xml", ETag=f'"{r.arg(0, "a")}"')


def robots(r): return answer("User-agent: *\nDisallow: /forbidden\n", kind="text/plain")
def log(r): return answer(json.dumps(r.server.log), kind="application/json")
def seen(r): return answer(json.dumps(r.fields), kind="application/json")


def file(r):
    """A file of the folder."""
    with open(os.path.join(r.server.folder, "/".join(r.args)), "rb") as f:
        return answer(f.read(), kind=urllib.parse.unquote(r.query) or "text/html")


ROUTES = {f.__name__: f for f in (
    ok, status, empty, fresh, busy, redirect, loop, selfloop, to, slow, silent, late, close, huge, endless, manyheads, bomb,
    packed, long, short, twolengths, nolength, nohead, garbage, oldhttp, reset, chunks, charset, kind, date, picture, feed, log,
    seen, file)}
ROUTES["robots.txt"] = robots


class Server:
    def __init__(self, folder=".", routes=ROUTES, pem=None):
        self.folder, self.routes, self.log = folder, dict(routes), []
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if pem else None
        if pem:
            self.tls.load_cert_chain(pem)
        self.began = time.monotonic()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        self.listener.close()

    def accept(self):
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(sock,), daemon=True).start()

    def serve(self, sock):
        """Requests of one connection, until an answer has no length."""
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.tls:
            try:
                sock = self.tls.wrap_socket(sock, server_side=True)
            except OSError:
                return sock.close()
        stream = sock.makefile("rb")
        try:
            while self.one(sock, stream):
                pass
        except ConnectionResetError:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
        finally:
            stream.close()
            sock.close()

    def one(self, sock, stream):
        line = stream.readline(65536).decode("latin-1").split(" ")
        if len(line) < 3:
            return False
        fields = {}
        while (field := stream.readline(65536).decode("latin-1").rstrip("\r\n")):
            name, _, value = field.partition(":")
            fields[name.lower()] = value.strip()
        body = stream.read(int(fields.get("content-length", 0)))
        self.log.append((round(time.monotonic() - self.began, 3), fields.get("host", ""), line[0], line[1]))
        if line[1].startswith("http://"):     # asked as a proxy
            line[1] = "/" + line[1].split("/", 3)[3]
        request = Request(self, sock, line[0], line[1], fields, body)
        route = self.routes.get(request.path.split("/")[1])
        try:
            data = route(request) if route else answer("<p>Not here", status="404 Not Found")
        except (FileNotFoundError, IsADirectoryError, KeyError, ValueError) as e:
            data = answer(f"<p>{e}", status="404 Not Found")
        if data is None:
            return False
        sock.sendall(data)
        head = data.partition(b"\r\n\r\n")[0]
        return data.startswith(b"HTTP/1.1 ") and (b"Content-Length: " in head or b"HTTP/1.1 304" in head) and b"/long" not in line[1].encode()


def main(routes):
    server = Server(sys.argv[2] if len(sys.argv) > 2 else ".", routes, *sys.argv[3:4])
    with open(sys.argv[1] + ".new", "w") as f:
        f.write(f"{server.port}\n")
    os.rename(sys.argv[1] + ".new", sys.argv[1])
    sys.stdin.read()


if __name__ == "__main__":
    main(ROUTES)
