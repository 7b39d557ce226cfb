using System.Reflection;

namespace DockerKit;

/// <summary>The upper half of <c>docker version</c>: what runs here.</summary>
public sealed record ClientVersion
{
    /// <summary>DockerKit's version: <c>0.1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The API version that calls speak, as agreed upon with the engine.</summary>
    public required Version ApiVersion { get; init; }

    /// <summary>The transport that calls go through: <c>docker-dotnet</c>.</summary>
    public string Transport { get; init; } = "";

    /// <summary>Where the engine is: <c>unix:///var/run/docker.sock</c>.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The .NET runtime: <c>.NET 10.0.0</c>.</summary>
    public string Runtime { get; init; } = "";

    /// <summary>The operating system.</summary>
    public string OperatingSystem { get; init; } = "";

    /// <summary>The processor architecture of this process: <c>x64</c>.</summary>
    public string Architecture { get; init; } = "";

    internal static string OfDockerKit { get; } =
        typeof(ClientVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
