using System.Diagnostics.CodeAnalysis;

namespace DockerKit.Testing;

/// <summary>All registries, as the test has filled them. Its caller holds the engine's lock.</summary>
internal sealed class MemoryRegistry
{
    private readonly Dictionary<string, MemoryImage> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryImage> _digests = new(StringComparer.Ordinal);

    public List<ImageSearchResult> Index { get; } = [];

    /// <summary>How long a pull takes from one line of its progress to the next, by the engine's clock.</summary>
    public TimeSpan PullStep { get; set; }

    public void Add(ImageReference name, MemoryImage image)
    {
        ImageReference tagged = name.WithDefaultTag();
        if (tagged.Tag is not null)
        {
            _tags[$"{tagged.CanonicalName}:{tagged.Tag}"] = image;
        }

        _digests[$"{name.CanonicalName}@{image.ManifestDigest}"] = image;
    }

    public bool TryFind(ImageReference name, [NotNullWhen(true)] out MemoryImage? image) => name.Digest is { } digest
        ? _digests.TryGetValue($"{name.CanonicalName}@{digest}", out image)
        : _tags.TryGetValue(name.WithDefaultTag().Canonical, out image);

    /// <summary>The tags of a repository, in order.</summary>
    public IReadOnlyList<string> TagsOf(ImageReference name) =>
    [
        .. _tags.Keys.Where(key => key.StartsWith($"{name.CanonicalName}:", StringComparison.Ordinal))
            .Select(key => key[(name.CanonicalName.Length + 1)..])
            .Order(StringComparer.Ordinal),
    ];
}
