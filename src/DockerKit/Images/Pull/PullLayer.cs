namespace DockerKit;

/// <summary>How far one layer of a pull is: enough to draw its bar.</summary>
public sealed record PullLayer
{
    /// <summary>The layer's short id: the first twelve digits of its digest.</summary>
    public required string Id { get; init; }

    /// <summary>What happens to it.</summary>
    public PullPhase Phase { get; init; }

    /// <summary>What happens to it, in the engine's words: <c>Downloading</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>How much of the current phase is done, in bytes.</summary>
    /// <value>Null in phases that are not counted.</value>
    public long? Current { get; init; }

    /// <summary>How much the current phase has to do, in bytes.</summary>
    /// <value>Null where the engine does not know, and in phases that are not counted.</value>
    public long? Total { get; init; }

    /// <summary>How much of the layer is pulled, downloading and unpacking together: 0 to 1.</summary>
    public double Fraction { get; init; }
}
