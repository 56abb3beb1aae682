"""cluster.py PROGRAM COUNT KILLS [SEED]: COUNT messages of 5 KB through three servers of NATS, of which one after the
other is killed (KILLS times, at random moments) while they come in, and then all three at once: nothing
that was confirmed is missing.  Two workers share what there is.

With KILLS 0 nothing is killed, and workers begin when all is there: the rates are those of bench/BASELINE.md.
cluster.py PROGRAM COUNT 0 alone: one server."""
import os
import random
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
NATS = os.path.join(HERE, "..", "support", "nats.sh")
QUIET = 40      # s: longer than a cluster takes to choose leaders after all its servers came back


def nats(what, folder, *more):
    return subprocess.run(["sh", NATS, what, folder, *map(str, more)], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def start(*args):
    return subprocess.Popen([str(a) for a in args], stdout=subprocess.PIPE, text=True)


def answer(process):
    out = process.communicate()[0].split()
    if process.returncode:
        sys.exit("FAILED: a process gave up")
    return [float(x) for x in out]


def kill_some(folder, publisher, kills, seconds):
    """One server at a time, each back before the next goes: two of three always hold."""
    for _ in range(kills):
        time.sleep(random.uniform(0.3, 2 * seconds / kills))
        victim = random.randint(1, 3)
        late = publisher.poll() is not None
        print(f"server {victim} killed{', when all was published' if late else ''}", flush=True)
        nats("kill", folder, victim)
        time.sleep(random.uniform(0, 3))
        nats("again", folder, victim)


def main():
    program, count, kills = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    alone = "alone" in sys.argv
    seed = int(sys.argv[4]) if len(sys.argv) > 4 and not alone else random.randrange(1 << 30)
    random.seed(seed)
    print(f"{count} messages, {kills} kills, seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        urls = nats("start", folder + "/nats", 1 if alone else 3, os.getpid())
        try:
            run(program, count, kills, folder, urls)
        finally:
            nats("stop", folder + "/nats")


def run(program, count, kills, folder, urls):
    subprocess.run([program, urls, "setup"], check=True)
    files = [folder + "/one", folder + "/two"]
    publisher = start(program, urls, "publish", count, 5120)
    workers = []
    if kills:
        workers = [start(program, urls, "pull", files[0], QUIET, 300)]      # slow: something must be left to be found again
        kill_some(folder + "/nats", publisher, kills, count / 8000)
    confirmed, known, seconds = answer(publisher)
    print(f"published {confirmed:.0f} in {seconds:.1f} s, {confirmed / seconds:.0f}/s; {known:.0f} had come before", flush=True)
    if kills:
        for i in 1, 2, 3:
            nats("kill", folder + "/nats", i)
        print("all servers killed", flush=True)
        for i in 1, 2, 3:
            nats("again", folder + "/nats", i)
    workers += [start(program, urls, "pull", f, QUIET if kills else 5, 0) for f in files[len(workers):]]
    told = [answer(w) for w in workers]
    ids = [line.strip() for f in files for line in open(f)]
    distinct = set(ids)
    print(f"pulled {len(ids)} by two workers ({told[0][0]:.0f}, {told[1][0]:.0f})"
          f" in {max(t[1] for t in told):.1f} s, {len(ids) / max(t[1] for t in told):.0f}/s")
    print(f"{count - len(distinct)} missing, {len(ids) - len(distinct)} came twice, known by their ids")
    if distinct != {str(i) for i in range(count)} or confirmed != count:
        sys.exit("FAILED")
    print("ok")


main()
