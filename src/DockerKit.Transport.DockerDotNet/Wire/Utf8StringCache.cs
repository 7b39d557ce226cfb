using System.Text;

namespace DockerKit.Transport.DockerDotNet;

/// <summary>
/// Gives the same string for the same short text. A pull sends thousands of lines, but only a few dozen different statuses and layer ids.
/// </summary>
/// <remarks>
/// A table of fixed size whose newest entry drives out an older one: it never grows, and needs no lock, since a reference is written whole
/// and an entry that another thread replaced is merely missed.
/// </remarks>
internal sealed class Utf8StringCache
{
    private const int Slots = 512; // a power of two
    private const int LongestText = 64;

    private readonly string?[] _strings = new string?[Slots];

    /// <summary>The text of the bytes; invalid bytes become U+FFFD.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }

        if (utf8.Length > LongestText)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        // A pair of slots, so that two frequent texts of one hash do not drive each other out, line by line.
        int index = Hash(utf8) & (Slots - 1);
        ref string? slot = ref _strings[index];
        ref string? neighbour = ref _strings[index ^ 1];
        string? known = Volatile.Read(ref slot);
        if (known is not null && Ascii.Equals(utf8, known))
        {
            return known;
        }

        string? other = Volatile.Read(ref neighbour);
        if (other is not null && Ascii.Equals(utf8, other))
        {
            return other;
        }

        string text = Encoding.UTF8.GetString(utf8);
        Volatile.Write(ref neighbour, known);
        Volatile.Write(ref slot, text);
        return text;
    }

    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
