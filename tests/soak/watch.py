"""watch.py HARNESS PROGRAM [FEEDS [MINUTES]] - feeds of every kind, an hour of simulated time, three kill -9.

A server with a thousand feeds, each on a host of its own, two fifths of which misbehave; watch_soak polls them and is killed
three times.  Then: no feed was starved, no host was asked more often than politeness allows (the log of the server
is the proof), and every item that stood in a feed is in the store, once.
"""
import collections, json, mmap, os, random, shutil, signal, sqlite3, struct, subprocess, sys, tempfile, threading, time
from email.utils import formatdate

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import badserver, feedserver
from badserver import answer

START = 1930000000          # Unix s
LEAST, MOST = 300, 900      # s between two polls; watch_soak.c
LIST = 15                   # items in a feed


class Clock:
    def __init__(self, path):
        with open(path, "wb") as f:
            f.write(struct.pack("<q", START * 1000))
        self.file = open(path, "r+b")
        self.map = mmap.mmap(self.file.fileno(), 8)

    def ms(self): return struct.unpack("<q", self.map[:8])[0]
    def add(self, ms): self.map[:8] = struct.pack("<q", self.ms() + ms)


class World:
    """What each feed holds when, and what was seen of it."""
    kinds = (["rss"] * 8 + ["atom", "json", "sitemap", "full"] + "ids changing slow busy broken wrong loop moved".split()
             + "gone missing page flaky bomb cut".split())

    def __init__(self, clock, feeds):
        self.clock, self.lock, self.log, self.served = clock, threading.Lock(), [], set()
        self.asked = collections.Counter()
        v = random.Random(7)
        self.kind = [self.kinds[i % len(self.kinds)] for i in range(feeds)]
        self.period = [v.choice((120, 300, 600, 1200, 3600)) for _ in range(feeds)]
        self.phase = [v.random() for _ in range(feeds)]
        self.stopped = None

    def count(self, i):
        """Items that the feed has published by now: three from the beginning."""
        now = min(self.clock.ms() / 1000, self.stopped or 1e18)
        return 3 + int((now - START) / self.period[i] + self.phase[i])

    def note(self, host, target):
        with self.lock:
            self.log.append((self.clock.ms(), host, target))
            self.asked[host, target] += 1
            return self.asked[host, target]


def feed_of(host):
    return int(host.split(".")[0][1:])


def items(world, i, kind):
    n = world.count(i)
    listed = list(range(n, max(0, n - LIST), -1))
    with world.lock:
        world.served.update((i, k) for k in listed)
    return listed


def rss(world, i, host, turn, kind):
    out = []
    for k in items(world, i, kind):
        title, text = feedserver.story(f"f{i}", k)
        link, id, body = f"http://{host}/story/{k}", f"{i}-{k}", ""
        if kind == "ids":
            id, body = f"{turn}-{k}", " ".join(text)
            link += f"?utm_source={turn}"
        if kind == "full":
            link, body = f"http://{host}/gone/{k}", feedserver.html(text)
        if kind == "changing":
            title += f" ({turn} comments)"
        out.append(f"<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>{id}</guid>"
                   f"<pubDate>{formatdate(START + k * world.period[i], usegmt=True) if kind != 'wrong' else 'yesterday, about noon'}</pubDate>"
                   f"<description><![CDATA[{body}]]></description></item>")
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Feed {i}</title>{''.join(out)}</channel></rss>"


