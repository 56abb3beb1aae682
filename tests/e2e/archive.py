"""archive.py PROGRAM [ARTICLES [ROUNDS]] - an archive, mapped and reduced in every way, is what `add` makes of it.

Articles are dealt to three shards.  The reference is one run of `add` over all of them in the documented
order (doc/archives.md).  map is killed (SIGKILL) on its way, runs in another order and twice; reduce
is killed ROUNDS times, gets the days one by one or all at once; the scripts do the same.  Each time the
store must hold what the reference holds, row by row.
"""
import calendar, glob, gzip, json, os, random, shutil, signal, subprocess, sys, tempfile, time

import kills

NOW = "2025-03-06T00:00:00Z"
made = {}       # the file that map made: its shard


def run(*command, codes=(0,)):
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, env=dict(os.environ, TWOSOURCE_CONFIG=""))
    if done.returncode not in codes:
        sys.exit(f"{command} ended with {done.returncode}: {done.stdout.decode()} {done.stderr.decode()}")
    return done.stdout.decode() + done.stderr.decode()


def deal(folder, n, names):
    """Shards of those names: a third of the articles has no time of its own, some come twice."""
    kills.invent(os.path.join(folder, "all.jsonl"), n)
    with open(os.path.join(folder, "all.jsonl")) as f:
        articles = [json.loads(line) for line in f]
    chance = random.Random(7)
    shards = {name: [] for name in names}
    for i, a in enumerate(articles):        # one every six minutes
        a["published"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1741000000 + i * 360))
        a["source"] = f"https://{a['outlet']}/{a['id']}"
        if chance.random() < 0.3:
            a["published"] = a["published"][:10] if chance.random() < 0.5 else None
        for name in chance.sample(sorted(shards), 1 + (chance.random() < 0.05)):
            shards[name].append(json.dumps(a))
    for name, lines in shards.items():
        chance.shuffle(lines)
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        with open(os.path.join(folder, name), "w") as f:
            f.writelines(line + "\n" for line in lines)
    os.remove(os.path.join(folder, "all.jsonl"))
    return [os.path.join(folder, name) for name in shards], shards


def seconds(iso):
    return calendar.timegm(time.strptime(iso[:19], "%Y-%m-%dT%H:%M:%S" if "T" in iso else "%Y-%m-%d"))


def in_order(folder, shards):
    """All articles in the documented order, as one file."""
    lines = []
    for f, shard in made.items():
        own = shards[os.path.relpath(shard, folder)]
        lines += [(seconds(json.loads(line)["published"] or NOW), f, i, line) for i, line in enumerate(own)]
    path = os.path.join(folder, "ordered.jsonl")
    with open(path, "w") as f:
        f.writelines(line[3] + "\n" for line in sorted(lines))
    return path, len(lines)


def reference(program, folder, shards):
    """The store that add makes of all articles, and how many there are."""
    ordered, n = in_order(folder, shards)
    whole = os.path.join(folder, "whole.db")
    run(program, "add", "--now", NOW, "--store", whole, ordered)
    return kills.open_store(whole), n


def map_shard(program, out, shard, *options):
    said = json.loads(run(program, "map", "--json", "--now", NOW, "-o", out, shard, *options).splitlines()[0])
    made[said["file"]] = shard
    return said


