using System.Globalization;
using DockerKit.Transport;

namespace DockerKit.Testing;

/// <summary>The engine as a whole: it is like engine 28.5, which is what its rules were taken from.</summary>
internal sealed class MemorySystemTransport(EngineState engine, MemoryTransport transport) : ISystemTransport
{
    internal const string ServerVersion = "28.5.2";
    internal static readonly Version ApiVersion = new(1, 51);

    public ValueTask<Version> GetApiVersionAsync(CancellationToken cancellationToken)
    {
        transport.ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        return new(ApiVersion);
    }

    public Task<PingResult> PingAsync(CancellationToken cancellationToken) => RunAsync(
        EngineVerb.Ping, static () => new PingResult { ApiVersion = ApiVersion, OperatingSystem = "linux", BuilderVersion = "2" }, cancellationToken);

    public Task<EngineVersion> GetVersionAsync(CancellationToken cancellationToken) => RunAsync(
        EngineVerb.Version,
        static () => new EngineVersion
        {
            Platform = "DockerKit.Testing",
            Version = ServerVersion,
            ApiVersion = ApiVersion,
            MinimumApiVersion = new Version(1, 24),
            OperatingSystem = "linux",
            Architecture = "amd64",
            Components = [new EngineComponent("Engine", ServerVersion, new Dictionary<string, string> { ["ApiVersion"] = ApiVersion.ToString() })],
        },
        cancellationToken);

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken) => RunAsync(EngineVerb.Info, Info, cancellationToken);

    private Task<T> RunAsync<T>(EngineVerb verb, Func<T> work, CancellationToken cancellationToken)
    {
        transport.ThrowIfDisposed();
        return engine.Calls.RunAsync(verb, null, null, work, cancellationToken);
    }

    private EngineInfo Info()
    {
        lock (engine.Gate)
        {
            int Count(params ContainerState[] states) => engine.Containers.All.Count(container => states.Contains(container.State));
            var info = new EngineInfo
            {
                Id = engine.Id,
                Name = "memory",
                ServerVersion = ServerVersion,
                Containers = engine.Containers.All.Count,
                ContainersRunning = Count(ContainerState.Running, ContainerState.Restarting),
                ContainersPaused = Count(ContainerState.Paused),
                ContainersStopped = Count(ContainerState.Created, ContainerState.Exited, ContainerState.Dead),
                Images = engine.Images.Count,
                StorageDriver = "memory",
                DockerRootDirectory = "/var/lib/docker",
                LoggingDriver = "json-file",
                CgroupDriver = "systemd",
                CgroupVersion = "2",
                OperatingSystem = "DockerKit.Testing",
                OperatingSystemType = "linux",
                Architecture = "x86_64",
                KernelVersion = "6.12.0",
                Cpus = 4,
                Memory = ByteSize.FromGibibytes(8),
                Runtimes = ["runc"],
                DefaultRuntime = "runc",
                NetworkDrivers = ["bridge", "host", "null"],
                VolumeDrivers = ["local"],
                LogDrivers = ["json-file", "local", "none"],
                SwarmState = "inactive",
                IndexServerAddress = "https://index.docker.io/v1/",
            };
            return info with { Json = JsonOf(info) };
        }
    }

    private static System.Text.Json.JsonElement JsonOf(EngineInfo info)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"ID":"{{info.Id}}","Name":"{{info.Name}}","ServerVersion":"{{info.ServerVersion}}","Containers":{{info.Containers}},"ContainersRunning":{{info.ContainersRunning}},"ContainersPaused":{{info.ContainersPaused}},"ContainersStopped":{{info.ContainersStopped}},"Images":{{info.Images}},"Driver":"{{info.StorageDriver}}","OSType":"linux","Architecture":"x86_64","NCPU":{{info.Cpus}},"MemTotal":{{info.Memory.Bytes}}}""");
        using var document = System.Text.Json.JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
