# shellcheck shell=bash
# An engine in this machine's own network (--net host) makes a bridge and firewall rules there. What was before is noted, and
# put back when it is taken down. Sourced.

claim_host_network() {
    local dir=$1
    if [[ -e /sys/class/net/docker0 ]]; then
        die "another engine uses this machine's network (there is a docker0): take its address with DOCKER_HOST, or use --net own"
    fi
    {
        printf 'forward_before=%q\n' "$(cat /proc/sys/net/ipv4/ip_forward)"
        printf 'policy_before=%q\n' "$(iptables -S FORWARD 2>/dev/null | sed -n 's/^-P FORWARD //p')"
    } > "$dir/host-network"
}

release_host_network() {
    local dir=$1 forward_before policy_before link table
    [[ -e $dir/host-network ]] || return 0
    # shellcheck source=/dev/null
    source "$dir/host-network"
    # There was no engine before, so every rule that names one of Docker's chains or bridges is this engine's.
    for table in filter nat; do
        iptables-save -t "$table" 2>/dev/null | grep -Ev 'DOCKER|docker0|docker_gwbridge|br-[0-9a-f]{12}' | iptables-restore -T "$table" 2>/dev/null || true
    done
    [[ -z $policy_before ]] || iptables -P FORWARD "$policy_before" 2>/dev/null || true
    for link in /sys/class/net/docker0 /sys/class/net/docker_gwbridge /sys/class/net/br-????????????; do
        [[ -d $link/bridge ]] || continue
        /bin/busybox ifconfig "${link##*/}" down 2>/dev/null || true
        /bin/busybox brctl delbr "${link##*/}" 2>/dev/null || true
    done
    printf '%s\n' "$forward_before" > /proc/sys/net/ipv4/ip_forward || true
    rm -f "$dir/host-network"
}
