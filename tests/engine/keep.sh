#!/usr/bin/env bash
# Runs one program of a private engine to its end. Where it was ended by `engine.sh kill`, waits for `engine.sh revive` and runs
# it again, with the same flags, in the same namespaces. supervise.sh starts it.
#
# usage: keep.sh DIR NAME COMMAND...
#   DIR/NAME.pid      while it runs: its pid, as its own namespace counts
#   DIR/NAME.killed   from the kill to the revival
set -uo pipefail
dir=$1 name=$2
shift 2
child="" stopping=0 status=0
stop() {
    stopping=1
    [[ -z $child ]] || kill -TERM "$child" 2>/dev/null || true
}
trap stop TERM INT HUP

while (( ! stopping )); do
    "$@" &
    child=$!
    # In one step: whoever reads it must not find it empty.
    echo "$child" > "$dir/$name.pid.new" && mv "$dir/$name.pid.new" "$dir/$name.pid"
    (( ! stopping )) || stop
    # `wait` returns early when a signal arrives.
    while kill -0 "$child" 2>/dev/null; do
        wait "$child"
        status=$?
    done
    child=""
    rm -f "$dir/$name.pid"
    [[ -e $dir/$name.killed ]] || break
    while [[ -e $dir/$name.killed ]] && (( ! stopping )); do sleep 0.02; done
done
exit "$status"
