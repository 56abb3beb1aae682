# exports.sh BENCH: 10,000 stories in each format, written by bench/export_bench.c, are what the specifications ask for.
set -eu
bench=$(realpath "$1") checks=$(realpath tests/e2e/exports.py)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
"$bench" "$dir"
for format in jsonfeed csv atom ninjs stix webannotation; do
    echo "$format: $(/usr/bin/python3 "$checks" $format <$format)"
done
