# The server, as programs see it: writing, events, the description of it all.
. tests/e2e/lib.sh
/usr/bin/python3 -W ignore tests/e2e/writing.py "$TWOSOURCE" "$dir"
