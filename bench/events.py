"""events.py PROGRAM URL [COUNT]: how long behind a commit in a PostgreSQL store its event leaves `serve`, in ms.

Commits are made by hand, at random moments, as the store makes them (src/store/postgres.c: the row `change`, NOTIFY)."""
import random
import statistics
import subprocess
import sys
import time

sys.path.insert(0, "tests/e2e")
from serve import Server, events, next_event

program, url, count = sys.argv[1], sys.argv[2], int((sys.argv + ["100"])[3])
chance, took = random.Random(1), []
psql = subprocess.Popen(["psql", "-qAtX", url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)


def sql(statements):
    """Their rows."""
    psql.stdin.write(statements + "\n\\echo done\n")
    return list(iter(lambda: psql.stdout.readline().strip(), "done"))


# The channel has the number of the writer's lock.
writer = subprocess.Popen([program, "add", "--store", url, "-"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
held = []
while not held:
    held = sql("SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1;")
writer.communicate()
with Server(program, url, "--threads", "2") as s:
    status, f, c = events(s)
    next_event(f)
    for i in range(count):
        time.sleep(chance.uniform(0.05, 0.45))
        sql("BEGIN; UPDATE story SET changed = (SELECT max(changed) + 1 FROM story) WHERE number = 1; "
            "UPDATE counter SET n = n + 1 WHERE name = 'change'; NOTIFY \"twosource_%s\";" % held[0])
        since = time.monotonic()
        sql("COMMIT;")
        next_event(f)
        took.append((time.monotonic() - since) * 1000)
    c.close()
took.sort()
print("median %.1f ms, 95 %% %.1f ms" % (statistics.median(took), took[int(0.95 * count)]))
