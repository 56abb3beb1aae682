# bench/serve.sh PROGRAM STORE: how fast a store is served (curl, wrk), by one core.
# First times: each address is new to the server, which has nothing kept of it.  Requests a second: 64 connections.
set -eu
program=$1 store=$2
dir=$(mktemp -d)
taskset -c 0 "$program" serve --store "$store" --listen 127.0.0.1:0 2>"$dir/talk" & pid=$!
trap 'kill "$pid"; wait "$pid" || true; rm -rf "$dir"' EXIT
until at=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$dir/talk") && [ -n "$at" ]; do sleep 0.1; done
spread() { # NAME, addresses from standard input: time to the first byte without connecting, ms
    while read -r p; do curl -s -o /dev/null -w '%{time_starttransfer} %{time_connect}\n' "$at$p"; done |
        awk '{print ($1 - $2) * 1000}' | sort -n |
        awk -v n="$1" '{v[NR] = $1} END {printf "%-18s median %6.2f ms, 95 %% %6.2f ms, of %d\n", n, v[int((NR + 1) / 2)], v[int(NR * 0.95)], NR}'
}
stories=$(curl -s "$at/v1/stories?limit=100" | grep -o '"id":"s[0-9]*"' | grep -o 's[0-9]*')
printf '/v1/stories/%s\n' $stories | spread "story"
printf '/v1/stories/%s/comparison\n' $stories | spread "comparison"
printf '/stories/%s\n' $stories | spread "story page"
seq -f '/v1/stories?limit=%g' 60 | spread "story list"
seq -f '/?n=%g' 60 | spread "story list page"
printf '/v1/search?q=%s\n' police bridge fire storm vote court school river bank ship train market health trade border | spread "search"
for p in "/v1/stories/${stories%%
*}" "/v1/stories/${stories%%
*}/comparison" /v1/stories; do
    wrk -t1 -c64 -d5 "$at$p" | awk -v n="$p" '/Requests\/sec/ {printf "%-32s %8.0f requests/s\n", n, $2}'
done
