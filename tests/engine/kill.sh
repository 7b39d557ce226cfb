# shellcheck shell=bash
# Hurts a private engine, and heals it: what a test of restarts needs. Sourced.
# A pid is the one that the engine's own namespace counts, and is signalled inside of it: nothing else can be hit.

# kill_part DIR [dockerd|registry]: SIGKILL, and no end of it until `revive`. Containers go on, the engine's containerd does not.
kill_part() {
    local dir part=${2:-dockerd} init pid
    dir=$(running_engine "$1" "$part")
    init=$(cat "$dir/init.pid")
    [[ ! -e $dir/$part.killed ]] || die "the $part of $dir is killed already: run $0 revive $dir $part"
    : > "$dir/$part.killed"
    pid=$(cat "$dir/$part.pid" 2>/dev/null) && inside "$init" "$pid" || { rm -f "$dir/$part.killed"; die "the $part of $dir does not run"; }
    wait_until 10 "the end of $part in $dir" test ! -e "$dir/$part.pid"
    if [[ $part == dockerd ]]; then
        # It dies with its parent, by the kernel's hand, but in its own time, and its successor waits for its locks only so long.
        pid=$(cat "$dir/exec/containerd/containerd.pid" 2>/dev/null) && wait_until 30 "the end of containerd in $dir" gone_inside "$init" "$pid" || true
        # After SIGKILL they name processes that are gone, and by chance one day others. The socket stays, as it does in life.
        rm -f "$dir/docker.pid" "$dir/exec/containerd/containerd.pid"
    fi
}

# revive DIR [dockerd|registry]: starts again what was killed, with the data that it had, and waits until it answers.
revive() {
    local dir part=${2:-dockerd} init
    dir=$(running_engine "$1" "$part")
    init=$(cat "$dir/init.pid")
    rm -f "$dir/$part.killed"
    { "wait_for_$part" "$dir" "$init" && process_alive "$init"; } || { show_logs "$dir"; die "the $part of $dir did not come back (see above)"; }
}

running_engine() {
    [[ $2 == dockerd || $2 == registry ]] || die "there is a dockerd and a registry, no $2"
    [[ -d $1 && -e $1/engine ]] || die "$1 is no engine's folder"
    local dir
    dir=$(cd "$1" && pwd -P)
    owns_process "$dir" "$(cat "$dir/init.pid" 2>/dev/null)" || die "the engine in $dir does not run"
    printf '%s\n' "$dir"
}

# `kill` of bash, since the program of that name is one more package.
gone_inside() { ! inside "$@"; }
inside() { nsenter "--pid=/proc/$1/ns/pid" bash -c 'kill -KILL "$1" 2>/dev/null' kill "$2"; }
