using System.Collections.Immutable;

namespace DockerKit.Transport;

/// <summary>What <c>docker ps</c> asks the engine.</summary>
public sealed record ListContainersRequest
{
    /// <summary>Whether containers that do not run are listed too (<c>-a</c>).</summary>
    public bool All { get; init; }

    /// <summary>How many of the last created containers are listed, in any state (<c>-n</c>; <c>-l</c> is 1).</summary>
    /// <value>Null for all of them.</value>
    public int? Limit { get; init; }

    /// <summary>Whether sizes are computed (<c>-s</c>), which takes the engine long.</summary>
    public bool Size { get; init; }

    /// <summary>What the containers must match (<c>-f</c>).</summary>
    public ImmutableArray<Filter> Filters { get; init; } = [];
}
