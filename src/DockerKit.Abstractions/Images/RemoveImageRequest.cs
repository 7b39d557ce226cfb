namespace DockerKit.Transport;

/// <summary>What <c>docker rmi</c> asks the engine for one image.</summary>
public sealed record RemoveImageRequest
{
    /// <summary>A name, an id, or the beginning of an id.</summary>
    public required string Image { get; init; }

    /// <summary>Whether it is removed although stopped containers use it or several names point to it (<c>-f</c>).</summary>
    public bool Force { get; init; }

    /// <summary>Whether untagged parents are kept (<c>--no-prune</c>).</summary>
    public bool NoPrune { get; init; }
}
