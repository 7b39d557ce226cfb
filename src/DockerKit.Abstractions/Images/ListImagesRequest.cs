using System.Collections.Immutable;

namespace DockerKit.Transport;

/// <summary>What <c>docker images</c> asks the engine.</summary>
public sealed record ListImagesRequest
{
    /// <summary>Whether intermediate images are listed too (<c>-a</c>).</summary>
    public bool All { get; init; }

    /// <summary>Whether the digests are wanted (<c>--digests</c>).</summary>
    public bool Digests { get; init; }

    /// <summary>What the images must match (<c>-f</c>, and the positional <c>REPOSITORY[:TAG]</c> as the filter <c>reference</c>).</summary>
    public ImmutableArray<Filter> Filters { get; init; } = [];
}
