"""working.py PROGRAM FOLDER [ARTICLES] - a desk spread over processes and three brokers, with deaths; one `add` says what is right.

Two processes read and extract, two are ready to own the store.  While articles are given, a worker is killed in the middle
of a batch, the owner is killed, and so is the broker that leads the owner's stream.  The next owner stands still until a third has taken over,
and wakes up.  In the end every article is in the store, once, and the store is, row by row,
the one that `add` makes of the same articles in the order in which they arrived.
"""
import json, os, signal, subprocess, sys, time

import kills

HERE = os.path.dirname(os.path.abspath(__file__))
NOW = "2025-03-04T00:00:00Z"


class Brokers:
    def __init__(self, folder, n=3):
        self.folder, self.n = os.path.join(folder, "brokers"), n
        self.urls = self.do("start", n).strip()

    def do(self, what, *more):
        script = os.path.join(HERE, "..", "support", "nats.sh")
        return subprocess.run(["sh", script, what, self.folder] + [str(m) for m in more], check=True, stdout=subprocess.PIPE,
                              stdin=subprocess.DEVNULL).stdout.decode()

    def leader_of(self, stream):
        """The broker that leads a stream, as their logs say last."""
        last = ("", 1)
        for i in range(1, self.n + 1):
            with open(os.path.join(self.folder, f"n{i}.log"), errors="replace") as f:
                last = max([last] + [(line.split("] ", 1)[1], i) for line in f
                                     if f"new stream leader for '$G > {stream}'" in line])
        return last[1]

    def stop(self):
        self.do("stop")


