using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace DockerKit.Testing;

/// <summary>The images of the engine and their names. Its caller holds the engine's lock.</summary>
internal sealed class ImageStore
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly Dictionary<string, MemoryImage> _byId = new(StringComparer.Ordinal);

    /// <summary>From a name in its full form, with a tag or a digest, to the image's id.</summary>
    private readonly SortedDictionary<string, Name> _names = new(StringComparer.Ordinal);

    public IEnumerable<MemoryImage> All => _byId.Values;

    public int Count => _byId.Count;

    public bool Has(string layerDigest) => _byId.Values.Any(image => image.Layers.Any(layer => layer.Digest == layerDigest));

    /// <summary>Adds an image. A name that was another image's is this one's now.</summary>
    /// <returns>The image itself, or the same one that was there before.</returns>
    public MemoryImage Add(MemoryImage image, params ReadOnlySpan<ImageReference> names)
    {
        if (_byId.TryGetValue(image.Id, out MemoryImage? known))
        {
            image = known;
        }

        _byId[image.Id] = image;
        foreach (ImageReference name in names)
        {
            _names[name.Canonical] = new Name(name, image.Id);
        }

        return image;
    }

    public void RemoveName(ImageReference name) => _names.Remove(name.Canonical);

    public void Remove(MemoryImage image)
    {
        foreach (ImageReference name in NamesOf(image))
        {
            RemoveName(name);
        }

        _byId.Remove(image.Id);
    }

    /// <summary>The names of an image, with tags or digests.</summary>
    public IReadOnlyList<ImageReference> NamesOf(MemoryImage image) =>
        [.. _names.Values.Where(name => name.Id == image.Id).Select(static name => name.Reference)];

    public bool HasChildren(MemoryImage image) => _byId.Values.Any(other => other.Parent == image);

    /// <summary>Finds an image by its name, its id or the beginning of its id, as moby's <c>GetImage</c> does.</summary>
    public bool TryFind(string text, [NotNullWhen(true)] out MemoryImage? image)
    {
        image = null;
        if (IsFullId(text, out string id))
        {
            return _byId.TryGetValue(id, out image);
        }

        if (ImageReference.TryParse(text, out ImageReference? reference) && TryFind(reference, out image))
        {
            return true;
        }

        string digits = text.StartsWith("sha256:", StringComparison.Ordinal) ? text[7..] : text;
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExcept(HexDigits))
        {
            return false;
        }

        MemoryImage[] found = [.. _byId.Values.Where(one => one.Id.AsSpan(7).StartsWith(digits, StringComparison.Ordinal)).Take(2)];
        image = found.Length == 1 ? found[0] : null;
        return image is not null;
    }

    public bool TryFind(ImageReference reference, [NotNullWhen(true)] out MemoryImage? image)
    {
        ImageReference wanted = reference.Digest is null ? reference.WithDefaultTag() : WithoutTag(reference);
        image = _names.TryGetValue(wanted.Canonical, out Name name) ? _byId[name.Id] : null;
        return image is not null;
    }

    /// <summary>Finds an image, or fails in the engine's words.</summary>
    public MemoryImage Find(string text)
    {
        if (TryFind(text, out MemoryImage? image))
        {
            return image;
        }

        if (IsFullId(text, out string id))
        {
            throw Missing(id);
        }

        if (!ImageReference.TryParse(text, out ImageReference? reference))
        {
            string problem = text.Any(char.IsAsciiLetterUpper) ? $": repository name (library/{text}) must be lowercase" : "";
            throw EngineErrors.BadRequest($"invalid reference format{problem}");
        }

        throw Missing(reference.WithDefaultTag().Familiar);
    }

    /// <summary>Whether a text is (the beginning of) an image's id, and not one of its names.</summary>
    public bool IsIdOf(string text, MemoryImage image) =>
        (text.StartsWith("sha256:", StringComparison.Ordinal) ? image.Id : image.Id[7..]).StartsWith(text, StringComparison.Ordinal)
        && !(ImageReference.TryParse(text, out ImageReference? reference) && TryFind(reference, out _));

    private static DockerNotFoundException Missing(string name) => EngineErrors.NotFound(ResourceKind.Image, $"No such image: {name}");

    private static bool IsFullId(string text, out string id)
    {
        string digits = text.StartsWith("sha256:", StringComparison.Ordinal) ? text[7..] : text;
        id = $"sha256:{digits}";
        return digits.Length == 64 && !digits.AsSpan().ContainsAnyExcept(HexDigits);
    }

    internal static ImageReference WithoutTag(ImageReference reference) =>
        reference.Tag is null ? reference : ImageReference.Parse($"{reference.CanonicalName}@{reference.Digest}");

    private readonly record struct Name(ImageReference Reference, string Id);
}
