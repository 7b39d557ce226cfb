# shellcheck shell=bash
# What every script here shares: messages, the checks before anything starts, and what Debian's packages provide.
# Sourced, never run. Nothing below changes the machine before `require_machine` has said that all is there.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
artifacts=$repository/artifacts
engine_scripts=$repository/tests/engine

# Debian's own tools, not what else may lie on the PATH under the same names: another CLI or runc in /usr/local would be
# tested in their stead. What the caller had is kept for dotnet.
caller_path=$PATH
PATH=/usr/sbin:/usr/bin:/sbin:/bin

docker_cli=/usr/bin/docker
# The answer to "which packages": the engine, its firewall tool, an image to run, a registry, and the current engine's system.
packages=(docker.io iptables docker-registry debootstrap)

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

# A user's own settings must not point a script's client at the user's engine, nor a proxy swallow loopback traffic.
clean_environment() {
    unset DOCKER_HOST DOCKER_CONTEXT DOCKER_TLS DOCKER_TLS_VERIFY DOCKER_CERT_PATH DOCKER_CONFIG DOCKER_API_VERSION
    unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
}

package_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

missing_packages() {
    local package
    for package in "${packages[@]}"; do
        package_installed "$package" || printf '%s\n' "$package"
    done
}

# Under sudo the PATH is often not the one of the person who installed the SDK.
find_dotnet() { PATH=$caller_path:${DOTNET_ROOT:-/usr/share/dotnet}:/usr/lib/dotnet:${HOME:-/root}/.dotnet command -v dotnet; }

# Says everything that is missing in one go, with what to do about each, before a single thing is started or installed.
# $1: "dotnet" for the SDK alone, "engine" for what a private engine needs beside it. $2: what else one can do without.
require_machine() {
    local wrong=() sdk=""
    if ! find_dotnet >/dev/null; then
        wrong+=("The .NET SDK 10 is missing. Get it from https://dotnet.microsoft.com/download and put dotnet on the PATH.")
    else
        sdk=$("$(find_dotnet)" --list-sdks 2>/dev/null || true)
        [[ $sdk =~ (^|$'\n')1[0-9]\. ]] || wrong+=("The .NET SDK 10 is missing (dotnet is there, with: ${sdk//$'\n'/, }). Get it from https://dotnet.microsoft.com/download.")
    fi
    if [[ $1 == engine ]]; then
        if [[ $(uname -s) != Linux ]]; then
            wrong+=("A private engine needs Linux${2:+; $2}.")
        else
            (( EUID == 0 )) || wrong+=("A private engine needs root. Run this as root (sudo $0)${2:+, $2}.")
            local tool
            for tool in dpkg-query apt-get; do
                command -v "$tool" >/dev/null || { wrong+=("$tool is missing: the packages ${packages[*]} busybox-static come from Debian (or Ubuntu). Use such a machine or container."); break; }
            done
            for tool in unshare nsenter mount setsid; do
                command -v "$tool" >/dev/null || wrong+=("$tool is missing. It belongs to Debian's util-linux: apt-get install util-linux.")
            done
            [[ -e /sys/fs/cgroup/cgroup.controllers || -d /sys/fs/cgroup/memory || -d /sys/fs/cgroup/devices ]] ||
                wrong+=("No control groups are mounted at /sys/fs/cgroup, and no engine runs without. Mount them (package cgroupfs-mount), or give the container you are in --privileged.")
        fi
    fi
    (( ${#wrong[@]} == 0 )) && return 0
    say "This cannot start here:"
    local line
    for line in "${wrong[@]}"; do say "  - $line"; done
    exit 1
}

# Installs what is missing. A service that a package brings must not start: the engine here is a private one, and port 5000 is
# not ours to take. --no-remove: a docker-ce that somebody installed is not ours to replace.
install_packages() {
    local missing policy=/usr/sbin/policy-rc.d log=$artifacts/apt.log
    mapfile -t missing < <(missing_packages)
    mkdir -p "$artifacts"
    if (( ${#missing[@]} > 0 )); then
        say "Installing ${missing[*]} ..."
        (
            if [[ ! -e $policy ]]; then
                trap 'rm -f "$policy"' EXIT
                trap 'exit 143' INT TERM
                printf '#!/bin/sh\nexit 101\n' > "$policy" && chmod 755 "$policy"
            fi
            update_package_lists "$log"
            DEBIAN_FRONTEND=noninteractive apt-get install -y --no-remove --no-install-recommends "${missing[@]}" >>"$log" 2>&1 </dev/null
        ) || {
            tail -n 30 "$log" >&2
            die "apt-get could not install ${missing[*]} (see above). If another Docker is installed, remove it or let the script use its engine through DOCKER_HOST."
        }
        lists_updated=1
        rm -f "$log"
    fi
    find_busybox
}

# Third-party sources that cannot be reached fail the whole update while Debian's own are fine; the install decides.
lists_updated=0
update_package_lists() {
    (( lists_updated )) && return 0
    apt-get update >>"$1" 2>&1 || say "note: apt-get update had complaints; going on with the lists there are."
    lists_updated=1
}

# A static busybox is all of the test image. Where a dynamic one is installed the packages exclude each other, so the static
# one is unpacked beside, not installed. Sets `busybox`.
find_busybox() {
    busybox=/bin/busybox
    package_installed busybox-static && [[ -x $busybox ]] && return 0
    busybox=$artifacts/busybox/bin/busybox
    [[ -x $busybox ]] || busybox=$artifacts/busybox/usr/bin/busybox
    [[ -x $busybox ]] && return 0
    say "Fetching busybox-static ..."
    local folder
    folder=$(mktemp -d "$artifacts/busybox.XXXXXX")
    update_package_lists "$folder/log"
    # apt's download user cannot write here; the note about it is not worth a reader's time.
    if ! (cd "$folder" && apt-get download busybox-static >>log 2>&1 && dpkg-deb -x busybox-static_*.deb "$folder/tree"); then
        tail -n 10 "$folder/log" >&2
        rm -rf "$folder"
        die "busybox-static could not be fetched with apt-get download."
    fi
    rm -rf "$artifacts/busybox"
    mv "$folder/tree" "$artifacts/busybox"
    rm -rf "$folder"
    busybox=$artifacts/busybox/bin/busybox
    [[ -x $busybox ]] || busybox=$artifacts/busybox/usr/bin/busybox
}

# wait_until SECONDS WHAT COMMAND...: polls, with a deadline.
wait_until() {
    local deadline=$(( SECONDS + $1 )) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        (( SECONDS < deadline )) || { say "gave up waiting for $what"; return 1; }
        sleep 0.2
    done
}

process_alive() { [[ -n ${1:-} && -d /proc/$1 ]] && [[ $(process_state "$1") != Z ]]; }
process_gone() { ! process_alive "$1"; }
process_state() { local stat; stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0; stat=${stat##*) }; printf '%s' "${stat%% *}"; }

# A port on 127.0.0.1 that nothing listens on, below the range the kernel hands out itself.
free_port() {
    local port attempt
    for attempt in {1..50}; do
        port=$(( 20000 + RANDOM % 10000 ))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { printf '%s\n' "$port"; return 0; }
    done
    die "no free port on 127.0.0.1 after $attempt attempts"
}