def killed_on_its_way(program, out, shard):
    """Kills a map when its file is begun; nothing may stand under the file's name."""
    before = set(os.listdir(out)) if os.path.isdir(out) else set()
    process = subprocess.Popen([program, "map", "--now", NOW, "-o", out, shard], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
    while process.poll() is None and not glob.glob(os.path.join(glob.escape(out), "*.new")):
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    if {f for f in os.listdir(out) if f.endswith(".parcels")} - before:
        return False    # it was quicker
    return True


def reduce_killed(program, out, store, rounds, took):
    """Kills reduce that often, after ever longer, and lets it end."""
    for i in range(rounds):
        process = subprocess.Popen([program, "reduce", "-o", store, out], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(took * (i + 1) / (rounds + 2))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    run(program, "reduce", "-o", store, out)


def warc(path, n):
    """Pages with nothing but the time they were fetched, a record that is none, one that is cut off."""
    chance = random.Random(11)
    word = lambda: "".join(chance.choice("bdfglmnprst") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))
    with open(path, "wb") as f:
        for i in range(n):
            paragraphs = "".join(f"<p>{' '.join(word() for _ in range(40)).capitalize()}, the mayor of {word().title()} said.</p>" for _ in range(6))
            page = f"<html><head><title>{word().title()} {word()}</title></head><body><article><h1>A {word()}</h1>{paragraphs}</article></body></html>"
            http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n{page if i != 5 else '<p>no</p>'}".encode()
            when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1741000000 + i * 7200))
            record = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper.example/{i}\r\nWARC-Date: {when}\r\n"
                      f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n").encode() + http + b"\r\n\r\n"
            f.write(gzip.compress(record if i != n - 1 else record[:len(record) // 2]))


def web_archive(program, folder):
    """Records as `add` takes them, with the same dropped."""
    path, one, two = (os.path.join(folder, name) for name in ("crawl.warc.gz", "warc1.db", "warc2.db"))
    warc(path, 30)
    added = json.loads(run(program, "add", "--json", "--store", one, path, codes=(1,)).splitlines()[0])
    mapped = json.loads(run(program, "map", "--json", "-o", os.path.join(folder, "warcs"), path, codes=(1,)).splitlines()[0])
    for count in ("in", "kept", "not_article", "dropped"):
        if added[count] != mapped[count]:
            sys.exit(f"add and map count differently: {added} {mapped}")
    if not (added["kept"] == 28 and added["not_article"] + added["dropped"] == 2):
        sys.exit(f"of the pages something else is dropped: {added}")
    run(program, "reduce", "-o", two, os.path.join(folder, "warcs"))
    kills.same(kills.open_store(one), kills.open_store(two))


def main():
    program = os.path.abspath(sys.argv[1])
    n = int(sys.argv[2]) if len(sys.argv) > 2 else 700
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 4
    folder = tempfile.mkdtemp()
    try:
        paths, shards = deal(folder, n, ("b.jsonl", "a.jsonl", "sub/a.jsonl"))
        out = os.path.join(folder, "mapped")
        killed = killed_on_its_way(program, out, paths[1])
        for shard in reversed(paths):
            map_shard(program, out, shard)
        first = {f: open(f, "rb").read() for f in glob.glob(out + "/*.parcels")}
        if len(first) != 3:
            sys.exit(f"{len(first)} files of 3 shards")
        whole, lines = reference(program, folder, shards)

        began, once = time.monotonic(), os.path.join(folder, "once.db")
        run(program, "reduce", "-o", once, out)
        took = time.monotonic() - began
        kills.same(whole, kills.open_store(once))
        if "0 days:" not in run(program, "reduce", "-o", once, out):
            sys.exit("what was reduced is reduced again")

        again = os.path.join(folder, "again")   # mapped by other threads: the same files
        for shard in paths:
            map_shard(program, again, shard, "--threads", "3", "--no-sandbox")
        for f, bytes_ in first.items():
            if open(f.replace(out, again), "rb").read() != bytes_:
                sys.exit(f"{f} is another when it is mapped again")

        days = sorted({(json.loads(line)["published"] or NOW)[:10] for own in shards.values() for line in own})
        daily = os.path.join(folder, "daily.db")
        for day in days:
            run(program, "reduce", "-o", daily, os.path.join(out, day))
        kills.same(whole, kills.open_store(daily))
        run(program, "reduce", "-o", os.path.join(folder, "late.db"), os.path.join(out, days[-1]))
        run(program, "reduce", "-o", os.path.join(folder, "late.db"), os.path.join(out, days[0]), codes=(3,))

        store = os.path.join(folder, "killed.db")
        reduce_killed(program, out, store, rounds, took)
        kills.same(whole, kills.open_store(store))
        run(program, "check", "--store", store)

        store = os.path.join(folder, "script.db")
        os.environ["TWOSOURCE"] = program
        run("sh", "scripts/local-archive.sh", "-n", "2", "-m", f"--now {NOW}", "-d", os.path.join(folder, "script"), "-o", store, *paths)
        kills.same(whole, kills.open_store(store))
        web_archive(program, folder)
        print(f"{lines} articles of {len(days)} days in 3 shards, {killed + rounds} kills: the store of add")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
