using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace DockerKit;

/// <summary>Checks what images of the engine are called by, before any I/O: names, ids, and beginnings of ids.</summary>
internal static class ImageName
{
    private const int IdLength = 64;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>The name itself.</summary>
    /// <exception cref="ArgumentException">It cannot name an image.</exception>
    public static string Check(string image, [CallerArgumentExpression(nameof(image))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(image, parameter);
        if (string.IsNullOrWhiteSpace(image))
        {
            throw new ArgumentException($"'{image}' cannot name an image: it is empty. A right one: php:8.3", parameter);
        }

        // What begins an id reads as a repository's name. The whole of one does not: the grammar keeps it for ids.
        return IsId(image) || ImageReference.TryParse(image, out _)
            ? image
            : throw new ArgumentException($"'{image}' cannot name an image: it is neither [REGISTRY/]REPOSITORY[:TAG][@DIGEST] nor an id. A right one: php:8.3", parameter);
    }

    /// <summary>All of them.</summary>
    /// <exception cref="ArgumentException">One cannot name an image.</exception>
    public static ImmutableArray<string> CheckAll(string image, string[] more)
    {
        ArgumentNullException.ThrowIfNull(more);
        return [Check(image), .. more.Select(static name => Check(name, nameof(more)))];
    }

    /// <summary>All of them, of which there may be none.</summary>
    /// <exception cref="ArgumentException">One cannot name an image.</exception>
    public static ImmutableArray<string> CheckAll(IEnumerable<string> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return [.. images.Select(static name => Check(name, nameof(images)))];
    }

    private static bool IsId(string image) => image.Length == IdLength && !image.AsSpan().ContainsAnyExcept(Hexadecimal);
}
