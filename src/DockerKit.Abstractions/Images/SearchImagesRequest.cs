using System.Collections.Immutable;

namespace DockerKit.Transport;

/// <summary>What <c>docker search</c> asks the engine.</summary>
public sealed record SearchImagesRequest
{
    /// <summary>What to look for; a registry's host may stand before it: <c>registry.example.com/web</c>.</summary>
    public required string Term { get; init; }

    /// <summary>How many results at most (<c>--limit</c>).</summary>
    /// <value>Null for the engine's own limit, which is 25.</value>
    public int? Limit { get; init; }

    /// <summary>What the results must match (<c>-f</c>).</summary>
    public ImmutableArray<Filter> Filters { get; init; } = [];
}