def feed(world, request, host, i, turn):
    kind = world.kind[i]
    if kind == "slow": time.sleep(0.05)
    if kind == "busy" and turn % 2: return answer(status="429 Busy", Retry_After=str(400))
    if kind == "flaky" and turn % 3 == 1: return answer(status="500 Oops", Connection="close")
    if kind == "flaky" and turn % 3 == 2: return None
    if kind == "loop": return answer(status="302 Round", Location=request.target)
    if kind == "gone": return answer(status="410 Gone")
    if kind == "missing": return answer(status="404 Not Found")
    if kind == "page": return feedserver.page(request)
    if kind == "moved" and request.target == "/feed": return answer(status="301 Moved", Location="/newfeed")
    if kind == "bomb": request.args = ["16"]; return badserver.bomb(request)
    if kind == "json":
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": f"Feed {i}", "items": [
            {"id": str(k), "url": f"http://{host}/story/{k}", "title": feedserver.story(f"f{i}", k)[0]} for k in items(world, i, kind)]})
    elif kind == "atom":
        body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Feed {i}</title>" + "".join(
            f"<entry><id>{k}</id><title>{feedserver.story(f'f{i}', k)[0]}</title><link href='/story/{k}'/></entry>"
            for k in items(world, i, kind)) + "</feed>"
    elif kind == "sitemap":
        body = "<urlset>" + "".join(f"<url><loc>http://{host}/story/{k}</loc><news:news><news:title>{feedserver.story(f'f{i}', k)[0]}"
                                    f"</news:title></news:news></url>" for k in items(world, i, kind)) + "</urlset>"
    else:
        body = rss(world, i, host, turn, kind)
    if kind == "broken": body = body.replace("</title>", "", 1)[:-20]
    tag = f'"{hash(body)}"'
    if request.fields.get("if-none-match") == tag: return answer(status="304 Not Modified", Content_Length=None)
    if kind == "cut" and turn % 2: return answer(body, length=len(body) + 500)
    return answer(body, kind="application/octet-stream" if kind == "wrong" else "text/xml", ETag=tag)


class Routes:
    """One route for all paths."""
    def __init__(self, world): self.world = world
    def get(self, name): return self.any

    def any(self, request):
        """One request a connection: a client asks once more when one that it uses again is closed, which in
        simulated time happens to connections that would be long gone."""
        data = self.answer(request)
        return data and data.replace(b"\r\n", b"\r\nConnection: close\r\n", 1).replace(b"Content-Length: ", b"Content-length: ", 1)

    def answer(self, request):
        world, host = self.world, request.fields["host"]
        turn, i = world.note(host, request.target), feed_of(host)
        if request.path == "/robots.txt": return answer("User-agent: *\nDisallow: /forbidden\n", kind="text/plain")
        if request.path in ("/feed", "/newfeed"): return feed(world, request, host, i, turn)
        if not request.path.startswith("/story/"): return answer(status="404 Not Found")
        if world.kind[i] == "flaky" and turn == 1: return answer(status="503 Later")
        request.args = [f"f{i}", request.path.split("/")[2]]
        return feedserver.page(request)


class Server(badserver.Server):
    def __init__(self, world):
        super().__init__()
        self.routes = Routes(world)


