"""handover.py PROGRAM ARTICLES.jsonl [COUNT [MORE]] - how long a partition of COUNT (100,000) articles is without an owner.

COUNT articles, all within the window, are added; then a desk on three brokers goes on with that store, with the default --term.
One after the other an owner is told to end, is killed, and is killed when MORE (15,000) articles came behind the
states on the disk, and is killed with those states lost: each time another stands by, and the time is taken until it is the owner.
"""
import itertools, os, shutil, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import kills, working

FEW = 600
TERM = 5        # s, of src/cmd_work.c


class Articles:
    def __init__(self, path):
        self.lines = open(path)

    def some(self, n, to):
        with open(to, "w") as out:
            lines = list(itertools.islice(self.lines, n))
            out.writelines(lines)
        if len(lines) < n:
            sys.exit(f"{n - len(lines)} articles too few")
        return to


class Relay:
    """An owner and who stands by, again and again."""
    def __init__(self, desk, articles, n):
        self.desk, self.articles, self.n = desk, articles, n
        self.owner = desk.owner()
        desk.waits_for(self.owner, "the owner of", 120)

    def more(self, n):
        self.desk.give(self.articles.some(n, os.path.join(self.desk.folder, "more.jsonl")))
        self.n += n
        self.desk.has(self.n, 300)

    def hand_over(self, end, what):
        next_one = self.desk.owner()
        self.desk.waits_for(next_one, "standing by", 120)
        began = time.monotonic()
        end(self.owner)
        self.desk.waits_for(next_one, "the owner of", 120)
        print(f"{what}: the next is the owner after {time.monotonic() - began:.1f} s", flush=True)
        self.owner = next_one


def main():
    program, source = os.path.abspath(sys.argv[1]), sys.argv[2]
    n = int(sys.argv[3]) if len(sys.argv) > 3 else 100000
    more = int(sys.argv[4]) if len(sys.argv) > 4 else 15000
    folder = tempfile.mkdtemp()
    desk = None
    try:
        articles = Articles(source)
        store = os.path.join(folder, "desk.db")
        kills.finish(subprocess.Popen([program, "add", "--now", working.NOW, "--store", store,
                                       articles.some(n, os.path.join(folder, "first.jsonl"))],
                                      stdin=subprocess.DEVNULL, stderr=subprocess.PIPE))
        print(f"{n} articles; a state of {os.path.getsize(store + '-state') / 1e6:.0f} MB", flush=True)
        saved = os.stat(store + "-state").st_mtime
        desk = working.Desk(program, folder, store=store, term=TERM)
        desk.worker()
        relay = Relay(desk, articles, n)
        relay.more(FEW)
        relay.hand_over(lambda p: p.terminate(), "told to end")
        relay.more(FEW)
        relay.hand_over(lambda p: p.kill(), f"killed, {relay.n - n} articles behind the states")
        relay.more(more)
        relay.hand_over(lambda p: p.kill(), f"killed, {relay.n - n} articles behind the states")
        if os.stat(store + "-state").st_mtime != saved:
            print("states were saved meanwhile: fewer articles were behind them")
        relay.hand_over(lambda p: (p.kill(), p.wait(), os.remove(store + "-state")), "killed, and the states lost")
        desk.end()
    finally:
        if desk:
            desk.abandon()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
