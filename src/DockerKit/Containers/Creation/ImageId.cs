using System.Buffers;

namespace DockerKit;

/// <summary>Tells an image's whole id from a reference. The beginning of an id reads as a reference, and the engine finds out.</summary>
internal static class ImageId
{
    private const string Algorithm = "sha256:";

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static bool IsFull(string image)
    {
        ReadOnlySpan<char> digits = image.StartsWith(Algorithm, StringComparison.Ordinal) ? image.AsSpan(Algorithm.Length) : image;
        return digits.Length == 64 && !digits.ContainsAnyExcept(Digits);
    }
}
