"""spread.py PROGRAM ARTICLES.jsonl [COUNT [ROUNDS]] - one machine: `add`, and the same as roles of `work` with their three brokers.

Each round stores COUNT articles (12,000) with `add`, and then with a giver, one process that reads and extracts, an owner
and three nats-servers, all on the processors of this machine; it begins when all of them are up.  `add` uses as many
threads as there are processors, worker and owner one each.  Prints, for each round and as the median
of ROUNDS (3), the time until all is stored, the processor time of each part for an article, and how fast the spread desk is beside `add`.
"""
import os, shutil, statistics, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "e2e"))
import working

TICK = os.sysconf("SC_CLK_TCK")


def stat(pid):
    """Parent, and the seconds of processor time, of a process and of its children that ended."""
    with open(f"/proc/{pid}/stat") as f:
        field = f.read().rsplit(")", 1)[1].split()
    return int(field[1]), sum(map(int, field[11:15])) / TICK


def processor_time(pids):
    """Of these processes and all below them."""
    every = {}
    for name in os.listdir("/proc"):
        try:
            if name.isdigit():
                every[int(name)] = stat(name)
        except (FileNotFoundError, ProcessLookupError):
            pass
    total = 0
    for pid in every:
        up = pid
        while up in every and up not in pids:
            up = every[up][0]
        total += every[pid][1] if up in pids else 0
    return total


def busy():
    """The seconds of processor time that the machine has worked, and had."""
    with open("/proc/stat") as f:
        field = [int(x) / TICK for x in f.readline().split()[1:9]]
    return sum(field) - field[3] - field[4], sum(field)


class Others:
    """The share of the machine that others had: with more than a few hundredths the clock tells little."""
    def __init__(self):
        self.before = busy()

    def share(self, ours):
        now = busy()
        return max(0, now[0] - self.before[0] - ours) / (now[1] - self.before[1])


def add(program, articles, folder):
    store = os.path.join(folder, "add.db")
    began, others = time.monotonic(), Others()
    p = subprocess.Popen([program, "add", "--now", working.NOW, "--store", store, articles], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(p.pid, 0)
    used = usage.ru_utime + usage.ru_stime
    return time.monotonic() - began, used, others.share(used)


def brokers_of(desk):
    return [int(open(os.path.join(desk.brokers.folder, f"n{i}.pid")).read()) for i in range(1, desk.brokers.n + 1)]


def settled(pids):
    """Waits until these do next to nothing: servers that were started elect leaders for a while."""
    before = processor_time(pids)
    while True:
        time.sleep(2)
        now = processor_time(pids)
        if now - before < 0.15:
            return
        before = now


def ended(desk, process):
    """The processor time of a process that is about to end."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"ended with {process.returncode}: {desk.said(process)}")
    return usage.ru_utime + usage.ru_stime


def spread(program, articles, folder, n):
    desk = working.Desk(program, folder, term=5)
    try:
        owner = desk.owner("--threads", "1")
        desk.waits_for(owner, "the owner of")
        crew = desk.worker()
        desk.waits_for(crew, "at it")
        parts = {"extract": [crew.pid], "brokers": brokers_of(desk)}
        settled(sum(parts.values(), []))
        before = {k: processor_time(v) for k, v in parts.items()}
        before["group"] = processor_time([owner.pid])
        began, others = time.monotonic(), Others()
        used = {"give": ended(desk, desk.start("--give", "--now", working.NOW, articles))}
        while desk.stored() < n:
            time.sleep(0.05)
        owner.terminate()                       # and saves its states, as `add` does
        used["group"] = ended(desk, owner) - before["group"]
        took = time.monotonic() - began
        used |= {k: processor_time(v) - before[k] for k, v in parts.items()}
        share = others.share(sum(used.values()))
        desk.end()
        return took, used, share
    finally:
        desk.abandon()


def main():
    program, source = os.path.abspath(sys.argv[1]), sys.argv[2]
    n = int(sys.argv[3]) if len(sys.argv) > 3 else 12000
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    ratios, seconds, parts = [], {"add": [], "spread": []}, {}
    for _ in range(rounds):
        folder = tempfile.mkdtemp()
        try:
            articles = os.path.join(folder, "given.jsonl")
            with open(source) as f, open(articles, "w") as out:
                out.writelines(line for line, _ in zip(f, range(n)))
            alone, cpu, beside_add = add(program, articles, folder)
            took, used, beside_spread = spread(program, articles, folder, n)
        finally:
            shutil.rmtree(folder)
        used["add"] = cpu
        used["spread"] = sum(v for k, v in used.items() if k != "add")
        for k, v in used.items():
            parts.setdefault(k, []).append(v / n * 1000)
        ratios.append(alone / took)
        seconds["add"].append(alone)
        seconds["spread"].append(took)
        print(f"add {alone:.2f} s, spread {took:.2f} s: {alone / took:.0%}; ms of processor time for an article: "
              + ", ".join(f"{k} {v[-1]:.3f}" for k, v in parts.items())
              + f"; others had {beside_add:.0%} and {beside_spread:.0%} of the machine", flush=True)
    median = {k: statistics.median(v) for k, v in parts.items()}
    print(f"{n} articles, median of {rounds}: add {n / statistics.median(seconds['add']):.0f} a second, spread "
          f"{n / statistics.median(seconds['spread']):.0f}: {statistics.median(ratios):.1%} on the clock, "
          f"{median['add'] / median['spread']:.1%} of processor time, {median['add'] / (median['spread'] - median['brokers']):.1%} without the brokers; "
          + ", ".join(f"{k} {v:.3f}" for k, v in median.items()))


if __name__ == "__main__":
    main()
