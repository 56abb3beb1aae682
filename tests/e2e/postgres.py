"""postgres.py invent FILE COUNT | wait URL COUNT: articles of invented events; waits until so many are stored."""
import subprocess
import sys
import time

import kills

if sys.argv[1] == "invent":
    kills.invent(sys.argv[2], int(sys.argv[3]))
else:
    for _ in range(600):
        n = subprocess.run(["psql", "-qAt", sys.argv[2], "-c", "SELECT count(*) FROM article"],
                           capture_output=True, text=True).stdout.strip()
        if n and int(n) >= int(sys.argv[3]):
            break
        time.sleep(0.05)
    else:
        sys.exit("they never came")
