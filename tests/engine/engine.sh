#!/usr/bin/env bash
# Brings up private Docker engines for tests, each with a registry and a search of its own, and takes them down again.
#
#   engine.sh prepare [old] [current] [browser]     install and make what the engines (and tests in Chromium) need; nothing is started
#   engine.sh up old|current [--dir DIR] [--net own|host] [--daemon KEY=JSON]...
#                                                   start one, print the `export` lines that describe it
#   engine.sh kill DIR [dockerd|registry]           end its dockerd (or its registry) with SIGKILL; containers go on
#   engine.sh revive DIR [dockerd|registry]         start what was killed again, with the data that it had
#   engine.sh down DIR...                           stop what was started there and delete the folder; fine when it is gone
#
# old is Debian's own Docker (20.10 on Debian 12), current is the one of Debian sid (28.x), or trixie (26.1) where sid fails.
# --net own (the default) gives the engine a network of its own: nothing of this machine's network changes, and what uses the
# published ports or the registry runs beside it:  nsenter --net=/proc/$(cat DIR/init.pid)/ns/net COMMAND
# --net host lets everybody on this machine reach them, and is refused where another engine has the network already.
# --daemon adds to the engine's daemon.json, as in --daemon live-restore=true.
# DOCKER_MIN_API_VERSION is handed on to the engine.
set -euo pipefail
# shellcheck source=tests/engine/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=tests/engine/rootfs.sh
source "$engine_scripts/rootfs.sh"
# shellcheck source=tests/engine/images.sh
source "$engine_scripts/images.sh"
# shellcheck source=tests/engine/host-network.sh
source "$engine_scripts/host-network.sh"
# shellcheck source=tests/engine/kill.sh
source "$engine_scripts/kill.sh"
clean_environment

search_project=$engine_scripts/SearchRegistry/SearchRegistry.csproj
search_output=$artifacts/search-registry

build_search() {
    local log=$artifacts/search-registry.log
    mkdir -p "$artifacts"
    (
        exec 9>"$artifacts/search-registry.lock"
        flock 9
        # Up to date: not worth the seconds that a build takes to find that out.
        if [[ $search_output/SearchRegistry.dll -nt $search_project && $search_output/SearchRegistry.dll -nt $engine_scripts/SearchRegistry/Program.cs ]]; then exit 0; fi
        # The SDK leaves folders in the temp folder.
        TMPDIR=$(mktemp -d /tmp/dockerkit-XXXXXX)
        trap 'rm -rf "$TMPDIR"' EXIT
        trap 'exit 143' INT TERM
        export TMPDIR MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0
        PATH=$caller_path "$(find_dotnet)" build "$search_project" -c Release -o "$search_output" --disable-build-servers -v quiet -nologo >"$log" 2>&1 9>&- ||
            { tail -n 30 "$log" >&2; die "the search endpoint does not build"; }
        touch "$search_output/SearchRegistry.dll"
        rm -f "$log"
    )
}

prepare() {
    local variant
    require_machine engine
    [[ " $* " != *" browser "* ]] || packages+=(chromium)
    install_packages
    build_search
    for variant in "$@"; do
        if [[ $variant == current ]]; then ensure_rootfs >/dev/null; fi
    done
}

