using System.Buffers;

namespace DockerKit;

/// <summary>Checks what <c>--platform</c> takes. Source: https://github.com/containerd/platforms.</summary>
internal static class PlatformName
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.()");

    /// <summary>The platform itself.</summary>
    /// <exception cref="FormatException">It is not a platform.</exception>
    public static string Check(string platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        string[] parts = platform.Split('/');
        return parts.Length <= 3 && Array.TrueForAll(parts, static part => part.Length > 0 && !part.AsSpan().ContainsAnyExcept(Allowed))
            ? platform
            : throw BadValue.Error("platform", platform, "it is OS[/ARCHITECTURE[/VARIANT]]", "linux/arm64");
    }
}
