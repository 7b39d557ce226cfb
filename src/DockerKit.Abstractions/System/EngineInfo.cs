using System.Text.Json;

namespace DockerKit;

/// <summary>What <c>docker info</c> tells of the engine.</summary>
public sealed record EngineInfo
{
    /// <summary>The engine's own id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The name of its machine.</summary>
    public string Name { get; init; } = "";

    /// <summary>The engine's version: <c>28.5.2</c>.</summary>
    public string ServerVersion { get; init; } = "";

    /// <summary>What its clock said when it answered.</summary>
    /// <value>Null where the engine does not tell.</value>
    public DateTimeOffset? SystemTime { get; init; }

    /// <summary>How many containers there are.</summary>
    public int Containers { get; init; }

    /// <summary>How many of them run.</summary>
    public int ContainersRunning { get; init; }

    /// <summary>How many of them are paused.</summary>
    public int ContainersPaused { get; init; }

    /// <summary>How many of them are stopped.</summary>
    public int ContainersStopped { get; init; }

    /// <summary>How many images there are.</summary>
    public int Images { get; init; }

    /// <summary>What stores images and containers: <c>overlay2</c>.</summary>
    public string StorageDriver { get; init; } = "";

    /// <summary>What the storage driver says of itself, in its order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> StorageDriverStatus { get; init; } = [];

    /// <summary>Where the engine keeps its data: <c>/var/lib/docker</c>.</summary>
    public string DockerRootDirectory { get; init; } = "";

    /// <summary>The log driver of containers that name none: <c>json-file</c>.</summary>
    public string LoggingDriver { get; init; } = "";

    /// <summary>Who manages control groups: <c>cgroupfs</c> or <c>systemd</c>.</summary>
    public string CgroupDriver { get; init; } = "";

    /// <summary>The version of the control groups: <c>1</c> or <c>2</c>.</summary>
    public string CgroupVersion { get; init; } = "";

    /// <summary>The operating system, with its name: <c>Debian GNU/Linux 12 (bookworm)</c>.</summary>
    public string OperatingSystem { get; init; } = "";

    /// <summary>The kind of operating system: <c>linux</c>.</summary>
    public string OperatingSystemType { get; init; } = "";

    /// <summary>The processor architecture: <c>x86_64</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>The version of the kernel.</summary>
    public string KernelVersion { get; init; } = "";

    /// <summary>How many processors the engine may use.</summary>
    public int Cpus { get; init; }

    /// <summary>How much memory the machine has.</summary>
    public ByteSize Memory { get; init; }

    /// <summary>The runtimes that containers can be run with: <c>runc</c>.</summary>
    public IReadOnlyList<string> Runtimes { get; init; } = [];

    /// <summary>The runtime of containers that name none.</summary>
    public string DefaultRuntime { get; init; } = "";

    /// <summary>The drivers for networks.</summary>
    public IReadOnlyList<string> NetworkDrivers { get; init; } = [];

    /// <summary>The drivers for volumes.</summary>
    public IReadOnlyList<string> VolumeDrivers { get; init; } = [];

    /// <summary>The drivers for logs.</summary>
    public IReadOnlyList<string> LogDrivers { get; init; } = [];

    /// <summary>What guards containers: <c>name=seccomp,profile=default</c>.</summary>
    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    /// <summary>Whether the engine runs without root's rights.</summary>
    public bool IsRootless { get; init; }

    /// <summary>Whether running containers survive a stop of the engine.</summary>
    public bool LiveRestoreEnabled { get; init; }

    /// <summary>Whether experimental features are on.</summary>
    public bool IsExperimental { get; init; }

    /// <summary>Its part in a swarm: <c>inactive</c>, <c>active</c>, …</summary>
    public string SwarmState { get; init; } = "";

    /// <summary>The registry that names without a registry belong to.</summary>
    public string IndexServerAddress { get; init; } = "";

    /// <summary>The networks of registries that may be used without TLS.</summary>
    public IReadOnlyList<string> InsecureRegistries { get; init; } = [];

    /// <summary>The registries that are asked before Docker Hub.</summary>
    public IReadOnlyList<string> RegistryMirrors { get; init; } = [];

    /// <summary>The labels of the engine.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>What the engine warns of: <c>WARNING: No swap limit support</c>.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The whole answer, for what has no property here.</summary>
    public JsonElement Json { get; init; }
}
