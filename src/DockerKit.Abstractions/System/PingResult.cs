namespace DockerKit;

/// <summary>What the engine says of itself when it is asked whether it is there.</summary>
public sealed record PingResult
{
    /// <summary>The newest API version that the engine speaks: <c>1.41</c>.</summary>
    /// <value>Null where it does not say.</value>
    public Version? ApiVersion { get; init; }

    /// <summary>The operating system of its containers: <c>linux</c>.</summary>
    public string OperatingSystem { get; init; } = "";

    /// <summary>Whether it has experimental features on.</summary>
    public bool IsExperimental { get; init; }

    /// <summary>The builder that it advises: <c>1</c> for the classic one, <c>2</c> for BuildKit.</summary>
    public string BuilderVersion { get; init; } = "";
}
