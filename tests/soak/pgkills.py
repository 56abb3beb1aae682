"""pgkills.py PROGRAM [COUNT [ARTICLES [SEED]]] - kills the PostgreSQL server COUNT times (20) under an `add` of ARTICLES (20,000).

The server dies by SIGKILL at random moments, all its processes at once, and is started again a moment later.  One `add` has
to get through it all by waiting, told nothing; the store is then moved into a file and must be, row by row, the one that an
undisturbed `add` makes.  After each kill no article is missing that was there before.
"""
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, "tests/e2e")
import kills

given = sys.argv[2:]
program = os.path.abspath(sys.argv[1])
count, articles, seed = (int(x) for x in given + ["20", "20000", "1"][len(given):])
chance = random.Random(seed)
folder = tempfile.mkdtemp()
os.chmod(folder, 0o755)
os.environ["XDG_CACHE_HOME"] = folder + "/cache"


def server(what):
    return subprocess.run(["sh", "tests/support/postgres.sh", what, folder + "/pg"], check=True, capture_output=True, text=True).stdout.strip()


def run(*command):
    done = subprocess.run([program, *command], capture_output=True, text=True)
    if done.returncode:
        sys.exit("%s: %s%s" % (command[0], done.stdout, done.stderr))


def children(pid):
    return [int(x) for x in open("/proc/%d/task/%d/children" % (pid, pid)).read().split()]


def kill():
    pid = int(open(folder + "/pg/data/postmaster.pid").readline())
    for p in [pid, *children(pid)]:
        try:
            os.kill(p, 9)
        except ProcessLookupError:
            pass


def stored(url):
    out = subprocess.run(["psql", "-qAtX", url, "-c", "SELECT count(*) FROM article"], capture_output=True, text=True).stdout.strip()
    return int(out) if out else 0


def renumber(path):
    """Numbers that the server gives rows by itself have gaps where a transaction was lost: without them, in their order."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA foreign_keys = OFF")
    for table in "event", "outlet":
        for new, (old,) in enumerate(db.execute("SELECT number FROM %s ORDER BY number" % table).fetchall(), 1):
            db.execute("UPDATE %s SET number = ? WHERE number = ?" % table, (new, old))
            if table == "outlet" and new != old:
                db.execute("UPDATE article SET outlet = ? WHERE outlet = ?", (new, old))
    db.commit()
    db.close()


try:
    kills.invent(folder + "/articles.jsonl", articles)
    began = time.monotonic()
    kills.finish(kills.start(program, folder + "/whole.db", folder + "/articles.jsonl"))
    url = server("start")
    process = subprocess.Popen([program, "add", "--now", "2025-03-04T00:00:00Z", "--progress", "none", "--store", url,
                                folder + "/articles.jsonl"], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    there = killed = 0
    # Told by what is stored, and rather early: each of them has to come before the end.
    while killed < count and process.poll() is None:
        wanted = there + chance.uniform(0, 1) * (articles - there) / (count - killed + 1)
        while process.poll() is None and stored(url) < min(wanted, articles - 1):
            time.sleep(0.05)
        time.sleep(chance.uniform(0, 0.5))
        if process.poll() is not None:
            break
        there = max(there, stored(url))
        kill()
        killed += 1
        time.sleep(chance.uniform(0, 1))
        server("again")
        now = stored(url)
        if now < there:
            sys.exit("%d articles are gone after kill %d" % (there - now, killed))
        there = now
    talk = process.communicate()[1]
    if process.returncode != 0 or "%d in = %d kept + 0 dup" % (articles, articles) not in talk:
        sys.exit("add ended with %d: %s" % (process.returncode, talk[-3000:]))
    run("migrate", url, folder + "/moved.db")
    renumber(folder + "/moved.db")
    kills.same(kills.open_store(folder + "/whole.db"), kills.open_store(folder + "/moved.db"))
    run("check", "--store", url)
    print("%d kills of the server, %d of them seen by add, %d articles, %.0f s: the same store"
          % (killed, talk.count("it is back"), articles, time.monotonic() - began))
finally:
    subprocess.run(["sh", "tests/support/postgres.sh", "stop", folder + "/pg"], capture_output=True)
    shutil.rmtree(folder)
