#!/bin/sh
# local-archive.sh: an archive into a store on one machine: many shards are mapped at a time, then
# their days are reduced in order.  Stopped or killed, it goes on where it was when it is given again.
set -eu

usage() {
    cat <<END
usage: local-archive.sh [-n N] [-d DIR] [-m OPTIONS] [-r OPTIONS] -o STORE SHARD...|@LIST

Maps the shards of an archive, N at a time, and reduces all that was mapped into STORE.

  -o STORE    the store, a file or postgresql:// URL
  -n N        shards at a time; else one for each processor
  -d DIR      where what is mapped goes; else STORE.mapped
  -m OPTIONS  more options for twosource map, e.g. '--now 2026-11-22T00:00:00Z'
  -r OPTIONS  more options for twosource reduce, e.g. '--window 14d'
  @LIST       a file with the path of a shard on each line

TWOSOURCE names the program, else twosource.  Exit status: 0 done, 1 done, but documents were dropped,
2 wrong usage, 3 cannot go on.
END
}

at_a_time=$(nproc) store="" folder="" map_options="" reduce_options=""
while getopts hn:d:m:r:o: option; do
    case $option in
    h) usage; exit 0 ;;
    n) at_a_time=$OPTARG ;;
    d) folder=$OPTARG ;;
    m) map_options=$OPTARG ;;
    r) reduce_options=$OPTARG ;;
    o) store=$OPTARG ;;
    *) usage >&2; exit 2 ;;
    esac
done
shift $((OPTIND - 1))
if [ -z "$store" ] || [ $# = 0 ]; then usage >&2; exit 2; fi
folder=${folder:-$store.mapped}
program=${TWOSOURCE:-twosource}
mkdir -p "$folder"

shards() {
    for shard in "$@"; do
        case $shard in
        @*) tr '\n' '\0' <"${shard#@}" ;;
        *) printf '%s\0' "$shard" ;;
        esac
    done
}

# xargs ends with 123 when a command ended with 1 to 125; what was dropped (1) is no reason to stop, so the status of
# each is turned into 0 or, for xargs to end at once, 255.
echo 0 >"$folder/dropped"
# shellcheck disable=SC2016
one='status=0
"$1" map --threads 1 --progress none $3 -o "$2" -- "$4" || status=$?
case $status in
0) ;;
1) echo 1 >"$2/dropped" ;;
*) exit 255 ;;
esac'
shards "$@" | xargs -0 -r -n 1 -P "$at_a_time" sh -c "$one" map "$program" "$folder" "$map_options" || exit 3
status=$(cat "$folder/dropped")

# shellcheck disable=SC2086
"$program" reduce $reduce_options -o "$store" "$folder" || {
    reduced=$?
    [ "$reduced" = 1 ] || exit "$reduced"
    status=1
}
rm -f "$folder"/*.new "$folder"/*.come
exit "$status"
