"""postgres.py invent FILE COUNT | wait URL COUNT | said FILE TEXT: articles of invented events; waits until so many are
stored, until a log has a text."""
import subprocess
import sys
import time

import kills

if sys.argv[1] == "invent":
    kills.invent(sys.argv[2], int(sys.argv[3]))
elif sys.argv[1] == "said":
    for _ in range(2400):
        if sys.argv[3] in open(sys.argv[2]).read():
            break
        time.sleep(0.05)
    else:
        sys.exit("it never said so")
else:
    for _ in range(2400):
        n = subprocess.run(["psql", "-qAt", sys.argv[2], "-c", "SELECT count(*) FROM article"],
                           capture_output=True, text=True).stdout.strip()
        if n and int(n) >= int(sys.argv[3]):
            break
        time.sleep(0.05)
    else:
        sys.exit("they never came")
