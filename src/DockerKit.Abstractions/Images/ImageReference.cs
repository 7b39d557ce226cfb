using System.Diagnostics.CodeAnalysis;

namespace DockerKit;

/// <summary>
/// The name of an image as <c>docker</c> takes it everywhere: <c>[REGISTRY/]REPOSITORY[:TAG][@DIGEST]</c>.
/// </summary>
/// <remarks>
/// <para>A name without a registry belongs to Docker Hub (<c>docker.io</c>), and there a name of one part belongs to <c>library</c>:
/// <c>php:8.3</c> is <c>docker.io/library/php:8.3</c>. The first part is a registry when it is <c>localhost</c>,
/// holds a dot, a colon or an upper-case letter, just as the Docker CLI reads it.</para>
/// <para>Two references are equal when their <see cref="Canonical"/> forms are: <c>php</c> equals <c>docker.io/library/php</c>,
/// but not <c>php:latest</c> (see <see cref="WithDefaultTag"/>). Instances never change.</para>
/// <para>Grammar: https://github.com/distribution/reference (ParseNormalizedNamed).</para>
/// </remarks>
public sealed class ImageReference : IEquatable<ImageReference>, IParsable<ImageReference>
{
    internal const string DefaultTag = "latest";

    private readonly string _canonical;

    internal ImageReference(string registry, string repository, string? tag, string? digest)
    {
        Registry = registry;
        Repository = repository;
        Tag = tag;
        Digest = digest;
        CanonicalName = registry.Length == 0 ? repository : $"{registry}/{repository}";
        FamiliarName = ImageReferenceGrammar.FamiliarName(registry, repository) ?? CanonicalName;
        _canonical = WithSuffix(CanonicalName);
    }

    /// <summary>The registry's host, with its port if it has one.</summary>
    /// <value><c>docker.io</c> when the reference names none. Empty only for a first part that looks like a host but cannot be one
    /// (<c>my_host.com/app</c>), which the reference grammar accepts as a bare repository.</value>
    public string Registry { get; }

    /// <summary>The repository inside the registry, for example <c>library/php</c>.</summary>
    public string Repository { get; }

    /// <summary>The tag, for example <c>8.3</c>.</summary>
    /// <value><see langword="null"/> when none is written; Docker then means <c>latest</c>.</value>
    public string? Tag { get; }

    /// <summary>The digest that pins the content, for example <c>sha256:…</c>.</summary>
    /// <value><see langword="null"/> when none is written.</value>
    public string? Digest { get; }

    /// <summary>The short form that the Docker CLI prints: without <c>docker.io</c> and <c>library</c>, for example <c>php:8.3</c>.</summary>
    public string Familiar => WithSuffix(FamiliarName);

    /// <summary>The full form, for example <c>docker.io/library/php:8.3</c>.</summary>
    public string Canonical => _canonical;

    /// <summary><see cref="Familiar"/> without tag and digest, for example <c>php</c>.</summary>
    public string FamiliarName { get; }

    /// <summary><see cref="Canonical"/> without tag and digest, for example <c>docker.io/library/php</c>.</summary>
    public string CanonicalName { get; }

    /// <summary>Reads a reference, for example <c>php:8.3</c> or <c>ghcr.io/owner/app@sha256:…</c>.</summary>
    /// <param name="s">The reference as typed after <c>docker pull</c>.</param>
    /// <returns>The reference; its <see cref="Tag"/> stays <see langword="null"/> when none is written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">It is not a reference, or it is an image id (64 hexadecimal digits), which names no repository.</exception>
    public static ImageReference Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return ImageReferenceGrammar.Parse(s, out string? problem)
            ?? throw BadValue.Error("image reference", s, problem!, "php:8.3-cli");
    }

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="s">The reference as typed after <c>docker pull</c>.</param>
    /// <param name="provider">Not used: a reference reads the same in every culture.</param>
    public static ImageReference Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <summary>Reads a reference and tells whether it is one, without an exception.</summary>
    /// <param name="s">The reference as typed after <c>docker pull</c>.</param>
    /// <param name="result">The reference, or <see langword="null"/>.</param>
    /// <returns><see langword="true"/> when <paramref name="s"/> is a reference.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, [NotNullWhen(true)] out ImageReference? result)
    {
        result = s is null ? null : ImageReferenceGrammar.Parse(s, out _);
        return result is not null;
    }

    /// <inheritdoc cref="TryParse(string?, out ImageReference?)"/>
    /// <param name="s">The reference as typed after <c>docker pull</c>.</param>
    /// <param name="provider">Not used: a reference reads the same in every culture.</param>
    /// <param name="result">The reference, or <see langword="null"/>.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out ImageReference result) =>
        TryParse(s, out result);

    /// <summary>The same repository under another tag; a digest is kept.</summary>
    /// <param name="tag">1 to 128 letters, digits, <c>_</c>, <c>.</c> and <c>-</c>; the first is no dot and no hyphen.</param>
    /// <returns>A copy with the tag.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="tag"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException"><paramref name="tag"/> cannot be a tag.</exception>
    public ImageReference WithTag(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return ImageReferenceGrammar.TagProblem(tag) is { } problem
            ? throw BadValue.Error("tag", tag, problem, "8.3-cli")
            : new ImageReference(Registry, Repository, tag, Digest);
    }

    /// <summary>The same repository pinned to a digest; a tag is kept.</summary>
    /// <param name="digest">For example <c>sha256:</c> and 64 lower-case hexadecimal digits.</param>
    /// <returns>A copy with the digest.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="digest"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException"><paramref name="digest"/> cannot be a digest.</exception>
    public ImageReference WithDigest(string digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return ImageReferenceGrammar.DigestProblem(digest) is { } problem
            ? throw BadValue.Error("digest", digest, problem, $"sha256:{new string('0', 64)}")
            : new ImageReference(Registry, Repository, Tag, digest);
    }

    /// <summary>The reference with what Docker assumes written out: tag <c>latest</c> when it has neither tag nor digest.</summary>
    /// <returns>This instance, or a copy tagged <c>latest</c>.</returns>
    public ImageReference WithDefaultTag() =>
        Tag is null && Digest is null ? new ImageReference(Registry, Repository, DefaultTag, null) : this;

    /// <summary>The text that reads back as this reference: <see cref="Familiar"/>, or, in the rare case that the short form
    /// would be read as another image (<c>docker.io/localhost/app</c>), <see cref="Canonical"/>.</summary>
    /// <returns>For example <c>php:8.3</c>.</returns>
    public override string ToString()
    {
        string familiar = Familiar;
        return ImageReferenceGrammar.ReadsAsAnother(Registry, FamiliarName, familiar) ? _canonical : familiar;
    }

    /// <inheritdoc/>
    public bool Equals(ImageReference? other) => other is not null && string.Equals(_canonical, other._canonical, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ImageReference);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_canonical);

    /// <summary>Whether both name the same image in the same way.</summary>
    /// <param name="left">One reference.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ImageReference? left, ImageReference? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    /// <param name="left">One reference.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ImageReference? left, ImageReference? right) => !(left == right);

    private string WithSuffix(string name) => (Tag, Digest) switch
    {
        (null, null) => name,
        (not null, null) => $"{name}:{Tag}",
        (null, not null) => $"{name}@{Digest}",
        _ => $"{name}:{Tag}@{Digest}",
    };
}
