using System.Text.Json;
using static DockerKit.Transport.DockerDotNet.JsonFields;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>Reads what <c>GET /version</c> and <c>GET /info</c> answer.</summary>
internal static class SystemReader
{
    public static EngineVersion ReadVersion(JsonElement json) => new()
    {
        Platform = Text(Child(json, "Platform"), "Name"),
        Version = Text(json, "Version"),
        ApiVersion = ApiVersion(json, "ApiVersion"),
        MinimumApiVersion = ApiVersion(json, "MinAPIVersion"),
        GoVersion = Text(json, "GoVersion"),
        GitCommit = Text(json, "GitCommit"),
        BuildTime = Text(json, "BuildTime"),
        OperatingSystem = Text(json, "Os"),
        Architecture = Text(json, "Arch"),
        KernelVersion = Text(json, "KernelVersion"),
        IsExperimental = Flag(json, "Experimental"),
        Components = [.. Items(json, "Components").Select(static c => new EngineComponent(Text(c, "Name"), Text(c, "Version"), TextMap(c, "Details")))],
    };

    public static EngineInfo ReadInfo(JsonElement json)
    {
        IReadOnlyList<string> security = Texts(json, "SecurityOptions");
        JsonElement plugins = Child(json, "Plugins");
        JsonElement registries = Child(json, "RegistryConfig");
        return new EngineInfo
        {
            Id = Text(json, "ID"),
            Name = Text(json, "Name"),
            ServerVersion = Text(json, "ServerVersion"),
            SystemTime = Time(json, "SystemTime"),
            Containers = Count(json, "Containers"),
            ContainersRunning = Count(json, "ContainersRunning"),
            ContainersPaused = Count(json, "ContainersPaused"),
            ContainersStopped = Count(json, "ContainersStopped"),
            Images = Count(json, "Images"),
            StorageDriver = Text(json, "Driver"),
            StorageDriverStatus = [.. Items(json, "DriverStatus").Select(Pair).OfType<KeyValuePair<string, string>>()],
            DockerRootDirectory = Text(json, "DockerRootDir"),
            LoggingDriver = Text(json, "LoggingDriver"),
            CgroupDriver = Text(json, "CgroupDriver"),
            CgroupVersion = Text(json, "CgroupVersion"),
            OperatingSystem = Text(json, "OperatingSystem"),
            OperatingSystemType = Text(json, "OSType"),
            Architecture = Text(json, "Architecture"),
            KernelVersion = Text(json, "KernelVersion"),
            Cpus = Count(json, "NCPU"),
            Memory = ByteSize.FromBytes(Number(json, "MemTotal") ?? 0),
            Runtimes = [.. Fields(json, "Runtimes").Select(static field => field.Name)],
            DefaultRuntime = Text(json, "DefaultRuntime"),
            NetworkDrivers = Texts(plugins, "Network"),
            VolumeDrivers = Texts(plugins, "Volume"),
            LogDrivers = Texts(plugins, "Log"),
            SecurityOptions = security,
            IsRootless = security.Contains("name=rootless"),
            LiveRestoreEnabled = Flag(json, "LiveRestoreEnabled"),
            IsExperimental = Flag(json, "ExperimentalBuild"),
            SwarmState = Text(Child(json, "Swarm"), "LocalNodeState"),
            IndexServerAddress = Text(json, "IndexServerAddress"),
            InsecureRegistries = Texts(registries, "InsecureRegistryCIDRs"),
            RegistryMirrors = Texts(registries, "Mirrors"),
            Labels = Texts(json, "Labels"),
            Warnings = Texts(json, "Warnings"),
            Json = json,
        };
    }

    private static Version? ApiVersion(JsonElement json, string name) => Version.TryParse(Text(json, name), out Version? version) ? version : null;

    private static JsonElement[] Items(JsonElement json, string name) =>
        Child(json, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static KeyValuePair<string, string>? Pair(JsonElement item) =>
        item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2 && item[0].ValueKind == JsonValueKind.String && item[1].ValueKind == JsonValueKind.String
            ? new KeyValuePair<string, string>(item[0].GetString()!, item[1].GetString()!)
            : null;
}
