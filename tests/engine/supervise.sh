#!/usr/bin/env bash
# The first process of a private engine's own pid and mount namespace (engine.sh starts it): brings up the registry, the search
# in front of it and the engine, and ends them in order on TERM. When this process ends, however it ends, the kernel ends
# everything else in the namespace and drops its mounts: that is what leaves no process and no mount behind.
#
# usage: supervise.sh DIR   (everything else is in DIR/settings, which engine.sh wrote)
set -euo pipefail
dir=$1
# shellcheck source=/dev/null
source "$dir/settings"

exec </dev/null >>"$dir/supervise.log" 2>&1

# A namespace of its own starts with a loopback that is down, and no registry could listen on it.
[[ $net == host ]] || "$busybox" ifconfig lo up

registry_pid="" search_pid="" engine_pid="" stopping=0
stop() {
    stopping=1
    [[ -z $engine_pid ]] || kill -TERM "$engine_pid" 2>/dev/null || true
}
trap stop TERM INT HUP

# Where the current engine changes its root, DIR is still there and the folder of the scripts is not.
cp "$scripts/keep.sh" "$dir/keep.sh"
REGISTRY_AUTH=none bash "$dir/keep.sh" "$dir" registry docker-registry serve "$dir/registry.yml" >>"$dir/registry.log" 2>&1 &
registry_pid=$!
# Without the pipes in the temp folder that a debugger would use: they stay behind when the namespace ends.
DOTNET_EnableDiagnostics=0 "$dotnet" "$search_dll" "$registry_port" "$registry_backend_port" >>"$dir/search.log" 2>&1 &
search_pid=$!

flags=(--config-file "$dir/daemon.json" --host "unix://$dir/docker.sock" --data-root "$dir/data" --exec-root "$dir/exec"
    --pidfile "$dir/docker.pid" --exec-opt native.cgroupdriver=cgroupfs --cgroup-parent "/$cgroup")
if [[ -n $rootfs ]]; then
    # A mount namespace of its own again: the engine changes its root, the registry beside it must keep this one.
    unshare --mount bash "$scripts/enter-rootfs.sh" "$dir" "$rootfs" bash "$dir/keep.sh" "$dir" dockerd dockerd "${flags[@]}" >>"$dir/dockerd.log" 2>&1 &
else
    # The engine keeps the names of its networks there whatever it is told: in memory, so that nothing of it stays.
    mkdir -p /run/docker
    mount -t tmpfs -o mode=711 tmpfs /run/docker
    # As on an ordinary machine, or a bind mount with shared propagation is refused.
    mount --make-rshared /
    bash "$dir/keep.sh" "$dir" dockerd dockerd "${flags[@]}" >>"$dir/dockerd.log" 2>&1 &
fi
engine_pid=$!

# `wait` returns early when a signal arrives; only the engine's end ends this.
while kill -0 "$engine_pid" 2>/dev/null; do
    wait "$engine_pid" || true
done
(( stopping )) || echo "the engine ended by itself"
kill -TERM "$registry_pid" "$search_pid" 2>/dev/null || true
wait
