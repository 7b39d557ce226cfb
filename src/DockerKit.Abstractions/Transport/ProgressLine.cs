namespace DockerKit.Transport;

/// <summary>One line of a pull's progress, as the engine sends it. What a line does not say is null.</summary>
public readonly record struct ProgressLine
{
    /// <summary>What happens: <c>Downloading</c>, <c>Pull complete</c>, <c>Digest: sha256:…</c>.</summary>
    public string? Status { get; init; }

    /// <summary>What it happens to: a layer's short id, or the tag on the first line of a pull.</summary>
    public string? Id { get; init; }

    /// <summary>How much is done, in bytes.</summary>
    public long? Current { get; init; }

    /// <summary>How much there is to do, in bytes.</summary>
    public long? Total { get; init; }
}
