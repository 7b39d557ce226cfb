namespace DockerKit.Transport;

/// <summary>What <c>docker rm</c> asks the engine for one container.</summary>
public sealed record RemoveContainerRequest
{
    /// <summary>A name, an id, or the beginning of an id.</summary>
    public required string Container { get; init; }

    /// <summary>Whether it is killed when it runs (<c>-f</c>).</summary>
    public bool Force { get; init; }

    /// <summary>Whether its anonymous volumes are removed too (<c>-v</c>).</summary>
    public bool Volumes { get; init; }

    /// <summary>Whether <see cref="Container"/> names a link, and only that is removed (<c>-l</c>).</summary>
    public bool Link { get; init; }
}
