#!/usr/bin/env bash
# Runs the QuickStart sample with all that it needs: on the engine that is reachable (DOCKER_HOST, else this machine's own), or
# else on a private one from Debian's packages with a local registry, which is stopped and deleted at the end.
#
#   samples/quickstart.sh               search, pull, run, ps, logs and the rest, on small sample images
#   samples/quickstart.sh IMAGE [...]   the same with your own image; what is given goes to the sample as it is
#
# DOCKERKIT_QUICKSTART_PRIVATE=1 starts a private engine even where another is reachable.
set -euo pipefail
# shellcheck source=tests/engine/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../tests/engine/lib.sh"

# The default socket, rootless first as the CLI's own set-up does, then the machine's. A connection is what counts, not the file.
reachable_engine() {
    local candidate
    if [[ -n ${DOCKER_HOST:-} ]]; then
        printf '%s\n' "$DOCKER_HOST"
        return 0
    fi
    for candidate in "${XDG_RUNTIME_DIR:-/nowhere}/docker.sock" /var/run/docker.sock "${HOME:-/nowhere}/.docker/run/docker.sock"; do
        if [[ -S $candidate && -r $candidate && -w $candidate ]] && socket_answers "$candidate"; then
            printf 'unix://%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

# A socket file stays behind when its engine is killed. perl is in every Debian, and what else has none gets by with the file.
socket_answers() {
    command -v perl >/dev/null || return 0
    perl -MIO::Socket::UNIX -e 'exit(IO::Socket::UNIX->new(Peer => $ARGV[0]) ? 0 : 1)' "$1" 2>/dev/null
}

require_machine dotnet
dotnet=$(find_dotnet)
endpoint=""
[[ ${DOCKERKIT_QUICKSTART_PRIVATE:-} == 1 ]] || endpoint=$(reachable_engine) || true

engine_folder="" job=""
clean_up() {
    trap - EXIT
    trap '' INT TERM HUP
    if [[ -n $job ]] && process_alive "$job"; then
        kill -TERM "$job" 2>/dev/null || true
        wait_until 10 "the sample to end" process_gone "$job" || kill -KILL "$job" 2>/dev/null || true
    fi
    if [[ -n $engine_folder ]]; then
        say "Stopping the private engine ..."
        "$engine_scripts/engine.sh" down "$engine_folder/engine" || true
        rm -rf "$engine_folder"
    fi
}
trap 'status=$?; clean_up; exit "$status"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# All checks come first, then the build, which may fail too; nothing has been started or installed by then.
[[ -n $endpoint ]] || require_machine engine "or start an engine yourself and name it: DOCKER_HOST=... $0"
sample=$repository/samples/QuickStart
say "Building the sample ..."
program=$(
    # The SDK leaves folders in the temp folder.
    TMPDIR=$(mktemp -d /tmp/dockerkit-XXXXXX)
    trap 'rm -rf "$TMPDIR"' EXIT
    trap 'exit 143' INT TERM
    log=$TMPDIR/build.log
    export TMPDIR MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 PATH=$caller_path
    "$dotnet" build "$sample" -c Release --disable-build-servers -v quiet -nologo >"$log" 2>&1 ||
        { tail -n 40 "$log" >&2; die "the sample does not build (see above)"; }
    "$dotnet" msbuild "$sample" -p:Configuration=Release -getProperty:TargetPath
)

enter=()
if [[ -n $endpoint ]]; then
    say "Using the engine at $endpoint."
else
    say "No engine is reachable (DOCKER_HOST is not set, and nothing listens on the default socket): starting a private one."
    engine_folder=$(mktemp -d /tmp/dockerkit-XXXXXX)
    # On this machine's own network, so that a browser reaches a published port and the engine a hub; beside another engine's
    # bridge on a network of its own instead.
    net=host
    [[ ! -e /sys/class/net/docker0 ]] || net=own
    # In the background and waited for, so that an interrupt is acted on at once.
    "$engine_scripts/engine.sh" up old --dir "$engine_folder/engine" --net "$net" >"$engine_folder/env" &
    job=$!
    wait "$job"
    job=""
    # shellcheck source=/dev/null
    source "$engine_folder/env"
    clean_environment
    endpoint=$DOCKERKIT_TEST_ENGINE_OLD
    export DOCKERKIT_QUICKSTART_REGISTRY=$DOCKERKIT_TEST_REGISTRY_OLD
    [[ $net == host ]] || enter=(nsenter "--net=$DOCKERKIT_TEST_ENGINE_OLD_NET")
    say "The private engine is ready, with sample images at $DOCKERKIT_QUICKSTART_REGISTRY."
fi

export DOCKER_HOST=$endpoint
PATH=$caller_path
# Not `dotnet run`: the build may need the internet, which an engine's own network does not have, and a signal would end it
# and not the sample. <&0: a job in the background would otherwise read from nothing, and the sample may ask.
"${enter[@]}" "$dotnet" "$program" "$@" <&0 &
job=$!
status=0
wait "$job" || status=$?
exit "$status"
