"""working.py PROGRAM ARTICLES.jsonl [COUNT [SEED]] - a desk on three brokers, killed at six random moments; none missing, none twice.

COUNT articles (all) are given, two workers read and extract, two processes are ready to own the store.  At random moments
die: two brokers (one of them the leader of the owner's stream; each comes back ten seconds later), two workers and
two owners, which others replace.  In the end the store is, row by row, the one that `add` makes of the same order.
Prints how long things took.
"""
import json, os, random, shutil, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import working


def prepare(source, folder, n):
    articles, path = {}, os.path.join(folder, "given.jsonl")
    with open(path, "w") as out:
        for i, line in enumerate(open(source)):
            if i == n:
                break
            a = dict(json.loads(line), source=f"wire#{i}")
            articles[a["id"]] = a
            out.write(json.dumps(a) + "\n")
    return articles, path


class Deaths:
    def __init__(self, desk, chance):
        self.desk, self.chance, self.asleep = desk, chance, None
        self.workers, self.owners = [desk.worker(), desk.worker()], [desk.owner(), desk.owner()]

    def broker(self, which):
        self.wake()
        self.desk.brokers.do("kill", which)
        self.asleep = (which, time.monotonic() + 10)

    def wake(self, wait=True):
        if self.asleep and (wait or time.monotonic() > self.asleep[1]):
            time.sleep(max(0, self.asleep[1] - time.monotonic()))
            self.desk.brokers.do("again", self.asleep[0])
            self.asleep = None

    def of(self, which):
        if which == "leader":
            self.broker(self.desk.brokers.leader_of("TWOSOURCE_PARCELS_all"))
        elif which == "broker":
            self.broker(self.chance.randint(1, 3))
        elif which == "worker":
            self.workers.pop(0).kill()
            self.workers.append(self.desk.worker())
        else:
            owning = [p for p in self.owners if self.desk.said(p).rstrip().rsplit("\n", 1)[-1].find("the owner of") >= 0]
            victim = owning[0] if owning else self.owners[0]
            victim.kill()
            self.owners.remove(victim)
            self.owners.append(self.desk.owner())


def main():
    program, source = os.path.abspath(sys.argv[1]), sys.argv[2]
    n = int(sys.argv[3]) if len(sys.argv) > 3 else 10 ** 9
    chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    folder = tempfile.mkdtemp()
    desk = None
    try:
        articles, path = prepare(source, folder, n)
        n = len(articles)
        desk = working.Desk(program, folder, term=5)
        deaths = Deaths(desk, chance)
        kinds = ["leader", "broker", "worker", "worker", "owner", "owner"]
        chance.shuffle(kinds)
        at = sorted(chance.sample(range(n // 20, n - n // 20), len(kinds)))
        began = time.monotonic()
        desk.start("--give", "--now", working.NOW, path)
        while (there := desk.stored()) < n:
            if kinds and there >= at[0]:
                print(f"{time.monotonic() - began:7.1f} s  {there:7} stored: kills {kinds[0]}", flush=True)
                deaths.of(kinds.pop(0))
                at.pop(0)
            deaths.wake(False)
            if time.monotonic() - began > 60 + n / 50:
                sys.exit(f"only {there} of {n}; " + " | ".join(desk.said(p)[-300:] for p in desk.processes))
            time.sleep(0.2)
        took = time.monotonic() - began
        deaths.wake()
        desk.end()
        print(f"{took:7.1f} s  {n} articles stored; now one add of the same order", flush=True)
        working.same_as_add(program, folder, desk.store, articles)
        print(f"{n} articles, six kills: none missing, none twice, the same store as by add")
    finally:
        if desk:
            desk.abandon()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
