namespace DockerKit;

/// <summary>One step of a pull: what happened to which layer, and how far the whole is.</summary>
public readonly record struct PullProgress
{
    /// <summary>The short id of the layer that this is about.</summary>
    /// <value>Null where it is about the whole pull.</value>
    public string? Layer { get; init; }

    /// <summary>What happens.</summary>
    public PullPhase Phase { get; init; }

    /// <summary>What happens, in the engine's words: <c>Downloading</c>, <c>Pull complete</c>.</summary>
    public string? Status { get; init; }

    /// <summary>How much of the layer's current phase is done, in bytes.</summary>
    /// <value>Null in phases that are not counted.</value>
    public long? Current { get; init; }

    /// <summary>How much the layer's current phase has to do, in bytes.</summary>
    /// <value>Null where the engine does not know, and in phases that are not counted.</value>
    public long? Total { get; init; }

    /// <summary>How far the whole pull is: 0 to 1. It never falls, and is 1 on the last item only.</summary>
    /// <remarks>Layers whose size is not known yet are taken to be as large as the average of the others.</remarks>
    public double Overall { get; init; }

    /// <summary>How many bytes of all layers are downloaded. It never falls.</summary>
    public long OverallBytes { get; init; }

    /// <summary>How many bytes there are to download, as far as is known yet: it rises as the engine learns the sizes of layers.</summary>
    public long OverallTotalBytes { get; init; }

    /// <summary>About how long the rest takes.</summary>
    /// <value>Null while it cannot be known: before anything is downloaded, and while a layer's size is not known.</value>
    public TimeSpan? Eta { get; init; }

    /// <summary>All layers that are known yet, in the engine's order, as they were at this step.</summary>
    public IReadOnlyList<PullLayer> Layers { get => field ?? []; init; }

    /// <summary>What the pull came to.</summary>
    /// <value>Null on all items but the last.</value>
    public PulledImage? Result { get; init; }

    /// <summary>The line that <c>docker pull</c> prints: <c>4abcf2066143: Download complete</c>.</summary>
    public override string ToString() => Layer is null ? Status ?? "" : $"{Layer}: {Status}";
}
