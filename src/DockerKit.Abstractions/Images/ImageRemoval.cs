namespace DockerKit;

/// <summary>What removing one image did: the lines that <c>docker rmi</c> prints.</summary>
public sealed record ImageRemoval
{
    /// <summary>The names that were taken away: <c>php:8.3</c>.</summary>
    public IReadOnlyList<string> Untagged { get; init; } = [];

    /// <summary>The ids of the images and layers that were deleted: <c>sha256:…</c>.</summary>
    public IReadOnlyList<string> Deleted { get; init; } = [];
}
