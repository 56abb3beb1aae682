#!/bin/sh
# bench/scale.sh ARTICLES.jsonl [WINDOW_DAYS] - what an article costs as the stream grows, for dedup and group.
#
# Prints a line each time the number of articles has doubled, on standard output and
# to bench/scale.txt, and draws bench/scale.svg.  Needs `make bench` built, and memory for all
# articles (a million of 250 words: 4 GB).  Seconds are of this process's CPU time.
set -eu
test $# -ge 1 || { sed -n 's/^# //p' "$0" >&2; exit 2; }
cd "$(dirname "$0")/.."
build=${BUILD:-build}
for stage in dedup group; do
    "$build/b/$stage" "$@"
done | tee bench/scale.txt
python3 bench/scale_plot.py <bench/scale.txt >bench/scale.svg
