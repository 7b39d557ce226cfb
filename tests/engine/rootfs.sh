# shellcheck shell=bash
# The system of the current engine: Debian's unstable release with its Docker, made by debootstrap once and kept. Sourced.

# DOCKERKIT_ROOTFS_CACHE names another folder to keep it in.
rootfs_cache=${DOCKERKIT_ROOTFS_CACHE:-$artifacts}

# The mirror that apt is set up with, so that no other has to be reachable; Debian's own where apt's is another distribution's.
debian_mirror() {
    local uri
    uri=$(apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
        sed -n 's/^Debian|Debian|//p' | head -n 1) || true
    printf '%s\n' "${uri:-http://deb.debian.org/debian/}"
}

# Prints the folder, making it when it is not there. sid has the newest engine (28.x); where sid cannot be installed today,
# which happens, trixie's 26.1 stands in.
ensure_rootfs() {
    mkdir -p "$rootfs_cache"
    (
        # Two scripts at once make it once. In a subshell, whose end gives the lock back.
        exec 9>"$rootfs_cache/rootfs.lock"
        flock 9
        # An interrupted one is half a gigabyte of no use.
        trap 'rm -rf "$rootfs_cache"/rootfs-*.partial "$rootfs_cache"/debootstrap-*.log' EXIT
        trap 'exit 143' INT TERM HUP
        find_or_make_rootfs
    )
}

find_or_make_rootfs() {
    local suite mirror
    for suite in sid trixie; do
        if [[ -x $rootfs_cache/rootfs-$suite/usr/sbin/dockerd ]]; then
            printf '%s\n' "$rootfs_cache/rootfs-$suite"
            return 0
        fi
    done
    # What a killed run left: never a mount, those died with their namespace.
    rm -rf "$rootfs_cache"/rootfs-*.partial
    mirror=$(debian_mirror)
    for suite in sid trixie; do
        if make_rootfs "$suite" "$mirror"; then
            printf '%s\n' "$rootfs_cache/rootfs-$suite"
            return 0
        fi
        say "note: debootstrap of $suite failed, its last lines:"
        tail -n 10 "$rootfs_cache/debootstrap-$suite.log" >&2
    done
    die "no system for a current engine could be made from $mirror (see above)"
}

make_rootfs() {
    local suite=$1 mirror=$2 partial=$rootfs_cache/rootfs-$1.partial log=$rootfs_cache/debootstrap-$1.log
    say "Making a Debian $suite with its Docker in $rootfs_cache (once, about a minute) ..."
    # In namespaces of its own, so that an interrupted one leaves neither a process nor a mount below the folder.
    unshare --mount --pid --fork --kill-child --mount-proc \
        debootstrap --variant=minbase --include=docker.io,docker-cli,iptables,ca-certificates "$suite" "$partial" "$mirror" \
        >"$log" 2>&1 </dev/null || { rm -rf "$partial"; return 1; }
    rm -rf "$partial"/var/cache/apt/archives/*.deb "$partial"/var/lib/apt/lists/* "$partial"/usr/share/{doc,man,locale}
    mv "$partial" "$rootfs_cache/rootfs-$suite"
    rm -f "$log"
}

# A command that runs the current engine's own CLI outside of its system, through that system's loader and libraries.
write_cli_wrapper() {
    local rootfs=$1 wrapper=$2 loader
    loader=$(find "$rootfs/lib64/" "$rootfs/lib/" -maxdepth 1 -name 'ld-linux*.so.*' 2>/dev/null | head -n 1)
    [[ -n $loader ]] || die "no loader in $rootfs"
    {
        printf '#!/bin/sh\n'
        printf 'exec %q --library-path %q %q "$@"\n' "$loader" "$(printf '%s:' "$rootfs"/usr/lib/*-linux-gnu* "$rootfs"/usr/lib)" "$rootfs/usr/bin/docker"
    } > "$wrapper"
    chmod 755 "$wrapper"
}
