"""alerts.py PROGRAM KILLS ARTICLES.jsonl: kills `add --alerts` at random moments and gives it the same input again, until
all is in; then every fact that an undisturbed run told must have been told, once, and every line be in the file once.

What an undisturbed run tells depends a little on how articles fell into batches (a comparison may see a fact and later
another in its place), so both are held against facts that stored history shows in both stores."""
import json, os, random, signal, sqlite3, subprocess, sys, tempfile

program, kills, articles = sys.argv[1], int(sys.argv[2]), sys.argv[3]
folder = tempfile.mkdtemp()
NOW = ["--now", "2031-05-06T18:00:00Z"]


def rules(name):
    with open(f"{folder}/{name}.rules", "w") as f:
        f.write(f"[to log]\nfile = {folder}/{name}.jsonl\n[said]\nwhen = origins\n[story]\nwhen = origins\nbehind = story\n"
                "[figure]\nwhen = figure\n[correction]\nwhen = correction\n[word]\nwhen = article\nwords = police OR government\n")
    return f"{folder}/{name}.rules"


def add(name):
    return [program, "add", "--store", f"{folder}/{name}.db", "--alerts", rules(name), "--progress", "none", *NOW, articles]


def told(name, *more):
    command = [program, "alerts", *more, "--json", "--store", f"{folder}/{name}.db"]
    return [json.loads(line) for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()]


subprocess.run(add("calm"), check=True, stderr=subprocess.DEVNULL)
killed = 0
random.seed(7)
while True:
    process = subprocess.Popen(add("wild"), stderr=subprocess.DEVNULL)
    try:
        process.wait(random.uniform(0.02, 1.5) if killed < kills else None)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed += 1
        continue
    if killed >= kills or process.returncode not in (0, 1):
        break
    for suffix in ("", "-wal", "-shm", "-state", "-lock"):      # it came through: once more from the start
        if os.path.exists(f"{folder}/wild.db{suffix}"):
            os.remove(f"{folder}/wild.db{suffix}")
    if os.path.exists(f"{folder}/wild.jsonl"):
        os.remove(f"{folder}/wild.jsonl")
calm, wild = told("calm"), told("wild")
history = {a["id"] for a in told("wild", "run", rules("wild"), "--dry-run")} & {a["id"] for a in calm}
lines = [json.loads(line)["id"] for line in open(f"{folder}/wild.jsonl")]
db = sqlite3.connect(f"{folder}/wild.db")
rule = {a["number"]: a["rule"] for a in wild}


def is_known(a):
    """Told under another id: it stands where an alert of the same rule does."""
    return any(rule.get(number) == a["rule"] for e in a["evidence"] if e["span"] for number, in db.execute(
        "SELECT alert FROM alert_place p JOIN article a ON a.number = p.article WHERE a.id = ? AND p.first < ? AND p.last > ?",
        (e["id"], e["span"][1], e["span"][0])))


missing = [a for a in calm if a["id"] in history - {b["id"] for b in wild} and not is_known(a)]
for a in missing:
    print("missing:", a["rule"], a["story"], a["headline"])
print(f"{killed} kills, {process.returncode}: {len(calm)} and {len(wild)} alerts, {len(history)} of both in history, {len(missing)} missing, "
      f"{len(lines)} lines, {len(lines) - len(set(lines))} of them twice, {len({a['id'] for a in wild} - set(lines))} without a line")
bad = missing or len(lines) != len(set(lines)) or {a["id"] for a in wild} != set(lines) or len({a["id"] for a in wild}) != len(wild)
sys.exit(1 if bad else 0)
