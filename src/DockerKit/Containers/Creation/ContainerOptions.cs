using System.Collections.Immutable;

namespace DockerKit;

/// <summary>The options of <c>docker create</c> and <c>docker run</c> as they were written: files are not read, ranges not expanded.</summary>
internal sealed record ContainerOptions
{
    private static readonly ImmutableSortedDictionary<string, string> NoPairs = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    // What runs.
    public required string Image { get; init; }

    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary>Null for the image's own, empty for none.</summary>
    public string? Entrypoint { get; init; }

    public ImmutableArray<string> EntrypointArguments { get; init; } = [];

    public string? WorkingDirectory { get; init; }

    public string? User { get; init; }

    public ImmutableArray<string> Groups { get; init; } = [];

    public string? Hostname { get; init; }

    public string? DomainName { get; init; }

    public bool HasTerminal { get; init; }

    public bool IsInteractive { get; init; }

    public bool? Init { get; init; }

    public string? StopSignal { get; init; }

    public int? StopTimeoutSeconds { get; init; }

    // Environment and metadata.
    public ImmutableArray<EnvironmentVariable> Environment { get; init; } = [];

    public ImmutableArray<string> EnvironmentFiles { get; init; } = [];

    public ImmutableArray<Label> Labels { get; init; } = [];

    public ImmutableArray<string> LabelFiles { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = NoPairs;

    // Life.
    public string? Name { get; init; }

    public bool AutoRemove { get; init; }

    public RestartPolicy? Restart { get; init; }

    public string? Platform { get; init; }

    public PullPolicy Pull { get; init; }

    public HealthCheck? Health { get; init; }

    public string? LogDriver { get; init; }

    public ImmutableSortedDictionary<string, string> LogOptions { get; init; } = NoPairs;

    // Ports and networks.
    public ImmutableArray<PortMapping> Ports { get; init; } = [];

    public ImmutableArray<ExposedPort> ExposedPorts { get; init; } = [];

    public bool PublishAllPorts { get; init; }

    public ImmutableArray<NetworkAttachment> Networks { get; init; } = [];

    public ImmutableArray<string> NetworkAliases { get; init; } = [];

    public string? IPv4Address { get; init; }

    public string? IPv6Address { get; init; }

    public ImmutableArray<string> LinkLocalAddresses { get; init; } = [];

    public string? MacAddress { get; init; }

    public ImmutableArray<string> Dns { get; init; } = [];

    public ImmutableArray<string> DnsOptions { get; init; } = [];

    public ImmutableArray<string> DnsSearch { get; init; } = [];

    public ImmutableArray<ExtraHost> ExtraHosts { get; init; } = [];

    public ImmutableArray<ContainerLink> Links { get; init; } = [];

    // Storage.
    public ImmutableArray<VolumeMapping> Volumes { get; init; } = [];

    public ImmutableArray<Mount> Mounts { get; init; } = [];

    public ImmutableArray<TmpfsMount> Tmpfs { get; init; } = [];

    public ImmutableArray<string> VolumesFrom { get; init; } = [];

    public string? VolumeDriver { get; init; }

    public ImmutableSortedDictionary<string, string> StorageOptions { get; init; } = NoPairs;

    public bool IsReadOnly { get; init; }

    public ByteSize? ShmSize { get; init; }

    // Resources.
    public ByteSize? Memory { get; init; }

    public ByteSize? MemorySwap { get; init; }

    public ByteSize? MemoryReservation { get; init; }

    public int? MemorySwappiness { get; init; }

    public CpuCount? Cpus { get; init; }

    public string? CpusetCpus { get; init; }

    public string? CpusetMems { get; init; }

    public long? CpuShares { get; init; }

    public long? CpuPeriod { get; init; }

    public long? CpuQuota { get; init; }

    public long? CpuRealtimePeriod { get; init; }

    public long? CpuRealtimeRuntime { get; init; }

    public long? PidsLimit { get; init; }

    public int? BlkioWeight { get; init; }

    public ImmutableArray<BlkioWeightDevice> BlkioWeightDevices { get; init; } = [];

    public ImmutableArray<ByteRateDevice> DeviceReadRates { get; init; } = [];

    public ImmutableArray<ByteRateDevice> DeviceWriteRates { get; init; } = [];

    public ImmutableArray<OperationRateDevice> DeviceReadOperations { get; init; } = [];

    public ImmutableArray<OperationRateDevice> DeviceWriteOperations { get; init; } = [];

    public ImmutableArray<Ulimit> Ulimits { get; init; } = [];

    public bool OomKillDisable { get; init; }

    public int? OomScoreAdjustment { get; init; }

    // Rights and devices.
    public ImmutableArray<string> CapAdd { get; init; } = [];

    public ImmutableArray<string> CapDrop { get; init; } = [];

    public bool IsPrivileged { get; init; }

    public ImmutableArray<string> SecurityOptions { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Sysctls { get; init; } = NoPairs;

    public ImmutableArray<DeviceMapping> Devices { get; init; } = [];

    public ImmutableArray<string> DeviceCgroupRules { get; init; } = [];

    public ImmutableArray<GpuRequest> Gpus { get; init; } = [];

    // Namespaces and runtime.
    public string? Ipc { get; init; }

    public string? Pid { get; init; }

    public string? Uts { get; init; }

    public string? UserNamespace { get; init; }

    public string? CgroupNamespace { get; init; }

    public string? CgroupParent { get; init; }

    public string? Runtime { get; init; }

    public string? Isolation { get; init; }
}
