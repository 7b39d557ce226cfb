#!/usr/bin/env bash
# Runs a command with another Debian as its real root. A plain chroot is not enough: the engine makes mounts of its own when it
# imports an image, and those fail unless its root is a mount point. Runs in a mount namespace that is thrown away.
#
# usage: enter-rootfs.sh DIR ROOTFS COMMAND...
set -euo pipefail
dir=$1 rootfs=$2
shift 2

mount --make-rprivate /
cd "$dir"
mkdir -p lower root overlay
mount --bind "$rootfs" lower
# What the engine writes to its root (keys, alternatives, mount points) goes to a layer that is deleted with DIR, so the cached
# system stays as it was made. In memory, since an overlay cannot keep its upper layer on another overlay, where containers live.
mount -t tmpfs -o size=256m,mode=755 tmpfs overlay
mkdir overlay/upper overlay/work
mount -t overlay -o lowerdir=lower,upperdir=overlay/upper,workdir=overlay/work overlay root

mount -t proc proc root/proc
mount --rbind /sys root/sys
mount --rbind /dev root/dev
mount -t tmpfs -o mode=755 tmpfs root/run
# The same path inside as outside: a bind mount that a client asks for from below /tmp is the client's /tmp, and the sockets
# and the data in DIR have one name.
mount --bind /tmp root/tmp
case $dir in
    /tmp/*) ;;
    *) mkdir -p "root$dir" && mount --bind "$dir" "root$dir" ;;
esac
rm -f root/etc/resolv.conf
cp /etc/resolv.conf root/etc/resolv.conf 2>/dev/null || : > root/etc/resolv.conf
grep -qw localhost root/etc/hosts 2>/dev/null || echo '127.0.0.1 localhost' >> root/etc/hosts

cd root
mkdir -p .previous
pivot_root . .previous
cd /
umount -l /.previous
rmdir /.previous
# As on an ordinary machine, or a bind mount with shared propagation is refused.
mount --make-rshared /
exec "$@"
