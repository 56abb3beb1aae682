"""sleeper.py PROGRAM [ROUNDS [URL]] - owners that stand still at random moments and wake up when another has taken over: none may write.

Each round gives 200 articles, stops (SIGSTOP) the owner somewhere in the middle of them, waits until another owns the store, and
wakes the sleeper.  One that stands still in the middle of a transaction holds a file until it goes on (doc/scaling.md): such rounds are
counted.  In the end the store is, row by row, the one that `add` makes of the same order; of a database (URL) the articles are
counted by `export`.
"""
import os, random, shutil, signal, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
import working


def owner_of(desk, owners):
    return next((p for p in owners if "the owner of" in desk.said(p).rstrip().rsplit("\n", 1)[-1]), None)


def wait(seconds, true):
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def main():
    program, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10
    url, chance = sys.argv[3] if len(sys.argv) > 3 else None, random.Random(2)
    folder = tempfile.mkdtemp()
    desk = None
    try:
        n = rounds * 200
        articles, parts = working.invent(folder, n)
        lines = [line for p in parts for line in open(p)]
        desk = working.Desk(program, folder, store=url, term=1, brokers=1)
        desk.worker()
        owners, held, took = [desk.owner(), desk.owner()], 0, []
        for r in range(rounds):
            if not wait(30, lambda: owner_of(desk, owners)):
                sys.exit("nobody owns the store")
            path = os.path.join(folder, "round.jsonl")
            with open(path, "w") as f:
                f.writelines(lines[r * 200:(r + 1) * 200])
            desk.give(path)
            time.sleep(chance.uniform(0, 0.8))
            sleeper = owner_of(desk, owners)
            if not sleeper:
                continue
            sleeper.send_signal(signal.SIGSTOP)
            began = time.monotonic()
            if wait(20, lambda: owner_of(desk, [p for p in owners if p != sleeper])):
                took.append(time.monotonic() - began)
            else:
                held += 1
            sleeper.send_signal(signal.SIGCONT)
        if url:
            count = lambda: len(subprocess.run([program, "export", "--format", "jsonl", "--what", "articles", "--store", url],
                                               stdout=subprocess.PIPE, stdin=subprocess.DEVNULL).stdout.splitlines())
            if not wait(120, lambda: count() == n):
                sys.exit(f"{count()} of {n} articles")
            desk.end()
        else:
            desk.has(n)
            desk.end()
            working.same_as_add(program, folder, desk.store, articles)
        print(f"{n} articles, {rounds} sleepers, {held} of them in a transaction that held the store; taken over after "
              f"{max(took or [0]):.1f} s at most: none missing, none twice")
    finally:
        if desk:
            for p in desk.processes:
                if p.poll() is None:
                    p.send_signal(signal.SIGCONT)
            desk.abandon()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
