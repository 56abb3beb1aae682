"""kills.py PROGRAM COUNT [ARTICLES.jsonl [SEED]] - kills `add` COUNT times at random moments; nothing may show it.

The articles are added once undisturbed, and once more by a program that is killed (SIGKILL)
again and again and given the same input until it gets through.  Both stores must hold the
same: every article with its story, passages and statements, every story with its history,
comparison and items.  What was there before a kill is there behind it, and the store is whole.
Without ARTICLES some are invented.
"""
import ctypes, json, os, random, shutil, signal, sqlite3, subprocess, sys, tempfile, time

TABLES = {  # what is derived from the input alone, in an order of its own
    "article": "number", "story": "number", "event": "number", "copy": "b, a",
    "item": "story, place", "outlet": "number", "decision": "number",
}


zstd = ctypes.CDLL("libzstd.so.1")
zstd.ZSTD_getFrameContentSize.restype = ctypes.c_ulonglong
zstd.ZSTD_createDCtx.restype = zstd.ZSTD_decompress_usingDict.restype = ctypes.c_size_t
zstd.ZSTD_createDCtx.restype = ctypes.c_void_p


def unpack(frame, dictionary):
    """A packed text.  How it is packed depends on the batches; what it says must not."""
    size = zstd.ZSTD_getFrameContentSize(frame, ctypes.c_size_t(len(frame)))
    out = ctypes.create_string_buffer(size + 1)
    base = dictionary.get(zstd.ZSTD_getDictID_fromFrame(frame, ctypes.c_size_t(len(frame))), b"")
    n = zstd.ZSTD_decompress_usingDict(ctypes.c_void_p(unpack.context), out, ctypes.c_size_t(size), frame,
                                       ctypes.c_size_t(len(frame)), base, ctypes.c_size_t(len(base)))
    if n != size:
        sys.exit("a packed text cannot be unpacked")
    return out.raw[:size]


unpack.context = zstd.ZSTD_createDCtx()


def invent(path, n):
    v = random.Random(5)
    word = lambda: "".join(v.choice("bcdfglmnprstv") + v.choice("aeiou") for _ in range(v.randint(1, 3)))
    events = [[word().title() for _ in range(4)] + [v.randint(20, 90)] for _ in range(n // 8)]
    with open(path, "w") as f:
        for i in range(n):
            place, who, other, thing, killed = v.choice(events[max(0, i // 8 - 20):i // 8 + 10])
            text = f"At least {killed} people were killed in the {thing} near {place}, officials said. " + " ".join(
                f'The mayor of {place}, {who}, said the {thing} had {" ".join(word() for _ in range(5))} and that '
                f'{other} would {" ".join(word() for _ in range(6))}.' for _ in range(5))
            f.write(json.dumps({
                "id": f"a{i}", "title": f"{killed} killed in {place} {thing}", "lang": "en", "text": text,
                "outlet": f"outlet{v.randint(1, 9)}.example",
                "published": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(1741000000 + i * 60))}) + "\n")


def start(program, store, articles):
    return subprocess.Popen([program, "add", "--now", "2025-03-04T00:00:00Z", "--store", store, articles],
                            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(process):
    err = process.communicate()[1].decode()
    if process.returncode != 0 or "other stories" in err:
        sys.exit(f"add ended with {process.returncode}: {err}")


def rows(db, table, columns="*", order=None):
    return db.execute(f"SELECT {columns} FROM {table} ORDER BY {order or TABLES[table]}").fetchall()


def texts(db):
    """The numbers given, every article and comparison."""
    yield db.execute("SELECT name, n FROM counter WHERE name <> 'dictionary' ORDER BY name").fetchall()
    dictionary = dict(db.execute("SELECT number, bytes FROM dictionary WHERE copy = (SELECT min(copy) FROM dictionary)"))
    for number, received, article, kind in db.execute("SELECT number, received, article, kind FROM content ORDER BY number"):
        yield number, received, unpack(article, dictionary), kind
    for story, comparison in db.execute("SELECT story, json FROM comparison ORDER BY story"):
        yield story, unpack(comparison, dictionary)


def same(one, two):
    for a, b in zip(texts(one), texts(two)):
        if a != b:
            sys.exit(f"differs: {str(a)[:600]} {str(b)[:600]}")
    for table in TABLES:
        if rows(one, table) != rows(two, table):
            a, b = rows(one, table), rows(two, table)
            first = next((x, y) for x, y in zip(a + [None] * len(b), b + [None] * len(a)) if x != y)
            sys.exit(f"{table} differs ({len(a)} and {len(b)} rows): {str(first)[:600]}")


def open_store(path):
    db = sqlite3.connect(f"file:{path}?mode=rw", uri=True)      # a reader may not roll back what was killed
    db.text_factory = bytes
    return db


def prefix(reference, store):
    """What was committed before the kill is the beginning of the whole."""
    if not os.path.exists(store):
        return 0
    db = open_store(store)
    try:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'article'").fetchone():
            return 0
        there = rows(db, "article", "number, id, hash")
    except sqlite3.OperationalError as e:      # killed before the file was one
        if "unable to open" in str(e) or "no such" in str(e):
            return 0
        raise
    finally:
        db.close()
    if there != reference[:len(there)]:
        sys.exit("a committed article is missing after a kill")
    return len(there)


def main():
    program, count = os.path.abspath(sys.argv[1]), int(sys.argv[2])
    folder = tempfile.mkdtemp()
    try:
        articles = sys.argv[3] if len(sys.argv) > 3 and sys.argv[3] else os.path.join(folder, "articles.jsonl")
        if not os.path.exists(articles):
            invent(articles, 600)
        chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
        whole, store = os.path.join(folder, "whole.db"), os.path.join(folder, "killed.db")
        began = time.monotonic()
        finish(start(program, whole, articles))
        took = time.monotonic() - began
        reference = open_store(whole)
        all_articles = rows(reference, "article", "number, id, hash")
        longest, killed, finished, there = 2 * took / count + min(took, 0.3), 0, 0, 0
        while killed < count:
            process = start(program, store, articles)
            time.sleep(chance.uniform(0, longest))
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.communicate()
                killed += 1
                now = prefix(all_articles, store)
                if now < there:
                    sys.exit(f"{there - now} articles are gone after a kill")
                there = now
            else:       # it got through: compare, and begin again
                finish(process)
                same(reference, open_store(store))
                finished += 1
                there = 0
                for name in os.listdir(folder):
                    if name.startswith("killed.db"):
                        os.remove(os.path.join(folder, name))
        finish(start(program, store, articles))
        same(reference, open_store(store))
        check = subprocess.run([program, "check", "--store", store], capture_output=True, stdin=subprocess.DEVNULL)
        if check.returncode:
            sys.exit(f"the store is not whole: {check.stdout} {check.stderr}")
        finish(start(program, store, articles))
        same(reference, open_store(store))
        print(f"{killed} kills, {finished + 1} runs got through, {len(all_articles)} articles: the same store")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
