using System.Security.Cryptography;
using System.Text;

namespace DockerKit.Testing;

/// <summary>Ids as the engine makes them.</summary>
internal static class HexId
{
    /// <summary>64 hexadecimal digits at random. The engine sees to it that the first twelve are not all decimal.</summary>
    public static string Next()
    {
        string id;
        do
        {
            id = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)).ToLowerInvariant();
        }
        while (id.AsSpan(0, 12).IndexOfAnyExceptInRange('0', '9') < 0);
        return id;
    }

    /// <summary>The digest of a text: the same each time.</summary>
    public static string Digest(string text) => $"sha256:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant()}";

    /// <summary>The twelve digits that people see.</summary>
    public static string Short(string id)
    {
        string digits = id.StartsWith("sha256:", StringComparison.Ordinal) ? id[7..] : id;
        return digits.Length > 12 ? digits[..12] : digits;
    }
}
