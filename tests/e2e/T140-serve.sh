# The server, as programs see it: reading.
. tests/e2e/lib.sh
/usr/bin/python3 -W ignore tests/e2e/reading.py "$TWOSOURCE" "$dir"
