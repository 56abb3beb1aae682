# The server under load: an ingest, slow clients, long bodies.  tests/soak/README.md: the same for longer.
. tests/e2e/lib.sh
/usr/bin/python3 -W ignore tests/e2e/flood.py "$TWOSOURCE" "$dir" 1
