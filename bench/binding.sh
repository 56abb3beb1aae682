#!/bin/sh
# How fast is the Python binding beside C?  Counts instructions (valgrind), which others on the machine do not disturb.
set -eu
cd "$(dirname "$0")/.."
make -s build/b/binding build/python/done
export LD_LIBRARY_PATH=build/installed/lib PYTHONPATH=build/python PYTHONHASHSEED=0
set -- examples/market_bombing/meridian.txt examples/market_bombing/daily_whistle.txt
count() { valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 | sed -n 's/.*Collected : //p'; }
per() { echo $((($(count "$@" 25) - $(count "$@" 5)) / 20)); }
c=$(per build/b/binding "$@")
python=$(per /usr/bin/python3 bench/binding.py "$@")
echo "a comparison: C $c, Python $python instructions: $((c * 100 / python)) % of the C speed"