class Desk:
    """The processes of a desk; every one that was started is ended by its process id."""
    def __init__(self, program, folder, store=None, term=2, brokers=3):
        self.program, self.folder, self.term = os.path.abspath(program), folder, term
        self.store = store or os.path.join(folder, "desk.db")
        self.brokers = Brokers(folder, brokers)
        self.processes = []

    def start(self, *arguments):
        log = open(os.path.join(self.folder, f"log{len(self.processes)}"), "w+b")
        p = subprocess.Popen([self.program, "work", "--nats", self.brokers.urls, "--term", str(self.term), *arguments],
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log, cwd=self.folder)
        p.log = log
        self.processes.append(p)
        return p

    def worker(self, *more):
        return self.start("--role", "read,extract", "--threads", "1", *more)

    def owner(self, *more):
        return self.start("--role", "group", "--store", self.store, *more)

    def give(self, path, *more):
        subprocess.run([self.program, "work", "--give", "--now", NOW, "--nats", self.brokers.urls, *more, path], check=True,
                       stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def said(self, process):
        process.log.seek(0)
        return process.log.read().decode()

    def waits_for(self, process, what, seconds=120):
        until = time.monotonic() + seconds
        while what not in self.said(process):
            if time.monotonic() > until or process.poll() is not None:
                sys.exit(f"no '{what}' within {seconds} s: {self.said(process)}")
            time.sleep(0.02)

    def status(self):
        out = subprocess.run([self.program, "work", "--status", "--nats", self.brokers.urls], stdout=subprocess.PIPE,
                             check=True, stdin=subprocess.DEVNULL).stdout.decode()
        return {k: v for k, v in (line.rsplit(" ", 1) for line in out.splitlines() if line[0] != "#")}

    def stored(self):
        try:
            db = kills.open_store(self.store)
            try:
                return db.execute("SELECT count(*) FROM article").fetchone()[0]
            finally:
                db.close()
        except kills.sqlite3.OperationalError:      # it is not there yet, or has no tables
            return 0

    def has(self, n, seconds=240):
        until = time.monotonic() + seconds
        while (there := self.stored()) < n:
            if time.monotonic() > until:
                sys.exit(f"only {there} of {n} articles in {seconds} s; " + " | ".join(self.said(p)[-300:] for p in self.processes))
            time.sleep(0.03)

    def reads_all(self, seconds=60):
        """Until nothing waits for a reader."""
        until = time.monotonic() + seconds
        while int(self.status()['twosource_work_waiting_messages{at="read"}']):
            if time.monotonic() > until:
                sys.exit(f"after {seconds} s there is still something to read: {self.status()}")
            time.sleep(0.1)

    def end(self):
        """All in good order; says what did not end so."""
        for p in self.processes:
            if p.poll() is None:
                p.terminate()
        for p in self.processes:
            try:
                p.wait(120)
            except subprocess.TimeoutExpired:
                sys.exit(f"does not end: {self.said(p)}")
            if p.returncode not in (0, -signal.SIGKILL):
                sys.exit(f"ended with {p.returncode}: {self.said(p)}")

    def abandon(self):
        for p in self.processes:
            if p.poll() is None:
                p.kill()
                p.wait()
        self.brokers.stop()


def invent(folder, n):
    """n articles, each with a source of its own; in three files."""
    whole = os.path.join(folder, "articles.jsonl")
    kills.invent(whole, n)
    articles = [dict(json.loads(line), source=f"wire#{i}") for i, line in enumerate(open(whole))]
    parts = []
    for k in range(3):
        parts.append(os.path.join(folder, f"part{k}.jsonl"))
        with open(parts[-1], "w") as f:
            for a in articles[k * n // 3:(k + 1) * n // 3]:
                f.write(json.dumps(a) + "\n")
    return {a["id"]: a for a in articles}, parts


def same_as_add(program, folder, store, articles):
    """Reads the order of arrival back from the store."""
    db = kills.open_store(store)
    order = [row[0].decode() for row in kills.rows(db, "article", "id")]
    if sorted(order) != sorted(articles):
        sys.exit(f"{len(set(articles) - set(order))} articles are missing, {len(order) - len(set(order))} are there twice")
    path, other = os.path.join(folder, "arrived.jsonl"), os.path.join(folder, "added.db")
    with open(path, "w") as f:
        for i in order:
            f.write(json.dumps(articles[i]) + "\n")
    kills.finish(subprocess.Popen([program, "add", "--now", NOW, "--store", other, path], stdin=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE))
    kills.same(db, kills.open_store(other))
    check = subprocess.run([program, "check", "--store", store], capture_output=True, stdin=subprocess.DEVNULL)
    if check.returncode:
        sys.exit(f"the store is not whole: {check.stdout} {check.stderr}")


def main():
    program, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    n = int(sys.argv[3]) if len(sys.argv) > 3 else 450
    articles, parts = invent(folder, n)
    desk = Desk(program, folder)
    try:
        doomed, worker = desk.worker(), desk.worker()
        first, second = desk.owner(), desk.owner()
        desk.give(parts[0])
        desk.has(1)
        desk.give(parts[1])
        doomed.kill()                                   # with whatever they are in the middle of
        owner, other = (first, second) if "the owner" in desk.said(first) else (second, first)
        owner.kill()
        desk.brokers.do("kill", desk.brokers.leader_of("TWOSOURCE_PARCELS_all"))
        desk.has(2 * n // 3)

        other.send_signal(signal.SIGSTOP)               # it holds the store open, and believes in its lease
        third = desk.owner()
        desk.waits_for(third, "the owner of")
        desk.give(parts[2])
        desk.give(parts[0])                             # what is there already
        desk.has(n)
        other.send_signal(signal.SIGCONT)
        desk.waits_for(other, "standing by: the lease")
        desk.reads_all()
        tokens = [int(v) for k, v in desk.status().items() if "owner_token" in k]
        if len(tokens) != 1 or tokens[0] < 3:
            sys.exit(f"the brokers know owners with tokens {tokens}")
        desk.end()
        same_as_add(program, folder, desk.store, articles)
        print(f"{n} articles, a worker, an owner and a broker killed, an owner asleep: the same store as by add")
    finally:
        desk.abandon()


if __name__ == "__main__":
    main()
