# tests/e2e/lib.sh - sourced by T*.sh: run the program and check what it does.
#
#   run ARGS...            runs it; leaves $code, out and err in $dir
#   expect NAME COMMAND... the test NAME passes when the command succeeds
# A script ends with `finish`: "N passed", or exit 1 with what failed.
set -u
export TWOSOURCE_CONFIG=    # not this machine's
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
out=$dir/out err=$dir/err
passed=0 failed=0 code=
: >"$out" >"$err"

run() {
    "$TWOSOURCE" "$@" >"$out" 2>"$err" </dev/null
    code=$?
}
expect() {
    name=$1; shift
    if "$@" >"$dir/expect" 2>&1; then passed=$((passed + 1)); return; fi
    failed=$((failed + 1))
    echo "not ok: $name ($*)"
    cat "$dir/expect"
    echo "-- exit $code, stdout:"; head -c 2000 "$out"; echo "-- stderr:"; head -c 2000 "$err"
}
is() { [ "$1" = "$2" ] || { echo "got '$1', wanted '$2'"; return 1; }; }
silent() { [ ! -s "$1" ]; }
valid() { /usr/bin/python3 tools/schema_check "doc/schema/$1.schema.json" <"$2"; }
field() { /usr/bin/python3 -c 'import json,sys
o = json.loads(open(sys.argv[1]).readline())
for k in sys.argv[2].split("."): o = o[int(k)] if isinstance(o, list) else o[k]
print(o if isinstance(o, str) else json.dumps(o, ensure_ascii=False))' "$1" "$2"; }
finish() {
    echo "$passed passed"
    [ "$failed" = 0 ]
    exit
}
