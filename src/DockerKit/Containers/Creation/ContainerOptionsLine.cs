using System.Collections.Immutable;
using System.Globalization;

namespace DockerKit;

/// <summary>Writes the options of a container, its image and its command as <c>docker create</c> and <c>docker run</c> take them.</summary>
internal static class ContainerOptionsLine
{
    public static void Write(CommandLine line, ContainerOptions o)
    {
        WriteLife(line, o);
        WriteProcess(line, o);
        WriteEnvironment(line, o);
        WriteNetwork(line, o);
        WriteStorage(line, o);
        WriteResources(line, o);
        WriteRights(line, o);
        WriteNamespaces(line, o);

        // The CLI reads no options after the image.
        line.Add(o.Image).AddAll(o.EntrypointArguments).AddAll(o.Command);
    }

    private static void WriteLife(CommandLine line, ContainerOptions o) => line
        .Option("--name", o.Name)
        .Flag("--rm", o.AutoRemove)
        .Option("--restart", o.Restart?.ToString())
        .Option("--platform", o.Platform)
        .Option("--pull", o.Pull == PullPolicy.Missing ? null : o.Pull.ToText())
        .AddAll(o.Health?.Arguments ?? [])
        .Option("--log-driver", o.LogDriver)
        .Options("--log-opt", Pairs(o.LogOptions));

    private static void WriteProcess(CommandLine line, ContainerOptions o) => line
        .Flag("-i", o.IsInteractive)
        .Flag("-t", o.HasTerminal)
        .Option("--entrypoint", o.Entrypoint)
        .Option("--workdir", o.WorkingDirectory)
        .Option("--user", o.User)
        .Options("--group-add", o.Groups)
        .Option("--hostname", o.Hostname)
        .Option("--domainname", o.DomainName)
        .Flag("--init", o.Init is true)
        .Flag("--init=false", o.Init is false)
        .Option("--stop-signal", o.StopSignal)
        .Option("--stop-timeout", Text(o.StopTimeoutSeconds));

    private static void WriteEnvironment(CommandLine line, ContainerOptions o)
    {
        line.Options("--env-file", o.EnvironmentFiles);
        foreach (EnvironmentVariable variable in o.Environment)
        {
            line.SecretOption("--env", variable.ToString());
        }

        line
            .Options("--label-file", o.LabelFiles)
            .Options("--label", o.Labels.Select(static l => l.ToString()))
            .Options("--annotation", Pairs(o.Annotations));
    }

    private static void WriteNetwork(CommandLine line, ContainerOptions o) => line
        .Options("--publish", o.Ports.Select(static p => p.ToString()))
        .Flag("--publish-all", o.PublishAllPorts)
        .Options("--expose", o.ExposedPorts.Select(static p => p.ToString()))
        .Options("--network", o.Networks.Select(static n => n.ToString()))
        .Options("--network-alias", o.NetworkAliases)
        .Option("--ip", o.IPv4Address)
        .Option("--ip6", o.IPv6Address)
        .Options("--link-local-ip", o.LinkLocalAddresses)
        .Option("--mac-address", o.MacAddress)
        .Options("--dns", o.Dns)
        .Options("--dns-option", o.DnsOptions)
        .Options("--dns-search", o.DnsSearch)
        .Options("--add-host", o.ExtraHosts.Select(static h => h.ToString()))
        .Options("--link", o.Links.Select(static l => l.ToString()));

    // A CLI older than 23.0 takes a relative folder for the name of a volume, and another folder may be the current one where the line is run.
    private static void WriteStorage(CommandLine line, ContainerOptions o) => line
        .Options("--volume", o.Volumes.Select(static v => v.ToAbsolute()))
        .Options("--mount", o.Mounts.Select(static m => m.ToString()))
        .Options("--tmpfs", o.Tmpfs.Select(static t => t.ToString()))
        .Options("--volumes-from", o.VolumesFrom)
        .Option("--volume-driver", o.VolumeDriver)
        .Options("--storage-opt", Pairs(o.StorageOptions))
        .Flag("--read-only", o.IsReadOnly)
        .Option("--shm-size", o.ShmSize?.ToString());

    private static void WriteResources(CommandLine line, ContainerOptions o) => line
        .Option("--memory", o.Memory?.ToString())
        .Option("--memory-swap", o.MemorySwap?.ToString())
        .Option("--memory-reservation", o.MemoryReservation?.ToString())
        .Option("--memory-swappiness", Text(o.MemorySwappiness))
        .Option("--cpus", o.Cpus?.ToString())
        .Option("--cpuset-cpus", o.CpusetCpus)
        .Option("--cpuset-mems", o.CpusetMems)
        .Option("--cpu-shares", Text(o.CpuShares))
        .Option("--cpu-period", Text(o.CpuPeriod))
        .Option("--cpu-quota", Text(o.CpuQuota))
        .Option("--cpu-rt-period", Text(o.CpuRealtimePeriod))
        .Option("--cpu-rt-runtime", Text(o.CpuRealtimeRuntime))
        .Option("--pids-limit", Text(o.PidsLimit))
        .Option("--blkio-weight", Text(o.BlkioWeight))
        .Options("--blkio-weight-device", o.BlkioWeightDevices.Select(static d => d.ToString()))
        .Options("--device-read-bps", o.DeviceReadRates.Select(static d => d.ToString()))
        .Options("--device-write-bps", o.DeviceWriteRates.Select(static d => d.ToString()))
        .Options("--device-read-iops", o.DeviceReadOperations.Select(static d => d.ToString()))
        .Options("--device-write-iops", o.DeviceWriteOperations.Select(static d => d.ToString()))
        .Options("--ulimit", o.Ulimits.Select(static u => u.ToString()))
        .Flag("--oom-kill-disable", o.OomKillDisable)
        .Option("--oom-score-adj", Text(o.OomScoreAdjustment));

    private static void WriteRights(CommandLine line, ContainerOptions o) => line
        .Options("--cap-add", o.CapAdd)
        .Options("--cap-drop", o.CapDrop)
        .Flag("--privileged", o.IsPrivileged)
        .Options("--security-opt", o.SecurityOptions)
        .Options("--sysctl", Pairs(o.Sysctls))
        .Options("--device", o.Devices.Select(static d => d.ToString()))
        .Options("--device-cgroup-rule", o.DeviceCgroupRules)
        .Options("--gpus", o.Gpus.Select(static g => g.ToString()));

    private static void WriteNamespaces(CommandLine line, ContainerOptions o) => line
        .Option("--ipc", o.Ipc)
        .Option("--pid", o.Pid)
        .Option("--uts", o.Uts)
        .Option("--userns", o.UserNamespace)
        .Option("--cgroupns", o.CgroupNamespace)
        .Option("--cgroup-parent", o.CgroupParent)
        .Option("--runtime", o.Runtime)
        .Option("--isolation", o.Isolation);

    private static IEnumerable<string> Pairs(ImmutableSortedDictionary<string, string> pairs) => pairs.Select(static p => $"{p.Key}={p.Value}");

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
