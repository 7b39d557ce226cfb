using System.Collections.ObjectModel;

namespace DockerKit;

/// <summary>What <c>docker pull</c> came to.</summary>
public sealed record PulledImage
{
    /// <summary>What was pulled: with the tag <c>latest</c> where none was given, unless all tags were asked for.</summary>
    public required ImageReference Reference { get; init; }

    /// <summary>The last line of <c>docker pull</c>: <c>docker.io/library/php:latest</c>.</summary>
    public string Address => Reference.Canonical;

    /// <summary>The digest of what was pulled: <c>sha256:…</c>. With all tags, the last one's.</summary>
    /// <value>Null where the engine told none.</value>
    public string? Digest { get; init; }

    /// <summary>The digest of each tag that was pulled. One entry, unless all tags were asked for; empty for a pull by digest.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Whether a newer image was downloaded.</summary>
    public PullStatus Status { get; init; }

    /// <summary>The status in the engine's words: <c>Downloaded newer image for php:latest</c>.</summary>
    /// <value>Empty where the engine did not say.</value>
    public string StatusLine { get; init; } = "";

    /// <summary>The image's layers, as far as the engine told of them.</summary>
    public IReadOnlyList<PullLayer> Layers { get; init; } = [];

    /// <summary>The last lines of <c>docker pull</c>: digest, status and address.</summary>
    public override string ToString()
    {
        string digest = Digest is null ? "" : $"Digest: {Digest}{Environment.NewLine}";
        string status = StatusLine.Length == 0 ? "" : $"Status: {StatusLine}{Environment.NewLine}";
        return $"{digest}{status}{Address}";
    }
}