def run(harness, folder, port, end, clock, kill_at=None):
    p = subprocess.Popen([harness, f"{folder}/a.db", f"{folder}/feeds", f"127.0.0.1:{port}", f"{folder}/clock", str(end)],
                         stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
    while kill_at and p.poll() is None and clock.ms() < kill_at:
        time.sleep(0.01)
    if kill_at and p.poll() is None:
        p.send_signal(signal.SIGKILL)
        p.communicate()
        clock.add(2000)         # nothing starts in no time
        return True
    out = p.communicate()[0].decode()
    if p.returncode: sys.exit(f"watch_soak ended with {p.returncode}")
    print(out.strip())
    return False


faults = []


def fault(what):
    print(what)
    faults.append(what)


def check_politeness(world):
    """Requests to one host are a second apart: the clock stands still while one is under way."""
    by_host, worst, busiest = collections.defaultdict(list), 10 ** 9, 0
    for ms, host, target in sorted(world.log):
        by_host[host].append((ms, target))
    for host, requests in by_host.items():
        times = [ms for ms, _ in requests]
        for a, b in zip(requests, requests[1:]):
            if b[0] - a[0] < 1000: print(f"too soon: {world.kind[feed_of(host)]} {host} {a} {b}")
            worst = min(worst, b[0] - a[0])
        for k in range(len(times)):
            busiest = max(busiest, sum(times[k] <= t < times[k] + 60000 for t in times[k:k + 70]))
    print(f"{len(world.log)} requests to {len(by_host)} hosts; {worst} ms between two at least, {busiest} in a minute at most")
    if worst < 1000 or busiest > 60: fault("a host was asked more than politeness allows")


def check_starving(world, minutes):
    polls, longest = collections.defaultdict(list), (0, None)
    for ms, host, target in sorted(world.log):
        if target in ("/feed", "/newfeed"): polls[feed_of(host)].append(ms)
    for i, kind in enumerate(world.kind):
        if not polls[i]: sys.exit(f"feed {i} ({kind}) was never polled")
        if kind in ("gone", "missing", "page", "loop", "bomb", "busy", "flaky", "cut"): continue
        times = [START * 1000] + polls[i] + [(START + minutes * 60) * 1000]
        longest = max(longest, max((b - a, i) for a, b in zip(times, times[1:])))
    print(f"the longest time without a poll: {longest[0] / 60000:.1f} minutes ({world.kind[longest[1]]}); {MOST / 60:.0f} planned, and a tenth")
    if longest[0] > (MOST * 1.1 + 180) * 1000:
        fault(f"feed {longest[1]} was starved, polled at minutes {[round(t / 60000 - START / 60, 1) for t in polls[longest[1]]]}")


def check_store(world, program, store):
    out = subprocess.run([program, "export", "--format", "jsonl", "--what", "articles", "--store", store], capture_output=True,
                         stdin=subprocess.DEVNULL)
    urls = collections.Counter()
    for line in out.stdout.splitlines():
        a = json.loads(line)
        urls[a["url"]] += 1
    expected = {f"http://f{i}.example/{'gone' if world.kind[i] == 'full' else 'story'}/{k}" for i, k in world.served
                if world.kind[i] != "page"}
    waiting = {json.loads(row[0])["url"] for row in sqlite3.connect(store).execute("SELECT item FROM entry WHERE item <> ''")}
    lost, twice, strange = expected - set(urls) - waiting, [u for u, n in urls.items() if n > 1], set(urls) - expected
    print(f"{len(expected)} items stood in feeds, {sum(urls.values())} articles are stored, {len(waiting - set(urls))} wait: {len(lost)} lost, {len(twice)} twice, {len(strange)} strange")
    for what in (lost, twice, strange):
        if what: fault(f"for instance {sorted(what)[:5]}")
    if subprocess.run([program, "check", "--store", store], stdin=subprocess.DEVNULL).returncode: fault("the store is not whole")


def main():
    harness, program = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    feeds = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    minutes = int(sys.argv[4]) if len(sys.argv) > 4 else 60
    folder = tempfile.mkdtemp()
    os.environ["TWOSOURCE_CONFIG"] = ""
    try:
        clock = Clock(f"{folder}/clock")
        world = World(clock, feeds)
        server = Server(world)
        with open(f"{folder}/feeds", "w") as f:
            f.writelines(f"http://f{i}.example/feed\n" for i in range(feeds))
        began, kills = time.monotonic(), 0
        end = (START + minutes * 60) * 1000
        for part in (0.03, 0.3, 0.65):
            kills += run(harness, folder, server.port, end, clock, START * 1000 + int(minutes * 60000 * part))
        run(harness, folder, server.port, end, clock)
        clock.add(2000)
        world.stopped = clock.ms() / 1000       # what is listed now is to be taken; feeds that fail are patiently waited for
        run(harness, folder, server.port, end + 90 * 60 * 1000, clock)
        print(f"{feeds} feeds, {minutes} minutes and 90 more, {kills} kills, in {time.monotonic() - began:.0f} s")
        check_politeness(world)
        check_starving(world, minutes)
        check_store(world, program, f"{folder}/a.db")
        sys.exit(1 if faults else 0)
    finally:
        shutil.rmtree(folder)


main()
