# add is killed again and again, and the store is the same as if nothing had been (kills.py COUNT does more).
set -eu
/usr/bin/python3 tests/e2e/kills.py "$TWOSOURCE" 6
