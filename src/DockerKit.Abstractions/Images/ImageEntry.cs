using System.Collections.ObjectModel;

namespace DockerKit.Transport;

/// <summary>One image as the engine lists it: with all its names.</summary>
public sealed record ImageEntry
{
    /// <summary>The full id: <c>sha256:…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the image that this one was built on; empty when there is none or it is not known.</summary>
    public string ParentId { get; init; } = "";

    /// <summary>The names with a tag, in the short form: <c>php:8.3</c>. Empty for a dangling image.</summary>
    public IReadOnlyList<string> RepositoryTags { get; init; } = [];

    /// <summary>The names with a digest: <c>php@sha256:…</c>.</summary>
    public IReadOnlyList<string> RepositoryDigests { get; init; } = [];

    /// <summary>When the image was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>The size of all its layers.</summary>
    public ByteSize Size { get; init; }

    /// <summary>The size that it shares with other images.</summary>
    /// <value>Null where the engine did not compute it.</value>
    public ByteSize? SharedSize { get; init; }

    /// <summary>How many containers use it.</summary>
    /// <value>Null where the engine did not count them.</value>
    public int? Containers { get; init; }

    /// <summary>The image's labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
