namespace DockerKit.Transport;

/// <summary>What <c>docker pull</c> asks the engine.</summary>
public sealed record PullImageRequest
{
    /// <summary>The image. Without tag and digest it stands for <c>latest</c>, unless <see cref="AllTags"/> is set.</summary>
    public required ImageReference Reference { get; init; }

    /// <summary>Whether every tag of the repository is pulled (<c>-a</c>).</summary>
    public bool AllTags { get; init; }

    /// <summary>The platform to pull for: <c>linux/arm64</c> (<c>--platform</c>).</summary>
    /// <value>Null for the engine's own.</value>
    public string? Platform { get; init; }
}
