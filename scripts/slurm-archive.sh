#!/bin/sh
# slurm-archive.sh: an archive into a store with Slurm: a job array maps the shards, a job that depends on it
# reduces their days.  Tasks whose node is lost are run again; given again, it does what is missing.
set -eu

usage() {
    cat <<END
usage: slurm-archive.sh [-n N] [-t TASKS] [-m OPTIONS] [-r OPTIONS] [-s OPTIONS] [-w] -d DIR -o STORE SHARD...|@LIST

Submits a job array that maps the shards of an archive into DIR, and a job that reduces DIR into
STORE when all of it went well.  Prints the numbers of both jobs.  All nodes must see the shards, DIR and STORE
under the same names.

  -d DIR      where what is mapped goes, and the jobs' logs (DIR/log)
  -o STORE    the store, a file or postgresql:// URL
  -n N        tasks at a time; else as many as Slurm lets run
  -t TASKS    into how many tasks the shards are dealt; else one a shard, 1,000 at most
  -m OPTIONS  more options for twosource map, e.g. '--now 2026-11-22T00:00:00Z'
  -r OPTIONS  more options for twosource reduce, e.g. '--window 14d'
  -s OPTIONS  more options for sbatch, e.g. '--partition=long --time=12:00:00'
  -w          wait for the end; the exit status is then that of the reducing job
  @LIST       a file with the path of a shard on each line

TWOSOURCE names the program on the nodes, else twosource.  Documents that were dropped are told in the logs and
do not stop anything.  Exit status: 0 submitted (done, with -w), 2 wrong usage, else what sbatch says.
END
}

at_a_time="" tasks="" folder="" store="" map_options="" reduce_options="" sbatch_options="" wait=""
while getopts hn:t:d:o:m:r:s:w option; do
    case $option in
    h) usage; exit 0 ;;
    n) at_a_time=%$OPTARG ;;
    t) tasks=$OPTARG ;;
    d) folder=$OPTARG ;;
    o) store=$OPTARG ;;
    m) map_options=$OPTARG ;;
    r) reduce_options=$OPTARG ;;
    s) sbatch_options=$OPTARG ;;
    w) wait=--wait ;;
    *) usage >&2; exit 2 ;;
    esac
done
shift $((OPTIND - 1))
if [ -z "$folder" ] || [ -z "$store" ] || [ $# = 0 ]; then usage >&2; exit 2; fi
mkdir -p "$folder/log"

# The jobs find everything in the environment, so that no name has to be quoted for another shell.
for shard in "$@"; do
    case $shard in
    @*) cat "${shard#@}" ;;
    *) printf '%s\n' "$shard" ;;
    esac
done >"$folder/shards.txt"
shards=$(wc -l <"$folder/shards.txt")
[ "$shards" -gt 0 ] || { echo "slurm-archive.sh: the lists name no shards" >&2; exit 2; }
tasks=${tasks:-$shards}
[ "$tasks" -le "$shards" ] || tasks=$shards
[ "$tasks" -le 1000 ] || tasks=1000
export ARCHIVE_DIR="$folder" ARCHIVE_STORE="$store" ARCHIVE_TASKS="$tasks"
export ARCHIVE_MAP="$map_options" ARCHIVE_REDUCE="$reduce_options" TWOSOURCE="${TWOSOURCE:-twosource}"

# Status 1 says that documents were dropped; the work is done.
# shellcheck disable=SC2086
map=$(sbatch --parsable --requeue --job-name=twosource-map --array="0-$((tasks - 1))$at_a_time" \
    --output="$folder/log/map-%A_%a.txt" --open-mode=append $sbatch_options <<'END'
#!/bin/sh
i=0
while IFS= read -r shard; do
    if [ $((i % ARCHIVE_TASKS)) = "$SLURM_ARRAY_TASK_ID" ]; then
        status=0
        "$TWOSOURCE" map --threads "${SLURM_CPUS_PER_TASK:-1}" --progress none $ARCHIVE_MAP -o "$ARCHIVE_DIR" -- "$shard" </dev/null || status=$?
        [ "$status" -le 1 ] || exit "$status"
    fi
    i=$((i + 1))
done <"$ARCHIVE_DIR/shards.txt"
END
)
map=${map%%;*}
echo "map: job $map, $tasks tasks, $shards shards"

# shellcheck disable=SC2086
sbatch --parsable --requeue --job-name=twosource-reduce --dependency="afterok:$map" --kill-on-invalid-dep=yes $wait \
    --output="$folder/log/reduce-%j.txt" --open-mode=append $sbatch_options <<'END' >"$folder/log/reduce.job" || { status=$?; cat "$folder/log/reduce.job"; exit "$status"; }
#!/bin/sh
status=0
"$TWOSOURCE" reduce --threads "${SLURM_CPUS_PER_TASK:-1}" --progress none $ARCHIVE_REDUCE -o "$ARCHIVE_STORE" "$ARCHIVE_DIR" || status=$?
[ "$status" -le 1 ] || exit "$status"
rm -f "$ARCHIVE_DIR"/*.new "$ARCHIVE_DIR"/*.come
END
echo "reduce: job $(cat "$folder/log/reduce.job"), after it"