# A unix socket's path has at most 107 bytes, and the engine makes some up to 40 bytes below its folder.
usable_folder() { (( ${#1} <= 66 )); }

choose_folder() {
    local folder
    if usable_folder "$artifacts/engine-XXXXXX"; then
        mkdir -p "$artifacts"
        folder=$(mktemp -d "$artifacts/engine-XXXXXX")
    else
        folder=$(mktemp -d /tmp/dockerkit-XXXXXX)
    fi
    printf '%s\n' "$folder"
}

up() {
    local variant=$1 dir="" net=own daemon=()
    shift
    [[ $variant == old || $variant == current ]] || die "up takes old or current, not $variant"
    while (( $# > 0 )); do
        case $1 in
            --dir) dir=$2; shift 2 ;;
            --net) net=$2; shift 2 ;;
            --daemon) [[ ${2:-} == *=* ]] || die "--daemon takes KEY=JSON, not ${2:-nothing}"; daemon+=("$2"); shift 2 ;;
            *) die "unknown option $1" ;;
        esac
    done
    [[ $net == own || $net == host ]] || die "--net takes own or host, not $net"
    prepare "$variant"
    [[ -n $dir ]] || dir=$(choose_folder)
    usable_folder "$dir" || die "$dir is too long a path for the sockets of an engine: at most 66 bytes"
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd -P)
    [[ ! -e $dir/engine ]] || die "$dir is in use: run $0 down $dir first"
    [[ -z $(ls -A "$dir") ]] || die "$dir is not empty, and all of it would be deleted with the engine: name another"
    # What tells `down` that the folder is its to delete.
    echo "$variant" > "$dir/engine"

    started_dir=$dir
    trap 'taken_down' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP

    write_settings "$variant" "$dir" "$net" "${daemon[@]}"
    start "$dir"
    if ! wait_for_engine "$dir"; then
        show_logs "$dir"
        die "the $variant engine did not start (see above)"
    fi
    # From outside the engine's network only the engine itself reaches the registry, and that is who pushes.
    if ! seed_images "$cli" "$dir/docker.sock" "127.0.0.1:$registry_port" "$dir/seed" 2>"$dir/seed.log"; then
        cat "$dir/seed.log" >&2
        show_logs "$dir"
        die "the $variant engine's registry could not be filled (see above)"
    fi
    started_dir=""
    describe "$dir"
}

# The half that failed or was interrupted leaves nothing behind.
taken_down() {
    local status=$?
    trap - EXIT
    trap '' INT TERM HUP
    [[ -z $started_dir ]] || down "$started_dir"
    exit "$status"
}

# What the processes of this engine have to know, once, in one file.
write_settings() {
    local variant=$1 dir=$2 net=$3 daemon=("${@:4}") rootfs="" cli=$docker_cli registry_port=5000 registry_backend_port=5001 cgroup
    cgroup=dockerkit-$$-$RANDOM
    mkdir -p "$dir/data" "$dir/exec" "$dir/registry" "$dir/bin" "$dir/config"
    if [[ $variant == current ]]; then
        rootfs=$(ensure_rootfs)
        cli=$dir/bin/docker
        write_cli_wrapper "$rootfs" "$cli"
    fi
    if [[ $net == host ]]; then
        registry_port=$(free_port)
        registry_backend_port=$(free_port)
        claim_host_network "$dir"
    fi
    # The key that an old engine signs with would otherwise land in the user's /etc/docker; a current one knows no such setting.
    [[ $variant != old ]] || daemon+=("deprecated-key-path=\"$dir/key.json\"")
    write_daemon_json "${daemon[@]}" > "$dir/daemon.json"
    cat > "$dir/registry.yml" <<YAML
version: 0.1
log: {level: warn}
storage:
  filesystem: {rootdirectory: $dir/registry}
  delete: {enabled: true}
http:
  addr: 127.0.0.1:$registry_backend_port
  relativeurls: true
YAML
    local name
    for name in variant dir net rootfs cli registry_port registry_backend_port cgroup busybox; do
        printf '%s=%q\n' "$name" "${!name}"
    done > "$dir/settings"
    {
        printf 'scripts=%q\n' "$engine_scripts"
        printf 'dotnet=%q\n' "$(find_dotnet)"
        printf 'search_dll=%q\n' "$search_output/SearchRegistry.dll"
    } >> "$dir/settings"
}

write_daemon_json() {
    local option separator=""
    printf '{'
    for option in "$@"; do
        printf '%s"%s": %s' "$separator" "${option%%=*}" "${option#*=}"
        separator=", "
    done
    printf '}\n'
}

start() {
    local dir=$1 flags=(--mount --pid --fork --mount-proc --kill-child=KILL)
    # shellcheck source=/dev/null
    source "$dir/settings"
    [[ $net == host ]] || flags+=(--net)
    # A session of its own: an interrupt typed at a terminal is for the script, which then stops the engine in order.
    setsid unshare "${flags[@]}" bash "$engine_scripts/supervise.sh" "$dir" </dev/null >>"$dir/supervise.log" 2>&1 &
    echo $! > "$dir/unshare.pid"
    wait_until 10 "the engine's first process" find_init "$dir"
}

# The supervisor as seen from here: the one child of unshare. It is the one to signal, and the way into the namespaces.
find_init() {
    local dir=$1 pid
    pid=$(cat "$dir/unshare.pid")
    pid=$(cat "/proc/$pid/task/$pid/children")
    pid=${pid%% *}
    [[ -n $pid ]] && echo "$pid" > "$dir/init.pid"
}

wait_for_engine() {
    local dir=$1 init
    # shellcheck source=/dev/null
    source "$dir/settings"
    init=$(cat "$dir/init.pid")
    wait_for_dockerd "$dir" "$init" &&
        wait_for_registry "$dir" "$init" &&
        wait_until 30 "the search endpoint" ready_or_dead "$init" accepts "$init" "$registry_port" &&
        process_alive "$init"
}

wait_for_dockerd() {
    # shellcheck source=/dev/null
    source "$1/settings"
    wait_until 90 "the engine at $1/docker.sock" ready_or_dead "$2" "$cli" --host "unix://$1/docker.sock" version
}

wait_for_registry() {
    # shellcheck source=/dev/null
    source "$1/settings"
    wait_until 30 "the registry" ready_or_dead "$2" accepts "$2" "$registry_backend_port"
}

# Whether somebody listens on a port of the engine's network.
accepts() { nsenter "--net=/proc/$1/ns/net" bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$1"' accepts "$2"; }

# No use in waiting for something that has ended.
ready_or_dead() {
    local init=$1
    shift
    process_alive "$init" || return 0
    "$@"
}

show_logs() {
    local dir=$1 log
    for log in supervise dockerd registry search; do
        [[ -s $dir/$log.log ]] || continue
        say "--- the last lines of $log.log"
        tail -n 30 "$dir/$log.log" >&2
    done
}

describe() {
    local dir=$1 suffix
    # shellcheck source=/dev/null
    source "$dir/settings"
    suffix=${variant^^}
    printf 'export DOCKERKIT_TEST_ENGINE_%s=%q\n' "$suffix" "unix://$dir/docker.sock"
    printf 'export DOCKERKIT_TEST_REGISTRY_%s=%q\n' "$suffix" "127.0.0.1:$registry_port"
    printf 'export DOCKERKIT_TEST_CLI_%s=%q\n' "$suffix" "$cli"
    printf 'export DOCKERKIT_TEST_ENGINE_%s_DIR=%q\n' "$suffix" "$dir"
    printf 'export DOCKERKIT_TEST_ENGINE_%s_NET=%q\n' "$suffix" "/proc/$(cat "$dir/init.pid")/ns/net"
    [[ $variant == current ]] || printf 'export DOCKERKIT_TEST_CLI=%q\n' "$cli"
    printf 'export DOCKERKIT_TEST_PRIVATE=1\n'
}

down() {
    local dir=$1 init unshare_pid
    [[ -d $dir ]] || return 0
    dir=$(cd "$dir" && pwd -P)
    # Only a folder that `up` made is deleted, whatever is passed by mistake.
    [[ -e $dir/engine ]] || { say "note: $dir is no engine's folder, left alone"; return 0; }
    init=$(cat "$dir/init.pid" 2>/dev/null || true)
    unshare_pid=$(cat "$dir/unshare.pid" 2>/dev/null || true)
    if owns_process "$dir" "$init"; then
        # An engine that ends waits 10 seconds for each container that does not listen to TERM: no test's container is worth that.
        remove_containers "$dir"
        kill -TERM "$init" 2>/dev/null || true
        wait_until 20 "the engine in $dir to end" process_gone "$init" || kill -KILL "$init" 2>/dev/null || true
        wait_until 10 "the end of the namespace of $dir" process_gone "$init" || true
    elif owns_process "$dir" "$unshare_pid"; then
        # Stopped before its first process was known: --kill-child takes that along.
        kill -KILL "$unshare_pid" 2>/dev/null || true
        wait_until 10 "the end of the namespace of $dir" process_gone "$unshare_pid" || true
    fi
    rmdir /run/docker 2>/dev/null || true
    release_host_network "$dir"
    remove_cgroups "$dir"
    rm -rf "$dir" || say "note: $dir could not be deleted completely"
}

# A pid file of long ago may name somebody else's process by now; ours have the folder in their command line.
owns_process() {
    process_alive "$2" && tr '\0' '\n' <"/proc/$2/cmdline" 2>/dev/null | grep -qxF -- "$1"
}

remove_containers() {
    local dir=$1 ids
    # shellcheck source=/dev/null
    source "$dir/settings"
    local docker=(timeout 20 "$cli" --host "unix://$dir/docker.sock")
    mapfile -t ids < <(DOCKER_CONFIG=$dir/config "${docker[@]}" ps --all --quiet 2>/dev/null)
    (( ${#ids[@]} == 0 )) || DOCKER_CONFIG=$dir/config "${docker[@]}" rm --force "${ids[@]}" >/dev/null 2>&1 || true
}

remove_cgroups() {
    local dir=$1
    [[ -e $dir/settings ]] || return 0
    # shellcheck source=/dev/null
    source "$dir/settings"
    find /sys/fs/cgroup -mindepth 1 -maxdepth 3 -type d -name "$cgroup" 2>/dev/null | while read -r folder; do
        find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true
    done
}

command=${1:-}
[[ -z $command ]] || shift
case $command in
    prepare) prepare "$@" ;;
    up) (( $# > 0 )) || die "up takes old or current"; up "$@" ;;
    kill) (( $# > 0 )) || die "kill takes an engine's folder"; kill_part "$@" ;;
    revive) (( $# > 0 )) || die "revive takes an engine's folder"; revive "$@" ;;
    down) for folder in "$@"; do down "$folder"; done ;;
    *) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
