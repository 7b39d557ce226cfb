using System.Collections.Immutable;

namespace DockerKit.Transport;

/// <summary>What the host gives a container and keeps from it. What is null or empty is left to the engine.</summary>
public sealed record HostConfiguration
{
    /// <summary>The <c>-v</c> mounts, as <c>SOURCE:TARGET[:OPTIONS]</c>.</summary>
    public ImmutableArray<string> Binds { get; init; } = [];

    /// <summary>The <c>--mount</c> mounts.</summary>
    public ImmutableArray<Mount> Mounts { get; init; } = [];

    /// <summary>The tmpfs mounts: the place, and its options.</summary>
    public ImmutableSortedDictionary<string, string> Tmpfs { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Containers whose volumes are mounted too, as <c>CONTAINER[:ro]</c>.</summary>
    public ImmutableArray<string> VolumesFrom { get; init; } = [];

    /// <summary>The driver of volumes that are named by <see cref="Binds"/>.</summary>
    public string? VolumeDriver { get; init; }

    /// <summary>The network that it is in, by name or mode: <c>bridge</c>, <c>host</c>, <c>none</c>, <c>container:NAME</c>.</summary>
    /// <value>Null for <c>default</c>.</value>
    public string? NetworkMode { get; init; }

    /// <summary>The published ports: the container's port, as <c>80/tcp</c>, and the places of the host that it is reached at.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<PortBinding>> PortBindings { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<PortBinding>>.Empty;

    /// <summary>Whether every exposed port is published at a free port of the host (<c>-P</c>).</summary>
    public bool PublishAllPorts { get; init; }

    /// <summary>The DNS servers.</summary>
    public ImmutableArray<string> Dns { get; init; } = [];

    /// <summary>The DNS options.</summary>
    public ImmutableArray<string> DnsOptions { get; init; } = [];

    /// <summary>The DNS search domains.</summary>
    public ImmutableArray<string> DnsSearch { get; init; } = [];

    /// <summary>Lines for <c>/etc/hosts</c>, as <c>HOST:ADDRESS</c>.</summary>
    public ImmutableArray<string> ExtraHosts { get; init; } = [];

    /// <summary>Links of the default bridge, as <c>CONTAINER:ALIAS</c>.</summary>
    public ImmutableArray<string> Links { get; init; } = [];

    /// <summary>Whether the engine removes it once it has ended (<c>--rm</c>).</summary>
    public bool AutoRemove { get; init; }

    /// <summary>When the engine starts it again.</summary>
    /// <value><see cref="RestartPolicy.No"/>.</value>
    public RestartPolicy RestartPolicy { get; init; } = RestartPolicy.No;

    /// <summary>The most memory, in bytes.</summary>
    public long? Memory { get; init; }

    /// <summary>The most memory and swap together, in bytes; -1 for no limit.</summary>
    public long? MemorySwap { get; init; }

    /// <summary>The memory that it is pressed down to when the host runs short, in bytes.</summary>
    public long? MemoryReservation { get; init; }

    /// <summary>How readily its memory is swapped, 0 to 100.</summary>
    public int? MemorySwappiness { get; init; }

    /// <summary>The most processor time, in billionths of a processor.</summary>
    public long? NanoCpus { get; init; }

    /// <summary>Its weight when processors are short; 1024 is normal.</summary>
    public long? CpuShares { get; init; }

    /// <summary>The scheduler's period, in microseconds.</summary>
    public long? CpuPeriod { get; init; }

    /// <summary>The scheduler's quota in each period, in microseconds.</summary>
    public long? CpuQuota { get; init; }

    /// <summary>The period for real-time tasks, in microseconds.</summary>
    public long? CpuRealtimePeriod { get; init; }

    /// <summary>The quota for real-time tasks, in microseconds.</summary>
    public long? CpuRealtimeRuntime { get; init; }

    /// <summary>The processors that it may use: <c>0-2,4</c>.</summary>
    public string? CpusetCpus { get; init; }

    /// <summary>The memory nodes that it may use: <c>0,1</c>.</summary>
    public string? CpusetMems { get; init; }

    /// <summary>The most processes; -1 for no limit.</summary>
    public long? PidsLimit { get; init; }

    /// <summary>Its weight for disks, 10 to 1000.</summary>
    public int? BlkioWeight { get; init; }

    /// <summary>Its weight for single disks.</summary>
    public ImmutableArray<BlkioWeightDevice> BlkioWeightDevices { get; init; } = [];

    /// <summary>The most bytes a second that it reads from devices.</summary>
    public ImmutableArray<ByteRateDevice> DeviceReadRates { get; init; } = [];

    /// <summary>The most bytes a second that it writes to devices.</summary>
    public ImmutableArray<ByteRateDevice> DeviceWriteRates { get; init; } = [];

    /// <summary>The most reads a second from devices.</summary>
    public ImmutableArray<OperationRateDevice> DeviceReadOperations { get; init; } = [];

    /// <summary>The most writes a second to devices.</summary>
    public ImmutableArray<OperationRateDevice> DeviceWriteOperations { get; init; } = [];

    /// <summary>The limits of its processes.</summary>
    public ImmutableArray<Ulimit> Ulimits { get; init; } = [];

    /// <summary>The size of <c>/dev/shm</c>, in bytes.</summary>
    public long? ShmSize { get; init; }

    /// <summary>Whether the kernel may not end it when memory runs out.</summary>
    public bool? OomKillDisable { get; init; }

    /// <summary>How readily the kernel ends it when memory runs out, -1000 to 1000.</summary>
    public int? OomScoreAdjustment { get; init; }

    /// <summary>The capabilities that it has besides the usual ones.</summary>
    public ImmutableArray<string> CapAdd { get; init; } = [];

    /// <summary>The capabilities that are taken from it.</summary>
    public ImmutableArray<string> CapDrop { get; init; } = [];

    /// <summary>Whether it may do all that the host may.</summary>
    public bool Privileged { get; init; }

    /// <summary>The security options.</summary>
    public ImmutableArray<string> SecurityOptions { get; init; } = [];

    /// <summary>The paths that are hidden from it.</summary>
    /// <value>Null for the engine's own list.</value>
    public ImmutableArray<string>? MaskedPaths { get; init; }

    /// <summary>The paths that it can only read.</summary>
    /// <value>Null for the engine's own list.</value>
    public ImmutableArray<string>? ReadonlyPaths { get; init; }

    /// <summary>Kernel parameters of its namespaces.</summary>
    public ImmutableSortedDictionary<string, string> Sysctls { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The storage driver's options.</summary>
    public ImmutableSortedDictionary<string, string> StorageOptions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Further groups of the user.</summary>
    public ImmutableArray<string> GroupAdd { get; init; } = [];

    /// <summary>The host's devices that it sees, and devices by their CDI names.</summary>
    public ImmutableArray<DeviceMapping> Devices { get; init; } = [];

    /// <summary>The GPUs that it gets.</summary>
    public ImmutableArray<GpuRequest> Gpus { get; init; } = [];

    /// <summary>Rules for devices that do not exist yet: <c>c 42:* rmw</c>.</summary>
    public ImmutableArray<string> DeviceCgroupRules { get; init; } = [];

    /// <summary>Whether an init process passes signals on and reaps what ends.</summary>
    /// <value>Null for the engine's own setting.</value>
    public bool? Init { get; init; }

    /// <summary>Whether its root file system can only be read.</summary>
    public bool ReadonlyRootfs { get; init; }

    /// <summary>The log driver.</summary>
    public string? LogDriver { get; init; }

    /// <summary>The log driver's options.</summary>
    public ImmutableSortedDictionary<string, string> LogOptions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The IPC namespace: <c>host</c>, <c>private</c>, <c>shareable</c>, <c>container:NAME</c>.</summary>
    public string? IpcMode { get; init; }

    /// <summary>The process namespace: <c>host</c>, <c>container:NAME</c>.</summary>
    public string? PidMode { get; init; }

    /// <summary>The UTS namespace: <c>host</c>.</summary>
    public string? UtsMode { get; init; }

    /// <summary>The user namespace: <c>host</c>.</summary>
    public string? UsernsMode { get; init; }

    /// <summary>The control group namespace: <c>host</c> or <c>private</c>.</summary>
    public string? CgroupnsMode { get; init; }

    /// <summary>The control group that its own is put into.</summary>
    public string? CgroupParent { get; init; }

    /// <summary>The runtime: <c>runc</c>.</summary>
    public string? Runtime { get; init; }

    /// <summary>The isolation technology, on Windows.</summary>
    public string? Isolation { get; init; }

    /// <summary>Annotations for the runtime (from API 1.43).</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The size of the terminal at the start: height and width in characters.</summary>
    public (int Rows, int Columns)? ConsoleSize { get; init; }
}
