"""shards.py PROGRAM ARTICLES.jsonl [SHARDS] - a large archive, measured: mapped by one worker and by two, reduced, compared.

The lines are dealt to SHARDS (8) shards in turn.  All shards are mapped one after another and two at a time, each worker with
one thread; the days are reduced with one thread and with two; `add` takes all articles in the documented
order.  Both ways the same files and stores must come out.  Prints wall time, CPU time (user and system), bytes.  Run it with
`chrt -f 50` when others use the machine.
"""
import filecmp, glob, json, os, resource, shutil, subprocess, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../e2e"))
import archive, kills

NOW = "2026-11-22T00:00:00Z"


def timed(what, n, *command):
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    archive.run(*command)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:<28} {wall:7.1f} s  {n / wall:7,.0f} articles/s  CPU {cpu:7.1f} s, {cpu / n * 1000:.3f} ms an article", flush=True)
    return wall


def deal(path, folder, shards):
    files = [open(os.path.join(folder, f"shard{i}.jsonl"), "w") for i in range(shards)]
    n = 0
    with open(path) as f:
        for n, line in enumerate(f, 1):
            files[n % shards].write(line)
    for f in files:
        f.close()
        os.utime(f.name, (0, 0))
    return [f.name for f in files], n


def in_order(paths, made, out):
    """All lines in the documented order; without a source they would be called after the file they stand in."""
    lines = []
    for path in paths:
        with open(path) as f:
            for i, line in enumerate(f):
                value = json.loads(line)["published"]["value"]
                lines.append((archive.seconds(value), made[path], i, line))
    lines.sort(key=lambda x: x[:3])
    with open(out, "w") as f:
        f.writelines(line[3] for line in lines)


def with_source(path, out):
    with open(path) as f, open(out, "w") as to:
        for line in f:
            a = json.loads(line)
            a["source"] = a["id"]
            to.write(json.dumps(a, ensure_ascii=False) + "\n")


def main():
    program, shards = os.path.abspath(sys.argv[1]), int(sys.argv[3]) if len(sys.argv) > 3 else 8
    folder = tempfile.mkdtemp()
    os.environ["TWOSOURCE"] = program
    try:
        with_source(sys.argv[2], folder + "/all.jsonl")
        paths, n = deal(folder + "/all.jsonl", folder, shards)
        size = sum(os.path.getsize(p) for p in paths)
        print(f"{n} articles, {size / n:,.0f} bytes each, {shards} shards")
        script = "printf '%s\\0' \"$@\" | xargs -0 -n 1 -P \"$P\" \"$TWOSOURCE\" map --threads 1 --now " + NOW + " -o \"$OUT\""
        walls = []
        for workers in "1", "2":
            os.environ.update(P=workers, OUT=f"{folder}/mapped{workers}")
            walls.append(timed(f"map, workers: {workers}", n, "sh", "-c", script, "map", *paths))
        one, two = (sorted(glob.glob(f"{folder}/mapped{w}/*.parcels")) for w in "12")
        if len(one) != shards or not all(filecmp.cmp(a, b, False) for a, b in zip(one, two)):
            sys.exit("two workers make other files than one")
        mapped = sum(map(os.path.getsize, one))
        print(f"two workers are {walls[0] / walls[1]:.2f} times as fast; {mapped / n:,.0f} bytes of parcels an article, "
              f"{mapped / size:.2f} for each byte of input")
        for threads in "1", "2":
            timed(f"reduce, threads: {threads}", n, program, "reduce", "--threads", threads, "-o", f"{folder}/r{threads}.db",
                  f"{folder}/mapped1")
        made = {p: next(f for f in one if os.path.basename(f).startswith(os.path.basename(p) + "-")) for p in paths}
        in_order(paths, made, folder + "/ordered.jsonl")
        timed("add, threads: 2", n, program, "add", "--threads", "2", "--now", NOW, "--store", folder + "/add.db", folder + "/ordered.jsonl")
        for threads in "1", "2":
            kills.same(kills.open_store(folder + "/add.db"), kills.open_store(f"{folder}/r{threads}.db"))
        print("the stores are the same, row by row")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
