namespace DockerKit;

/// <summary>The lower half of <c>docker version</c>: the engine and what it is made of.</summary>
public sealed record EngineVersion
{
    /// <summary>The product's name: <c>Docker Engine - Community</c>.</summary>
    public string Platform { get; init; } = "";

    /// <summary>The engine's version: <c>28.5.2</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The newest API version that it speaks.</summary>
    /// <value>Null where it does not say.</value>
    public Version? ApiVersion { get; init; }

    /// <summary>The oldest API version that it speaks.</summary>
    /// <value>Null where it does not say.</value>
    public Version? MinimumApiVersion { get; init; }

    /// <summary>The Go that it was built with: <c>go1.24.4</c>.</summary>
    public string GoVersion { get; init; } = "";

    /// <summary>The commit that it was built from.</summary>
    public string GitCommit { get; init; } = "";

    /// <summary>When it was built, as it writes it.</summary>
    public string BuildTime { get; init; } = "";

    /// <summary>The operating system: <c>linux</c>.</summary>
    public string OperatingSystem { get; init; } = "";

    /// <summary>The processor architecture: <c>amd64</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>The version of the kernel.</summary>
    public string KernelVersion { get; init; } = "";

    /// <summary>Whether experimental features are on.</summary>
    public bool IsExperimental { get; init; }

    /// <summary>Its parts: <c>Engine</c>, <c>containerd</c>, <c>runc</c>, <c>docker-init</c>.</summary>
    public IReadOnlyList<EngineComponent> Components { get; init; } = [];
}
